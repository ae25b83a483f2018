"""The load: how much there is to do, and how long it has waited."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, func, not_, select

from bot.benefits.facts import Value
from storage import inbox, outbox, tables
from storage.database import reading


class Queue(Value):
    """One queue as it stands: rows to be done, the age of the oldest in seconds, and how many are
    tried no more.
    """

    waiting: int
    oldest: float
    parked: int


class Load(Value):
    """What there is to do, and how many questions there are in each state."""

    inbox: Queue
    outbox: Queue
    questions: dict[str, int]


def load(engine: Engine, now: datetime) -> Load:
    """As it is now, over all workspaces; keeps nobody from writing. Raises RecordsError."""
    came, goes, asked = tables.inbox, tables.outbox, tables.questions
    kept = and_(came.c.handled_at.is_(None), came.c.body.is_not(None))
    with reading(engine) as connection:
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
        )


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
