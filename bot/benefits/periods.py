"""Periods: the coarsest honest span of time a figure holds for.

Written `2026`, `2026-Q1`, `2026-W12`, `2026-03`, `2026-03-14` or `FY2025/26`.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)
_FISCAL = re.compile(r"FY(?P<start>\d{4})/(?P<end>\d{2})")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def last_day(period: str, fiscal_start: int = 1) -> date:
    """The last day of a period; `fiscal_start` is the month a fiscal year begins in.

    Raises ValueError for anything that is not a period.
    """
    return span(period, fiscal_start)[1]


@lru_cache(maxsize=4_096)
def span(period: str, fiscal_start: int = 1) -> tuple[date, date]:
    """The first and the last day of a period.

    Quarters are the calendar's, but where a fiscal year begins in another month: then they are
    those of the fiscal year that begins in the year named. Raises ValueError for anything that is
    not a period.
    """
    if fiscal := _FISCAL.fullmatch(period):
        return _months(date(int(fiscal["start"]), fiscal_start, 1), 12)
    found = _FORMS.fullmatch(period)
    if found is None:
        raise ValueError(f"not a period: {period!r}")
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return (day, day)
    if found["week"]:
        week = int(found["week"])
        return (date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    if found["month"]:
        return _months(date(year, int(found["month"]), 1), 1)
    if found["quarter"]:
        begins = months_after(date(year, fiscal_start, 1), (int(found["quarter"]) - 1) * 3)
        return _months(begins, 3)
    return _months(date(year, 1, 1), 12)


def _months(first: date, count: int) -> tuple[date, date]:
    return (first, months_after(first, count) - timedelta(days=1))


def kind(period: str) -> str:
    """How long a period is, in a word: year, quarter, month, week or day; empty for none."""
    found = _FORMS.fullmatch(period)
    if found is None:
        return "year" if _FISCAL.fullmatch(period) else ""
    return next((word for word in ("day", "week", "month", "quarter") if found[word]), "year")


def is_period(text: str) -> bool:
    """Whether the text is written as a period and names a real one."""
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def in_words(period: str) -> str:
    """A period as people write it: `2026-Q1` as "Q1 2026", `2026-03-14` as "14 March 2026"."""
    found = _FORMS.fullmatch(period)
    if found is None:
        return period
    if found["quarter"]:
        return f"Q{found['quarter']} {found['year']}"
    if found["week"]:
        return f"week {int(found['week'])} of {found['year']}"
    if not found["month"]:
        return found["year"]
    month = f"{MONTHS[int(found['month']) - 1]} {found['year']}"
    return f"{int(found['day'])} {month}" if found["day"] else month


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
