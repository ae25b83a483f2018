"""The whole record: taken out, brought in, put back, forgotten."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from bot.commands.options import DryRun, Json, Workspace, Yes

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.taking_in import Taken


def export(
    target: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A file, or - for standard output.")
    ] = "-",
    how: Annotated[
        Literal["jsonl", "csv", "ledger", "html"],
        typer.Option(
            "--format",
            help="jsonl imports back; csv: a row a measure; ledger: a row a fact; html: a report.",
        ),
    ] = "jsonl",
    workspace: Workspace = None,
) -> None:
    """Write the whole record: to import it elsewhere, for a spreadsheet, or as a report."""
    from bot import keeping
    from bot.settings import load

    if how == "jsonl":
        keeping.take_out(load(), "export", target, workspace)
    else:
        keeping.show(load(), how, target, workspace)


def import_(
    source: Annotated[
        str, typer.Argument(metavar="FILE|-", help="An export or a table, or - for standard input.")
    ],
    how: Annotated[
        Literal["jsonl", "csv"],
        typer.Option("--format", help="An export, or a table of measures such as a register."),
    ] = "jsonl",
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="What the table calls its columns; YAML."),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Whose word the table is: Slack's id.")] = None,
    workspace: Workspace = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take an export or a table into the record: all of it, or nothing and each bad line named."""
    from bot import keeping
    from bot.settings import load

    if how == "jsonl":
        if mapping or by or workspace:
            raise typer.BadParameter("--mapping, --by and --workspace go with --format csv")
        _told_taken(keeping.take_in(load(), source, dry_run), dry_run, as_json)
    if by is None:
        raise typer.BadParameter("--format csv needs --by: somebody stands for the figures")
    taken = keeping.take_register(load(), source, mapping, workspace, by, dry_run)
    _told_taken(taken, dry_run, as_json)


def backup(
    target: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A file, or - for standard output.")
    ],
) -> None:
    """Write everything there is, with what waits to be handled and sent, for `restore`."""
    from bot import keeping
    from bot.settings import load

    keeping.take_out(load(), "backup", target, None)


def restore(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="A backup.")],
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put a backup in the place of everything there is. What was forgotten stays forgotten."""
    from bot import keeping
    from bot.settings import load

    if source == "-" and not (yes or dry_run):
        raise typer.BadParameter("a backup from standard input needs --yes")
    if not (yes or dry_run):
        typer.confirm("Everything on record now is replaced. Go on?", abort=True, err=True)
    _told_taken(keeping.put_back(load(), source, dry_run), dry_run, as_json)


def _told_taken(taken: "Taken", dry_run: bool, as_json: bool) -> NoReturn:
    """Tell what became of a file. Ends with 1 where lines were refused."""
    from bot import keeping

    for one in taken.refused:
        typer.echo(f"line {one.line}: {one.reason}" if one.line else one.reason, err=True)
    if as_json:
        typer.echo(taken.model_dump_json(indent=2))
    else:
        typer.echo(keeping.taken_in_words(taken, dry_run))
    raise typer.Exit(1 if taken.refused else 0)


def forget(
    what: Annotated[
        Literal["person", "channel", "workspace"],
        typer.Argument(metavar="person|channel|workspace", help="What ID is the id of."),
    ],
    id: Annotated[str, typer.Argument(metavar="ID", help="Slack's id, or a person's name.")],
    workspace: Workspace = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Forget a person, a channel or a workspace: values and words go, ids and times stay."""
    from bot import keeping
    from bot.settings import load

    settings = load()
    if what == "person":
        id = _person(settings, id, workspace)
    if not (yes or dry_run):
        looked = keeping.make_forgotten(settings, what, id, workspace, dry_run=True)
        typer.echo(keeping.receipt_in_words(looked), err=True)
        typer.confirm("This cannot be undone. Forget it?", abort=True, err=True)
    receipt = keeping.make_forgotten(settings, what, id, workspace, dry_run)
    typer.echo(receipt.model_dump_json(indent=2) if as_json else keeping.receipt_in_words(receipt))


def _person(settings: "Settings", said: str, workspace: str | None) -> str:
    """The id of the person who is meant; nobody is half forgotten under a name that tells none."""
    from bot import keeping

    found = keeping.person_named(settings, said, workspace)
    if found is None:
        told = (
            "give the user id (U…) or the mention: that name alone does not tell who it is. "
            "The id stands on the person's card, opened by their picture or name"
        )
        raise typer.BadParameter(told, param_hint="ID")
    return found
