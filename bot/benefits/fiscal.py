"""Fiscal: the years and quarters of a workspace whose year begins in another month than January.

What is kept names its months, so that it says which quarter it is whatever the workspace sets
later: `FY2026/27-Q1(2026-04/2026-06)`, `FY2026/27(2026-04/2027-03)`. Where nobody set a month, or
January, years and quarters are the calendar's and nothing here is used.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from bot.benefits.facts import Stated
from bot.benefits.periods import MONTHS, is_period, months_after, span

_PAIR = re.compile(r"(?<!\d)(?P<first>(?:20)?\d\d)\s?[/–-]\s?(?:20)?(?P<last>\d\d)(?!\d)")
_FISCAL = re.compile(r"\bFY|\bfiscal\b|\bfinancial\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bCY|\bcalendar\b", re.IGNORECASE)
_PARTS = {"quarter": 3, "half": 6, "year": 12}

FiscalStart = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
"""The month a fiscal year begins in."""

_Stated = TypeVar("_Stated", bound=Stated)

Unit = Literal["quarter", "half", "year"]


class Day(date):
    """A day in the calendar of a workspace: `starts` is the month its fiscal year begins in.

    A day that is reckoned from it is the plain calendar's again.
    """

    starts: FiscalStart = 1


def day_of(day: date, starts: FiscalStart) -> Day:
    """A day as a workspace counts it whose fiscal year begins in this month."""
    found = Day(day.year, day.month, day.day)
    found.starts = starts
    return found


def starts_of(day: date | None) -> FiscalStart:
    """The month the fiscal year of a day begins in; January where the calendar counts."""
    return day.starts if isinstance(day, Day) else 1


def own(day: date | None) -> Day | None:
    """The day, where its workspace set that its year begins after January; None where the calendar
    counts.
    """
    return day if isinstance(day, Day) and day.starts > 1 else None


def is_said(words: str) -> bool:
    """Whether words name a fiscal year."""
    return _FISCAL.search(words) is not None


def is_calendars(words: str) -> bool:
    """Whether words say that the calendar's is meant."""
    return _CALENDAR.search(words) is not None


def year(begins: int, starts: int) -> str:
    """The fiscal year that begins in this year and month, as it is kept."""
    first = date(begins, starts, 1)
    return f"{_name(begins)}({_months(first, 12)})"


def quarter(number: int, begins: int, starts: int) -> str:
    """A quarter of that year, as it is kept."""
    first = months_after(date(begins, starts, 1), 3 * (number - 1))
    return f"{_name(begins)}-Q{number}({_months(first, 3)})"


def _name(begins: int) -> str:
    return f"FY{begins}/{(begins + 1) % 100:02}"


def _months(first: date, count: int) -> str:
    return f"{first:%Y-%m}/{months_after(first, count - 1):%Y-%m}"


def named(words: str) -> int | None:
    """The year in which the fiscal year begins that words name: `2025/26`, and `FY26` by the year
    it ends in, begin in 2025. None for two years that do not follow each other, and for no year.
    """
    if pair := _PAIR.search(words):
        first = int(pair["first"]) % 100
        return 2000 + first if (first + 1) % 100 == int(pair["last"]) else None
    single = re.search(r"(?<![\d/–-])(?:20)?(\d\d)(?!\d)", words)
    return 1999 + int(single[1]) if single else None


def part(
    unit: Unit, number: int, day: Day, ahead: bool = False, said: int | None = None, words: str = ""
) -> str:
    """A quarter by its number; of a half, which is no period of ours, the whole fiscal year.

    `said` is the year named with it and `words` how. With a fiscal year it is one of that; with a
    plain one, of the fiscal year that begins then, or looking back and not begun by then of the one
    before; without any it is the last one begun, or looking ahead the next one not ended.
    """
    begins = named(words) if is_said(words) or _PAIR.search(words) else None
    begins = begins or _begins(unit, number, day, ahead, said)
    return quarter(number, begins, day.starts) if unit == "quarter" else year(begins, day.starts)


def _begins(unit: Unit, number: int, day: Day, ahead: bool, said: int | None) -> int:
    begins = said or _begun(day)
    first = months_after(date(begins, day.starts, 1), _PARTS[unit] * (number - 1))
    if not ahead:
        return begins - (first > day)
    is_over = months_after(first, _PARTS[unit]) <= day
    return begins + 1 if is_over and not said else begins


def _begun(day: Day) -> int:
    """The year in which the fiscal year began that a day is in."""
    return day.year - (day.month < day.starts)


def around(unit: Unit, day: Day, by: int = 0) -> str:
    """The quarter or the fiscal year a day is in, or one so many later."""
    if unit == "year":
        return year(_begun(day) + by, day.starts)
    here = months_after(date(day.year, day.month, 1), by * 3)
    begins = _begun(day_of(here, day.starts))
    since = (here.month - day.starts) % 12
    return quarter(since // 3 + 1, begins, day.starts)


def with_months(facts: Iterable[_Stated], starts: FiscalStart) -> list[_Stated]:
    """Facts of before anybody set when the year begins, so that they are told in words that hold
    now: a fiscal year names its months, and a calendar quarter is the fiscal one of the same months
    where there is one.
    """
    return [_with_months(one, starts) for one in facts] if starts > 1 else list(facts)


def _with_months(stated: _Stated, starts: FiscalStart) -> _Stated:
    said = {"as_of": stated.fact.as_of, "by": stated.fact.by}
    told = {key: _told(one, starts) for key, one in said.items() if one}
    named = {key: one for key, one in told.items() if one is not None}
    fact = stated.fact.model_copy(update=named)
    return stated.model_copy(update={"fact": fact}) if named else stated


def _told(period: str, starts: FiscalStart) -> str | None:
    if not re.fullmatch(r"FY\d{4}/\d\d|\d{4}-Q\d", period) or not is_period(period):
        return None
    if period.startswith("FY"):
        return year(int(period[2:6]), starts)
    first = span(period)[0]
    return whole_months(first.year, first.month, first.month + 2, starts)


def month_named(words: str) -> int | None:
    """The month that words name, by three letters or more; None for anything else."""
    said = words.casefold().strip(" .")
    found = [n for n, one in enumerate(MONTHS, 1) if len(said) > 2 and one.lower().startswith(said)]
    return found[0] if found else None


def whole_months(begins: int, first: int, last: int, starts: int) -> str | None:
    """The fiscal quarter that holds these months of one year; None where none holds them all."""
    number = (first - starts) % 12 // 3
    if number != (last - starts) % 12 // 3 or last - first > 2:
        return None
    return quarter(number + 1, begins - (first < starts), starts)
