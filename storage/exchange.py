"""Export: the record as lines of JSON that import back to an equal record.

The first line says what the file is and how many rows of each table follow, so that a file that
was cut off is known for one. Then each row in a line, none before one it refers to, in the order
of their keys: the same record makes the same file, byte for byte.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import Column, Connection, Engine, Select, Table, func, select

from storage.database import reading
from storage.lines import BACKUP, RECORD, as_line, dumped, key_of, unread

FORMAT = 1
AT_ONCE = 500
"""Rows held in memory at a time."""

What = Literal["export", "backup"]

TABLES: dict[What, tuple[Table, ...]] = {"export": RECORD, "backup": BACKUP}
"""What each kind of file holds: a backup also what is under way, and who put us out."""


def export_lines(engine: Engine, what: What, workspaces: Sequence[str] = ()) -> Iterator[str]:
    """The lines of an export or a backup, without their ends, as they stand at one moment.

    Of all workspaces where none is named. Others may write meanwhile. Raises RecordsError where
    the database cannot be reached.
    """
    with reading(engine) as connection:
        counts = {
            table.name: connection.scalar(_of(select(func.count()), table, workspaces))
            for table in TABLES[what]
        }
        rows = {name: count for name, count in counts.items() if count}
        yield dumped({"whatimproved": what, "format": FORMAT, "rows": rows})
        for table in TABLES[what]:
            yield from _rows(connection, table, workspaces)


def _rows(connection: Connection, table: Table, workspaces: Sequence[str]) -> Iterator[str]:
    """In the order of their keys; what is under way in the order it began."""
    order = _key(table) if table in RECORD else list(table.primary_key.columns)
    rows = _of(select(*unread(table)), table, workspaces).order_by(*order)
    with connection.execute(rows, execution_options={"yield_per": AT_ONCE}) as found:
        for row in found.mappings():
            yield as_line(table, dict(row))


def _key(table: Table) -> list[Column[Any]]:
    return [table.c[name] for name in key_of(table)]


def _of(rows: Select[Any], table: Table, workspaces: Sequence[str]) -> Select[Any]:
    chosen = rows.select_from(table)
    return chosen.where(table.c.workspace.in_(workspaces)) if workspaces else chosen
