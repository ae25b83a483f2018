"""A look into the knowledge base, and what a workspace brings to it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import Json, Workspace


def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What it should be about.")],
    topic: Annotated[
        list[str] | None, typer.Option(help="Look among the passages of this topic; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Passages shown at most.")] = 5,
    workspace: Annotated[
        str | None, typer.Option(help="Look also among what this workspace brought itself.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the passages nearest to some words, best first."""
    from rich.console import Console

    from bot.app import build_library, open_rows
    from bot.settings import load
    from knowledge import shown
    from knowledge.library import topic_counts

    topics = topic or []
    if wrong := shown.unknown_topic(topics, list(topic_counts())):
        raise typer.BadParameter(wrong, param_hint="--topic")
    library = build_library(load(), rows=open_rows(load()) if workspace else None)
    found = library.of(workspace or "").search(words, topics, limit)
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


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Markdown, text in UTF-8, or PDF.")
    ],
    topic: Annotated[
        list[str] | None,
        typer.Option(help="Questions about this may cite it, such as baseline; repeatable."),
    ] = None,
    workspace: Workspace = None,
    as_json: Json = False,
) -> None:
    """Bring files of your own, cited beside ours; one of the same name takes the other's place."""
    from bot import bringing
    from bot.settings import load
    from knowledge import shown
    from knowledge.library import topic_counts

    declared = list(topic_counts())
    if wrong := shown.unknown_topic(topic or [], declared):
        raise typer.BadParameter(wrong, param_hint="--topic")
    topics = bringing.topics_meant(topic or [], declared)
    with bringing.shelf_of(load(), workspace) as (shelf, home):
        done = []
        for file in files:
            with _told_how_far(file.name) as progress:
                done.append(bringing.bring(shelf, home, file, topics, progress))
            if not as_json:
                typer.echo(_shown(bringing.added_in_words(done[-1])), err=bool(done[-1].why_not))
    if as_json:
        typer.echo(json.dumps([one.model_dump() for one in done], indent=2))
    raise typer.Exit(1 if any(one.why_not for one in done) else 0)


def listed(workspace: Workspace = None, as_json: Json = False) -> None:
    """List the files a workspace brought, and the topics they may be cited for."""
    from rich.console import Console

    from bot import bringing
    from bot.settings import load
    from knowledge import shown

    with bringing.shelf_of(load(), workspace) as (shelf, home):
        found = shelf.listed(home)
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found], indent=2))
    elif found:
        rows = [(one.id, one.name, one.at, one.passages, one.topics) for one in found]
        Console().print(shown.brought_table(rows))
    else:
        typer.echo("This workspace has brought nothing of its own.")


def remove(
    file: Annotated[str, typer.Argument(metavar="FILE|ID", help="As `knowledge list` shows it.")],
    workspace: Workspace = None,
) -> None:
    """Take a file away; what cited it keeps its title and source."""
    from bot import bringing
    from bot.settings import load

    with bringing.shelf_of(load(), workspace) as (shelf, home):
        gone = bringing.take_away(shelf, home, file)
    typer.echo(f"{gone.name}: removed, with {gone.passages} passages")


@contextmanager
def _told_how_far(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for whoever waits before a screen; nothing where nobody does."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(escape(_shown(name)), total=None)
        yield lambda page, pages: bar.update(task, completed=page, total=pages)


def _shown(words: str) -> str:
    """Names of files hold anything; a screen is told letters alone."""
    return "".join(one if one.isprintable() else "?" for one in words)
