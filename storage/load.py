"""The load: how much there is to do, and how long it has waited."""

import math
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Float,
    Table,
    and_,
    case,
    extract,
    func,
    not_,
    select,
)

from bot.benefits.facts import Value
from storage import inbox, outbox, tables
from storage.database import reading

A_DAY = 24 * 3600.0

ANSWERED_WITHIN = (900.0, 3600.0, 4 * 3600.0, A_DAY, 2 * A_DAY, 7 * A_DAY, 14 * A_DAY, 28 * A_DAY)
"""Bounds that answers are counted by: a question can be answered for four weeks."""


class Queue(Value):
    """One queue as it stands: rows to be done, the age of the oldest in seconds, and how many are
    tried no more.
    """

    waiting: int
    oldest: float
    parked: int


class Load(Value):
    """What there is to do, and how many questions there are in each state.

    `answers` are the answers on record by the seconds they took: how many took no longer than each
    bound, the last of which is none. `answers_took` is all of that time together.
    """

    inbox: Queue
    outbox: Queue
    questions: dict[str, int]
    answers: tuple[tuple[float, int], ...]
    answers_took: float


def load(engine: Engine, now: datetime) -> Load:
    """As it is now, over all workspaces; keeps nobody from writing. Raises RecordsError."""
    came, goes, asked = tables.inbox, tables.outbox, tables.questions
    kept = and_(came.c.handled_at.is_(None), came.c.body.is_not(None))
    with reading(engine) as connection:
        bounds, took = _answers(connection)
        states = select(asked.c.state, func.count().label("many")).group_by(asked.c.state)
        return Load(
            inbox=_queue(connection, came, came.c.received_at, kept, inbox.is_open(came), now),
            outbox=_queue(
                connection,
                goes,
                goes.c.queued_at,
                goes.c.posted_at.is_(None),
                outbox.is_open(),
                now,
            ),
            questions={row.state: row.many for row in connection.execute(states)},
            answers=bounds,
            answers_took=took,
        )


def _answers(connection: Connection) -> tuple[tuple[tuple[float, int], ...], float]:
    """How many answers took no longer than each bound, and how long all took together."""
    asked = tables.questions
    took = _seconds(connection, asked.c.at, asked.c.closed_at)
    within = (func.sum(case((took <= bound, 1), else_=0)) for bound in ANSWERED_WITHIN)
    counted = select(func.count(), func.sum(took), *within).where(
        asked.c.state == "answered", asked.c.closed_at.is_not(None)
    )
    total, seconds, *counts = connection.execute(counted).one()
    found = zip((*ANSWERED_WITHIN, math.inf), (*counts, total), strict=True)
    return tuple((bound, int(count or 0)) for bound, count in found), float(seconds or 0)


def _seconds(
    connection: Connection, begin: Column[datetime], end: Column[datetime]
) -> ColumnElement[float]:
    """The whole seconds between two instants, as each database tells them."""
    if connection.dialect.name == "sqlite":
        days = func.julianday(end, type_=Float) - func.julianday(begin, type_=Float)
        return func.round(days * A_DAY)
    return func.round(extract("epoch", end - begin))


def _queue(
    connection: Connection,
    table: Table,
    since: ColumnElement[datetime],
    undone: ColumnElement[bool],
    is_open: ColumnElement[bool],
    now: datetime,
) -> Queue:
    waiting = select(func.count(), func.min(since)).select_from(table).where(is_open)
    parked = select(func.count()).select_from(table).where(undone, not_(is_open))
    count, oldest = connection.execute(waiting).one()
    age = (now - oldest).total_seconds() if oldest is not None else 0.0
    return Queue(waiting=count, oldest=max(age, 0.0), parked=connection.scalar(parked) or 0)
