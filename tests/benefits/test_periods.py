"""Periods and their last day."""

from datetime import date

import pytest

from bot.benefits.periods import in_words, is_period, kind, last_day, months_after, span


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("2026-Q1", date(2026, 3, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-W12", date(2026, 3, 22)),
        ("FY2025/26", date(2025, 12, 31)),
    ],
)
def test_periods_are_ordered_by_their_last_day(period: str, day: date) -> None:
    """Every form of a period has one last day."""
    assert last_day(period) == day


def test_a_fiscal_year_ends_where_the_workspace_says() -> None:
    """A year that begins in April ends in March of the next."""
    assert last_day("FY2025/26", fiscal_start=4) == date(2026, 3, 31)


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "2026-Q5", "2026-02-30", "2026-W60"])
def test_what_is_no_period_is_refused(text: str) -> None:
    """A wrong period is never taken for another one."""
    assert not is_period(text)
    assert is_period("2026-Q1")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026", "2026"),
        ("2026-Q1", "Q1 2026"),
        ("2026-W05", "week 5 of 2026"),
        ("2026-03", "March 2026"),
        ("2026-03-14", "14 March 2026"),
        ("FY2025/26", "FY2025/26"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: str, words: str) -> None:
    """No code is shown to people."""
    assert in_words(period) == words


@pytest.mark.parametrize(
    ("period", "start", "first", "last"),
    [
        ("2026", 1, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026", 4, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", 1, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", 4, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-W01", 1, date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-02", 1, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-03-14", 1, date(2026, 3, 14), date(2026, 3, 14)),
        ("FY2025/26", 7, date(2025, 7, 1), date(2026, 6, 30)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    period: str, start: int, first: date, last: date
) -> None:
    """Only a fiscal year that names no months follows the workspace's."""
    assert span(period, start) == (first, last)


@pytest.mark.parametrize(
    ("period", "long"),
    [
        ("2026", "year"),
        ("FY2025/26", "year"),
        ("2026-Q1", "quarter"),
        ("2026-03", "month"),
        ("2026-W12", "week"),
        ("2026-03-14", "day"),
        ("soon", ""),
    ],
)
def test_a_period_is_of_one_length(period: str, long: str) -> None:
    """What is none has none."""
    assert kind(period) == long


def test_a_month_later_is_the_same_day_or_the_last() -> None:
    """The thirty-first of January is followed by the last of February."""
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
