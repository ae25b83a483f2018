"""The grammar of figures."""

import pytest

from bot.reading.quantities import Quantity, find


def only(text: str) -> Quantity:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("14%", 14, "%"),
        ("14 per cent", 14, "%"),
        ("4 percentage points", 4, "percentage points"),
        ("3.5 pp", 3.5, "percentage points"),
        ("40k invoices", 40_000, "invoices"),
        ("£1.2m", 1_200_000, "GBP"),
        ("$4,000 per month", 4_000, "USD/month"),
        ("EUR 250", 250, "EUR"),
        ("6 hours a week", 6, "hours/week"),
        ("3 hrs/day", 3, "hours/day"),
        ("a fortnight", 14, "days"),
        ("1h20", 80, "minutes"),
        ("1 hour 20 minutes", 80, "minutes"),
        ("2:15 hrs", 135, "minutes"),
        ("half an hour", 0.5, "hours"),
        ("a dozen complaints", 12, "complaints"),
        ("twenty-five claims", 25, "claims"),
        ("one hundred and twenty parcels", 120, "parcels"),
        ("5 working days", 5, "working days"),
        ("5 business days", 5, "working days"),
        ("12 open tickets", 12, "tickets"),
        ("2.5 million pounds", 2_500_000, "GBP"),
    ],
)
def test_an_amount_and_its_unit(text: str, value: float, unit: str) -> None:
    """Digits, words, suffixes, money, time and rates come out in one form."""
    found = only(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("14 to 16 days", 14, 16, "days"),
        ("2-3 weeks", 2, 3, "weeks"),
        ("20–30%", 20, 30, "%"),
        ("between 5 and 7 hours", 5, 7, "hours"),
        ("£10k-£12k", 10_000, 12_000, "GBP"),
    ],
)
def test_a_range_keeps_both_ends_and_no_value(
    text: str, low: float, high: float, unit: str
) -> None:
    """A range is one figure with two ends."""
    found = only(text)
    assert (found.value, found.low, found.high, found.unit) == (None, low, high, unit)


def test_from_and_to_are_two_figures() -> None:
    """What moved from one level to another is no range."""
    assert [found.value for found in find("fell from 14 to 16 days")] == [14, 16]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 5 days", ">"),
        ("over 5 days", ">"),
        ("5+ days", ">"),
        ("95%+", ">"),
        ("5 days or more", ">"),
        ("under 5 days", "<"),
        ("up to 5 days", "<"),
        ("no more than 5 days", "<"),
        ("5 days or less", "<"),
        ("crept back up to 5 days", None),
        ("5 days", None),
    ],
)
def test_a_bound_is_told_from_the_words_beside_it(text: str, bound: str | None) -> None:
    """At least and over bound from below, up to and under from above."""
    assert only(text).bound == bound


@pytest.mark.parametrize("text", ["about 5 days", "~5 days", "roughly 5 days", "5 days or so"])
def test_about_is_approximate(text: str) -> None:
    """A figure said to be rough is marked so, and its words belong to it."""
    found = only(text)
    assert found.approx
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["v1.0", "GPT-4", "#12", "phase 2", "at 12:30pm", "PROJ-77", "one of the teams"]
)
def test_names_and_times_of_day_are_no_amounts(text: str) -> None:
    """A number that only names something counts nothing."""
    assert find(text) == []
