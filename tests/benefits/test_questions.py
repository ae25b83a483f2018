"""What is asked, how it is worded and for how long it waits."""

from datetime import timedelta

import pytest

from bot.benefits.questions import (
    Passage,
    Signal,
    Wording,
    period_asked,
    question_id,
    signal_of,
    within_budget,
    wording_for,
)
from bot.benefits.reading import Claim, Reading
from tests.builders import NOON, a_claim, a_question


def a_wording(signal: Signal, text: str) -> Wording:
    return Wording(asks="owner", signal=signal, text=text, why="", topics=(), default="p")


def test_a_gap_without_a_plain_wording_is_an_error() -> None:
    """The texts are checked for it when they are loaded."""
    with pytest.raises(LookupError):
        wording_for("owner", "any", ())


def test_wordings_of_one_signal_take_turns() -> None:
    """The signal's own first, else the plain ones."""
    plain = [a_wording("any", "a"), a_wording("any", "b")]
    assert [wording_for("owner", "goal", plain, turn).text for turn in range(3)] == ["a", "b", "a"]
    assert wording_for("owner", "goal", [*plain, a_wording("goal", "c")]).text == "c"


@pytest.mark.parametrize(
    ("days", "blocks", "answerable"),
    [(0, True, True), (6, True, True), (7, False, True), (27, False, True), (28, False, False)],
)
def test_a_question_blocks_for_a_week_and_waits_for_four(
    days: int, blocks: bool, answerable: bool
) -> None:
    """A closed one does neither."""
    now = NOON + timedelta(days=days)
    open_ = a_question()
    assert (open_.blocks(now), open_.can_be_answered(now)) == (blocks, answerable)
    closed = a_question(state="answered")
    assert not closed.blocks(now)
    assert not closed.can_be_answered(now)


@pytest.mark.parametrize(
    ("until", "days", "answerable"),
    [(200, 150, True), (200, 228, True), (200, 229, False), (-5, 27, True), (-5, 28, False)],
)
def test_what_is_put_off_can_be_answered_for_as_long_again(
    until: int, days: int, answerable: bool
) -> None:
    """From the day it was put off to: nobody finds it closed on the day they chose; and for as long
    with the owner and with the sponsor, where it went to them.
    """
    raised = a_question(state="escalated")
    assert [raised.can_be_answered(NOON + timedelta(days=one)) for one in (83, 84)] == [True, False]
    put_off = a_question(put_off_until=(NOON + timedelta(days=until)).date())
    assert put_off.can_be_answered(NOON + timedelta(days=days)) is answerable


def test_the_same_question_has_one_id() -> None:
    """Another person or period makes another one."""
    one = question_id("i1", None, "owner", "U1", "")
    assert one == question_id("i1", "", "owner", "U1", "")
    assert one != question_id("i1", None, "owner", "U2", "")
    assert question_id("i1", "m1", "current", "U1", "2026-06") != question_id(
        "i1", "m1", "current", "U1", "2026-07"
    )


def test_only_what_is_measured_anew_is_asked_by_the_month() -> None:
    """Lasting gaps have no period."""
    assert (period_asked("current", NOON), period_asked("owner", NOON)) == ("2026-06", "")


@pytest.mark.parametrize(
    ("claims", "signal"),
    [
        ([a_claim(), a_claim(kind="outcome")], "outcome"),
        ([a_claim(kind="adoption"), a_claim()], "milestone"),
        ([a_claim(kind="goal", status="planned")], "goal"),
        ([a_claim(status="planned"), a_claim(kind="plan", status="planned")], "plan"),
        ([a_claim(kind="goal", status="planned"), a_claim(kind="adoption")], "adoption"),
        ([], "any"),
    ],
)
def test_the_signal_is_what_the_update_offers_in_place_of_an_outcome(
    claims: list[Claim], signal: Signal
) -> None:
    """An outcome claimed outranks what was delivered, and that what is hoped for."""
    assert signal_of(Reading(is_update=True, claims=tuple(claims))) == signal


def test_a_person_is_asked_twice_a_week_at_most() -> None:
    """What was asked a week ago no longer counts."""
    asked = [NOON - timedelta(days=7), NOON - timedelta(days=6)]
    assert within_budget(asked, NOON)
    assert not within_budget([*asked, NOON], NOON)


def test_a_passage_tells_where_its_thought_comes_from() -> None:
    """Article and section, as shown beside a citation."""
    found = Passage(
        id="p", title="t", gist="g", text="x", topics=(), article="A guide", section="One"
    )
    assert found.source == "A guide, “One”"
