"""What is at leisure and has not left can be taken back, as if it had never been planned."""

from datetime import timedelta

import pytest

from bot.benefits.reminders import Happened, Step
from bot.ports import Pace
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_question, a_sending

KEY = "escalate:1"
LATER = NOON + timedelta(hours=3)
FREELY = Pace(0, 0)


def planned(records: SqlRecords, *happened: Happened, state: str = "posted") -> None:
    """A question to which this happened, the last of it to be told by a post that waits."""
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
        work.close("q1", state, NOON)
        for hours, what in enumerate(happened):
            last = hours == len(happened) - 1
            told = {"investment": "i1", "question": "q1", "person": "U2", "what": what}
            at = NOON + timedelta(hours=hours)
            work.step(Step.model_validate({**told, "at": at, "post": KEY if last else f"k{hours}"}))
        work.send(a_sending(KEY, channel="U2", at_leisure=True), NOON)
        work.commit()


def taken_back(records: SqlRecords, begun: int) -> bool:
    with records.work(WORKSPACE) as work:
        done = work.take_back(KEY, begun, LATER)
        work.commit()
    return done


@pytest.mark.parametrize(
    ("happened", "state", "left"),
    [
        (["asked"], "posted", []),
        (["reminded"], "posted", ["posted"]),
        (["asked", "reminded"], "posted", ["posted"]),
        (["owner"], "escalated", ["posted"]),
        (["owner", "sponsor"], "escalated", ["escalated"]),
        (["owner"], "answered", ["answered"]),
    ],
)
def test_a_question_goes_back_as_far_as_nobody_saw(
    records: SqlRecords,
    queues: SqlQueues,
    happened: list[Happened],
    state: str,
    left: list[str],
) -> None:
    """One asked by it alone was never asked; one that was answered meanwhile stays so."""
    planned(records, *happened, state=state)
    (taken,) = queues.take(LATER, 9, 60, FREELY)
    assert taken_back(records, taken.before + 1)
    with records.work(WORKSPACE) as work:
        assert [one.state for one in work.questions("i1")] == left
        kept = [one.what for one in work.steps(["i1"])]
        assert kept == happened[:-1]
        assert work.unsent([KEY]) == []
        assert work.shown(KEY) is None
        work.send(a_sending(KEY, channel="U2"), LATER)
        work.commit()
    assert [one.before for one in queues.take(LATER, 9, 60, FREELY)] == [0]


def test_what_left_or_is_in_other_hands_cannot_be_taken_back(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Who began it last decides."""
    planned(records, "asked")
    (taken,) = queues.take(LATER, 9, 60, FREELY)
    assert not taken_back(records, taken.before)
    queues.posted(KEY, "1.1", LATER)
    assert not taken_back(records, taken.before + 1)
    with records.work(WORKSPACE) as work:
        assert [one.what for one in work.steps(["i1"])] == ["asked"]
