"""A language model measured beside our own reader, and what it makes of one text."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.models import Models
    from bot.ports import Model
    from bot.reading.by_model import TogetherReader
    from bot.reading.examples import Example


def compare(
    file: Path, model: str | None, record: Path | None, replay: Path | None, as_json: bool
) -> None:
    """Print how well passages are read by ourselves, by a model, and by both together."""
    from bot.reading import compared, examples

    given = examples.load([file])
    without = frozenset(one.text for one in given)
    with _asked(model, replay) as (door, within), _kept(record) as run:
        reader = _reader(_recording(door, run), within, without)
        found = compared.compare(given, reader, _shown)
        missing = getattr(door, "missing", 0)
    if missing:
        typer.echo(f"{missing} of {len(given)} passages are not in this run.", err=True)
    told = found.as_json()
    typer.echo(json.dumps(told, indent=2) if as_json else compared.as_words(found))


def explain(text: str, model: str) -> None:
    """Print what a model makes of a text, what of it was dropped and why, and what it comes to."""
    from bot.benefits.reading import Said
    from bot.reading.compared import PLACE
    from bot.reading.explained import beside

    with _asked(model, None) as (door, within):
        seen = _reader(door, within, frozenset()).look_at_all(Said(text=text), PLACE)
    typer.echo(beside(seen))


def _reader(door: "Model", within: float, without: frozenset[str]) -> "TogetherReader":
    from bot.app import build_library, build_reader
    from bot.closely import read_closely
    from bot.settings import load

    return read_closely(build_reader(), door, build_library(load()), within, without=without)


@contextmanager
def _asked(model: str | None, replay: Path | None) -> Iterator[tuple["Model", float]]:
    """The model of a name, or a run that is told again; and the seconds it is waited for."""
    if replay is not None:
        from bot.reading.rerun import RerunModel

        yield RerunModel.of(replay), 0.0
        return
    models, within = _built(model or "")
    try:
        yield models.door, within
    finally:
        models.end()


def _built(model: str) -> "tuple[Models, float]":
    from pydantic import ValidationError

    from bot.app import now
    from bot.models import models_alone
    from bot.settings import Settings, load

    load()
    try:
        chosen = Settings.model_validate({"model": model})
    except ValidationError:
        raise typer.BadParameter(f"{model}: name it as openai:NAME") from None
    return models_alone(chosen, now, time.monotonic), chosen.model_seconds


@contextmanager
def _kept(record: Path | None) -> Iterator[IO[str] | None]:
    try:
        opened = record.open("w", encoding="utf-8") if record else nullcontext()
    except OSError as error:
        raise typer.BadParameter(f"{record}: {error.strerror}") from error
    with opened as file:
        yield file


def _recording(door: "Model", file: IO[str] | None) -> "Model":
    from bot.reading.rerun import RecordingModel

    return door if file is None else RecordingModel(door, file)


def _shown(given: "Iterable[Example]") -> "Iterable[Example]":
    """The same, with a bar that tells how far it is, where somebody watches."""
    from rich.console import Console
    from rich.progress import track

    return track(list(given), "Asking", console=Console(stderr=True), transient=True)
