"""Dates and periods, told against the time of the message."""

from datetime import date

import pytest

from bot.reading.dates import Dated, find

AT = date(2026, 4, 20)


def only(text: str) -> Dated:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in Q1", "2026-Q1"),
        ("in the week ending 12 April", "2026-W15"),
        ("w/e 17/04", "2026-W16"),
        ("for the week to 17 Apr", "2026-W16"),
        ("in the week commencing 6 April", "2026-W15"),
        ("w/c 29 December", "2026-W01"),
        ("week ending Friday 19 Dec", "2025-W51"),
        ("in week 12", "2026-W12"),
        ("in Q3", "2025-Q3"),
        ("Q2 2025", "2025-Q2"),
        ("FY25/26", "FY2025/26"),
        ("since March", "2026-03"),
        ("in November", "2025-11"),
        ("in March 2024", "2024-03"),
        ("in november", "2025-11"),
        ("by end of march", "2026-03"),
        ("on 14 March 2026", "2026-03-14"),
        ("on March 14, 2026", "2026-03-14"),
        ("2026-03-14", "2026-03-14"),
        ("31/12/2025", "2025-12-31"),
        ("04/05/2025", "2025"),
        ("last week", "2026-W16"),
        ("this month", "2026-04"),
        ("last quarter", "2026-Q1"),
        ("last year", "2025"),
        ("yesterday", "2026-04-19"),
        ("three weeks ago", "2026-W14"),
        ("in 2024", "2024"),
        ("at Easter", "2026-04-05"),
        ("in H1 2025", "2025"),
        ("in the first quarter of 2025", "2025-Q1"),
        ("in the fourth quarter", "2025-Q4"),
        ("in the second half of 2025", "2025"),
        ("in week 20", "2025-W20"),
    ],
)
def test_the_coarsest_honest_period(text: str, period: str) -> None:
    """Without a year it is the last one begun; an ambiguous day is only a year."""
    assert only(text).period(AT) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("by end of June", "2026-06"),
        ("by March", "2027-03"),
        ("by Q1", "2027-Q1"),
        ("by 2030", "2030"),
        ("by Easter", "2027-03-28"),
        ("before Christmas", "2026-12"),
        ("by the new year", "2026-12"),
        ("by H2", "2026"),
        ("by year end", "2026"),
        ("by the end of the quarter", "2026-Q2"),
        ("until week 3", "2027-W03"),
    ],
)
def test_looking_ahead_it_is_the_next_one_not_ended(text: str, period: str) -> None:
    """A due date without a year lies ahead."""
    found = only(text)
    assert found.is_due
    assert found.period(AT, ahead=True) == period


@pytest.mark.parametrize("text", ["last week", "in Q1", "yesterday"])
def test_without_a_time_relative_dates_stay_unknown(text: str) -> None:
    """No message time, no guess."""
    assert only(text).period(None) is None


@pytest.mark.parametrize(
    "text",
    ["by the end of term", "by the summer", "before the peak", "by the end of the academic year"],
)
def test_what_no_calendar_tells_is_kept_in_words(text: str) -> None:
    """A term, a season and a peak are due dates without a period."""
    found = only(text)
    assert found.is_due
    assert found.period(AT, ahead=True) is None


@pytest.mark.parametrize(
    "text",
    ["it may help", "march on", "second to none", "2,024 parcels", "nearly 2024",
     "2024 parcels", "H1 and H2 headings",
     "pay for peak capacity", "in the long term", "spring clean"],
)  # fmt: skip
def test_words_that_look_like_dates_are_none(text: str) -> None:
    """May and march are verbs too."""
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["Week 2 of pick-to-light", "week 3 into it", "sprint 14", "w/e 6/11", "w/e 31 Feb"]
)
def test_no_week_is_told_where_the_calendar_tells_none(text: str) -> None:
    """Weeks counted from another day, days whose order may be mistaken, days that never are."""
    assert [one.period(AT) for one in find(text) if one.period(AT)] == []
