"""What a language model was asked for: tokens used a day, and what it said a little while ago."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update

from bot.benefits.facts import Value
from storage import tables
from storage.database import reading
from storage.failures import translated
from storage.unit_of_work import insert_once

REMEMBERED: Final = timedelta(days=1)
"""How long what was said is kept: it can be opened only by who asks the same again."""

_uses, _said = tables.model_uses, tables.model_answers

_NOTHING: Final = ""
_IS_SAID: Final = _said.c.sealed != _NOTHING


class Use(Value):
    """What a workspace used up on one day: how often it asked, tokens in and out."""

    asked: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class SqlModelRows:
    """The rows of every workspace. Every method is one transaction, and raises RecordsError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def book(self, workspace: str, day: date, tokens: int, most: int | None) -> bool:
        """Count so many tokens as used; False, and nothing, where that would be more than `most`
        that day, whichever process asks.
        """
        key = {"workspace": workspace, "day": day.isoformat()}
        none = {"asked": 0, "booked": 0, "tokens_in": 0, "tokens_out": 0}
        more = update(_uses).where(_of(workspace, day)).values(booked=_uses.c.booked + tokens)
        if most is not None:
            used = _uses.c.booked + _uses.c.tokens_in + _uses.c.tokens_out
            more = more.where(used + tokens <= most)
        with translated(), self._engine.begin() as connection:
            insert_once(connection, _uses, ("workspace", "day"), key | none)
            return connection.execute(more).rowcount > 0

    def settle(self, workspace: str, day: date, booked: int, used: tuple[int, int]) -> None:
        """Count what was used, in and out, instead of what was booked, and that it was asked."""
        counted = {
            "asked": _uses.c.asked + 1,
            "booked": _uses.c.booked - booked,
            "tokens_in": _uses.c.tokens_in + used[0],
            "tokens_out": _uses.c.tokens_out + used[1],
        }
        with translated(), self._engine.begin() as connection:
            connection.execute(update(_uses).where(_of(workspace, day)).values(counted))

    def used(self, workspace: str, day: date) -> Use:
        """What was used up that day."""
        found = select(*(_uses.c[name] for name in Use.model_fields))
        with reading(self._engine) as connection:
            row = connection.execute(found.where(_of(workspace, day))).mappings().first()
        return Use.model_validate(dict(row)) if row else Use()

    def said(self, workspace: str, name: str, now: datetime) -> str | None:
        """What is kept under this name, unless it is too old."""
        known = (_said.c.workspace == workspace) & (_said.c.name == name)
        young = select(_said.c.sealed).where(known, _said.c.at > now - REMEMBERED, _IS_SAID)
        with reading(self._engine) as connection:
            return connection.scalar(young)

    def expect(self, workspace: str, name: str, now: datetime) -> None:
        """Have room for what is going to be said; whatever is forgotten meanwhile takes it away."""
        row = {"workspace": workspace, "name": name, "sealed": _NOTHING, "at": now}
        with translated(), self._engine.begin() as connection:
            insert_once(connection, _said, ("workspace", "name"), row)

    def keep(self, workspace: str, name: str, sealed: str, now: datetime) -> None:
        """Keep it for a while, where there is still room for it."""
        room = (_said.c.workspace == workspace) & (_said.c.name == name)
        with translated(), self._engine.begin() as connection:
            connection.execute(update(_said).where(room).values(sealed=sealed, at=now))

    def sweep(self, now: datetime) -> None:
        """Forget what is too old."""
        with translated(), self._engine.begin() as connection:
            connection.execute(delete(_said).where(_said.c.at <= now - REMEMBERED))


def drop(connection: Connection, workspace: str, is_whole: bool) -> None:
    """Forget what was said, since nobody can tell about whom; of a whole workspace also how much
    was used.
    """
    for table in (_said, _uses) if is_whole else (_said,):
        connection.execute(delete(table).where(table.c.workspace == workspace))


def _of(workspace: str, day: date) -> ColumnElement[bool]:
    return (_uses.c.workspace == workspace) & (_uses.c.day == day.isoformat())
