"""What a card says of two figures."""

from typing import Any

import pytest

from bot.advice import cards
from tests.builders import a_fact, a_statement


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"value": 14}, {"value": 9}, "14 → 9 days, 5 days less (36%)"),
        ({"value": 14}, {"low": 2, "high": 3}, "14 → 2–3 days, at least 11 days less (79%)"),
        ({"low": 2, "high": 3}, {"value": 4}, "2–3 days → 4 days, at least 1 day more (33%)"),
        ({"value": 9}, {"value": 10, "bound": ">"}, "9 → over 10 days, at least 1 day more (11%)"),
        ({"value": 9}, {"value": 8, "bound": ">"}, "9 → over 8 days, by how much is not certain"),
        ({"value": 3}, {"low": 2, "high": 3}, "3 → 2–3 days, by how much is not certain"),
        ({"value": 14}, {"value": 36, "unit": "hours"}, "14 days → 36 hours, 12.5 days less (89%)"),
    ],
)
def test_a_range_or_a_bound_is_told_as_it_was_said_and_no_more_than_is_certain(
    before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    """No middle is made up, and no change beyond the nearer end."""
    usual = {"value": None, "unit": "days"}
    one, other = (a_statement(a_fact(**usual | given)) for given in (before, after))
    assert cards.movement(one, other) == said
