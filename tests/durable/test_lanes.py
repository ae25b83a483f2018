"""Lanes: a channel's posts keep their order and their pace, whoever takes them."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.durable.pace import pace_of
from bot.ports import Pace, Taken
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_sending

SECOND = timedelta(seconds=1)
PACE = Pace(lane=1.0, house=0.05)
LEASE = 60.0


@pytest.fixture
def others(engine: Engine) -> SqlQueues:
    """Another process on the same rows."""
    return SqlQueues(engine, "another")


def put(records: SqlRecords, *keys: str, workspace: str = WORKSPACE, **given: object) -> None:
    """Posts in the outbox since noon; the channel is the first letter of the key."""
    with records.work(workspace) as work:
        for key in keys:
            work.send(a_sending(key, channel=f"C{key[0]}", **given), NOON)
        work.commit()


def take(queues: SqlQueues, after: float = 0.0, limit: int = 10) -> list[str]:
    """The keys taken so many seconds after noon."""
    return [one.key for one in taken(queues, after, limit)]


def taken(queues: SqlQueues, after: float = 0.0, limit: int = 10) -> list[Taken]:
    return queues.take(NOON + after * SECOND, limit, LEASE, PACE)


def done(queues: SqlQueues, *keys: str, after: float = 0.0) -> None:
    for key in keys:
        queues.posted(key, "300.1", NOON + after * SECOND)


def test_a_channel_s_posts_go_out_one_after_the_other(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """Whoever sends them; the other channels do not wait, nor another workspace's of that name."""
    put(records, "a1", "a2", "b1")
    put(records, "a3", workspace="T2")
    assert take(queues) == ["a1", "b1", "a3"]
    assert take(others) == []
    done(queues, "a1")
    assert take(others) == ["a2"]


def test_a_post_in_dead_hands_does_not_keep_its_channel_shut(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """Once its lease is over it is the next one again, and looked for before it is sent."""
    put(records, "a1", "a2")
    assert take(queues) == ["a1"]
    assert take(others, LEASE - 1) == []
    assert [(one.key, one.before) for one in taken(others, LEASE)] == [("a1", 1)]


def test_what_a_process_held_when_it_died_is_its_own_again(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """It takes back what bears its name and nobody else's: another one may be sending that."""
    put(records, "a1", "b1")
    assert take(queues, limit=1) == ["a1"]
    assert take(others) == ["b1"]
    assert queues.release(NOON + 5 * SECOND) == ["a1"]
    assert take(others, 4) == []
    assert take(others, 5) == ["a1"]


def test_people_are_answered_before_they_are_reminded(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """However long the reminders have waited, in the same channel and in others."""
    put(records, "a1", "b1", at_leisure=True)
    put(records, "a2", "c2")
    assert take(queues) == ["a2", "c2", "b1"]


def test_reminders_keep_the_pace_of_their_channel(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """Each has its moment, a second after the one before; it is taken a little ahead of it."""
    put(records, *(f"a{number}" for number in range(4)), at_leisure=True)
    moments = []
    for taker in (queues, others, queues):
        [one] = taken(taker)
        moments.append((one.at - NOON).total_seconds())
        done(taker, one.key)
        if one.at - NOON >= SECOND:
            break
    assert moments == [0.0, 1.0]
    assert take(others, 0.5) == []
    assert [one.at for one in taken(others, 1.5)] == [NOON + 2 * SECOND]


def test_reminders_keep_the_pace_of_the_workspace(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """Over all its channels and all takers; another workspace has a pace of its own."""
    put(records, *(f"{letter}1" for letter in "abcd"), at_leisure=True)
    put(records, "e1", workspace="T2", at_leisure=True)
    moments = [one.at - NOON for one in (*taken(queues, limit=2), *taken(others))]
    assert moments == [0 * SECOND, 0.05 * SECOND, 0.1 * SECOND, 0.15 * SECOND, 0 * SECOND]


def test_a_workspace_s_pace_counts_from_when_slack_took_a_post(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """However long posts are on their way, no second ever sees more than it may."""
    pace = Pace(lane=1.0, house=0.5)
    put(records, *(f"{letter}1" for letter in "abcd"), at_leisure=True)
    assert [one.key for one in queues.take(NOON, 10, LEASE, pace)] == ["a1", "b1"]
    assert others.take(NOON + 2 * SECOND, 10, LEASE, pace) == []
    done(queues, "a1", after=2.0)
    [third] = others.take(NOON + 2 * SECOND, 10, LEASE, pace)
    assert (third.key, third.at) == ("c1", NOON + 3 * SECOND)
    done(queues, "b1", after=2.7)
    [fourth] = others.take(NOON + 2.7 * SECOND, 10, LEASE, pace)
    assert (fourth.key, fourth.at) == ("d1", NOON + 3.7 * SECOND)


def test_what_never_left_uses_up_no_pace(records: SqlRecords, queues: SqlQueues) -> None:
    """A post given up or taken back was not seen by Slack, whenever that was."""
    pace = Pace(lane=1.0, house=0.5)
    put(records, "a1", "b1", "c1", at_leisure=True)
    assert [one.key for one in queues.take(NOON, 10, LEASE, pace)] == ["a1", "b1"]
    queues.posted("a1", None, NOON + 300 * SECOND)
    [third] = queues.take(NOON + 2 * SECOND, 10, LEASE, pace)
    assert (third.key, third.at) == ("c1", NOON + 2 * SECOND)


def test_a_burst_of_answers_goes_out_and_is_paid_for(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Slack takes a few more than one a second; the reminders then wait until the pace is kept."""
    put(records, *(f"a{number}" for number in range(8)))
    sent = 0
    while took := take(queues):
        done(queues, *took)
        sent += len(took)
    assert sent == 6
    assert take(queues, 1.0) == ["a6"]
    done(queues, "a6")
    put(records, "a9", at_leisure=True)
    assert take(queues, 2.0) == ["a7"]
    done(queues, "a7")
    assert take(queues, 6.0) == []
    assert take(queues, 7.0) == ["a9"]


def test_changes_and_words_for_one_person_do_not_wait_for_the_pace(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """They fill no channel."""
    put(records, "a1", at_leisure=True)
    put(records, "a2", way="update", ts="1.1")
    put(records, "a3", way="reply", reply_to="https://hooks.slack.com/x")
    for key in ("a2", "a3", "a1"):
        assert [(one.key, one.at) for one in taken(queues)] == [(key, NOON)]
        done(queues, key)


def test_words_for_one_person_pass_what_is_at_leisure(
    records: SqlRecords, queues: SqlQueues, others: SqlQueues
) -> None:
    """One after the other, and nothing else does: it is looked at once more and may take long."""
    put(records, "a1", at_leisure=True)
    assert take(queues) == ["a1"]
    put(records, "a2", "a3", way="reply", reply_to="https://hooks.slack.com/x")
    put(records, "a4")
    assert (take(others), take(queues)) == (["a2"], [])
    done(others, "a2")
    assert (take(others), take(queues)) == (["a3"], [])
    done(others, "a3")
    assert take(queues) == []
    done(queues, "a1")
    assert take(queues) == ["a4"]


def test_no_more_at_leisure_is_taken_than_is_asked_for(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """What people wait for is not held up by it."""
    put(records, "a1", "b1", at_leisure=True)
    put(records, "c1")
    first = queues.take(NOON, 10, LEASE, PACE, 1)
    assert [one.key for one in first] == ["c1", "a1"]
    assert queues.take(NOON, 10, LEASE, PACE, -1) == []


@pytest.fixture
def limited(records: SqlRecords, queues: SqlQueues) -> SqlQueues:
    """Slack asked to wait seven seconds with channel a."""
    put(records, "a1", "a2", "b1", "c1")
    put(records, "a3", way="reply", reply_to="https://hooks.slack.com/x")
    assert take(queues, limit=1) == ["a1"]
    queues.limited("a1", NOON, NOON + 7 * SECOND)
    return queues


def test_nothing_goes_to_a_channel_before_slack_said(limited: SqlQueues) -> None:
    """The refused post is looked for before it is sent again; one person's answer is no post."""
    assert take(limited, 6) == ["b1", "c1", "a3"]
    done(limited, "a3")
    assert take(limited, 6) == []
    assert [(one.key, one.before) for one in taken(limited, 7)] == [("a1", 1)]


def test_a_second_channel_that_is_to_wait_means_the_workspace(limited: SqlQueues) -> None:
    """Slack does not say which limit it was; that is how it shows."""
    assert take(limited, 0, limit=1) == ["b1"]
    limited.limited("b1", NOON, NOON + 9 * SECOND)
    assert take(limited, 8) == ["a3"]
    assert set(take(limited, 9)) == {"b1", "c1"}


def test_a_channel_that_cannot_be_written_to_is_left_alone_until_somebody_speaks(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """What waits for it keeps nobody busy and is shown; afterwards it goes out in its order."""
    put(records, "a1", "a2")
    put(records, "a3", way="reply", reply_to="https://hooks.slack.com/x")
    assert take(queues, limit=1) == ["a1"]
    queues.park("a1", "is_archived", NOON)
    assert take(queues, 3600) == ["a3"]
    done(queues, "a3")
    assert not queues.busy()
    assert queues.parked() == [(WORKSPACE, "Ca", NOON, "is_archived")]
    assert queues.parked("T2") == []
    assert not queues.heard(WORKSPACE, "Cb")
    assert queues.heard(WORKSPACE, "Ca")
    assert queues.parked() == []
    assert [(one.key, one.before) for one in taken(queues, 3600)] == [("a1", 1)]


def test_a_workspace_that_shut_us_out_is_left_alone_as_a_whole(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Until anybody there speaks to us again."""
    put(records, "a1", "b1")
    assert take(queues, limit=1) == ["a1"]
    queues.park("a1", "token_revoked", NOON, everywhere=True)
    assert take(queues, 60) == []
    assert queues.heard(WORKSPACE, "Cz")
    assert take(queues, 60) == ["a1", "b1"]


def test_lanes_that_keep_nothing_waiting_are_forgotten(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """But not that a channel cannot be written to."""
    put(records, "a1", "b1")
    take(queues)
    done(queues, "a1")
    queues.park("b1", "not_in_channel", NOON)
    queues.sweep_old(NOON + 7200 * SECOND)
    assert [one.channel for one in queues.parked()] == ["Cb"]
    assert queues.take(NOON + 7200 * SECOND, 1, LEASE, PACE) == []


def test_the_pace_keeps_a_margin_from_slack_s() -> None:
    """So that posts that are held up on their way do not arrive too close together."""
    pace = pace_of(20)
    assert 1.0 < pace.lane <= 1.0 / 0.95
    assert 0.05 < pace.house <= 0.05 / 0.95
