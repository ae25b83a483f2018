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
        ("GBP/month", "GBP/year", 12),
        ("calls/minute", "calls/hour", 60),
        ("hours/day", "hours/week", None),
        ("calls/hour", "calls/day", None),
        ("hours/week", "calls/week", None),
        ("errors/100 orders", "errors/1,000 orders", None),
        ("years", "quarters", 4),
        ("basis points", "percentage points", 0.01),
        ("kWh", "MWh", 0.001),
        ("tonnes CO2", "kg CO2", 1000),
        ("kg paper", "kg CO2", None),
        ("kg", "km", None),
        ("KWH", "kWh", 1),
        ("points", "mm", None),
        ("stones", "kg", None),
        ("per cent", "%", 1),
        ("working days", "working hours", None),
        ("days", "working days", None),
        ("GBP", "USD", None),
        ("%", "percentage points", None),
        ("days", None, None),
    ],
)
def test_only_units_of_one_dimension_convert(
    unit: str | None, wanted: str | None, times: float | None
) -> None:
    """Currencies never, working days never to days, percent never to points."""
    assert units.factor(unit, wanted) == (times if times is None else pytest.approx(times))


@pytest.mark.parametrize(
    ("written", "unit"),
    [(" Days ", "days"), ("£/Month", "GBP/month"), ("per cent", "%"), ("EUR", "EUR")],
)
def test_a_unit_is_written_as_figures_have_it(written: str, unit: str) -> None:
    """However a person types it."""
    assert units.tidy(written) == unit


@pytest.mark.parametrize(
    ("unit", "wanted", "times", "slack"),
    [
        ("hours/week", "hours/month", 4.348125, 0.08),
        ("months", "days", 30.436875, 0.08),
        ("GBP/quarter", "GBP/month", 1 / 3, 0),
        ("hours", "days", 1 / 24, 0),
        (None, "days", None, 0),
    ],
)
def test_a_month_is_the_calendars_mean_and_the_slack_says_so(
    unit: str | None, wanted: str, times: float | None, slack: float
) -> None:
    """Weekly against monthly can be told apart, though not to the last percent."""
    assert units.factor(unit, wanted) == (times if times is None else pytest.approx(times))
    assert units.slack(unit, wanted) == slack


@pytest.mark.parametrize(
    ("unit", "wanted", "reason"),
    [
        ("GBP", "USD", "currencies"),
        ("GBP/month", "EUR/month", "currencies"),
        ("working days", "days", "working_time"),
        ("days", "business days", "working_time"),
        ("person-days", "days", "working_time"),
        ("%", "percentage points", "percent_and_points"),
        ("basis points", "%", "percent_and_points"),
        ("hours/day", "hours/week", "rates"),
        ("GBP", "GBP/month", "rates"),
        ("incidents", "days", "unlike"),
        (None, "days", "unlike"),
    ],
)
def test_a_refusal_names_its_reason(unit: str | None, wanted: str, reason: str) -> None:
    """Nobody is left to guess why two figures were not compared."""
    found = units.refusal(unit, wanted)
    assert found is not None
    assert found.reason == reason
    assert units.converted(1, unit, wanted) == found


def test_what_converts_is_not_refused() -> None:
    """A day and a half are thirty-six hours."""
    assert units.refusal("hours", "days") is None
    assert units.converted(36, "hours", "days") == 1.5


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        *(("tickets", True), ("cases/day", True), ("visits", True)),
        *(("working days", False), ("hours/week", False), ("%", False), ("GBP/month", False)),
        *(("percentage points", False), ("kg", False), (None, False)),
    ],
)
def test_what_counts_things_is_told_from_time_money_shares_and_sizes(
    unit: str | None, counts: bool
) -> None:
    """31 tickets are a number of things; 31 kg are a size."""
    assert units.is_count(unit) is counts
