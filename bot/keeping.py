"""What an operator does with the whole record: take it out, bring it in, forget, back up."""

import codecs
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Literal

from sqlalchemy import Engine

from bot.app import build_directory, build_reader, hold, make_home, now, open_rows
from bot.errors import (
    ChatError,
    ExchangeError,
    NotFoundError,
    NothingToForgetError,
    SettingsError,
)
from bot.reports import sheet
from bot.reports.html import page
from bot.sandbox.cast import PEOPLE, WHO
from bot.settings import Settings
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage.database import migrate, open_engine
from storage.exchange import What, export_lines
from storage.forgetting import Receipt, forget
from storage.importing import import_lines, restore
from storage.outside import TombstoneFile
from storage.records import SqlRecords
from storage.register import import_register
from storage.register_map import RegisterMap, read_map
from storage.taking_in import Taken
from storage.tombstones import Tombstone

LARGEST = 8 * 1024**3
"""Bytes of a file that is taken in, at most."""

CHUNK = 1024**2

View = Literal["csv", "ledger", "html"]
"""How the record is looked at: where each measure stands, every fact, or a report."""

_ID = re.compile(r"[A-Za-z0-9._-]{1,80}")


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """The database, its tables up to date. Raises RecordsError with what to do."""
    make_home(settings)
    engine = open_engine(settings.records_url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def written(target: str) -> Iterator[IO[bytes]]:
    """A file, or standard output for "-". A file is there whole or not at all, for its owner alone.

    Raises ExchangeError where it cannot be written.
    """
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        number, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ExchangeError(f"{target}: {error.strerror}.") from error
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except OSError as error:
        raise ExchangeError(f"{target}: {error.strerror}.") from error
    finally:
        Path(part).unlink(missing_ok=True)


@contextmanager
def read(source: str) -> Iterator[BinaryIO]:
    """A file, or standard input for "-", that can be read twice.

    Raises ExchangeError where it cannot be read or is too large.
    """
    with tempfile.TemporaryFile() as spool:
        try:
            with (
                nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file
            ):
                _pour(file, spool)
        except OSError as error:
            raise ExchangeError(f"{source}: {error.strerror}.") from error
        spool.seek(0)
        yield spool


def _pour(file: IO[bytes], spool: IO[bytes]) -> None:
    size = 0
    while piece := file.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise ExchangeError(f"it is larger than {LARGEST // 1024**3} GB.")
        spool.write(piece)


def write_lines(lines: Iterable[str], target: str, encoding: str = "utf-8") -> None:
    """One line after another; what is no character at all stands as a question mark.

    Spreadsheets know UTF-8 by the mark that "utf-8-sig" puts before it.
    """
    with written(target) as out:
        words = codecs.getwriter(encoding)(out, "replace")
        for line in lines:
            words.write(f"{line}\n")


def take_out(settings: Settings, what: What, target: str, workspace: str | None) -> None:
    """Write an export of one workspace or of all, or a backup. Raises NotFoundError as below."""
    with opened(settings) as engine:
        chosen = [_one_of(engine, workspace)] if workspace else []
        write_lines(export_lines(engine, what, chosen), target)


def show(settings: Settings, how: View, target: str, workspace: str | None) -> None:
    """Write the record of one workspace to be looked at. Raises NotFoundError as below."""
    voice = PlainVoice(load_texts())
    with opened(settings) as engine:
        records, home = SqlRecords(engine), chosen_workspace(engine, workspace)
        if how == "html":
            write_lines(page(home, records, voice, now()), target)
        elif how == "csv":
            write_lines(sheet.positions(home, records, voice, now()), target, "utf-8-sig")
        else:
            write_lines(sheet.ledger(home, records), target, "utf-8-sig")


def take_in(settings: Settings, source: str, dry_run: bool) -> Taken:
    """Import the lines of an export."""
    with opened(settings) as engine, read(source) as file:
        return import_lines(engine, file, outside(settings).read(), dry_run)


def take_register(
    settings: Settings,
    source: str,
    mapping: Path | None,
    workspace: str | None,
    by: str,
    dry_run: bool,
) -> Taken:
    """Import a benefits register, as said by one person. Raises NotFoundError for no workspace."""
    how = read_map(mapping) if mapping else RegisterMap()
    with opened(settings) as engine, read(source) as file:
        home = workspace or chosen_workspace(engine, None)
        if not home:
            raise NotFoundError("Name the workspace with --workspace.")
        records = SqlRecords(engine)
        return import_register(file, how, records, home, by, build_reader(), now(), dry_run)


def put_back(settings: Settings, source: str, dry_run: bool) -> Taken:
    """Put a backup in the place of all there is; no other process may be at work on it."""
    alone = hold(settings) if settings.is_alone else nullcontext()
    instead = PlainVoice(load_texts()).say("words_deleted")
    with alone, opened(settings) as engine, read(source) as file:
        return restore(engine, file, outside(settings).read(), dry_run, instead)


def person_named(settings: Settings, said: str, workspace: str | None) -> str | None:
    """The id of the person somebody means, by id, mention or the name Slack shows; None where it
    cannot be told, or several go by that name. Asks Slack for names, where it can be asked.
    """
    told = said.strip()
    id = re.fullmatch(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>|@?([UW][A-Z0-9]{2,})", told)
    if id is not None:
        return id[1] or id[2]
    with opened(settings) as engine:
        home = chosen_workspace(engine, workspace)
    named = told.removeprefix("@").casefold()
    found = [id for id, name in _people(settings, home) if name.casefold() == named]
    return found[0] if named and len(found) == 1 else None


def _people(settings: Settings, workspace: str) -> list[tuple[str, str]]:
    """Ids and names of the people there, as far as anybody can tell; nobody, where none can."""
    if workspace == WHO.team_id:
        return [(one.id, one.name) for one in PEOPLE]
    rows = open_rows(settings)
    try:
        return [(one.id, one.name) for one in build_directory(settings, rows).people(workspace)]
    except (ChatError, SettingsError):
        return []
    finally:
        rows.close()


def make_forgotten(
    settings: Settings,
    what: str,
    id: str,
    workspace: str | None,
    dry_run: bool,
    at: datetime | None = None,
) -> Receipt:
    """Forget a person, a channel or a workspace. Raises NotFoundError as below."""
    with opened(settings) as engine:
        if not _ID.fullmatch(id):
            raise NothingToForgetError(f"{what} {id[:80]!r}.")
        home = id if what == "workspace" else chosen_workspace(engine, workspace)
        wish = {"workspace": home, "what": what, "id": id, "at": at or now()}
        instead = PlainVoice(load_texts()).say("card_forgotten")
        stone = Tombstone.model_validate(wish)
        return forget(engine, stone, outside(settings).add, dry_run, instead)


def outside(settings: Settings) -> TombstoneFile:
    """The file of tombstones that no restore of the database touches."""
    return TombstoneFile(settings.home / "forgotten.jsonl")


def chosen_workspace(engine: Engine, workspace: str | None) -> str:
    """The workspace named, else the only one.

    Raises NotFoundError where it is not known, where there is none, or more than one.
    """
    if workspace is not None:
        return _one_of(engine, workspace)
    known = SqlRecords(engine).workspaces()
    if len(known) > 1:
        raise NotFoundError(f"Say which with --workspace: {', '.join(known)}.")
    return next(iter(known), "")


def _one_of(engine: Engine, workspace: str) -> str:
    known = SqlRecords(engine).workspaces()
    if workspace not in known:
        raise NotFoundError(f"Workspaces: {', '.join(known)}.")
    return workspace


def taken_in_words(taken: Taken, dry_run: bool) -> str:
    """What became of a file, in a sentence for each thing that is so."""
    if taken.refused:
        return f"Nothing was taken in: {taken.refused_in_all} lines were refused."
    added = ", ".join(f"{n} {name}" for name, n in sorted(taken.added.items()) if n)
    said = [f"{'Would add' if dry_run else 'Added'}: {added or 'nothing'}."]
    said += [f"On record before: {taken.same}."] if taken.same else []
    said += [f"Left out, since it was forgotten here: {taken.gone}."] if taken.gone else []
    return " ".join(said)


def receipt_in_words(receipt: Receipt) -> str:
    """What was forgotten, table by table."""
    said = "Would be forgotten" if receipt.dry_run else "Forgotten"
    until = f"{receipt.at:%d %B %Y, %H:%M} UTC"
    home = f"{receipt.what} {receipt.id} in workspace {receipt.workspace}"
    lines = [f"{said}: {home}, all that was kept up to {until}."]
    for word, counts in (("emptied", receipt.emptied), ("removed", receipt.removed)):
        lines += [f"  {n:>6} {name} {word}" for name, n in sorted(counts.items())]
    return "\n".join([*lines, f"  {receipt.tombstones:>6} tombstones of ids and times are kept"])
