"""What one look at a channel and a thread tells: nothing that is there is overlooked."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.benefits.conversation import place_of
from bot.benefits.manners import ChannelManners
from bot.errors import AwayError
from bot.ports import Work
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import FREELY, a_database, a_proposal, a_question, a_sending, an_investment

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HEAD, WHICH = "1775000000.000100", "which:T1:C1:1775000000.000100"

Put = Callable[[Work], object]


def _sent(channel: str, key: str = "k1") -> Put:
    return lambda work: work.send(a_sending(key, channel=channel, thread=None), NOW)


KEPT: dict[str, Put] = {
    "a question": lambda work: work.ask(a_question(channel="C1", thread=HEAD)),
    "a proposal": lambda work: work.propose(a_proposal(channel="C1", thread=HEAD)),
    "the question which one": _sent("C1", WHICH),
}


def glimpsed(records: SqlRecords, thread: str | None = HEAD) -> tuple[bool, bool, str]:
    """Of the thread in C1, by U1."""
    seen = records.glimpse("T1", "C1", thread, "U1", WHICH)
    return seen.is_known, seen.is_linked, seen.manners.listens


@pytest.mark.parametrize("what", KEPT)
def test_what_was_asked_in_a_thread_makes_it_known(records: SqlRecords, what: str) -> None:
    """Each kind by itself; the channel alone, another thread and another workspace stay unknown."""
    with records.work("T1") as work:
        KEPT[what](work)
        work.commit()
    assert glimpsed(records)[0]
    assert not glimpsed(records, None)[0]
    assert not records.glimpse("T2", "C1", HEAD, "U1", "").is_known


@pytest.mark.parametrize("to", ["C1", "U1"])
def test_what_is_on_its_way_or_heads_the_thread_makes_it_known(
    records: SqlRecords, queues: SqlQueues, to: str
) -> None:
    """A post that was begun may stand there already; once it does, its own replies are known."""
    with records.work("T1") as work:
        _sent(to)(work)
        work.commit()
    assert not glimpsed(records)[0]
    (begun,) = queues.take(NOW, 1, 60.0, FREELY)
    assert glimpsed(records)[0]
    queues.posted(begun.key, HEAD, NOW)
    assert glimpsed(records)[0]
    assert not records.glimpse("T1", "C1", "1775000000.000200", "U1", "").is_known


def test_what_is_to_be_handled_makes_its_thread_known(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """An update that nobody read yet."""
    queues.receive("T1", "Ev1", "{}", NOW, place_of("C1", HEAD))
    assert glimpsed(records)[0]


def test_a_channel_is_linked_and_heard_as_it_wishes(records: SqlRecords) -> None:
    """What a glance shows is what was committed, and nothing is changed by it."""
    assert glimpsed(records) == (False, True, "every")
    with records.work("T1") as work:
        work.keep_manners("C1", ChannelManners(listens="mentions"), NOW + timedelta(days=1))
        work.commit()
    assert glimpsed(records) == (False, True, "mentions")
    with records.glance("T1") as work:
        work.add_investment(an_investment("i2", channel="C2"), "U1", NOW)
        assert work.investment("i2") is not None
    assert not records.glimpse("T1", "C2", None, "U1", "").is_linked


def test_no_look_grows_with_what_was_handled(tmp_path: Path) -> None:
    """Handled rows stay for ever: what is asked of each message passes them over."""
    with a_database(tmp_path) as engine:
        seen = list[str]()
        with closing(engine.raw_connection()) as only_one:
            driver: Any = only_one.driver_connection
        driver.set_trace_callback(seen.append)
        SqlRecords(engine).glimpse("T1", "C1", HEAD, "U1", WHICH)
        SqlQueues(engine).begin("Ev1", NOW, 60.0)
        SqlQueues(engine).next_after("Ev1", NOW)
        driver.set_trace_callback(None)
        looks = [plan for plan in (_plan(driver, one) for one in seen) if "inbox" in plan]
    assert len(looks) == 3
    assert all("ix_inbox_place" in plan for plan in looks)


def _plan(driver: Any, statement: str) -> str:
    """How SQLite goes about a statement."""
    if not statement.startswith(("SELECT", "UPDATE")):
        return ""
    rows = driver.execute(f"EXPLAIN QUERY PLAN {statement}")
    return "; ".join(str(row[-1]) for row in rows)


def test_a_record_that_does_not_answer_says_so(tmp_path: Path) -> None:
    """As every other way to it does: nothing of what was asked stands in the error."""
    with a_database(tmp_path) as engine:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
        with pytest.raises(AwayError) as told:
            SqlRecords(engine).glimpse("T1", "C1", HEAD, "U1", WHICH)
    assert "OperationalError" in str(told.value)
    assert "elsewhere" not in str(told.value)
    assert "outbox" not in str(told.value)
