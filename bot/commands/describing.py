"""What the Slack app has to be, for whoever makes it."""

import json
import re
from typing import Annotated

import typer


def manifest(
    url: Annotated[
        str | None,
        typer.Option(
            metavar="https://…", help="Where Slack reaches the bot; without it: Socket Mode."
        ),
    ] = None,
    socket: Annotated[
        bool, typer.Option("--socket", help="Socket Mode, even where there is an address.")
    ] = False,
    many: Annotated[
        bool, typer.Option("--many", help="Workspaces install it themselves; needs --url.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json/--yaml", help="JSON, or YAML with the reason of each line.")
    ] = False,
) -> None:
    """Print the manifest from which Slack makes the app that this release needs."""
    from bot.slack.manifest import as_yaml
    from bot.slack.manifest import manifest as build

    if url is not None and not re.fullmatch(r"https://[\w.-]+(?::\d{1,5})?/?", url):
        raise typer.BadParameter("--url must be an address such as https://bot.example.com")
    if many and url is None:
        raise typer.BadParameter("--many needs --url: browsers are sent back there")
    address = None if url is None else url.rstrip("/")
    found = build(address, is_socket=socket, is_many=many)
    shown = json.dumps(found, indent=2, ensure_ascii=False) if as_json else as_yaml(found).rstrip()
    typer.echo(shown)
