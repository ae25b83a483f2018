"""What all queues share: a transaction a call, and rows that one process has for a while."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Engine, FromClause, Table, or_

from storage.failures import translated

Moment = datetime | BindParameter[datetime]
"""A time, or the place of one in a statement that is built once."""

_CODE = re.compile(r"\w[\w.-]{0,79}")


def code(error: str) -> str:
    """The first word of an error, so that nothing a person wrote is kept with it."""
    found = _CODE.match(error)
    return found.group() if found else "unnamed"


def is_free(table: FromClause, now: Moment) -> ColumnElement[bool]:
    """Under nobody's lease."""
    lease = table.c.lease_until
    return or_(lease.is_(None), lease <= now)


class Leases:
    """Every call is a transaction of its own, on disk when it returns. Of two who try to take a
    row, one gets it.

    `holder` is the name this process keeps over restarts: what it held when it died is its own.
    """

    def __init__(self, engine: Engine, holder: str = "alone") -> None:
        self._engine = engine
        self._holder = holder

    def _lease(self, table: Table, now: datetime, seconds: float) -> dict[str, Any]:
        until = now + timedelta(seconds=seconds)
        return {
            "attempts": table.c.attempts + 1,
            "lease_until": until,
            "holder": self._holder,
        }

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with translated(), self._engine.begin() as connection:
            yield connection
