"""What improved, from the record or from an export."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import Json, Workspace


def improved(
    investment: Annotated[str, typer.Argument(help="Its name; all where left out.")] = "",
    as_json: Json = False,
    workspace: Workspace = None,
    viewer: Annotated[
        str | None,
        typer.Option("--as", metavar="USER", help="Only what this person may see: Slack's id."),
    ] = None,
) -> None:
    """What improved: figures, dates and sources, and what nobody knows yet."""
    from bot.operating import build_report
    from bot.settings import load
    from bot.voice.page import as_text

    found = build_report(load(), investment, workspace, viewer)
    typer.echo(
        json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        if as_json
        else as_text(found.post)
    )
    if investment and not found.positions and not found.unknown:
        raise typer.Exit(1)


def ourselves(
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only from this day on."),
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """What came of the bot itself: how far investments are, and what it asked for that."""
    from bot.operating import build_account
    from bot.settings import load
    from bot.voice.page import as_text

    found = build_account(load(), workspace, since.date() if since else None)
    typer.echo(
        json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        if as_json
        else as_text(found.post)
    )


def replay(
    export: Annotated[
        Path, typer.Argument(metavar="EXPORT", exists=True, help="Slack's export: folder or zip.")
    ],
    investments: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A YAML list of the investments."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Count each proposal as recorded when it is made.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what the bot would have asked, proposed and concluded over an export. Posts nothing."""
    from bot.operating import build_replay
    from bot.replay.shown import show, watched
    from bot.settings import load

    found = watched(build_replay(load(), export, investments, accept))
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        show(found)
    for problem in found.broken:
        typer.echo(f"Left out: {problem}", err=True)
    raise typer.Exit(1 if found.broken else 0)
