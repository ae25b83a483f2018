"""What the bot reads in a text, and how well."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.commands.options import Json

if TYPE_CHECKING:
    from bot.advice.look import Look
    from bot.benefits.reading import Said
    from bot.ports import Reader


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
    model: Annotated[
        str | None,
        typer.Option(
            metavar="PROVIDER:NAME",
            help="With --explain: also what this language model makes of it.",
        ),
    ] = None,
) -> None:
    """Show what the bot would read in an update, and what it would ask. Records nothing."""
    if as_json + as_lines + explain > 1:
        raise typer.BadParameter("choose one of --json, --jsonl and --explain")
    if explain:
        from bot.reading.explained import explained

        text = "\n".join(line for _, line in _lines(source))
        typer.echo(explained(text))
        if model:
            from bot.commands import comparing

            comparing.explain(text, model)
        return
    if model:
        raise typer.BadParameter("--model says what a model makes of a text: add --explain")
    if answers and not as_lines:
        raise typer.BadParameter("--answers reads lines: add --jsonl")
    if answers:
        _read_replies(source)
    from bot.benefits.reading import Said
    from bot.operating import build_look
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


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Labelled passages.")],
    model: Annotated[
        str | None,
        typer.Option(metavar="PROVIDER:NAME", help="Send each to this language model too."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="RUN.jsonl", help="Keep what the model says.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="RUN.jsonl", help="Take what a model said from there.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure how well the bot reads labelled passages, beside two plain baselines; or beside a
    language model and together with it.
    """
    if model and replay:
        raise typer.BadParameter("choose one of --model and --replay")
    if record and not model:
        raise typer.BadParameter("--record keeps what a model says: add --model")
    if model or replay:
        from bot.commands.comparing import compare

        compare(file, model, record, replay, as_json)
        return
    from bot.app import build_reader
    from bot.reading import evaluation, examples
    from knowledge.embeddings import WordLlamaEmbeddings

    given = examples.load([file])
    found = {
        "reader": evaluation.by_reader(given, build_reader()),
        "keywords": evaluation.by_keywords(given),
    }
    if find_spec("sklearn"):
        learnt = examples.load(sorted(Path(__file__).parents[2].glob("knowledge/examples/*.jsonl")))
        embed = WordLlamaEmbeddings().vectors
        found["embeddings"] = evaluation.by_embeddings(given, learnt, embed)
    if as_json:
        typer.echo(json.dumps({name: one.as_json() for name, one in found.items()}, indent=2))
        return
    from bot.reading.measured import as_words

    typer.echo(as_words(found))
