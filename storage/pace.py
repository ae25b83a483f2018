"""Which posts go out next, and when: at the pace of each channel and of the workspace."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    update,
)

from bot.ports import Pace, Taken
from storage import outbox, tables
from storage.columns import Instant
from storage.failures import translated
from storage.lanes import HOUSE, in_order, keep, lock
from storage.leases import Moment
from storage.outbox import Outbox

ALONE = ("reply", "whisper")
"""Ways that neither fill a channel nor need to be in it."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any lease: that there is one is looked for in an index."""

_Row = Row[Any]

_Test = ColumnElement[bool]


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def _is_over(column: ColumnElement[Any], now: Moment) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= now)


def _may_go(post: FromClause, lane: FromClause, house: FromClause, now: Moment) -> _Test:
    """Whether a post may go now by the state of its lane and its workspace."""
    is_parked = or_(lane.c.parked_since.is_not(None), house.c.parked_since.is_not(None))
    is_open = and_(_is_over(lane.c.shut_until, now), _is_over(house.c.shut_until, now))
    return and_(
        or_(_is_over(lane.c.held_until, now), _passes(post, lane, now)),
        or_(post.c.way == "reply", ~is_parked),
        or_(post.c.way.in_(ALONE), is_open),
    )


def _passes(post: FromClause, lane: FromClause, now: Moment) -> _Test:
    """Whether a post goes although its lane is held: words for one person, while what holds it is
    at leisure, one after the other.
    """
    holds, other = tables.outbox.alias("holds"), tables.outbox.alias("other")
    is_leisurely = exists().where(holds.c.key == lane.c.held, holds.c.at_leisure).correlate(lane)
    before = exists().where(
        other.c.workspace == post.c.workspace,
        other.c.channel == post.c.channel,
        other.c.way.in_(ALONE),
        other.c.posted_at.is_(None),
        other.c.lease_until > now,
    )
    return and_(post.c.way.in_(ALONE), is_leisurely, ~before.correlate(post))


def _is_in_time(post: FromClause, lane: FromClause, house: FromClause) -> _Test:
    """Whether the pace lets the next post of a lane go soon enough to be taken now."""
    ahead, burst = _moment_named("ahead"), _moment_named("burst")
    answers = and_(~post.c.at_leisure, _is_over(lane.c.free_at, burst))
    waits = and_(_is_over(lane.c.free_at, ahead), _is_over(house.c.free_at, ahead))
    return or_(post.c.way != "post", answers, waits)


def _moment_named(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Instant)


@cache
def _next(at_leisure: bool) -> Select[Any]:
    """The first post of each lane that may go now, oldest first: of those `at_leisure`, or of what
    people wait for. So many are found without a look at all that wait behind them. Built once, for
    any `now`, `ahead`, `burst` and `limit`.
    """
    one, lane, house = tables.outbox, tables.lanes.alias("lane"), tables.lanes.alias("house")
    now = _moment_named("now")
    here = and_(lane.c.workspace == one.c.workspace, lane.c.channel == one.c.channel)
    there = and_(house.c.workspace == one.c.workspace, house.c.channel == HOUSE)
    found = (
        select(
            *(one.c[name] for name in ("number", "workspace", "channel", "way", "at_leisure")),
            lane.c.free_at.label("lane_free"),
            lane.c.sent_at.label("lane_sent"),
            lane.c.held_until.label("lane_held"),
            house.c.free_at.label("house_free"),
        )
        .select_from(one.outerjoin(lane, here).outerjoin(house, there))
        .where(one.c.at_leisure.is_(at_leisure), outbox.waits(now))
        .where(_may_go(one, lane, house, now), _is_in_time(one, lane, house))
        .where(~_is_behind(one, lane, house, now))
        .order_by(one.c.queued_at, one.c.number)
        .limit(bindparam("limit", type_=Integer))
    )
    if not at_leisure:
        return found
    full = tables.lanes.alias("full")
    is_full = and_(full.c.channel == HOUSE, ~_is_over(full.c.free_at, _moment_named("ahead")))
    return found.where(one.c.workspace.not_in(select(full.c.workspace).where(is_full)))


def _is_behind(one: FromClause, lane: FromClause, house: FromClause, now: Moment) -> _Test:
    """Whether another post of its lane may go before it: what people wait for before what is at
    leisure, else the one that came first.
    """
    before = tables.outbox.alias("before")
    order = ("at_leisure", "queued_at", "number")
    return (
        exists()
        .where(
            before.c.workspace == one.c.workspace,
            before.c.channel == one.c.channel,
            tuple_(*(before.c[name] for name in order)) < tuple_(*(one.c[name] for name in order)),
            outbox.waits(now, before),
            _may_go(before, lane, house, now),
        )
        .correlate(one, lane, house)
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
        went = and_(kept.c.posted_at.is_not(None), kept.c.ts.is_not(None))
        latest = select(kept.c.posted_at).where(mine, went)
        last = latest.order_by(kept.c.posted_at.desc()).limit(self._most)
        self._sent = list(connection.scalars(last))
        held = select(kept.c.number).where(
            mine, kept.c.posted_at.is_(None), kept.c.lease_until > _LONG_AGO
        )
        first = held.order_by(kept.c.posted_at, kept.c.lease_until).limit(self._most)
        self._under_way = len(connection.scalars(first).all())
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
            in_order(connection)
            houses: dict[str, _House] = {}
            taken = []
            times = {"ahead": _later(now, pace.ahead), "burst": _later(now, pace.burst), "now": now}
            rows = list(connection.execute(_next(at_leisure=False), times | {"limit": limit}))
            room = limit - len(rows) if at_leisure is None else min(at_leisure, limit - len(rows))
            if room > 0:
                rows += connection.execute(_next(at_leisure=True), times | {"limit": room})
            for row in rows:
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
