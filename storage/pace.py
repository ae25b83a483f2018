"""Which posts go out next, and when: at the pace of each channel and of the workspace."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.ports import Pace, Taken
from storage import outbox, tables
from storage.failures import translated
from storage.lanes import HOUSE, keep, lock
from storage.outbox import Outbox

ALONE = ("reply", "whisper")
"""Ways that neither fill a channel nor need to be in it."""

_Row = Row[Any]


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def _is_over(column: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= now)


def _may_go(lane: FromClause, house: FromClause, now: datetime) -> ColumnElement[bool]:
    """Whether a lane and its workspace are open to a post at all."""
    way = tables.outbox.c.way
    is_parked = or_(lane.c.parked_since.is_not(None), house.c.parked_since.is_not(None))
    is_open = and_(_is_over(lane.c.shut_until, now), _is_over(house.c.shut_until, now))
    return and_(
        or_(_is_over(lane.c.held_until, now), _passes(lane, now)),
        or_(way == "reply", ~is_parked),
        or_(way.in_(ALONE), is_open),
    )


def _passes(lane: FromClause, now: datetime) -> ColumnElement[bool]:
    """Whether a post goes although its lane is held: words for one person, while what holds it is
    at leisure, one after the other.
    """
    kept, other = tables.outbox, tables.outbox.alias("other")
    is_leisurely = exists().where(other.c.key == lane.c.held, other.c.at_leisure)
    before = exists().where(
        other.c.workspace == kept.c.workspace,
        other.c.channel == kept.c.channel,
        other.c.way.in_(ALONE),
        other.c.posted_at.is_(None),
        other.c.lease_until > now,
    )
    return and_(kept.c.way.in_(ALONE), is_leisurely, ~before)


def _is_in_time(found: FromClause, now: datetime, pace: Pace) -> ColumnElement[bool]:
    """Whether the pace lets the next post of a lane go soon enough to be taken now."""
    ahead, burst = _later(now, pace.ahead), _later(now, pace.burst)
    answers = and_(~found.c.at_leisure, _is_over(found.c.lane_free, burst))
    waits = and_(_is_over(found.c.lane_free, ahead), _is_over(found.c.house_free, ahead))
    return or_(found.c.way != "post", answers, waits)


def _next(now: datetime, pace: Pace, limit: int) -> Select[Any]:
    """The first post of each lane that may go; what people wait for before all else."""
    kept = tables.outbox
    lane, house = tables.lanes.alias("lane"), tables.lanes.alias("house")
    order = (kept.c.at_leisure, kept.c.queued_at, kept.c.number)
    place = func.row_number().over(partition_by=(kept.c.workspace, kept.c.channel), order_by=order)
    here = and_(lane.c.workspace == kept.c.workspace, lane.c.channel == kept.c.channel)
    there = and_(house.c.workspace == kept.c.workspace, house.c.channel == HOUSE)
    found = (
        select(
            *(kept.c[name] for name in ("number", "workspace", "channel", "way", "at_leisure")),
            kept.c.queued_at,
            place.label("place"),
            lane.c.free_at.label("lane_free"),
            lane.c.sent_at.label("lane_sent"),
            lane.c.held_until.label("lane_held"),
            house.c.free_at.label("house_free"),
        )
        .select_from(kept.outerjoin(lane, here).outerjoin(house, there))
        .where(outbox.waits(now), _may_go(lane, house, now))
        .subquery()
    )
    first = (found.c.at_leisure, found.c.queued_at, found.c.number)
    return (
        select(found)
        .where(found.c.place == 1, _is_in_time(found, now, pace))
        .order_by(*first)
        .limit(limit)
    )


class _House:
    """How much of a workspace's pace is used up: by what went out in the last second, as Slack
    answered it, and by what is on its way. So it is kept whatever time a post takes to arrive. What
    was given up or taken back uses up nothing.
    """

    def __init__(self, connection: Connection, workspace: str, pace: Pace) -> None:
        kept = tables.outbox
        mine = and_(kept.c.workspace == workspace, kept.c.way == "post")
        self._pace = pace
        self._most = max(round(1 / pace.house), 1) if pace.house else 0
        latest = select(kept.c.posted_at).where(mine, kept.c.ts.is_not(None))
        order = latest.order_by(kept.c.posted_at.desc()).limit(self._most)
        self._sent = list(connection.scalars(order))
        held = select(func.count()).where(
            mine, kept.c.posted_at.is_(None), kept.c.lease_until.is_not(None)
        )
        self._under_way = connection.scalar(held) or 0
        self.free: datetime | None = None

    def opens(self, now: datetime) -> datetime | None:
        """From when on one more may go; None where that depends on what is under way."""
        if not self._most:
            return now
        room = self._most - self._under_way
        if room <= 0:
            return None
        if room > len(self._sent):
            return now
        return _later(self._sent[room - 1], self._most * self._pace.house)

    def take(self, at: datetime, before: datetime | None) -> None:
        """One more is under way, to be sent then; the next one was free to go from `before` on."""
        self._under_way += 1
        self.free = _later(max(at, self.free or before or at), self._pace.house)


class PacedOutbox(Outbox):
    """Gives out posts one at a time of each lane, with the moment each is to be sent at."""

    def take(
        self,
        now: datetime,
        limit: int,
        lease_seconds: float,
        pace: Pace,
        at_leisure: int | None = None,
    ) -> list[Taken]:
        """Take posts under a lease, each with the times it was begun before; no more than so many
        `at_leisure`.

        Posts at leisure keep the pace of their channel and of the workspace, and are taken a little
        ahead of their moment; the others go at once while the channel takes a burst, and the pace
        catches up after them. Over all processes.
        """
        if not self._any_waits(now):
            return []
        with self._transaction() as connection:
            lock(connection)
            houses: dict[str, _House] = {}
            taken = []
            rows = connection.execute(_next(now, pace, limit)).all()
            for row in _with_few_at_leisure(rows, at_leisure):
                if row.workspace not in houses:
                    houses[row.workspace] = _House(connection, row.workspace, pace)
                at = _moment(row, houses[row.workspace], now, pace)
                if at is not None:
                    taken.append(self._taken(connection, row, at, lease_seconds, pace))
            for workspace, house in houses.items():
                if house.free is not None:
                    keep(connection, workspace, HOUSE, free_at=house.free)
        return taken

    def _any_waits(self, now: datetime) -> bool:
        """A look that keeps nobody from writing."""
        waiting = select(tables.outbox.c.number).where(outbox.waits(now)).limit(1)
        with translated(), self._engine.connect() as connection:
            reads = connection.execution_options(reads_only=True)
            return reads.scalars(waiting).first() is not None

    def _taken(
        self, connection: Connection, row: _Row, at: datetime, seconds: float, pace: Pace
    ) -> Taken:
        kept = tables.outbox
        post = connection.execute(
            update(kept)
            .where(kept.c.number == row.number)
            .values(self._lease(kept, at, seconds))
            .returning(kept.c.key, kept.c.sending, kept.c.attempts)
        ).one()
        held: dict[str, Any] = {"held": post.key, "held_until": _later(at, seconds)}
        if row.way == "post":
            held["free_at"] = _later(max(at, row.lane_free or at), pace.lane)
        if row.lane_held is None or row.lane_held <= at:
            keep(connection, row.workspace, row.channel, **held)
        return Taken(post.key, row.workspace, post.sending, post.attempts - 1, at)


def _with_few_at_leisure(rows: Sequence[_Row], most: int | None) -> list[_Row]:
    """All that people wait for, and the first of the others: those come last."""
    first = [one for one in rows if not one.at_leisure]
    others = [one for one in rows if one.at_leisure]
    return [*first, *(others if most is None else others[: max(most, 0)])]


def _moment(row: _Row, house: _House, now: datetime, pace: Pace) -> datetime | None:
    """When a post is to go, as its house is told; None where that is further off than a look ahead.

    Nobody waits for a post at leisure: it alone keeps to its moment.
    """
    if row.way != "post":
        return now
    at: datetime | None = now
    if row.at_leisure:
        opens = house.opens(now)
        sent = _later(row.lane_sent, pace.lane) if row.lane_sent else now
        free = (house.free or row.house_free or now, row.lane_free or now, sent)
        at = None if opens is None else max(now, opens, *free)
    if at is None or at > _later(now, pace.ahead):
        return None
    house.take(at, row.house_free)
    return at
