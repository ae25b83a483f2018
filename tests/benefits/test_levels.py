"""When two figures can be compared, and what is shown beside them."""

from typing import Any

import pytest

from bot.benefits import levels
from bot.benefits.facts import Fact
from tests.builders import a_fact, a_measure


@pytest.mark.parametrize(
    ("fact", "unit", "beside"),
    [
        (a_fact("current", 36, unit="hours"), "days", 1.5),
        (a_fact("current", 48, unit="hours"), "days", 2),
        (a_fact("current", None, low=24, high=36, unit="hours"), "days", {"low": 1, "high": 1.5}),
        (a_fact("current", None, low=24, unit="hours"), "days", {"low": 1, "high": None}),
        (a_fact("current", 9), "days", None),
        (a_fact("current", 9), None, None),
        (a_fact("current", 9, unit="working days"), "days", None),
        (a_fact("current", 9, unit="USD"), "GBP", None),
        (a_fact("current", 9, unit="months"), "days", None),
        (a_fact("current", None, change=-9.0, unit="hours"), "days", None),
    ],
)
def test_a_figure_stays_as_said_with_the_context_s_unit_beside_it(
    fact: Fact, unit: str | None, beside: object
) -> None:
    """Only where the conversion is lawful and exact."""
    found = levels.in_context(fact, unit)
    assert found.pop("in_context_unit", None) == beside
    assert found == fact.as_json()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"value": 9}, {"value": 12}, True),
        ({"value": 9}, {"value": 9.05}, False),
        ({"value": None, "low": 12, "high": 8, "unit": "days"}, {"value": 9}, False),
        (
            {"value": None, "low": 8, "high": 10, "unit": "days"},
            {"value": 240, "unit": "hours"},
            False,
        ),
        ({"value": 90, "bound": ">"}, {"value": 95}, False),
        ({"value": 90, "bound": "<"}, {"value": 95}, True),
        ({"value": 9}, {"value": 9, "unit": "USD"}, False),
    ],
)
def test_figures_disagree_where_they_cannot_both_hold(
    one: dict[str, object], other: dict[str, object], apart: bool
) -> None:
    """A range holds what lies within it, a bound what lies beyond it."""
    first, second = (a_fact("current", **given) for given in (one, other))  # type: ignore[arg-type]
    assert levels.disagree(a_measure(), first, second) is apart
    assert levels.disagree(a_measure(), second, first) is apart


@pytest.mark.parametrize(
    ("target", "at", "way", "is_met"),
    [
        ({"value": 9}, {"value": 9}, "lower", True),
        ({"value": 9, "bound": "<"}, {"value": 9}, "lower", False),
        ({"value": 9, "bound": "<"}, {"value": 8.9}, "lower", True),
        ({"value": 9, "bound": ">"}, {"value": 9}, "lower", True),
        ({"value": 90, "bound": ">"}, {"value": 91}, "higher", True),
        ({"value": 90}, {"value": 89}, "higher", False),
        ({"value": 9}, {"value": 9, "bound": "<"}, "lower", True),
        ({"value": 9}, {"value": 8, "bound": ">"}, "lower", False),
        ({"value": 9}, {"value": None, "low": 8, "high": 10}, "lower", False),
        ({"value": 9}, {"value": 48, "unit": "hours"}, "lower", True),
        ({"value": 9}, {"value": 8, "unit": "working days"}, "lower", False),
        ({"value": 9}, {"value": 8}, None, False),
    ],
)
def test_a_target_is_met_where_that_is_certain(
    target: dict[str, Any], at: dict[str, Any], way: Any, is_met: bool
) -> None:
    """In its own unit, by all that the figure may be."""
    assert levels.meets(a_fact("target", **target), a_fact("current", **at), way) is is_met
