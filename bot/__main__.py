"""The `whatimproved` command: one function a command."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from bot.errors import WhatImprovedError

if TYPE_CHECKING:
    from bot.advice.look import Look
    from bot.benefits.reading import Said
    from bot.ports import Reader
    from storage.taking_in import Taken

app = typer.Typer(
    help="Asks what a technology investment improved, and keeps an honest record of the answer.",
    epilog="Exit codes: 0 all went well · 1 some lines or a request could not be handled · "
    "2 the command was not understood.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("whatimproved"))
        raise typer.Exit


@app.callback(invoke_without_command=True)
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


@app.command()
def serve() -> None:
    """Serve Slack: needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET."""
    from bot.app import serve as run
    from bot.settings import load

    run(load())


@app.command()
def read(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A file, or - for standard input.")
    ] = "-",
    as_json: Annotated[
        bool, typer.Option("--json", help="The whole input is one update; print one object.")
    ] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "text"} a line in, one reading a line out.')
    ] = False,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers", help='Replies: {"id", "asked", "context", "text"} a line; with --jsonl.'
        ),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="What found each claim and fact: a rule or weights.")
    ] = False,
) -> None:
    """Show what the bot would read in an update, and what it would ask. Records nothing."""
    if as_json + as_lines + explain > 1:
        raise typer.BadParameter("choose one of --json, --jsonl and --explain")
    if explain:
        from bot.reading.explained import explained

        typer.echo(explained("\n".join(line for _, line in _lines(source))))
        return
    if answers and not as_lines:
        raise typer.BadParameter("--answers reads lines: add --jsonl")
    if answers:
        _read_replies(source)
    from bot.app import build_look
    from bot.benefits.reading import Said
    from bot.settings import load

    look = build_look(load())
    if as_lines:
        _each_line(source, lambda number, line: _read_line(number, line, look))
    found = look(Said(text="\n".join(line for _, line in _lines(source))))
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(_in_words(found))


def _read_replies(source: str) -> NoReturn:
    from bot.app import build_reader

    reader = build_reader()
    _each_line(source, lambda number, line: _read_reply(number, line, reader))


def _each_line(source: str, read_one: Callable[[int, str], dict[str, Any]]) -> NoReturn:
    """Print what each line is read as. Ends with 1 where one could not be read."""
    broken = False
    for number, line in _lines(source):
        answer = read_one(number, line)
        broken = broken or "error" in answer
        typer.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    raise typer.Exit(1 if broken else 0)


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a file or of standard input, with their numbers; bytes that are no text stand
    as replacement characters.
    """
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield number, line.decode("utf-8", errors="replace").rstrip("\r\n")
    except OSError as error:
        raise typer.BadParameter(f"{source}: {error.strerror}") from error


def _read_line(number: int, line: str, look: "Callable[[Said], Look]") -> dict[str, Any]:
    from bot.reading.lines import BrokenLineError, given

    try:
        id, said = given(line)
    except BrokenLineError as error:
        return {"line": number, "error": str(error)}
    return {"id": id, **look(said).as_json()}


def _read_reply(number: int, line: str, reader: "Reader") -> dict[str, Any]:
    from bot.benefits.levels import in_context
    from bot.reading.lines import BrokenLineError, given_reply

    try:
        id, text, context = given_reply(line)
    except BrokenLineError as error:
        return {"line": number, "error": str(error)}
    found = reader.answer(text, context)
    facts = [in_context(fact, context.unit) for fact in found.facts]
    return {"id": id, "kind": found.kind, "facts": facts}


def _in_words(found: "Look") -> str:
    """A reading for a person's eyes."""
    if not found.reading.is_update:
        return "Not an update: the bot would stay silent."
    lines = [f"{claim.kind} ({claim.status}): “{claim.quote}”" for claim in found.reading.claims]
    lines += [f"{fact.slot}: “{fact.quote}”" for fact in found.reading.facts]
    lines += [
        f"{'would ask' if first else 'then'}: {asked.text}"
        for first, (_, asked) in zip((True, False, False), found.questions, strict=False)
    ]
    return "\n".join(lines)


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Labelled passages.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Measure how well the bot reads labelled passages, beside two plain baselines."""
    from bot.app import build_reader
    from bot.reading import evaluation, examples
    from knowledge.embeddings import WordLlamaEmbeddings

    given = examples.load([file])
    found = {
        "reader": evaluation.by_reader(given, build_reader()),
        "keywords": evaluation.by_keywords(given),
    }
    if find_spec("sklearn"):
        learnt = examples.load(sorted(Path(__file__).parents[1].glob("knowledge/examples/*.jsonl")))
        embed = WordLlamaEmbeddings().vectors
        found["embeddings"] = evaluation.by_embeddings(given, learnt, embed)
    if as_json:
        typer.echo(json.dumps({name: one.as_json() for name, one in found.items()}, indent=2))
        return
    from bot.reading.measured import as_words

    typer.echo(as_words(found))


@app.command()
def improved(
    investment: Annotated[str, typer.Argument(help="Its name; all where left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
    workspace: Annotated[
        str | None, typer.Option(help="Slack's id, where there are several.")
    ] = None,
) -> None:
    """What improved: figures, dates and sources, and what nobody knows yet."""
    from bot.app import build_report
    from bot.settings import load
    from bot.voice.page import as_text

    found = build_report(load(), investment, workspace)
    typer.echo(
        json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        if as_json
        else as_text(found.post)
    )
    if investment and not found.positions and not found.unknown:
        raise typer.Exit(1)


@app.command()
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
    as_json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Show what the bot would have asked, proposed and concluded over an export. Posts nothing."""
    from bot.app import build_replay
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


@app.command()
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
            typer.echo(f"{one.state:>7}  {one.part:<{width}}  {one.told}")
    raise typer.Exit(1 if any(one.is_bad for one in findings) else 0)


_Workspace = Annotated[str | None, typer.Option(help="Slack's id, where there are several.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be done; do nothing.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one object.")]


@app.command()
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
    workspace: _Workspace = None,
) -> None:
    """Write the whole record: to import it elsewhere, for a spreadsheet, or as a report."""
    from bot import keeping
    from bot.settings import load

    if how == "jsonl":
        keeping.take_out(load(), "export", target, workspace)
    else:
        keeping.show(load(), how, target, workspace)


@app.command("import")
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
    workspace: _Workspace = None,
    dry_run: _DryRun = False,
    as_json: _Json = False,
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


@app.command()
def backup(
    target: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A file, or - for standard output.")
    ],
) -> None:
    """Write everything there is, with what waits to be handled and sent, for `restore`."""
    from bot import keeping
    from bot.settings import load

    keeping.take_out(load(), "backup", target, None)


@app.command()
def restore(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="A backup.")],
    yes: _Yes = False,
    dry_run: _DryRun = False,
    as_json: _Json = False,
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


@app.command()
def forget(
    what: Annotated[
        Literal["person", "channel", "workspace"],
        typer.Argument(metavar="person|channel|workspace", help="What ID is the id of."),
    ],
    id: Annotated[str, typer.Argument(metavar="ID", help="Slack's id, such as U024BE7LH.")],
    workspace: _Workspace = None,
    yes: _Yes = False,
    dry_run: _DryRun = False,
    as_json: _Json = False,
) -> None:
    """Forget a person, a channel or a workspace: values and words go, ids and times stay."""
    from bot import keeping
    from bot.settings import load

    settings = load()
    if not (yes or dry_run):
        looked = keeping.make_forgotten(settings, what, id, workspace, dry_run=True)
        typer.echo(keeping.receipt_in_words(looked), err=True)
        typer.confirm("This cannot be undone. Forget it?", abort=True, err=True)
    receipt = keeping.make_forgotten(settings, what, id, workspace, dry_run)
    typer.echo(receipt.model_dump_json(indent=2) if as_json else keeping.receipt_in_words(receipt))


passages = typer.Typer(help="Look into the knowledge base.", no_args_is_help=True)
app.add_typer(passages, name="knowledge")


@passages.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What it should be about.")],
    topic: Annotated[
        list[str] | None, typer.Option(help="Look among the passages of this topic; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Passages shown at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
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


@passages.command()
def topics(
    as_json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """List the topics, and how many passages each has."""
    from rich.console import Console

    from knowledge import shown
    from knowledge.library import topic_counts

    if as_json:
        typer.echo(json.dumps(topic_counts(), indent=2))
    else:
        Console().print(shown.topics_table(topic_counts()))


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
