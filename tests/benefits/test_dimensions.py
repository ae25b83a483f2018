"""Which of the seven dimensions a measure may belong to."""

from typing import get_args

import pytest

from bot.benefits.dimensions import suggested
from bot.benefits.investment import Dimension


@pytest.mark.parametrize(
    ("name", "unit", "dimension"),
    [
        ("quote-to-cash", "days", "speed"),
        ("claim handling time", "days", "speed"),
        ("the gap between order and invoice", "days", "speed"),
        ("invoice errors", "%", "reliability"),
        ("on-time deliveries", "%", "reliability"),
        ("offer acceptance rate", "%", "conversion"),
        ("quote to order", "%", "conversion"),
        ("forecast accuracy", "%", "reliability"),
        ("orders tracked end to end", "%", "visibility"),
        ("time to report", "days", "visibility"),
        ("overdue approvals", "approvals", "control"),
        ("first-time fix rate", "%", "consistency"),
        ("spread between branches", "days", "consistency"),
        ("cases per clerk", "cases", "capacity"),
        ("manual rework", "hours/week", "consistency"),
        ("manual keying", "hours/week", "capacity"),
        ("stock checks", "hours/week", "capacity"),
        ("productivity", None, "capacity"),
        ("colour of the logo", None, None),
        ("", "", None),
    ],
)
def test_a_dimension_is_suggested_or_left_open(
    name: str, unit: str | None, dimension: Dimension | None
) -> None:
    """Where neither name nor unit tells, there is none."""
    assert suggested(name, unit) == dimension


def test_there_are_seven() -> None:
    """No more and no fewer than the field knows."""
    assert len(get_args(Dimension)) == 7
