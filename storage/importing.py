"""Import into a record, and restore of a whole database: at once or not at all."""

from collections.abc import Sequence
from typing import BinaryIO

from sqlalchemy import Connection, Engine, delete, select

from storage import retiring, tables
from storage.database import forget_what_was_deleted
from storage.failures import translated
from storage.forgetting import apply, remember
from storage.lines import EVERYTHING
from storage.survey import survey
from storage.taking_in import Forgotten, Taken, take_in
from storage.tombstones import Tombstone
from storage.unit_of_work import insert_once


def import_lines(
    engine: Engine, file: BinaryIO, outside: Sequence[Tombstone], dry_run: bool = False
) -> Taken:
    """Take an export into the record. Where a line is refused, nothing is changed.

    What was forgotten here, or is told to be forgotten by `outside`, stays forgotten; what the
    file knows to be forgotten is forgotten here too. Raises ExchangeError where it is another kind
    of file, RecordsError where the database cannot be reached.
    """
    with translated(), engine.connect() as connection, connection.begin() as transaction:
        known = _known(connection, outside)
        seen = survey(file, "export")
        apply(connection, [one for one in seen.tombstones if one not in known.tombstones])
        taken = take_in(connection, file, seen, known)
        retiring.reckon(connection)
        remember(connection, (*known.tombstones, *seen.tombstones))
        if dry_run or taken.refused:
            transaction.rollback()
    return taken


def restore(
    engine: Engine,
    file: BinaryIO,
    outside: Sequence[Tombstone],
    dry_run: bool = False,
    instead: str = "",
) -> Taken:
    """Put a backup in the place of all there is but the installations, of which it adds those that
    are not known here, without a token. Where a line is refused, nothing is changed.

    What was forgotten since, here or as `outside` tells, is not brought back, and messages deleted
    since stay without words: posts that quoted them say `instead`. Nobody else may be at work on
    the database. Raises as above.
    """
    with translated(), engine.connect() as connection, connection.begin() as transaction:
        known = _known(connection, outside)
        seen = survey(file, "backup")
        for table in reversed(EVERYTHING):
            connection.execute(delete(table))
        taken = take_in(connection, file, seen, known, instead)
        remember(connection, (*known.tombstones, *seen.tombstones))
        _keep_messages(connection, known)
        retiring.reckon(connection)
        if dry_run or taken.refused:
            transaction.rollback()
    forget_what_was_deleted(engine)
    return taken


def _known(connection: Connection, outside: Sequence[Tombstone]) -> Forgotten:
    stones = connection.execute(select(tables.forgotten)).mappings()
    kept = tables.tombstones
    messages = connection.execute(select(kept.c.workspace, kept.c.channel, kept.c.ts, kept.c.at))
    return Forgotten(
        tombstones=(*(Tombstone.model_validate(dict(one)) for one in stones), *outside),
        messages={(row.workspace, row.channel, row.ts): row.at for row in messages},
    )


def _keep_messages(connection: Connection, known: Forgotten) -> None:
    for (workspace, channel, ts), at in known.messages.items():
        row = {"workspace": workspace, "channel": channel, "ts": ts, "at": at}
        insert_once(connection, tables.tombstones, ("workspace", "channel", "ts"), row)
