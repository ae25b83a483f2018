"""Operating: what an operator asks of the bot without Slack: a reading, an answer, a dry run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.app import (
    Rows,
    build_directory,
    build_doors,
    build_library,
    build_reader,
    now,
    open_rows,
    throw_away_rows,
)
from bot.errors import ChatError, NotFoundError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.advice.look import Look
    from bot.advice.ourselves import Account
    from bot.advice.report import Report
    from bot.benefits.reading import Said
    from bot.ports import Directory, Library
    from bot.replay.play import Replay
    from storage.records import SqlRecords


def build_look(settings: Settings) -> "Callable[[Said], Look]":
    """Reads an update and says what would be asked; the index opens with the first question."""
    from bot.advice.look import look
    from bot.voice.plain import PlainVoice
    from prompts.templates import load_texts

    texts, reader = load_texts(), build_reader()
    library, voice = build_library(settings), PlainVoice(texts)
    return lambda said: look(said, reader, texts.wordings, library, voice)


class Sight(NamedTuple):
    """What it takes to tell what somebody may see."""

    records: "SqlRecords"
    directory: "Directory"


def build_report(
    settings: Settings, about: str, workspace: str | None, viewer: str | None = None
) -> "Report":
    """The answer to "what improved?" for an operator, who may see all, or as `viewer` may see it.

    Raises NotFoundError where the workspace is not told and there are several.
    """
    from bot.advice import eyes
    from bot.advice.report import report
    from bot.voice.plain import PlainVoice
    from prompts.templates import load_texts

    rows = open_rows(settings)
    chosen = _chosen(rows, workspace)
    audience = None
    if viewer is not None:
        sight = Sight(rows.records, build_directory(settings, rows))
        try:
            audience = eyes.of_person(chosen, viewer.strip("<@>"), sight)
        except ChatError as error:
            raise NotFoundError(f"Slack tells nothing of {viewer}: {error.detail}.") from error
    return report(chosen, audience, about, rows.records, PlainVoice(load_texts()), now())


def _chosen(rows: Rows, workspace: str | None) -> str:
    """The workspace that is told, else the only one; raises NotFoundError as above."""
    known = rows.records.workspaces()
    if workspace is None and len(known) > 1:
        raise NotFoundError(f"Say which with --workspace: {', '.join(known)}.")
    return workspace or next(iter(known), "")


def build_account(
    settings: Settings, workspace: str | None, since: "date | None" = None
) -> "Account":
    """What came of the bot itself, for an operator, who may see all.

    Raises NotFoundError where the workspace is not told and there are several.
    """
    from bot.advice.ourselves import ourselves
    from bot.voice.plain import PlainVoice
    from prompts.templates import load_texts

    rows = open_rows(settings)
    try:
        home, voice = _chosen(rows, workspace), PlainVoice(load_texts())
        return ourselves(home, None, rows.records, voice, now(), since)
    finally:
        rows.close()


def build_replay(
    settings: Settings,
    export: "Path",
    investments: "Path | None",
    accept: bool,
    library: "Library | None" = None,
) -> "Replay":
    """A dry run over a Slack export, on records that are thrown away; nothing is posted. `library`
    is one that was opened already.

    Raises ExportError or InvestmentsError where a file cannot be read.
    """
    from bot.replay.directory import ExportDirectory
    from bot.replay.export import open_export
    from bot.replay.investments import read_investments
    from bot.replay.memory import RememberingReader
    from bot.replay.play import Replay

    found = open_export(export)
    listed = read_investments(investments, found) if investments else None
    rows, directory = throw_away_rows(), ExportDirectory(found)
    reader, library = RememberingReader(build_reader()), library or build_library(settings)
    doors = replace(build_doors(settings, rows, directory), reader=reader, library=library)
    return Replay(found, doors, rows.queues, directory, listed, accept, rows.close)
