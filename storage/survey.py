"""A first look at a file of rows: what it says it holds, and which of its lines are none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sqlalchemy import Table

from bot.errors import ExchangeError
from storage import tables
from storage.exchange import FORMAT, TABLES, What
from storage.lines import BrokenRowError, object_in, rank, row_in
from storage.tombstones import Tombstone

LONGEST_LINE = 2_000_000
"""Bytes of one line, at most."""

MOST_LINES = 20_000_000


@dataclass(slots=True)
class Survey:
    """What a file holds. `is_in_order`: no row stands before one it may refer to.

    `tombstones` and `messages` (workspace, channel, ts) are those the file itself carries.
    """

    what: What
    promised: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    broken: dict[int, str] = field(default_factory=dict)
    tombstones: list[Tombstone] = field(default_factory=list)
    messages: set[tuple[str, str, str]] = field(default_factory=set)
    is_in_order: bool = True
    has_head: bool = False

    def missing(self) -> str | None:
        """What the file promises and does not hold, in words; None where it is whole."""
        gone = {name: self.promised[name] - self.found[name] for name in self.promised}
        short = [f"{n} rows of {name}" for name, n in sorted(gone.items()) if n > 0]
        return f"{', '.join(short)} are missing; was the file cut off?" if short else None


def lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file from its beginning, with their numbers; None for one that is too long.

    Empty ones are passed over. Raises ExchangeError where there are more than may be.
    """
    file.seek(0)
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if number > MOST_LINES:
            raise ExchangeError(f"it has more than {MOST_LINES:,} lines.")
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest, line = file.readline(LONGEST_LINE), b""
        if not line:
            yield number, None
        elif line.strip():
            yield number, line


def table_of(given: dict[str, Any], what: What) -> Table:
    """The table a line is for. Raises BrokenRowError for none that such a file holds."""
    name = given.get("table")
    for table in TABLES[what]:
        if table.name == name:
            return table
    raise BrokenRowError("it names no table of the record")


def survey(file: BinaryIO, what: What) -> Survey:
    """Look a file through once. Raises ExchangeError where it is another kind of file."""
    seen, highest = Survey(what), 0
    for number, line in lines_of(file):
        try:
            highest = _look(seen, line, highest)
        except BrokenRowError as error:
            seen.broken[number] = str(error)
    if what == "backup" and not seen.has_head:
        raise ExchangeError("it is no backup.")
    return seen


def _look(seen: Survey, line: bytes | None, highest: int) -> int:
    if line is None:
        raise BrokenRowError(f"longer than {LONGEST_LINE:,} bytes")
    given = object_in(line)
    if "whatimproved" in given:
        _head(seen, given)
        return highest
    table = table_of(given, seen.what)
    seen.found[table.name] += 1
    if table is tables.forgotten:
        seen.tombstones.append(_tombstone(given))
    if table is tables.tombstones:
        row = row_in(table, given)
        seen.messages.add((row["workspace"], row["channel"], row["ts"]))
    seen.is_in_order = seen.is_in_order and rank(table) >= highest
    return max(highest, rank(table))


def _head(seen: Survey, given: dict[str, Any]) -> None:
    if given["whatimproved"] != seen.what:
        raise ExchangeError(f"it is a file of another kind, not of the kind {seen.what}.")
    if given.get("format") != FORMAT:
        raise ExchangeError("it was written by another version.")
    seen.has_head = True
    rows = given.get("rows")
    if not isinstance(rows, dict) or not all(type(n) is int for n in rows.values()):
        raise BrokenRowError("the head does not say how many rows there are")
    seen.promised.update(rows)


def _tombstone(given: dict[str, Any]) -> Tombstone:
    row = row_in(tables.forgotten, given)
    try:
        return Tombstone.model_validate(row)
    except ValueError as error:
        raise BrokenRowError("no tombstone") from error
