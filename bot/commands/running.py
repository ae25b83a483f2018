"""The bot at work: here, in Slack, and whether every part is there."""

import json
from importlib.metadata import version
from typing import Annotated

import typer


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("whatimproved"))
        raise typer.Exit


def local(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(help="The page's port; the next free one.")] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Without a command: open the local workspace in the browser. No Slack, no key, no server."""
    if context.invoked_subcommand is not None:
        return
    from bot.local import run_local
    from bot.settings import load

    run_local(load(), port)


def serve() -> None:
    """Serve Slack: one workspace or many, by requests or a socket. `check` says what is missing."""
    from bot.serving import serve as run
    from bot.settings import load

    run(load())


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print one object a part.")] = False,
) -> None:
    """Look whether every part is there, and say what to do where one is not."""
    from bot.check import check as look
    from bot.settings import load

    findings = look(load())
    if as_json:
        typer.echo(json.dumps([one.model_dump() for one in findings], indent=2))
    else:
        width = max(len(one.part) for one in findings)
        for one in findings:
            typer.echo(f"{one.state:>9}  {one.part:<{width}}  {one.told}")
    raise typer.Exit(1 if any(one.is_bad for one in findings) else 0)
