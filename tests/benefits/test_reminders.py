"""Reminders: what follows where nobody answers, whatever order the steps are read in."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.reminders import (
    COUNTED,
    Happened,
    Ladder,
    Rung,
    Step,
    is_given_up,
    is_put_off,
    next_step,
    times_counted,
)
from tests.builders import NOON, a_question

DAY = timedelta(days=1)
BOTH = Ladder(owner="U2", sponsor="U3")


def a_step(what: Happened = "reminded", days: float = 7, **given: Any) -> Step:
    """A step of the question q1, so many days after it was put."""
    usual = {"investment": "i1", "question": "q1", "person": "U1", "what": what}
    return Step(**(usual | {"at": NOON + days * DAY} | given))


@pytest.mark.parametrize(
    ("steps", "ladder", "rung", "person", "days"),
    [
        ([], BOTH, "owner", "U2", 14),
        ([], Ladder(sponsor="U3"), "sponsor", "U3", 14),
        ([], Ladder(), "stopped", None, 28),
        ([], Ladder(owner="U1", sponsor="U3"), "sponsor", "U3", 14),
        ([], Ladder(owner="U1", sponsor="U1"), "stopped", None, 28),
        ([a_step("reminded", 7)], BOTH, "owner", "U2", 21),
        ([a_step("owner", 15, person="U2")], BOTH, "sponsor", "U3", 29),
        ([a_step("owner", 15, person="U3")], BOTH, "stopped", None, 29),
        ([a_step("owner", 15, person="U2"), a_step("sponsor", 29, person="U3")], BOTH, "stopped",
         None, 43),
    ],
)  # fmt: skip
def test_a_question_goes_up_every_two_weeks_and_ends(
    steps: list[Step], ladder: Ladder, rung: Rung, person: str | None, days: int
) -> None:
    """To the owner, to the sponsor, never to who was asked before, and to no more than there is."""
    found = next_step(a_question(), steps, ladder)
    assert found is not None
    assert (found.rung, found.person, found.at, found.since) == (
        rung, person, NOON + days * DAY, NOON
    )  # fmt: skip


@pytest.mark.parametrize(
    ("away", "steps", "days"),
    [
        ([], [], 14),
        ([(1, 10)], [], 24),
        ([(1, 24)], [], 28),
        ([(1, 24)], [a_step("snoozed", 3, until=NOON.date() + 24 * DAY)], 38.5),
        ([(7, 10)], [], 18),
        ([(7, 10), (16, 16)], [], 19),
        ([(1, 24)], [a_step("owner", 15, person="U2")], 29),
        ([], [a_step("reminded", 21)], 28),
        ([], [a_step("owner", 15, person="U2"), a_step("reminded", 20, person="U2")], 34),
    ],
)
def test_who_is_away_is_given_the_days(
    away: list[tuple[int, int]], steps: list[Step], days: float
) -> None:
    """Days on which they could not answer do not count, while it can be answered at all."""
    spans = [(NOON.date() + first * DAY, NOON.date() + last * DAY) for first, last in away]

    def rests(person: str, day: date) -> bool:
        return person == "U1" and any(first <= day <= last for first, last in spans)

    found = next_step(a_question(person="U1"), steps, BOTH, rests)
    assert found is not None
    assert found.at == NOON + days * DAY


def test_a_question_of_nobody_goes_nowhere() -> None:
    """Who was asked it was forgotten."""
    assert next_step(a_question(person=""), [], BOTH) is None


@pytest.mark.parametrize("state", ["answered", "not_known", "withdrawn", "expired"])
def test_what_is_closed_goes_nowhere(state: str) -> None:
    """Nor what was given up, or skipped with a reason."""
    assert next_step(a_question(state=state), [], BOTH) is None
    for what in ("stopped", "skipped"):
        assert next_step(a_question(), [a_step(what, 8)], BOTH) is None


def test_who_puts_it_off_is_given_the_time() -> None:
    """Two weeks count from the day after; one put off long ago changes nothing any more."""
    monday = date(2026, 7, 6)
    put_off = a_step("snoozed", 3, until=monday)
    found = next_step(a_question(), [put_off], BOTH)
    assert found is not None
    assert found.at == datetime.combine(date(2026, 7, 21), time(), tzinfo=UTC)
    assert is_put_off("q1", [put_off], monday)
    assert not is_put_off("q1", [put_off], monday + DAY)
    assert not is_put_off("q2", [put_off], monday)
    assert is_put_off("q1", [a_step("skipped", 3)], monday + 300 * DAY)
    after = [put_off, a_step("owner", 50, person="U2")]
    assert (found := next_step(a_question(), after, BOTH)) is not None
    assert found.at == NOON + 64 * DAY


def test_the_last_word_on_its_day_counts_of_the_one_who_holds_it() -> None:
    """A slip of three hundred days is put right by a second word; once it went on, who was asked
    before puts it off no more.
    """
    near, far = date(2026, 7, 6), date(2027, 4, 1)
    slip, right = a_step("snoozed", 3, until=far), a_step("snoozed", 3.1, until=near)
    for steps in ([slip, right], [right, slip]):
        assert (found := next_step(a_question(), steps, BOTH)) is not None
        assert found.at == datetime.combine(near + 15 * DAY, time(), tzinfo=UTC)
        assert not is_put_off("q1", steps, near + DAY)
    went_on = [a_step("owner", 14, person="U2"), a_step("snoozed", 15, until=far)]
    assert (found := next_step(a_question(), went_on, BOTH)) is not None
    assert found.at == NOON + 28 * DAY
    assert not is_put_off("q1", went_on, near)
    theirs = [went_on[0], a_step("snoozed", 15, until=near, person="U2")]
    assert is_put_off("q1", theirs, near)


def test_what_was_given_up_is_known_to_be() -> None:
    """With the moment it was."""
    stopped = a_step("stopped", 42)
    assert is_given_up("q1", [a_step(), stopped]) == stopped
    assert is_given_up("q2", [stopped]) is None


def test_every_question_put_to_somebody_counts() -> None:
    """Several in one message too; what they put off or skipped does not."""
    steps = [
        a_step("asked", 1, post="p1", question="q1"),
        a_step("asked", 1, post="p1", question="q2"),
        a_step("reminded", 1, post="p2"),
        a_step("snoozed", 1),
    ]
    assert times_counted(steps) == [NOON + DAY] * 3


steps_ = st.lists(
    st.builds(
        a_step,
        st.sampled_from(get_args(Happened)),
        st.integers(0, 60),
        person=st.sampled_from(["U1", "U2", "U3"]),
        question=st.sampled_from(["q1", "q2"]),
        until=st.none() | st.dates(date(2026, 6, 1), date(2026, 8, 1)),
        post=st.none() | st.sampled_from(["p1", "p2"]),
    ),
    max_size=8,
)


@given(steps_, st.randoms(use_true_random=False))
def test_steps_amount_to_the_same_in_any_order(steps: list[Step], order: Any) -> None:
    """They may be read as they come."""
    mixed = list(steps)
    order.shuffle(mixed)
    for ladder in (BOTH, Ladder(sponsor="U3"), Ladder()):
        assert next_step(a_question(), mixed, ladder) == next_step(a_question(), steps, ladder)
    assert times_counted(mixed) == times_counted(steps)
    assert is_put_off("q1", mixed, date(2026, 6, 20)) == is_put_off("q1", steps, date(2026, 6, 20))


@given(steps_)
def test_every_question_ends(steps: list[Step]) -> None:
    """Whatever happened: doing what comes next leads to the end in three steps, each later."""
    found = next_step(a_question(), steps, BOTH)
    for _ in range(3):
        if found is None:
            break
        step = a_step(found.rung, person=found.person or "U1").model_copy(update={"at": found.at})
        later = [*steps, step]
        assert step.what in COUNTED or found.rung == "stopped"
        after = next_step(a_question(), later, BOTH)
        assert after is None or after.at > found.at
        steps, found = later, after
    assert found is None
