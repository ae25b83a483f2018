"""Rows from a file into the database: all of them or none.

What is there already under the same key stays: an equal row changes nothing, a different one is
refused by its line. What was forgotten here is never taken in again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

from pydantic import Field
from sqlalchemy import Connection, Table, select

from bot.benefits.facts import Value
from storage import tables
from storage.exchange import AT_ONCE, TABLES
from storage.lines import BrokenRowError, Row, columns, key_of, object_in, rank, row_in
from storage.lost import Lost
from storage.remains import left
from storage.survey import Survey, lines_of, table_of
from storage.tombstones import Gone, Tombstone

MOST_TOLD = 1_000
"""Refused lines that are named; the rest are counted."""

Message = tuple[str, str, str]
"""A workspace, a channel and a ts."""


class Refusal(Value):
    """A line that was refused, and why. Line 0 is the file as a whole."""

    line: int
    reason: str


class Taken(Value):
    """What became of a file's rows, by table. Where any was refused, nothing of it is kept.

    `same` were there before; of `gone` nothing may be kept, since it was forgotten here.
    """

    added: dict[str, int]
    same: int
    gone: int
    refused: tuple[Refusal, ...]
    refused_in_all: int


class Forgotten(Value):
    """What a database, and whatever stands beside it, knows to be forgotten or deleted."""

    tombstones: tuple[Tombstone, ...] = ()
    messages: dict[Message, datetime] = Field(default_factory=dict)

    def beside(self, seen: Survey) -> dict[str, Gone]:
        """Of each workspace what a file does not know: what it knows it has forgotten itself."""
        known = {(one.workspace, one.what, one.id): one.at for one in seen.tombstones}
        stones: dict[str, list[Tombstone]] = defaultdict(list)
        for one in self.tombstones:
            before = known.get((one.workspace, one.what, one.id))
            if before is None or before < one.at:
                stones[one.workspace].append(one)
        gone: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for workspace, channel, ts in self.messages.keys() - seen.messages:
            gone[workspace].add((channel, ts))
        return {name: Gone(stones[name], gone[name]) for name in {*stones, *gone}}


def take_in(
    connection: Connection, file: BinaryIO, seen: Survey, forgotten: Forgotten, instead: str = ""
) -> Taken:
    """Take in a file that was surveyed. The caller takes everything back where lines were refused,
    and keeps the tombstones of the file.

    Posts of a backup quote no message that was deleted since: `instead` stands there.
    """
    taking = _Taking(connection, seen, forgotten.beside(seen))
    order = [None] if seen.is_in_order else sorted({rank(table) for table in TABLES[seen.what]})
    for only in order:
        for table, batch in _batches(file, seen, only, taking):
            taking.put(table, batch)
    if missing := seen.missing():
        taking.refuse(0, missing)
    for number, reason in seen.broken.items():
        taking.refuse(number, reason)
    taken = taking.outcome()
    if not taken.refused:
        taking.lost.unsay(connection, instead)
    return taken


Numbered = tuple[int, Row]


def _batches(
    file: BinaryIO, seen: Survey, only: int | None, taking: "_Taking"
) -> Iterator[tuple[Table, list[Numbered]]]:
    """The rows of a file, or of its tables of one rank, some of one table at a time."""
    now: Table | None = None
    batch: list[Numbered] = []
    for number, table, given in _objects(file, seen):
        if only is not None and rank(table) != only:
            continue
        if now is not None and (table is not now or len(batch) >= AT_ONCE):
            yield now, batch
            batch = []
        now = table
        try:
            batch.append((number, row_in(table, given)))
        except BrokenRowError as error:
            taking.refuse(number, str(error))
    if now is not None:
        yield now, batch


def _objects(file: BinaryIO, seen: Survey) -> Iterator[tuple[int, Table, dict[str, Any]]]:
    for number, line in lines_of(file):
        if number in seen.broken or line is None:
            continue
        given = object_in(line)
        if "whatimproved" not in given:
            yield number, table_of(given, seen.what), given


class _Taking:
    """Puts rows into one transaction, and counts."""

    def __init__(self, connection: Connection, seen: Survey, gone: dict[str, Gone]) -> None:
        self._connection = connection
        self._gone = gone
        self._is_backup = seen.what == "backup"
        self._known = {
            parent.name: {tuple(row) for row in connection.execute(select(*parent.primary_key))}
            for parent in (tables.investments, tables.measures)
        }
        self._added: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._refused: list[Refusal] = []
        self.lost = Lost()

    def outcome(self) -> Taken:
        """What became of all rows so far."""
        return Taken(
            added=dict(self._added),
            same=self._counts["same"],
            gone=self._counts["gone"],
            refused=tuple(sorted(self._refused, key=lambda one: one.line)),
            refused_in_all=self._counts["refused"],
        )

    def refuse(self, line: int, reason: str) -> None:
        """Keep why a line is refused; of very many the count alone."""
        self._counts["refused"] += 1
        if len(self._refused) < MOST_TOLD:
            self._refused.append(Refusal(line=line, reason=reason))

    def put(self, table: Table, batch: Iterable[Numbered]) -> None:
        """Add the rows of one table that are new and whole."""
        if table is tables.forgotten:
            return
        new: dict[tuple[Any, ...], Row] = {}
        rows = [(number, kept) for number, row in batch if (kept := self._left(table, row))]
        there = self._there(table, [row for _, row in rows])
        for number, row in rows:
            key = _key(table, row)
            before = new.get(key) or there.get(key)
            if before is not None:
                self._compare(table, number, row, before)
            elif orphan := self._orphan(table, row):
                self.refuse(number, orphan)
            else:
                new[key] = row
                self._remember(table, key)
        if new:
            self._connection.execute(table.insert(), list(new.values()))
        self._added[table.name] += len(new)

    def _left(self, table: Table, row: Row) -> Row | None:
        if table is tables.installations:
            return row
        if self._is_backup and table is tables.outbox:
            row = _asked_first(row)
        if self._is_backup and table is tables.due:
            row = row | {"attempts": max(1, row["attempts"])}
        if self._is_backup and table is tables.inbox:
            row = _begun_before(row)
        gone = self._gone.get(row["workspace"])
        if gone is None:
            return row
        if self._is_backup:
            self.lost.hear(table, row, gone)
        kept = left(table.name, row, gone, has_home=not self._orphan(table, row))
        self._counts["gone"] += kept is None
        return kept

    def _compare(self, table: Table, number: int, row: Row, before: Row) -> None:
        """Where we are let in here, and with which token, is known here and not by a file."""
        if row == before or table is tables.installations:
            self._counts["same"] += 1
            return
        differs = next(name for name in row if row[name] != before[name])
        self.refuse(number, f"another row is on record under its key; {differs} differs")

    def _orphan(self, table: Table, row: Row) -> str | None:
        """What a row refers to that is nowhere, in words."""
        for constraint in table.foreign_key_constraints:
            values = tuple(row[column] for column in constraint.column_keys)
            parent = constraint.referred_table.name
            if None not in values and values not in self._known[parent]:
                return f"it refers to a row of {parent} that is not there"
        return None

    def _remember(self, table: Table, key: tuple[Any, ...]) -> None:
        if table.name in self._known:
            self._known[table.name].add(key)

    def _there(self, table: Table, rows: list[Row]) -> dict[tuple[Any, ...], Row]:
        """The rows on record under the keys of these."""
        groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for *home, last in (_key(table, row) for row in rows):
            groups[tuple(home)].append(last)
        found: dict[tuple[Any, ...], Row] = {}
        *names, last_name = key_of(table)
        for group, ids in groups.items():
            here = [table.c[name] == value for name, value in zip(names, group, strict=True)]
            wanted = select(*columns(table)).where(*here, table.c[last_name].in_(ids))
            kept = self._connection.execute(wanted).mappings()
            found |= {_key(table, row): row for row in map(dict, kept)}
        return found


def _key(table: Table, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in key_of(table))


def _asked_first(row: Row) -> Row:
    """A post that waits may have gone out since the backup: Slack is asked before it goes again."""
    free = {"lease_until": None}
    return row | free | ({} if row["posted_at"] else {"attempts": max(1, row["attempts"])})


def _begun_before(row: Row) -> Row:
    """An event that waits may have been handled since the backup, and what came of it stand in
    Slack.
    """
    return row if row["handled_at"] else row | {"attempts": max(1, row["attempts"])}
