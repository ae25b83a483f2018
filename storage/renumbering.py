"""Renumbering: a channel has another id from now on, and what is kept of it is found there."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    Text,
    delete,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from storage import tables
from storage.columns import Model
from storage.unit_of_work import UnitOfWork

_WORDS: Final = (tables.facts, tables.claims)
"""The ledger's own: where a message stands is told beside its words, which stay as they are."""

_ADDRESSES: Final = ("shows", "key")
"""What begins with where something stands."""


class RenumberingWork(UnitOfWork):
    """The part of a unit of work that has what is kept of a channel follow it."""

    def renumber(self, old: str, new: str, keys: Mapping[str, str]) -> None:
        """Have all that is kept under one id be kept under the other. What is there already stays,
        but for the channel's wishes: they are those that people know. `keys` are beginnings of the
        keys of posts that name it, and what those become.

        Links to messages stay as Slack gave them.
        """
        self._wish(old, new)
        self._rename(tables.forgotten.c.id, old, new, tables.forgotten.c.what == "channel")
        self._rename(tables.due.c.ref, old, new, tables.due.c.kind == "back")
        begins = {f"{old}:": f"{new}:", **keys}
        self._begin_anew(begins)
        for table in tables.metadata.sorted_tables:
            if "workspace" in table.c and "channel" in table.c:
                self._rename(table.c.channel, old, new)
            for column in _told(table):
                self._retell(column, old, new, begins)
        self._retell_inbox(old, new, begins)

    def _wish(self, old: str, new: str) -> None:
        kept = tables.manners
        of_channels = (kept.c.workspace == self._workspace, kept.c.what == "channel")
        if self._run(select(kept.c.id).where(*of_channels, kept.c.id == old)).first() is not None:
            self._run(delete(kept).where(*of_channels, kept.c.id == new))
            self._run(update(kept).where(*of_channels, kept.c.id == old).values(id=new))

    def _rename(self, column: Column[Any], old: str, new: str, *only: ColumnElement[bool]) -> None:
        table = column.table
        assert isinstance(table, Table)
        mine = (table.c.workspace == self._workspace, *only)
        if column.primary_key:
            other, rest = (
                table.alias(),
                [one.name for one in table.primary_key if one is not column],
            )
            same = (other.c[name] == table.c[name] for name in rest)
            taken = select(literal(1)).where(other.c[column.name] == new, *same).exists()
            self._run(delete(table).where(*mine, column == old, taken))
        self._run(update(table).where(*mine, column == old).values({column: new}))

    def _begin_anew(self, begins: Mapping[str, str]) -> None:
        """A post that is just being sent keeps its key: that is how Slack is asked for it."""
        sent = tables.outbox
        is_still = or_(sent.c.posted_at.is_not(None), sent.c.attempts == 0)
        for old, new in begins.items():
            for column in (tables.facts.c.shows, tables.inbox.c.place):
                self._replace_begin(column, old, new)
            for column in (sent.c.key, sent.c.cause, sent.c.changes):
                self._replace_begin(column, old, new, is_still)

    def _replace_begin(
        self, column: Column[Any], old: str, new: str, *only: ColumnElement[bool]
    ) -> None:
        table = column.table
        assert isinstance(table, Table)
        here = (table.c.workspace == self._workspace, column.startswith(old, autoescape=True))
        said = literal(new) + func.substr(column, len(old) + 1)
        self._run(update(table).where(*here, *only).values({column: said}))

    def _retell(self, column: Column[Any], old: str, new: str, begins: Mapping[str, str]) -> None:
        table: Any = column.table
        key = [*table.primary_key]
        told = type_coerce(column, Text)
        here = (table.c.workspace == self._workspace, told.contains(old, autoescape=True))
        for *named, body in self._run(select(*key, column).where(*here)).all():
            before = json.loads(body.model_dump_json())
            after = _moved(before, old, new, begins)
            if after != before:
                this = [one == value for one, value in zip(key, named, strict=True)]
                kept = type(body).model_validate_json(json.dumps(after))
                self._run(update(table).where(*this).values({column: kept}))

    def _retell_inbox(self, old: str, new: str, begins: Mapping[str, str]) -> None:
        kept = tables.inbox
        waits = (kept.c.workspace == self._workspace, kept.c.handled_at.is_(None))
        rows = self._run(select(kept.c.event, kept.c.body).where(*waits, kept.c.body.is_not(None)))
        for event, body in rows.all():
            if old in body:
                after = json.dumps(_moved(_said(body), old, new, begins))
                self._run(update(kept).where(kept.c.event == event).values(body=after))


def _told(table: Table) -> Iterator[Column[Any]]:
    if "workspace" in table.c and table not in _WORDS:
        yield from (column for column in table.c if isinstance(column.type, Model))


def _said(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _moved(told: Any, old: str, new: str, begins: Mapping[str, str]) -> Any:
    """The same, with the channel named by its new id wherever a channel is named."""
    if isinstance(told, list):
        return [_moved(one, old, new, begins) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        name: new
        if name == "channel" and value == old
        else _begun(value, begins)
        if name in _ADDRESSES and isinstance(value, str)
        else _moved(value, old, new, begins)
        for name, value in told.items()
    }


def _begun(value: str, begins: Mapping[str, str]) -> str:
    for old, new in begins.items():
        if value.startswith(old):
            return new + value.removeprefix(old)
    return value
