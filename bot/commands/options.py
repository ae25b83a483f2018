"""Options that several commands take."""

from typing import Annotated

import typer

Workspace = Annotated[str | None, typer.Option(help="Slack's id, where there are several.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be done; do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print one object.")]
