"""A look into the knowledge base."""

import json
from typing import Annotated

import typer

from bot.commands.options import Json


def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What it should be about.")],
    topic: Annotated[
        list[str] | None, typer.Option(help="Look among the passages of this topic; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Passages shown at most.")] = 5,
    as_json: Json = False,
) -> None:
    """Show the passages nearest to some words, best first."""
    from rich.console import Console

    from bot.app import build_library
    from bot.settings import load
    from knowledge import shown
    from knowledge.library import topic_counts

    topics = topic or []
    if wrong := shown.unknown_topic(topics, list(topic_counts())):
        raise typer.BadParameter(wrong, param_hint="--topic")
    found = build_library(load()).search(words, topics, limit)
    if as_json:
        typer.echo(shown.as_json(words, topics, found))
    elif found:
        Console().print(shown.as_table(found))
    else:
        typer.echo("The knowledge base has nothing about that.", err=True)
    raise typer.Exit(0 if found else 1)


def topics(
    as_json: Json = False,
) -> None:
    """List the topics, and how many passages each has."""
    from rich.console import Console

    from knowledge import shown
    from knowledge.library import topic_counts

    if as_json:
        typer.echo(json.dumps(topic_counts(), indent=2))
    else:
        Console().print(shown.topics_table(topic_counts()))
