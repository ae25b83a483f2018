"""What came of the bot itself is computed from the record, each figure with its count."""

from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.accepted import Acceptance
from bot.benefits.facts import Recorded
from bot.benefits.ourselves import (
    REACHES,
    Spread,
    Told,
    questions,
    reached,
    reminders,
    spread,
    when_reached,
)
from bot.benefits.questions import QuestionState
from bot.benefits.reminders import Step
from bot.benefits.unanswered import Put
from tests.builders import NOON, a_fact, a_measure, a_question, a_record, an_investment

DAY = timedelta(days=1)
OWNER = "U7"


def day(n: float) -> datetime:
    """So many days after the investment was linked."""
    return NOON + n * DAY


def said(id: str, on: float, slot: str, **given: Any) -> Recorded:
    """A fact said and recorded on a day."""
    known = {"said_at", "recorded_at", "channel", "ts", "supersedes", "withdraws", "corrects"}
    of_row = {key: value for key, value in given.items() if key in known}
    of_fact = {key: value for key, value in given.items() if key not in known}
    where = {"channel": "C1", "ts": f"{id}.0"} if "ts" not in of_row else {}
    fact = a_fact(**({"slot": slot} | of_fact))
    usual = {"said_at": day(on), "recorded_at": day(on)}
    return a_record(id, fact, **(usual | where | of_row))


def owner(id: str, on: float) -> Recorded:
    return said(id, on, "owner", value=None, unit=None, person=f"<@{OWNER}>", quote="owns it")


def figure(id: str, on: float, as_of: str, ts: str | None = None) -> Recorded:
    return said(id, on, "current", value=9, as_of=as_of, ts=ts or f"{id}.0")


def source(id: str, on: float, ts: str) -> Recorded:
    return said(id, on, "evidence", value=None, unit=None, ref="the report", ts=ts)


def yes(on: float) -> Acceptance:
    return Acceptance(
        investment="i1", role="owner", person=OWNER, state="accepted", by=OWNER, at=day(on)
    )


def told(*facts: Recorded, accepted: float | None = None, **given: Any) -> Told:
    """One investment with one measure, linked at noon."""
    home = an_investment(measures=(a_measure(rhythm=30),), **given)
    steps = () if accepted is None else (yes(accepted),)
    return Told(investment=home, linked_at=NOON, facts=facts, acceptances=steps)


BASELINE = said("b1", 2, "baseline", value=14)
CORRECTED = said("b2", 40, "baseline", value=16, supersedes="b1", corrects=True)
TAKEN_BACK = said("b3", 3, "baseline", supersedes="b1", withdraws=True)
FIRST, SECOND = figure("c1", 50, "2026-06", "c1.0"), figure("c2", 90, "2026-08", "c2.0")
SHOWN, SHOWN_TOO = source("e1", 55, "c1.0"), source("e2", 90, "c2.0")

CASES: list[tuple[Told, dict[str, float]]] = [
    (told(), {}),
    (told(owner("o1", 1)), {"framed": 1}),
    (told(owner("o1", 1), accepted=4), {"framed": 1, "accepted": 4}),
    (told(accepted=4), {}),
    (told(BASELINE), {"baselined": 2}),
    (told(BASELINE, CORRECTED), {"baselined": 2}),
    (told(BASELINE, TAKEN_BACK), {}),
    (told(FIRST), {}),
    (told(FIRST, SHOWN), {"evidenced": 55}),
    (told(FIRST, SHOWN, SECOND), {"evidenced": 55}),
    (told(FIRST, SHOWN, SECOND, SHOWN_TOO), {"evidenced": 55, "held": 90}),
    (told(SECOND, SHOWN_TOO, FIRST, SHOWN, BASELINE),
     {"baselined": 2, "evidenced": 55, "held": 90}),
    (Told(investment=an_investment(measures=()), linked_at=NOON), {}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "days"), CASES)
def test_what_was_reached_came_when_it_was_first_on_record(
    one: Told, days: dict[str, float]
) -> None:
    """A correction came with what it corrects; what was taken back never came."""
    found = when_reached(one, day(200))
    assert {reach: (at - NOON) / DAY for reach, at in found.items()} == days


def test_investments_are_counted_with_when_they_came_so_far() -> None:
    """Now, on the day of linking, and in the period; over all that came the middle and the ends."""
    many = [told(said(f"b{n}", n, "baseline", value=14)) for n in (0.5, 4, 20)] + [told()]
    by_reach = {one.reach: one for one in reached(many, day(200), since=day(10))}
    assert tuple(by_reach) == REACHES
    found = by_reach["baselined"]
    assert (found.n, found.at_start, found.came) == (3, 1, 1)
    assert found.after == Spread(n=3, median=96, low=12, high=480, ninety=480)
    assert by_reach["held"].after == Spread(n=0)


def test_what_was_on_record_before_it_was_linked_came_at_once() -> None:
    """An import of older rows takes no time below nothing."""
    (found,) = [one for one in reached([told(said("b1", -9, "baseline"))], day(1)) if one.n]
    assert (found.at_start, found.after.median) == (1, 0)


def a_put(state: QuestionState, on: float, **given: Any) -> Put:
    """A question put on a day."""
    usual = {"state": state, "closed_at": None}
    return Put.of(a_question(at=day(on))).model_copy(update=usual | given)


def test_each_question_ended_in_one_way() -> None:
    """Answers are timed to the moment they were on record; the day it is put decides the period."""
    puts = [
        a_put("answered", 1, closed_at=day(2)),
        a_put("answered", 2, closed_at=day(12), put_off="snoozed", put_off_at=day(3)),
        a_put("not_known", 3, closed_at=day(3)),
        a_put("withdrawn", 4, closed_at=day(4)),
        a_put("posted", 50, put_off="skipped", put_off_at=day(51)),
        a_put("posted", 50, put_off="snoozed", put_off_at=day(51)),
        a_put("posted", 50),
        a_put("posted", 10),
        a_put("expired", 50, closed_at=day(52)),
        a_put("escalated", 30),
        a_put("answered", -5, closed_at=day(0)),
        a_put("posted", 70),
    ]
    found = questions(puts, day(60), since=day(0))
    counts = found.model_dump(exclude={"per_answer", "until_answer"})
    assert counts == {
        "asked": 10, "answered": 2, "not_known": 1, "put_off": 1, "skipped": 1, "expired": 2,
        "withdrawn": 1, "waiting": 2,
    }  # fmt: skip
    assert found.per_answer == 5
    assert found.until_answer == Spread(n=2, median=132, low=24, high=240, ninety=240)
    assert questions([], NOON).per_answer is None


def test_reminders_are_counted_by_message_and_person() -> None:
    """Two questions in one message to a person are one reminder; what nobody sent is none."""
    usual = {"investment": "i1", "at": day(8), "what": "asked", "post": "k1"}
    steps = [
        Step.model_validate(usual | more)
        for more in (
            {"question": "q1", "person": "U1"},
            {"question": "q2", "person": "U1"},
            {"question": "q3", "person": "U2"},
            {"question": "q1", "person": "U1", "at": day(15), "post": "k2"},
            {"question": "q1", "person": "U9", "what": "snoozed"},
            {"question": "q1", "person": "U8", "at": day(-1), "post": "k0"},
        )
    ]
    found = reminders(steps, NOON, day(21))
    assert (found.n, found.people, found.weeks, found.each) == (3, 2, 3, 0.5)
    assert reminders([], NOON, NOON).each is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(get_args(QuestionState)),
            st.floats(-50, 100),
            st.sampled_from([None, "snoozed", "skipped"]),
        ),
        max_size=40,
    )
)
def test_no_question_is_lost_or_counted_twice(rows: list[tuple[QuestionState, float, Any]]) -> None:
    """The parts add up to what was asked."""
    puts = [a_put(state, on, put_off=how, closed_at=day(on + 1)) for state, on, how in rows]
    found = questions(puts, day(60), since=day(0))
    parts = found.model_dump(exclude={"asked", "per_answer", "until_answer"})
    assert sum(parts.values()) == found.asked
    assert found.until_answer.n == found.answered


@given(st.lists(st.floats(-10, 10_000), min_size=1, max_size=60), st.randoms())
def test_a_spread_lies_between_its_ends_whatever_the_order(days: list[float], chance: Any) -> None:
    """And nine in ten are no longer than it says."""
    spans = [timedelta(hours=one) for one in days]
    found = spread(spans)
    chance.shuffle(spans)
    assert spread(spans) == found
    assert None not in (found.low, found.median, found.ninety, found.high)
    low, middle, nine, high = (getattr(found, name) for name in ("low", "median", "ninety", "high"))
    assert low <= middle <= high
    assert low <= nine <= high
    hours = [max(one / timedelta(hours=1), 0) for one in spans]
    assert sum(one <= nine for one in hours) >= 0.9 * found.n
