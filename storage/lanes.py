"""Lanes: what keeps posts to a channel waiting. Each channel is one, and so is each workspace.

Of two processes that choose what goes out next, one chooses first: see `lock`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, text, update

from storage import tables
from storage.unit_of_work import put

HOUSE = ""
"""Stands for the channel in the row of the workspace itself."""

_LOCK = 7_461_300_122

_SORTS = ("sort", "hashjoin", "mergejoin", "bitmapscan", "seqscan")
"""Ways of PostgreSQL to look at all rows before it knows the first."""


def lock(connection: Connection) -> None:
    """Until the transaction ends, nobody else chooses; on SQLite nobody else writes anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": _LOCK})


def in_order(connection: Connection) -> None:
    """Until the transaction ends, go through queues in the order of an index. What PostgreSQL
    knows of how many rows wait is a minute old, and where it thinks that few do it sorts them all.
    """
    if connection.dialect.name == "postgresql":
        off = (func.set_config(f"enable_{way}", "off", True) for way in _SORTS)
        connection.execute(select(*off))


def keep(connection: Connection, workspace: str, channel: str, **values: Any) -> None:
    """Change a lane, which is there from then on."""
    row = {"workspace": workspace, "channel": channel, **values}
    put(connection, tables.lanes, ("workspace", "channel"), row)


def let_go(connection: Connection, key: str, **values: Any) -> None:
    """A post is in nobody's hands any more: its lane's next one may go."""
    lane = tables.lanes
    free = {"held": None, "held_until": None, **values}
    connection.execute(update(lane).where(lane.c.held == key).values(free))


def shut(
    connection: Connection,
    workspace: str,
    channel: str,
    now: datetime,
    until: datetime,
    everywhere: bool,
) -> None:
    """Keep a channel shut until then; where another one is shut too, the whole workspace."""
    lane = tables.lanes
    others = select(lane.c.channel).where(
        lane.c.workspace == workspace, lane.c.channel != channel, lane.c.shut_until > now
    )
    is_several = everywhere or connection.scalars(others).first() is not None
    for one in (channel, HOUSE) if is_several else (channel,):
        keep(connection, workspace, one, shut_until=until)


def park(connection: Connection, workspace: str, channel: str, now: datetime, reason: str) -> None:
    """Nothing can be written there; since when stays what was kept first."""
    keep(connection, workspace, channel, reason=reason)
    lane = tables.lanes
    this = and_(lane.c.workspace == workspace, lane.c.channel == channel)
    connection.execute(
        update(lane).where(this, lane.c.parked_since.is_(None)).values(parked_since=now)
    )


def unpark(connection: Connection, which: ColumnElement[bool]) -> None:
    """It may be written there again."""
    connection.execute(
        update(tables.lanes).where(which).values(parked_since=None, reason=None, shut_until=None)
    )
