"""The `whatimproved` command: which commands there are, and how a mistake is told."""

import sys
from collections.abc import Callable

import typer

from bot.commands import answering, describing, keeping, passages, reading, running
from bot.errors import WhatImprovedError

app = typer.Typer(
    help="Asks what a technology investment improved, and keeps an honest record of the answer.",
    epilog="Exit codes: 0 all went well · 1 some lines or a request could not be handled · "
    "2 the command was not understood.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback(invoke_without_command=True)(running.local)
commands: tuple[Callable[..., None], ...] = (
    running.serve,
    reading.read,
    reading.evaluate,
    answering.improved,
    answering.ourselves,
    answering.replay,
    running.check,
    describing.manifest,
    keeping.export,
)
for command in commands:
    app.command()(command)
app.command("import")(keeping.import_)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.forget)

knowledge = typer.Typer(help="Look into the knowledge base, or bring to it.", no_args_is_help=True)
knowledge.command()(passages.search)
knowledge.command()(passages.topics)
knowledge.command()(passages.add)
knowledge.command("list")(passages.listed)
knowledge.command()(passages.remove)
app.add_typer(knowledge, name="knowledge")


def main() -> None:
    """Run the command. A mistake is told in a sentence, never as a traceback."""
    try:
        app()
    except WhatImprovedError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
