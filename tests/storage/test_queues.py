"""The inbox and the outbox: nothing lost, nothing doubled, nothing kept too long."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from bot.benefits.conversation import Posted
from bot.durable import inbox
from bot.ports import Queues
from storage import tables
from storage.database import open_engine
from storage.inbox import CUT_OFF_AFTER, PARKED_AFTER
from storage.outbox import POSTS_PARKED_AFTER
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import CHANNEL, NOON, WORKSPACE, a_post, a_record, a_sending, taken

LEASE = 60.0
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def waiting(records: SqlRecords, queues: SqlQueues) -> SqlQueues:
    """The event E1 and the post k1, both waiting since noon."""
    queues.receive(WORKSPACE, "E1", "a body", NOON)
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()
    return queues


@pytest.fixture
def second(url: str) -> Iterator[SqlQueues]:
    """The same queues as another process sees them."""
    engine = open_engine(url)
    yield SqlQueues(engine)
    engine.dispose()


def _row(engine: Engine, column: str) -> object:
    """What the inbox row E1 holds in a column."""
    with engine.begin() as connection:
        kept = tables.inbox
        return connection.execute(select(kept.c[column]).where(kept.c.event == "E1")).scalar_one()


def test_the_queues_are_a_queues_door(queues: SqlQueues) -> None:
    """Whoever runs the work takes them for the door they know."""
    door: Queues = queues
    assert door.due(NOON) == ([], [])


def test_an_event_received_twice_is_kept_once(queues: SqlQueues) -> None:
    """Slack delivers at least once; the first delivery is the one that counts."""
    assert queues.receive(WORKSPACE, "E1", "first", NOON) is True
    assert queues.receive(WORKSPACE, "E1", "second", NOON) is False
    assert queues.begin("E1", NOON, LEASE) == ("first", 0)


def test_a_received_event_is_there_for_another_process_at_once(
    queues: SqlQueues, second: SqlQueues
) -> None:
    """What was acknowledged does not depend on the process that did so."""
    queues.receive(WORKSPACE, "E1", "a body", NOON)
    assert second.due(NOON) == (["E1"], [])
    assert second.begin("E1", NOON, LEASE) == ("a body", 0)


@pytest.mark.parametrize("body", ["", "x" * 40_000, "\0\ud83d", "日本語 🎉", '{"text":"<b"}'])
def test_a_body_comes_back_letter_by_letter(queues: SqlQueues, body: str) -> None:
    """Empty, huge, broken or in any script: nothing is refused and nothing changed."""
    queues.receive(WORKSPACE, "E1", body, NOON)
    assert queues.begin("E1", NOON, LEASE) == (body, 0)


def test_an_event_under_a_lease_is_nobody_else_s(waiting: SqlQueues, second: SqlQueues) -> None:
    """Until the lease is over: then it is due again, and its beginnings were counted."""
    assert waiting.begin("E1", NOON, LEASE) == ("a body", 0)
    just_before, then = NOON + 59 * SECOND, NOON + 60 * SECOND
    assert second.begin("E1", just_before, LEASE) is None
    assert second.due(just_before)[0] == []
    assert second.due(then)[0] == ["E1"]
    assert second.begin("E1", then, LEASE) == ("a body", 1)


def test_a_post_under_a_lease_is_nobody_else_s(waiting: SqlQueues, second: SqlQueues) -> None:
    """The same for what goes out."""
    assert taken(waiting, NOON) == (WORKSPACE, a_sending(), 0)
    just_before, then = NOON + 59 * SECOND, NOON + 60 * SECOND
    assert taken(second, just_before) is None
    assert second.due(just_before)[1] == []
    assert second.due(then)[1] == ["k1"]
    assert taken(second, then) == (WORKSPACE, a_sending(), 1)


def test_unknown_events_and_posts_are_not_begun(queues: SqlQueues) -> None:
    """A key somebody made up has no effect."""
    assert queues.begin("E9", NOON, LEASE) is None
    assert taken(queues, NOON) is None
    queues.fail("E9", "ValueError")
    queues.posted("k9", "1.1", NOON)
    queues.refused("k9", "timeout", NOON)
    assert queues.due(NOON) == ([], [])


def test_a_failed_event_is_due_at_once(waiting: SqlQueues) -> None:
    """With its body and the count of its beginnings."""
    waiting.begin("E1", NOON, LEASE)
    waiting.fail("E1", "ValueError")
    assert waiting.due(NOON)[0] == ["E1"]
    assert waiting.begin("E1", NOON, LEASE) == ("a body", 1)


def test_a_failed_event_waits_until_its_time(waiting: SqlQueues) -> None:
    """What it needs may be away for a while; it is not tried out before that is over."""
    waiting.begin("E1", NOON, LEASE)
    waiting.fail("E1", "ChatError", NOON + 4 * SECOND)
    assert waiting.due(NOON + 3 * SECOND)[0] == []
    assert waiting.begin("E1", NOON + 3 * SECOND, LEASE) is None
    assert waiting.due(NOON + 4 * SECOND)[0] == ["E1"]
    assert waiting.begin("E1", NOON + 4 * SECOND, LEASE) == ("a body", 1)


def test_an_hour_without_slack_parks_nothing(waiting: SqlQueues) -> None:
    """An event that fails in good order is tried far longer than one that ends the process."""
    for attempt in range(CUT_OFF_AFTER + 1):
        assert waiting.begin("E1", NOON, LEASE) == ("a body", attempt)
        waiting.fail("E1", "ChatError")
    assert waiting.due(NOON)[0] == ["E1"]


def test_of_an_error_its_name_alone_is_kept(waiting: SqlQueues, engine: Engine) -> None:
    """What a person wrote does not stay behind in an error."""
    waiting.fail("E1", "ValueError: invalid figure in 'salary is 90k'")
    assert _row(engine, "error") == "ValueError"
    waiting.fail("E1", "«salary»")
    assert _row(engine, "error") == "unnamed"


def test_a_refused_post_waits_until_its_time(waiting: SqlQueues) -> None:
    """Slack said when to come back; nobody tries before."""
    taken(waiting, NOON)
    waiting.refused("k1", "ratelimited", NOON + 30 * SECOND)
    assert waiting.due(NOON + 29 * SECOND)[1] == []
    assert taken(waiting, NOON + 29 * SECOND) is None
    assert waiting.due(NOON + 30 * SECOND)[1] == ["k1"]
    assert taken(waiting, NOON + 30 * SECOND) == (WORKSPACE, a_sending(), 1)


def test_a_handled_event_is_forgotten_but_known_again(
    waiting: SqlQueues, records: SqlRecords, engine: Engine
) -> None:
    """Its text is gone with the same commit; a late repetition is still recognised."""
    waiting.begin("E1", NOON, LEASE)
    with records.work(WORKSPACE) as work:
        work.finish("E1", NOON)
        work.commit()
    assert _row(engine, "body") is None
    assert waiting.due(NOON + DAY)[0] == []
    assert waiting.begin("E1", NOON + DAY, LEASE) is None
    assert waiting.receive(WORKSPACE, "E1", "again", NOON + DAY) is False
    waiting.fail("E1", "TooLate")
    assert waiting.due(NOON + DAY)[0] == []


def test_an_event_is_handled_only_with_all_it_led_to(
    waiting: SqlQueues, records: SqlRecords
) -> None:
    """A crash before the commit leaves the event waiting and nothing on record."""
    waiting.begin("E1", NOON, LEASE)
    with records.work(WORKSPACE) as work:
        work.append(a_record())
        work.finish("E1", NOON)
    assert waiting.begin("E1", NOON + 60 * SECOND, LEASE) == ("a body", 1)
    with records.work(WORKSPACE) as work:
        assert work.facts(["i1"]) == []


def test_only_its_own_workspace_finishes_an_event(waiting: SqlQueues, records: SqlRecords) -> None:
    """Nor does an event that is not there disturb a unit of work."""
    with records.work("T2") as work:
        work.finish("E1", NOON)
        work.finish("E9", NOON)
        work.commit()
    assert waiting.due(NOON)[0] == ["E1"]


def test_a_post_that_went_out_never_goes_out_again(waiting: SqlQueues, records: SqlRecords) -> None:
    """Whatever a slow second sender reports; the first message is the one remembered."""
    taken(waiting, NOON)
    waiting.posted("k1", "300.1", NOON)
    waiting.posted("k1", "300.2", NOON)
    waiting.refused("k1", "timeout", NOON)
    assert taken(waiting, NOON + DAY) is None
    assert waiting.due(NOON + DAY)[1] == []
    with records.work(WORKSPACE) as work:
        work.change("k1", a_post("Later."), "done", NOON)
        work.commit()
    claimed = taken(waiting, NOON)
    assert claimed is not None
    assert (claimed[1].key, claimed[1].ts) == ("k1:done", "300.1")


def test_what_fails_time_and_again_is_parked(waiting: SqlQueues, engine: Engine) -> None:
    """It is tried no more, is not handled either, and its error stays to be seen."""
    for attempt in range(PARKED_AFTER):
        assert waiting.begin("E1", NOON, LEASE) == ("a body", attempt)
        waiting.fail("E1", "ValueError")
    for attempt in range(POSTS_PARKED_AFTER):
        assert taken(waiting, NOON) == (WORKSPACE, a_sending(), attempt)
        waiting.refused("k1", "channel_not_found", NOON)
    assert waiting.due(NOON + DAY) == ([], [])
    assert waiting.begin("E1", NOON + DAY, LEASE) is None
    assert taken(waiting, NOON + DAY) is None
    assert (_row(engine, "error"), _row(engine, "handled_at")) == ("ValueError", None)


def test_what_kills_its_process_every_time_is_parked_too(waiting: SqlQueues) -> None:
    """An event that never gets as far as failing does not go round for ever."""
    now = NOON
    for _ in range(CUT_OFF_AFTER):
        assert waiting.begin("E1", now, LEASE) is not None
        now += DAY
    assert waiting.due(now)[0] == []


def test_what_is_due_comes_in_its_order(records: SqlRecords, queues: SqlQueues) -> None:
    """Posts of one moment go out as they were sent, whatever their keys."""
    for event, at in (("Eb", NOON), ("Ea", NOON + SECOND), ("Ec", NOON - SECOND)):
        queues.receive(WORKSPACE, event, "", at)
    with records.work(WORKSPACE) as work:
        for key in ("second", "first", "third"):
            work.send(a_sending(key), NOON)
        work.commit()
    with records.work("T2") as work:
        work.send(a_sending("earlier"), NOON - SECOND)
        work.commit()
    assert queues.due(NOON) == (["Ec", "Eb", "Ea"], ["earlier", "second", "first", "third"])


def test_what_a_dead_process_held_is_due_at_once_when_released(
    waiting: SqlQueues, second: SqlQueues
) -> None:
    """A restart does not wait for leases nobody lives to end; what is done stays done."""
    waiting.receive(WORKSPACE, "E2", "", NOON)
    waiting.begin("E1", NOON, LEASE)
    taken(waiting, NOON)
    soon = NOON + 5 * SECOND
    assert second.release(soon) == ["k1"]
    assert second.due(NOON) == (["E1", "E2"], [])
    assert second.due(soon)[1] == ["k1"]
    assert second.begin("E1", NOON, LEASE) == ("a body", 1)


def test_a_thread_s_events_are_begun_in_the_order_they_came(
    queues: SqlQueues, second: SqlQueues, records: SqlRecords
) -> None:
    """A reply waits for the update it answers, also while that is being tried again."""
    queues.receive(WORKSPACE, "E1", "update", NOON, "C1:100.1")
    queues.receive(WORKSPACE, "E2", "reply", NOON + SECOND, "C1:100.1")
    queues.receive(WORKSPACE, "E3", "elsewhere", NOON + SECOND, "C1:200.1")
    queues.receive("T2", "E4", "another workspace", NOON + SECOND, "C1:100.1")
    assert queues.due(NOON + SECOND)[0] == ["E1", "E3", "E4"]
    assert queues.begin("E1", NOON, LEASE) is not None
    assert second.begin("E2", NOON + SECOND, LEASE) is None
    queues.fail("E1", "OperationalError", NOON + 60 * SECOND)
    assert second.begin("E2", NOON + 2 * SECOND, LEASE) is None
    assert queues.next_after("E1", NOON + 2 * SECOND) is None
    with records.work(WORKSPACE) as work:
        assert work.is_awaited("C1", "100.1")
        assert not work.is_awaited("C1", "300.1")
        work.finish("E1", NOON)
        work.commit()
    assert queues.next_after("E2", NOON + 2 * SECOND) is None
    assert queues.next_after("E1", NOON + 2 * SECOND) == "E2"
    assert second.begin("E2", NOON + 2 * SECOND, LEASE) == ("reply", 0)
    assert queues.next_after("E1", NOON + 2 * SECOND) is None


def test_what_comes_together_is_begun_in_the_order_it_came(queues: SqlQueues) -> None:
    """Whatever the ids: two replies of one thread that were kept in one transaction."""
    first, second = ("b", a_reply("It is 4%.")), ("a", a_reply("No: 5%."))
    assert inbox.receive_all(queues, [first, second], NOON) == {"a", "b"}
    assert queues.begin("a", NOON + DAY, 60.0) is None
    assert queues.begin("b", NOON + DAY, 60.0) is not None


def test_of_what_comes_together_what_was_kept_before_stays_as_it_was(queues: SqlQueues) -> None:
    """Each once, though it comes twice in one go; and nothing is nothing."""
    first, again, other = a_reply("It is 4%."), a_reply("No: 5%."), a_reply("In May.")
    assert inbox.receive_all(queues, [("a", first)], NOON) == {"a"}
    came = [("c", other), ("a", again), ("b", again), ("b", other)]
    assert inbox.receive_all(queues, came, NOON + SECOND) == {"b", "c"}
    assert inbox.receive_all(queues, came, NOON + SECOND) == set()
    assert inbox.receive_all(queues, [], NOON) == set()
    kept = queues.begin("a", NOON + DAY, 60.0)
    assert kept is not None
    assert "It is 4%." in kept[0]


def a_reply(text: str) -> Posted:
    """In the thread 100.1."""
    return Posted(
        workspace=WORKSPACE, channel="C1", user="U1", ts="100.2", thread="100.1", text=text, at=NOON
    )


def test_an_event_that_is_given_up_does_not_hold_its_thread(queues: SqlQueues) -> None:
    """What can never be handled must not silence all that is said after it."""
    queues.receive(WORKSPACE, "E1", "poison", NOON, "C1:100.1")
    queues.receive(WORKSPACE, "E2", "reply", NOON, "C1:100.1")
    for attempt in range(CUT_OFF_AFTER):
        assert queues.begin("E1", NOON + attempt * DAY, LEASE) is not None
    assert queues.begin("E2", NOON + 100 * DAY, LEASE) == ("reply", 0)


def test_an_event_that_waits_long_holds_its_thread_no_more(queues: SqlQueues) -> None:
    """What Slack cannot tell for hours silences nobody else."""
    queues.receive(WORKSPACE, "E1", "reply", NOON, "C1:100.1")
    queues.receive(WORKSPACE, "E2", "click", NOON, "C1:100.1")
    assert queues.begin("E1", NOON, LEASE) is not None
    queues.fail("E1", "ChatError", NOON + 900 * SECOND)
    assert queues.begin("E2", NOON + SECOND, LEASE) == ("click", 0)


def test_a_look_at_what_waits_takes_no_more_than_it_is_told(queues: SqlQueues) -> None:
    """A backlog of any size never fills the memory."""
    for number in range(5):
        queues.receive(WORKSPACE, f"E{number}", "", NOON + number * SECOND)
    assert queues.due(NOON + DAY, limit=2)[0] == ["E0", "E1"]


def test_what_a_failed_event_held_is_forgotten_after_seven_days(
    waiting: SqlQueues, engine: Engine
) -> None:
    """Not a second before; the event stays known and is tried no more."""
    waiting.begin("E1", NOON, LEASE)
    waiting.fail("E1", "ValueError")
    assert waiting.sweep_old(NOON + 7 * DAY - SECOND) == 0
    assert waiting.sweep_old(NOON + 7 * DAY) == 1
    assert (_row(engine, "body"), _row(engine, "error")) == (None, "ValueError")
    assert waiting.due(NOON + 7 * DAY)[0] == []
    assert waiting.begin("E1", NOON + 7 * DAY, LEASE) is None
    assert waiting.receive(WORKSPACE, "E1", "again", NOON + 7 * DAY) is False


def test_an_event_never_tried_is_never_swept(waiting: SqlQueues) -> None:
    """After a week's outage what was acknowledged is still done."""
    waiting.receive(WORKSPACE, "E2", "cut off", NOON)
    waiting.begin("E2", NOON, LEASE)
    assert waiting.sweep_old(NOON + 30 * DAY) == 0
    assert waiting.due(NOON + 30 * DAY)[0] == ["E1", "E2"]


def test_a_post_is_known_by_where_it_stands(records: SqlRecords, queues: SqlQueues) -> None:
    """And where it stands by its key, once it does; in its own workspace and channel alone."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending("forum:1"), NOON)
        work.commit()
    with records.work(WORKSPACE) as work:
        assert work.stands_at("forum:1") is None
    assert taken(queues, NOON) is not None
    queues.posted("forum:1", "200.1", NOON)
    with records.work(WORKSPACE) as work:
        assert work.post_at(CHANNEL, "200.1") == "forum:1"
        assert work.post_at("C9", "200.1") is None
        assert work.stands_at("forum:1") == (CHANNEL, "200.1")
        assert work.stands_at("forum:2") is None
    with records.work("T2") as work:
        assert work.post_at(CHANNEL, "200.1") is None
