"""What of an update is worth a person's click."""

from datetime import timedelta

import pytest

from bot.benefits.facts import Stated
from bot.benefits.proposals import in_dispute, is_known, worth_proposing
from tests.builders import NOON, a_fact, a_proposal, a_record, a_statement

FIGURE = a_fact("current", 9, as_of="2026-05")
SOURCE = a_fact("evidence", None, ref="the ledger")


@pytest.mark.parametrize(
    ("days", "state", "decidable"),
    [(0, "open", True), (13, "open", True), (14, "open", False), (0, "recorded", False)],
)
def test_a_proposal_waits_for_two_weeks(days: int, state: str, decidable: bool) -> None:
    """Then it expires; one decided is decided."""
    found = a_proposal(state=state).can_be_decided(NOON + timedelta(days=days))
    assert found is decidable


def said(*facts: Stated) -> list[Stated]:
    return list(facts)


def test_a_new_figure_takes_all_that_is_new_along() -> None:
    """Its source and its owner come with it; what is on record already does not."""
    new = said(a_statement(FIGURE), a_statement(SOURCE), a_statement(a_fact("baseline")))
    assert worth_proposing(new, [a_record(fact=a_fact("baseline"))]) == new[:2]


def test_a_figure_that_says_no_amount_is_proposed_to_nobody() -> None:
    """ "The sponsor is Ann" is no baseline, and must not close the question for one."""
    empty = a_fact("baseline", None, quote="The sponsor is Ann")
    assert worth_proposing(said(a_statement(empty)), []) == []


def test_a_figure_on_record_without_evidence_is_proposed_its_source_alone() -> None:
    """Nothing is recorded twice."""
    again = said(a_statement(FIGURE), a_statement(SOURCE))
    known = a_record(fact=FIGURE)
    assert worth_proposing(again, [known]) == again[1:]
    shown = a_record("f2", SOURCE)
    assert worth_proposing(again, [known, shown]) == []


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        (FIGURE, True),
        (a_fact("current", 9), True),
        (a_fact("current", 9, as_of="2026-06"), False),
        (a_fact("current", 8, as_of="2026-05"), False),
        (a_fact("current", 9, as_of="2026-05", segment="north"), False),
        (SOURCE, False),
    ],
)
def test_what_counts_on_record_is_known(fact: object, known: bool) -> None:
    """The same figure of the same period; a source always goes with its own figure."""
    stated = a_statement().model_copy(update={"fact": fact})
    assert is_known(stated, [a_record(fact=FIGURE)]) is known


@pytest.mark.parametrize("marks", [(1, 1), (1, 2), (None, None)])
def test_one_of_two_readings_on_record_leaves_no_other(marks: tuple[int | None, ...]) -> None:
    """Where a person decided already, a model's other word for the figure is none; figures that do
    not exclude each other are left alone.
    """
    both = [a_fact("current", 9), a_fact("baseline", 9)]
    told = [
        a_statement(fact.model_copy(update={"either": mark}))
        for fact, mark in zip(both, marks, strict=True)
    ]
    left = worth_proposing(told, [a_record(fact=FIGURE)])
    assert left == ([] if marks == (1, 1) else told[1:])


def test_a_second_reading_on_record_takes_nothing_from_the_first() -> None:
    """Else whoever reads a figure as what is known already had it left out; it stays in doubt."""
    first = a_statement(a_fact("baseline", 9).model_copy(update={"either": 1}))
    second = a_statement(FIGURE.model_copy(update={"either": 1, "is_second": True}))
    assert worth_proposing([first, second], [a_record(fact=FIGURE)]) == [first]
    assert list(in_dispute([first]).values()) == [[first]]


def test_one_reading_of_two_is_in_dispute_where_the_other_went_elsewhere() -> None:
    """It is as doubtful on the card of one investment as both were on one card."""
    alone = a_statement(a_fact("baseline", 9).model_copy(update={"either": 1}))
    assert list(in_dispute([alone, a_statement(FIGURE)]).values()) == [[alone]]
