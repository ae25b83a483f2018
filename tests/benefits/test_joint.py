"""Joint metrics: computed where both inputs are on record, else what lacks is named."""

from typing import Any

import pytest

from bot.benefits.entries import Entry
from bot.benefits.investment import Amount
from bot.benefits.practices.joint import Computed, Measured, computed, inputs
from tests.builders import a_fact, a_record, an_entry, an_investment


def given(**amounts: float | tuple[float, str]) -> list[Entry]:
    """What was put on record of i1, with a unit where it has one."""
    found = []
    for what, amount in amounts.items():
        value, unit = amount if isinstance(amount, tuple) else (amount, None)
        found.append(an_entry(what, what, practice="assessment", value=value, unit=unit))
    return found


def metric(name: str, *entries: Entry, **home: Any) -> Computed:
    """One of the four, of i1."""
    known = inputs(entries, an_investment(**home))
    return next(one for one in computed(known) if one.metric == name)


def test_nothing_on_record_gives_no_figure_and_names_what_lacks() -> None:
    """Nothing is invented."""
    found = computed({})
    assert [one.figure for one in found] == [None] * 4
    assert {one.lack for one in found} == {"missing"}
    assert found[0].missing == ["value", "cost"]


@pytest.mark.parametrize(
    ("name", "amounts", "figure"),
    [
        ("roi", {"value": (240_000, "GBP/year"), "cost": (100_000, "GBP/year")}, "2.4"),
        ("roi", {"value": (20_000, "GBP/month"), "cost": (100_000, "GBP/year")}, "2.4"),
        ("productivity", {"minutes": (2, "minutes"), "tasks": 300}, "10 hours/week"),
        ("automation", {"steps_before": 8, "steps_gone": 6}, "75%"),
        ("integration", {"cases": 200, "cases_through": 150}, "75%"),
    ],
)
def test_each_is_computed_from_its_two_inputs(
    name: str, amounts: dict[str, Any], figure: str
) -> None:
    """In units that go together."""
    assert metric(name, *given(**amounts)).figure == figure


def test_lost_time_is_told_as_lost() -> None:
    """Below zero is a finding too."""
    found = metric("productivity", *given(minutes=(-2, "minutes"), tasks=300))
    assert (found.figure, found.is_lost) == ("10 hours/week", True)


@pytest.mark.parametrize(
    ("name", "amounts", "lack"),
    [
        ("roi", {"value": (240_000, "EUR"), "cost": (100_000, "GBP")}, "unlike"),
        ("roi", {"value": (240_000, "GBP"), "cost": (100_000, "GBP/year")}, "unlike"),
        ("roi", {"value": (240_000, "GBP"), "cost": (0, "GBP")}, "nothing"),
        ("automation", {"steps_before": 8, "steps_gone": 9}, "more_than_all"),
        ("integration", {"cases": 8}, "missing"),
    ],
)
def test_what_cannot_be_computed_says_why(name: str, amounts: dict[str, Any], lack: str) -> None:
    """Currencies are never converted, and no share is more than all."""
    found = metric(name, *given(**amounts))
    assert (found.figure, found.lack) == (None, lack)


def test_the_cost_in_the_profile_stands_in_until_somebody_gives_one() -> None:
    """Where it is a sum of money; what was given here counts."""
    value = given(value=(200, "GBP"))
    assert metric("roi", *value, cost=Amount(value=100, unit="GBP")).figure == "2"
    assert metric("roi", *value, cost=Amount(text="three people")).lack == "missing"
    both = [*value, *given(cost=(50, "GBP"))]
    assert metric("roi", *both, cost=Amount(value=100, unit="GBP")).figure == "4"


def shown(name: str, before: Any, now: Any, *, improved: bool = True) -> Measured:
    return Measured(name=name, baseline=before, current=now, is_improved=improved)


def test_a_measure_that_says_the_same_stands_in() -> None:
    """A share of cases that go through, and steps by hand that are gone; of others none."""
    before = a_record("b", a_fact("baseline", 8, "8 steps", unit="steps"))
    now = a_record("c", a_fact("current", 2, "2 steps", unit="steps"))
    share = a_record("s", a_fact("current", 70, "70%", unit="%"))
    days = a_record("d", a_fact("current", 9, "9 days"))
    told = [
        shown("quote-to-cash", before, now),
        shown("manual entry steps", before, now),
        shown("straight-through orders", None, share),
    ]
    found = {one.metric: one for one in computed({}, told)}
    assert (found["automation"].figure, found["integration"].figure) == ("75%", "70%")
    assert found["automation"].facts == (before, now)
    assert found["integration"].measure == "straight-through orders"
    for none in (
        shown("straight-through orders", None, days),
        shown("straight-through orders", None, None),
        shown("manual steps", before, now, improved=False),
        shown("manual steps", None, now),
        shown("manual steps", before, days),
    ):
        assert {one.lack for one in computed({}, [none])} == {"missing"}
