"""Quarters and fiscal years as people write them, where the workspace says when its year begins."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.fiscal import FiscalStart, day_of
from bot.benefits.reading import AnswerContext, Known, Said
from bot.reading import when
from bot.reading.dates import Dated, find
from bot.reading.local import LocalReader

AT = date(2026, 5, 20)
Q1_26 = "FY2026/27-Q1(2026-04/2026-06)"
Q4_25 = "FY2025/26-Q4(2026-01/2026-03)"
FY_25 = "FY2025/26(2025-04/2026-03)"
FY_26 = "FY2026/27(2026-04/2027-03)"


def only(text: str) -> Dated:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    ("text", "calendars", "fiscal"),
    [
        ("in Q1", "2026-Q1", Q1_26),
        ("in Q4", "2025-Q4", Q4_25),
        ("Q1 2026", "2026-Q1", Q1_26),
        ("Q4 FY26", "2026-Q4", Q4_25),
        ("FY26 Q4", "2026-Q4", Q4_25),
        ("Q1 FY2026/27", "2026-Q1", Q1_26),
        ("Q1 2026/27", "2026-Q1", Q1_26),
        ("FY2026/27 Q1", "2026-Q1", Q1_26),
        ("Q1 FY26-27", "2026-Q1", Q1_26),
        ("Q1 CY2026", "2026-Q1", "2026-Q1"),
        ("FY26", "2026", FY_25),
        ("FY2025/26", "FY2025/26", FY_25),
        ("2025/26", "FY2025/26", FY_25),
        ("financial year 2026", "2026", FY_25),
        ("this fiscal year", "2026", FY_26),
        ("last financial year", "2025", FY_25),
        ("last year", "2025", "2025"),
        ("this quarter", "2026-Q2", Q1_26),
        ("last quarter", "2026-Q1", Q4_25),
        ("in H1", "2026", FY_26),
        ("in H2 FY2025/26", "2025", FY_25),
        ("in the fourth quarter", "2025-Q4", Q4_25),
        ("in the first quarter of the calendar year", "2026-Q1", "2026-Q1"),
        ("in March 2026", "2026-03", "2026-03"),
        ("in 2025", "2025", "2025"),
    ],
)
def test_a_quarter_is_the_fiscal_one_where_the_year_begins_in_april(
    text: str, calendars: str | None, fiscal: str | None
) -> None:
    """Months and plain years are the calendar's always, as is everything where nothing is set."""
    assert only(text).period(AT) == calendars
    assert only(text).period(day_of(AT, 1)) == calendars
    assert only(text).period(day_of(AT, 4)) == fiscal


@pytest.mark.parametrize(
    ("text", "fiscal"),
    [
        ("by Q4", "FY2026/27-Q4(2027-01/2027-03)"),
        ("by the end of the quarter", Q1_26),
        ("by financial year end", FY_26),
        ("by the end of the financial year", FY_26),
        ("by year end", "2026"),
    ],
)
def test_looking_ahead_it_is_the_fiscal_one_not_ended(text: str, fiscal: str) -> None:
    """A due date without a year lies ahead."""
    assert only(text).period(day_of(AT, 4), ahead=True) == fiscal


@pytest.mark.parametrize(
    ("text", "starts", "fiscal"),
    [
        ("April to June", 4, Q1_26),
        ("April to June", 2, "2026"),
        ("second quarter of 2025", 4, "FY2025/26-Q2(2025-07/2025-09)"),
        ("the year to 31 March 2026", 4, FY_25),
        ("first half of 2025", 4, FY_25),
        ("Q1 FY2026/27", 4, Q1_26),
        ("first quarter of FY2026/27", 4, Q1_26),
        ("by the first quarter of FY27", 4, Q1_26),
        ("H2 FY26", 4, FY_25),
        ("H2 FY2025/26", 4, FY_25),
        ("H2 FY25", 1, "2025"),
        ("first quarter of FY25", 1, "2025-Q1"),
        ("Q1", 4, Q1_26),
    ],
)
def test_a_reply_names_the_fiscal_period_too(text: str, starts: FiscalStart, fiscal: str) -> None:
    """In words of more kinds than an update has."""
    [found] = when.find(text, day_of(AT, starts))
    assert found.back == fiscal


def test_an_update_and_a_reply_are_read_in_the_calendar_of_their_workspace() -> None:
    """The figure is kept with the quarter's months."""
    reader, text = LocalReader(), "Claim handling time is down from 14 days in Q4 to 9 days in Q1."
    known = (Known(name="claim handling time", unit="days"),)
    at = datetime(2026, 5, 20, 9, tzinfo=UTC)
    read = reader.read(Said(text=text, at=at, known=known, fiscal_start=4))
    held = {(one.value, one.as_of) for one in read.facts if one.is_level}
    assert held == {(14, Q4_25), (9, Q1_26)}
    context = AnswerContext(asked="current", unit="days", today=AT, fiscal_start=4)
    [fact] = reader.answer("9 days in Q1", context).facts
    assert (fact.value, fact.as_of) == (9, Q1_26)
