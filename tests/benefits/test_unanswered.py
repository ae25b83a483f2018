"""Where nobody says anything to what is asked, less is asked; one word restores the usual pace."""

import itertools
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.unanswered import IN_A_ROW, UNSAID, WAITS, Put, waits_until
from tests.builders import NOON, a_question

DAY = timedelta(days=1)
WEEK = 7 * DAY


def a_put(days: float, **given: Any) -> Put:
    """A question put so many days ago, that nobody has answered."""
    return Put.of(a_question(at=NOON - days * DAY)).model_copy(update=given)


def in_a_row(count: int = IN_A_ROW, last: float = 7) -> list[Put]:
    """So many questions, a week apart, none of them answered."""
    return [a_put(last + 7 * n) for n in range(count)]


CASES: list[tuple[list[Put], float | None]] = [
    ([], None),
    (in_a_row(7), None),
    (in_a_row(), 21),
    (in_a_row(20), 21),
    (in_a_row(last=27), 1),
    (in_a_row(last=28), None),
    (in_a_row(last=6), None),
    ([*in_a_row(), a_put(3)], 25),
    ([*in_a_row(), a_put(3, state="answered", closed_at=NOON - DAY)], None),
    ([*in_a_row(), a_put(200, state="not_known", closed_at=NOON - DAY)], None),
    ([*in_a_row(), a_put(200, put_off_at=NOON - DAY, put_off="snoozed")], None),
    ([*in_a_row(), a_put(200, put_off_at=NOON - DAY, put_off="skipped")], None),
    ([*in_a_row(), a_put(200, state="answered", closed_at=NOON - 100 * DAY)], 21),
    ([*in_a_row(7), a_put(7, state="withdrawn", closed_at=NOON)], None),
    ([*in_a_row(7), a_put(7, state="expired", closed_at=NOON)], 21),
    ([*in_a_row(7), a_put(7, state="escalated")], 21),
    ([*in_a_row(), a_put(-1, state="answered", closed_at=NOON + DAY)], 21),
]


@pytest.mark.parametrize(("puts", "days"), CASES)
def test_after_eight_without_a_word_a_new_one_waits_four_weeks(
    puts: list[Put], days: float | None
) -> None:
    """Each had a week; an answer, "not known" or "later" to any of them ends the wait."""
    assert waits_until(puts, NOON) == (None if days is None else NOON + days * DAY)


puts_of_a_channel = st.lists(
    st.builds(
        lambda days, state, said: a_put(
            days, state=state, closed_at=None if state in UNSAID else NOON - min(days, said) * DAY
        ),
        st.floats(0, 400),
        st.sampled_from(["posted", "escalated", "expired", "answered", "not_known", "withdrawn"]),
        st.floats(0, 400),
    ),
    max_size=30,
)


@given(puts_of_a_channel, st.randoms(use_true_random=False))
def test_a_wait_ends_by_itself_and_by_any_word_whatever_the_order(
    puts: list[Put], chance: Any
) -> None:
    """Never longer than four weeks from the last question, and no order of rows changes it."""
    until = waits_until(puts, NOON)
    mixed = list(puts)
    chance.shuffle(mixed)
    assert waits_until(mixed, NOON) == until
    if until is None:
        return
    assert NOON < until <= NOON + WAITS
    assert waits_until(puts, until) is None
    assert sum(one.state in UNSAID for one in puts) >= IN_A_ROW
    for spoken in (
        {"state": "answered", "closed_at": NOON},
        {"state": "not_known", "closed_at": NOON},
        {"put_off": "snoozed", "put_off_at": NOON},
    ):
        said = [puts[0].model_copy(update=spoken), *puts[1:]]
        assert waits_until(said, NOON) is None


@given(st.integers(1, 60))
def test_a_channel_that_never_answers_is_asked_eight_times_and_then_once_in_four_weeks(
    weeks: int,
) -> None:
    """Asked at every weekly thread in which it may be."""
    asked: list[Put] = []
    for week in range(weeks):
        now = NOON + week * WEEK
        if waits_until(asked, now) is None:
            asked.append(Put.of(a_question(f"q{week}", at=now)))
    gaps = [(later.at - one.at) for one, later in itertools.pairwise(asked)]
    assert gaps[: IN_A_ROW - 1] == [WEEK] * min(IN_A_ROW - 1, weeks - 1)
    assert all(gap == WAITS for gap in gaps[IN_A_ROW - 1 :])


@pytest.mark.parametrize(
    ("put", "zone", "over"),
    [
        (a_put(27.9), "UTC", False),
        (a_put(28), "UTC", True),
        (a_put(83.9, state="escalated"), "UTC", False),
        (a_put(84, state="escalated"), "UTC", True),
        (a_put(40, put_off="snoozed", put_off_until=NOON.date() - 20 * DAY), "UTC", False),
        (a_put(90, put_off="skipped"), "UTC", False),
        (a_put(60, put_off="snoozed", put_off_until=NOON.date() - 29 * DAY), "UTC", True),
        (a_put(60, put_off="snoozed", put_off_until=NOON.date() - 28 * DAY), "UTC", False),
        (a_put(60, put_off="snoozed", put_off_until=NOON.date() - 28 * DAY), "Etc/GMT-14", True),
    ],
)
def test_a_question_is_over_when_it_is_too_late_for_an_answer(
    put: Put, zone: str, over: bool
) -> None:
    """What was put off lasts from the end of its day, as that is where who was asked is."""
    assert put.is_over(NOON, ZoneInfo(zone)) is over
