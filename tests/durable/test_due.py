"""What falls due: done once, by one process, and one bad row holds up no other."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import Engine, update

from bot.durable.due import LEASE, LONGEST_WAIT, Falling
from bot.errors import RateLimitedError
from bot.ports import Due
from storage import tables
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE

SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)


class Threads:
    """A use case that remembers what it was handed and moves rows on by a week.

    What is in `bad` it cannot do; without `moves` it forgets to move them on.
    """

    def __init__(self, records: SqlRecords, moves: bool = True, by: timedelta = WEEK) -> None:
        self.records = records
        self.moves = moves
        self.by = by
        self.bad: set[str] = set()
        self.fails: Exception = ValueError("the words of somebody")
        self.calls: list[list[str]] = []
        self.done: list[str] = []

    def __call__(self, workspace: str, refs: Sequence[str], now: datetime) -> None:
        self.calls.append(list(refs))
        with self.records.work(workspace) as work:
            if self.bad & set(refs):
                raise self.fails
            for ref in refs if self.moves else ():
                work.plan_due("weekly", ref, now + self.by)
            work.commit()
        self.done += refs


class Clock:
    """A time that is put forward."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def threads(records: SqlRecords) -> Threads:
    return Threads(records)


def plan(records: SqlRecords, *refs: str, workspace: str = WORKSPACE, kind: str = "weekly") -> None:
    with records.work(workspace) as work:
        for ref in refs:
            work.plan_due(kind, ref, NOON)  # type: ignore[arg-type]
        work.commit()


def falling(queues: SqlQueues, threads: Threads, clock: Clock) -> Falling:
    return Falling(queues, {"weekly": threads}, clock, clock)


def test_what_is_due_is_handed_on_once(
    records: SqlRecords, queues: SqlQueues, threads: Threads, clock: Clock
) -> None:
    """By workspace, together; what is due later and what nobody here knows how to do stays."""
    plan(records, "i1", "i2")
    plan(records, "i1", workspace="T2")
    plan(records, "U1", kind="digest")
    clock.now = NOON - SECOND
    assert falling(queues, threads, clock).sweep() == 0
    clock.now = NOON
    assert falling(queues, threads, clock).sweep() == 3
    assert sorted(map(sorted, threads.calls)) == [["i1"], ["i1", "i2"]]
    assert falling(queues, threads, clock).sweep() == 0
    clock.now = NOON + WEEK
    assert falling(queues, threads, clock).sweep() == 3


def test_one_bad_row_holds_up_no_other(
    records: SqlRecords, queues: SqlQueues, threads: Threads, clock: Clock
) -> None:
    """The batch is halved until it stands alone; it is tried again, each time later."""
    good = [f"i{number}" for number in range(20)]
    plan(records, *good, "poison")
    threads.bad = {"poison"}
    assert falling(queues, threads, clock).sweep() == 21
    assert sorted(threads.done) == sorted(good)
    for wait in (60, 120, 240):
        clock.now += (wait - 1) * SECOND
        assert falling(queues, threads, clock).sweep() == 0
        clock.now += SECOND
        assert falling(queues, threads, clock).sweep() == 1
    clock.now = NOON + timedelta(seconds=10 * LONGEST_WAIT)
    threads.bad = set()
    assert falling(queues, threads, clock).sweep() == 1
    assert "poison" in threads.done


def test_where_slack_asks_to_wait_all_wait_untried(
    records: SqlRecords, queues: SqlQueues, threads: Threads, clock: Clock
) -> None:
    """Together, as long as it said, whoever is asked for; that counts as no try."""
    plan(records, "i1", "i2", "i3")
    threads.bad, threads.fails = {"i2"}, RateLimitedError("ratelimited", 7.0)
    for _ in range(3):
        assert falling(queues, threads, clock).sweep() == 3
        clock.now += 6 * SECOND
        assert falling(queues, threads, clock).sweep() == 0
        clock.now += SECOND
    assert len(threads.calls) == 3
    rows = queues.fall_due(NOON, clock.now, 9, LEASE, ["weekly"])
    assert [one.before for one in rows] == [0, 0, 0]


def test_a_row_that_failed_for_years_still_holds_up_no_other(
    engine: Engine, records: SqlRecords, queues: SqlQueues, threads: Threads, clock: Clock
) -> None:
    """Its wait grows no longer than the longest, whatever the count."""
    plan(records, "good", "poison")
    threads.bad = {"poison"}
    failed = update(tables.due).where(tables.due.c.ref == "poison")
    with engine.begin() as connection:
        connection.execute(failed.values(attempts=5_000))
    assert falling(queues, threads, clock).sweep() == 2
    assert threads.done == ["good"]
    clock.now += timedelta(seconds=LONGEST_WAIT)
    assert falling(queues, threads, clock).sweep() == 1


def test_what_another_process_works_on_is_left_to_it(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """Until its lease is over; its own again at once where it is started anew."""
    other = SqlQueues(engine, "another")
    plan(records, "i1")

    def take(who: SqlQueues, after: float) -> list[str]:
        rows = who.fall_due(NOON, NOON + after * SECOND, 10, LEASE, ["weekly"])
        return [one.ref for one in rows]

    assert take(queues, 0) == ["i1"]
    assert take(other, LEASE - 1) == []
    assert take(other, LEASE) == ["i1"]
    queues.release(NOON)
    assert take(queues, LEASE) == []
    other.release(NOON)
    assert take(queues, LEASE) == ["i1"]


class Slow(Threads):
    """Takes longer than a lease, during which another process looks for what is due."""

    def __init__(self, records: SqlRecords, clock: Clock, others: SqlQueues) -> None:
        super().__init__(records)
        self.clock = clock
        self.others = others
        self.kept = Event()
        self.found: list[Due] = []

    def __call__(self, workspace: str, refs: Sequence[str], now: datetime) -> None:
        for _ in range(3):
            self.clock.now += (LEASE - 1) * SECOND
            for _ in ("told the time before", "told the time after"):
                self.kept.clear()
                assert self.kept.wait(30)
            self.found += self.others.fall_due(NOON, self.clock.now, 10, LEASE, ["weekly"])
        super().__call__(workspace, refs, now)


class Noting(SqlQueues):
    """Queues that say when a lease began anew."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.noted = Event()

    def due_kept(self, rows: Sequence[Due], now: datetime, lease_seconds: float) -> None:
        super().due_kept(rows, now, lease_seconds)
        self.noted.set()


def test_a_slow_batch_is_not_taken_by_another_process(
    engine: Engine, records: SqlRecords, clock: Clock
) -> None:
    """Its lease begins anew while it is worked on, for what waits behind it as well."""
    plan(records, "i1", "i2")
    plan(records, "i1", workspace="T2")
    slow, noting = Slow(records, clock, SqlQueues(engine, "another")), Noting(engine)
    slow.kept = noting.noted
    assert Falling(noting, {"weekly": slow}, lambda: NOON, clock, 0.01).sweep() == 3
    assert slow.found == []
    assert sorted(slow.done) == ["i1", "i1", "i2"]


def test_who_lost_a_row_neither_keeps_it_nor_gives_it_back(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """It is another process's by then, that works on it."""
    other = SqlQueues(engine, "another")
    plan(records, "i1")
    rows = queues.fall_due(NOON, NOON, 10, LEASE, ["weekly"])
    later = NOON + LEASE * SECOND
    assert len(other.fall_due(NOON, later, 10, LEASE, ["weekly"])) == 1
    queues.due_kept(rows, later, 10 * LEASE)
    queues.due_failed(rows[0], later)
    assert queues.fall_due(NOON, later + (LEASE - 1) * SECOND, 10, LEASE, ["weekly"]) == []
    assert len(queues.fall_due(NOON, later + LEASE * SECOND, 10, LEASE, ["weekly"])) == 1


@pytest.mark.parametrize(("moves", "by"), [(False, WEEK), (True, timedelta())])
def test_a_row_that_is_not_moved_on_far_enough_does_not_go_round(
    records: SqlRecords, queues: SqlQueues, clock: Clock, moves: bool, by: timedelta
) -> None:
    """It is handed on once a sweep; one that was moved on at all is the next sweep's."""
    plan(records, "i1")
    threads = Threads(records, moves, by)
    assert falling(queues, threads, clock).sweep() == 1
    clock.now += SECOND
    assert falling(queues, threads, clock).sweep() == moves


def test_a_row_that_was_moved_on_meanwhile_is_not_given_back(
    records: SqlRecords, queues: SqlQueues, clock: Clock
) -> None:
    """Who failed late has no say in what was planned since."""
    plan(records, "i1")
    [row] = queues.fall_due(NOON, NOON, 10, LEASE, ["weekly"])
    with records.work(WORKSPACE) as work:
        work.plan_due("weekly", "i1", NOON + WEEK)
        work.commit()
    queues.due_failed(row, NOON + 60 * WEEK)
    assert len(queues.fall_due(NOON + WEEK, NOON + WEEK, 10, LEASE, ["weekly"])) == 1
