"""Measures are suggested for a problem, and in place of technical ones; nobody decides on them."""

from typing import get_args

import pytest

from bot.benefits.investment import Dimension, Taxonomy
from bot.benefits.outcomes import is_outcome
from bot.benefits.practices.suggested import (
    FOR_PROBLEMS,
    FOR_TECHNICAL,
    MOST,
    chosen,
    for_problem,
    in_place_of,
)
from knowledge.library import load_passages


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        ("Quotes wait for pricing and invoices go out late", "cash"),
        ("Clerks retype orders by hand from a spreadsheet, twice", "hours"),
        ("Tasks get dropped in the hand-offs between teams", "handed"),
        ("Nobody sees a shortage until customers find out", "known"),
        ("Each branch does it its own way, results are inconsistent", "spread"),
        ("We lose half the sign-ups on the last page", "won"),
        ("Budgets are overspent and exceptions granted after the fact", "broken"),
        ("The team cannot keep up without overtime", "carried"),
        ("Too many errors and rework", "right"),
    ],
)
def test_a_problem_is_met_by_a_measure_of_its_kind(problem: str, first: str) -> None:
    """What people wrote decides, by the words they used."""
    assert for_problem(problem)[0].id == first
    assert len(for_problem(problem)) <= MOST


def test_words_that_point_nowhere_get_one_measure_for_each_of_four_ways() -> None:
    """Nothing is guessed: the usual ones are offered as such."""
    assert [one.id for one in for_problem("We want to be modern")] == [
        *("through", "hours", "right", "known"),
    ]


@pytest.mark.parametrize(
    ("technical", "instead"),
    [
        ("uptime", ["carrying", "broken_off"]),
        ("help desk tickets within SLA", ["standstill", "lost_hours"]),
        ("patch compliance", ["prevented", "detours"]),
        ("backup success", ["resumed"]),
        ("project completion", ["without_hands"]),
    ],
)
def test_each_of_the_five_disconnects_has_its_counterpart(
    technical: str, instead: list[str]
) -> None:
    """Uptime, help desk, compliance, backup, projects: what the business would count of them."""
    assert [one.id for one in in_place_of(technical)] == instead


def test_a_measure_of_the_business_gets_none() -> None:
    """Only what shows the state of technology is met by something else."""
    for name, unit in (("quote-to-cash", "days"), ("downtime of the packing line", "hours")):
        assert in_place_of(name, unit) == []


def test_what_is_suggested_can_show_an_outcome_and_rests_on_a_passage() -> None:
    """All seven dimensions and all five places are among them."""
    ids = {one.id for one in load_passages()}
    rows = (*FOR_PROBLEMS, *FOR_TECHNICAL)
    assert len({one.id for one in rows}) == len(rows)
    for one in rows:
        assert is_outcome(one.measure, one.unit), one.measure
        assert one.passage in ids
        assert len(one.named) <= 75
        assert chosen(one.id) == one
    assert {one.dimension for one in FOR_PROBLEMS} == set(get_args(Dimension))
    assert {one.taxonomy for one in FOR_PROBLEMS} == set(get_args(Taxonomy))
    with pytest.raises(LookupError):
        chosen("unheard-of")
