"""Fiscal years and quarters, of a workspace whose year begins in another month than January."""

from datetime import date

import pytest

from bot.benefits import fiscal
from bot.benefits.fiscal import FiscalStart, Unit
from bot.benefits.periods import in_brackets, in_words, is_period, kind, span

MAY = fiscal.day_of(date(2026, 5, 10), 4)
FEBRUARY = fiscal.day_of(date(2026, 2, 10), 4)

Q1_26 = "FY2026/27-Q1(2026-04/2026-06)"
Q4_25 = "FY2025/26-Q4(2026-01/2026-03)"


@pytest.mark.parametrize(
    ("day", "number", "ahead", "said", "words", "kept"),
    [
        (MAY, 1, False, None, "Q1", Q1_26),
        (MAY, 1, True, None, "Q1", Q1_26),
        (MAY, 4, False, None, "Q4", Q4_25),
        (MAY, 4, True, None, "Q4", "FY2026/27-Q4(2027-01/2027-03)"),
        (FEBRUARY, 1, False, None, "Q1", "FY2025/26-Q1(2025-04/2025-06)"),
        (FEBRUARY, 1, True, None, "Q1", Q1_26),
        (fiscal.day_of(date(2026, 3, 31), 4), 4, True, None, "Q4", Q4_25),
        (MAY, 1, False, 2026, "Q1 2026", Q1_26),
        (MAY, 4, False, 2026, "Q4 2026", Q4_25),
        (MAY, 4, True, 2026, "Q4 2026", "FY2026/27-Q4(2027-01/2027-03)"),
        (MAY, 4, False, 2026, "Q4 FY26", Q4_25),
        (MAY, 1, True, 2027, "Q1 FY27", Q1_26),
        (MAY, 1, False, 2026, "Q1 FY2026/27", Q1_26),
        (MAY, 4, False, 2025, "Q4 2025/26", Q4_25),
        (MAY, 1, False, 2026, "Q1 FY2026/29", Q1_26),
    ],
)
def test_a_quarter_is_one_of_the_workspaces_year(
    day: fiscal.Day, number: int, ahead: bool, said: int | None, words: str, kept: str
) -> None:
    """Without a year the last one begun or the next not ended; FY26 ends in 2026."""
    assert fiscal.part("quarter", number, day, ahead, said, words) == kept


@pytest.mark.parametrize(
    ("day", "unit", "by", "kept"),
    [
        (MAY, "quarter", 0, Q1_26),
        (MAY, "quarter", -1, Q4_25),
        (MAY, "quarter", 4, "FY2027/28-Q1(2027-04/2027-06)"),
        (FEBRUARY, "quarter", 0, Q4_25),
        (MAY, "year", 0, "FY2026/27(2026-04/2027-03)"),
        (FEBRUARY, "year", 0, "FY2025/26(2025-04/2026-03)"),
        (FEBRUARY, "year", -1, "FY2024/25(2024-04/2025-03)"),
        (
            fiscal.day_of(date(2026, 1, 31), 11),
            "quarter",
            0,
            "FY2025/26-Q1(2025-11/2026-01)",
        ),
    ],
)
def test_this_quarter_and_this_fiscal_year_are_the_ones_a_day_is_in(
    day: fiscal.Day, unit: Unit, by: int, kept: str
) -> None:
    """And last ones those before, over the turn of either year."""
    assert fiscal.around(unit, day, by) == kept
    first, last = span(kept)
    assert by or first <= day <= last


@pytest.mark.parametrize("starts", range(1, 13))
def test_what_is_kept_says_its_months_whatever_is_set_later(starts: FiscalStart) -> None:
    """Four quarters fill a year, whichever month it begins in, and no setting moves them."""
    whole = fiscal.year(2026, starts)
    quarters = [fiscal.quarter(number, 2026, starts) for number in (1, 2, 3, 4)]
    assert [kind(one) for one in (whole, *quarters)] == ["year", *["quarter"] * 4]
    assert (span(quarters[0], 7)[0], span(quarters[3], 7)[1]) == span(whole, 2)
    assert all(span(one) == span(one, 9) for one in quarters)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (Q1_26, "Q1 FY2026/27 (April to June 2026)"),
        (fiscal.quarter(1, 2025, 11), "Q1 FY2025/26 (November 2025 to January 2026)"),
        (fiscal.year(2025, 4), "FY2025/26 (April 2025 to March 2026)"),
    ],
)
def test_a_fiscal_period_is_shown_with_its_months(kept: str, words: str) -> None:
    """Nobody has to know how the workspace is set."""
    assert in_words(kept) == words
    assert f"({in_brackets(kept)})".count("(") == 1


@pytest.mark.parametrize(
    "text",
    [
        "FY2026/27-Q1",
        "FY2026/27-Q1(2026-04/2026-07)",
        "FY2025/26-Q1(2026-04/2026-06)",
        "FY2026/28(2026-04/2027-03)",
        "FY2026/27(2026-13/2027-12)",
        "FY9999/00(9999-04/10000-03)",
        "FY0000/01",
    ],
)
def test_months_that_are_not_those_of_the_quarter_named_are_no_period(text: str) -> None:
    """A period that contradicts itself holds for nothing."""
    assert not is_period(text)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("FY26", 2025),
        ("2025/26", 2025),
        ("financial year 2026", 2025),
        ("FY25-28", None),
        ("", None),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(words: str, begins: int | None) -> None:
    """Or after both."""
    assert fiscal.named(words) == begins
