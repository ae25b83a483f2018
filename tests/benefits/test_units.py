"""Which units can be turned into which."""

import pytest

from bot.benefits import units


@pytest.mark.parametrize(
    ("unit", "wanted", "times"),
    [
        ("hours", "days", 1 / 24),
        ("Weeks", "day", 7),
        ("days", "days", 1),
        ("hours/week", "minutes/week", 60),
        (None, None, 1),
        ("hours/week", "hours/month", None),
        ("days", "working days", None),
        ("GBP", "USD", None),
        ("%", "percentage points", None),
        ("months", "days", None),
        ("days", None, None),
    ],
)
def test_only_spans_of_time_convert(
    unit: str | None, wanted: str | None, times: float | None
) -> None:
    """Currencies never, working days never to days, percent never to points."""
    assert units.factor(unit, wanted) == times


@pytest.mark.parametrize(
    ("written", "unit"),
    [(" Days ", "days"), ("£/Month", "GBP/month"), ("per cent", "%"), ("EUR", "EUR")],
)
def test_a_unit_is_written_as_figures_have_it(written: str, unit: str) -> None:
    """However a person types it."""
    assert units.tidy(written) == unit
