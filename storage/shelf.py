"""What workspaces brought to the knowledge base, on record: a row a file."""

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, Text, delete, func, select, type_coerce

from bot.benefits.brought import Brought
from bot.benefits.facts import Value
from storage import tables
from storage.database import forget_what_was_deleted, reading
from storage.failures import translated

_KEPT = tables.documents


class OnShelf(Value):
    """A file, when it was brought, and how many passages it has."""

    id: str
    name: str
    at: datetime
    passages: int
    topics: tuple[str, ...] = ()


class SqlShelf:
    """The shelf's door, on a database that was migrated. Raises RecordsError throughout."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stands(self, workspace: str) -> str:
        """Changes whenever what a workspace brought does; empty where that is nothing. A name that
        was forgotten makes a file shorter.
        """
        size = func.length(type_coerce(_KEPT.c.body, Text)).label("size")
        rows = select(_KEPT.c.id, _KEPT.c.added_at, size).where(_KEPT.c.workspace == workspace)
        with reading(self._engine) as connection:
            found = connection.execute(rows.order_by(_KEPT.c.id)).all()
        told = "\x1f".join(f"{row.id} {row.added_at.isoformat()} {row.size}" for row in found)
        return hashlib.sha256(told.encode()).hexdigest() if found else ""

    def brought(self, workspace: str) -> list[Brought]:
        """All of it, by name."""
        rows = select(_KEPT.c.body).where(_KEPT.c.workspace == workspace).order_by(_KEPT.c.id)
        with reading(self._engine) as connection:
            found = list(connection.scalars(rows))
        return sorted(found, key=lambda one: one.name)

    def listed(self, workspace: str) -> list[OnShelf]:
        """What there is, by name."""
        rows = select(_KEPT.c.body, _KEPT.c.added_at).where(_KEPT.c.workspace == workspace)
        with reading(self._engine) as connection:
            found = [_told(row.body, row.added_at) for row in connection.execute(rows)]
        return sorted(found, key=lambda one: one.name)

    def put(self, workspace: str, file: Brought, at: datetime) -> bool:
        """Keep a file; whether it took the place of one of the same name."""
        row = {"workspace": workspace, "id": file.id, "body": file, "added_at": at}
        with translated(), self._engine.begin() as connection:
            gone = connection.execute(delete(_KEPT).where(*_this(workspace, file.id)))
            connection.execute(_KEPT.insert(), row)
        forget_what_was_deleted(self._engine)
        return gone.rowcount > 0

    def remove(self, workspace: str, id: str) -> bool:
        """Take a file away, words and all; whether it was there."""
        with translated(), self._engine.begin() as connection:
            gone = connection.execute(delete(_KEPT).where(*_this(workspace, id)))
        forget_what_was_deleted(self._engine)
        return gone.rowcount > 0


def _this(workspace: str, id: str) -> tuple[ColumnElement[bool], ...]:
    return (_KEPT.c.workspace == workspace, _KEPT.c.id == id)


def _told(body: Brought, at: datetime) -> OnShelf:
    topics = sorted({topic for one in body.passages for topic in one.topics})
    return OnShelf(
        id=body.id, name=body.name, at=at, passages=len(body.passages), topics=tuple(topics)
    )
