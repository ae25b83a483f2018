"""A row as a line of JSON, and back: every column by its name, values as they are written.

`{"table": "facts", "workspace": "T1", "id": "f1", …}`; columns that hold nothing are left out.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from storage import tables
from storage.columns import AnyText, Instant, Model

QUEUES = (tables.inbox, tables.outbox, tables.lanes, tables.due)
"""What is under way. A backup holds it; it is no part of the record."""

EVERYTHING: tuple[Table, ...] = tuple(
    table for table in tables.metadata.sorted_tables if not table.info
)
"""Every table but those of tokens and those that are passing, none before one that it refers to."""

BACKUP: tuple[Table, ...] = (*EVERYTHING, tables.installations)
"""What a backup holds: also where we were let in and who put us out, without any token."""

RECORD: tuple[Table, ...] = tuple(table for table in EVERYTHING if table not in QUEUES)

MOST = 2**31 - 1
"""The largest whole number a column takes."""

Row = dict[str, Any]


class BrokenRowError(ValueError):
    """A line that is no row; its words say why."""


def columns(table: Table) -> list[Column[Any]]:
    """The columns that are written; numbers the database gives itself are not, nor what is worked
    out from other rows, nor what is secret.
    """
    return [
        column
        for column in table.columns
        if column.autoincrement is not True and not column.info.keys() & {"derived", "secret"}
    ]


def key_of(table: Table) -> tuple[str, ...]:
    """The columns that tell a row of this table from every other one."""
    return ("key",) if table is tables.outbox else tuple(one.name for one in table.primary_key)


def rank(table: Table) -> int:
    """How many tables stand between this one and those that refer to none."""
    return max((rank(one.column.table) + 1 for one in table.foreign_keys), default=0)


def unread(table: Table) -> list[ColumnElement[Any]]:
    """The columns as they are kept, models as their JSON: what is only written need not be read."""
    return [
        type_coerce(column, Text).label(column.name) if isinstance(column.type, Model) else column
        for column in columns(table)
    ]


def as_line(table: Table, row: Mapping[str, Any]) -> str:
    """A row that was selected by `unread`, in one line without its end."""
    values = {
        column.name: _written(column, row[column.name])
        for column in columns(table)
        if row[column.name] is not None
    }
    return dumped({"table": table.name, **values})


def dumped(value: Any) -> str:
    """Its JSON; escaped throughout where it holds what no file can: half of a surrogate pair."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return line


def _written(column: Column[Any], value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(column.type, Model):
        given = _understood_when_left_out(column.type.model)
        found: dict[str, Any] = json.loads(value)
        return {name: one for name, one in found.items() if one is not None or name not in given}
    return value


@cache
def _understood_when_left_out(model: type[BaseModel]) -> frozenset[str]:
    """The fields that are nothing where nothing is said."""
    fields = model.model_fields.items()
    return frozenset(name for name, one in fields if one.default is None)


def object_in(line: bytes) -> dict[str, Any]:
    """The object a line holds. Raises BrokenRowError where it holds none."""
    try:
        found = json.loads(line.decode(), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BrokenRowError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BrokenRowError("not JSON") from error
    if not isinstance(found, dict):
        raise BrokenRowError("not an object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def row_in(table: Table, given: Mapping[str, Any]) -> Row:
    """The row an object stands for, its values as the database gives them back.

    Raises BrokenRowError naming the first column that is wrong.
    """
    known = {column.name for column in columns(table)} | {"table"}
    if unknown := sorted(given.keys() - known):
        raise BrokenRowError(f"{table.name} has no column {unknown[0][:80]!r}")
    return {column.name: _read(column, given.get(column.name)) for column in columns(table)}


def _read(column: Column[Any], value: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise BrokenRowError(f"{column.name} is missing")
        return None
    try:
        return _value(column, value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in (column.name, *first["loc"]))
        raise BrokenRowError(f"{where}: {first['msg']}") from error
    except ValueError as error:
        raise BrokenRowError(f"{column.name}: {error}") from error


def _value(column: Column[Any], value: Any) -> Any:
    kind = column.type
    if isinstance(kind, Model):
        return kind.model.model_validate(value)
    if isinstance(kind, Instant):
        return _instant(value)
    if isinstance(kind, Boolean):
        return _of(bool, value)
    if isinstance(kind, Integer | BigInteger):
        return _whole(value)
    return _of(str, value) if isinstance(kind, AnyText) else _word(value)


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"not of the kind {kind.__name__}")
    return value


def _whole(value: Any) -> int:
    number: int = _of(int, value)
    if abs(number) > MOST:
        raise ValueError("too large")
    return number


def _word(value: Any) -> str:
    word: str = _of(str, value)
    if "\0" in word:
        raise ValueError("holds a control character")
    word.encode()
    return word


def _instant(value: Any) -> datetime:
    found = datetime.fromisoformat(_of(str, value))
    if found.utcoffset() is None:
        raise ValueError("a time without a zone")
    return found.astimezone(UTC)
