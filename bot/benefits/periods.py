"""Periods: the coarsest honest span of time a figure holds for.

Written `2026`, `2026-Q1`, `2026-W12`, `2026-03`, `2026-03-14` or `FY2025/26`; where the workspace
set when its fiscal year begins, `FY2025/26(2025-04/2026-03)` and `FY2026/27-Q1(2026-04/2026-06)`:
with their months they say what they are whatever is set later. `2026-Q1` is the calendar's always.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)
_FISCAL = re.compile(
    r"(?P<name>FY(?P<start>\d{4})/(?P<end>\d{2}))(?:-Q(?P<quarter>[1-4])(?=\())?"
    r"(?:\((?P<first>\d{4}-\d{2})/(?P<last>\d{4}-\d{2})\))?"
)

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
    """The last day of a period; `fiscal_start` is the month a fiscal year without months begins in.

    Raises ValueError for anything that is not a period.
    """
    return span(period, fiscal_start)[1]


@lru_cache(maxsize=4_096)
def span(period: str, fiscal_start: int = 1) -> tuple[date, date]:
    """The first and the last day of a period.

    Only a fiscal year that does not name its months follows `fiscal_start`. Raises ValueError for
    anything that is not a period.
    """
    if fiscal := _FISCAL.fullmatch(period):
        return _fiscal(fiscal, fiscal_start)
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
        return _months(date(year, int(found["quarter"]) * 3 - 2, 1), 3)
    return _months(date(year, 1, 1), 12)


def _fiscal(found: re.Match[str], fiscal_start: int) -> tuple[date, date]:
    """Its months, where it names them, are those of the year and the quarter it names."""
    if not found["first"]:
        return _months(date(int(found["start"]), fiscal_start, 1), 12)
    first = date.fromisoformat(f"{found['first']}-01")
    whole = _months(first, 3 if found["quarter"] else 12)
    begun = months_after(first, -3 * (int(found["quarter"] or 1) - 1)).year
    if (f"FY{begun}/{(begun + 1) % 100:02}", f"{whole[1]:%Y-%m}") != (found["name"], found["last"]):
        raise ValueError(f"not a period: {found[0]!r}")
    return whole


def _months(first: date, count: int) -> tuple[date, date]:
    return (first, months_after(first, count) - timedelta(days=1))


def kind(period: str) -> str:
    """How long a period is, in a word: year, quarter, month, week or day; empty for none."""
    found = _FORMS.fullmatch(period)
    if found is None:
        fiscal = _FISCAL.fullmatch(period)
        return "" if fiscal is None else "quarter" if fiscal["quarter"] else "year"
    return next((word for word in ("day", "week", "month", "quarter") if found[word]), "year")


def is_period(text: str) -> bool:
    """Whether the text is written as a period and names a real one."""
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def in_words(period: str) -> str:
    """A period as people write it: `2026-Q1` as "Q1 2026", `2026-03-14` as "14 March 2026", a
    fiscal one with its months: "Q1 FY2026/27 (April to June 2026)".
    """
    if fiscal := _FISCAL.fullmatch(period):
        return _fiscal_in_words(fiscal)
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


def in_brackets(period: str) -> str:
    """The same where brackets stand around it: "Q1 FY2026/27, April to June 2026"."""
    return in_words(period).replace(" (", ", ").removesuffix(")")


def _fiscal_in_words(found: re.Match[str]) -> str:
    name = f"Q{found['quarter']} {found['name']}" if found["quarter"] else found["name"]
    if not found["first"]:
        return name
    first, last = in_words(found["first"]), in_words(found["last"])
    if first[-4:] == last[-4:]:
        first = first[:-5]
    return f"{name} ({first} to {last})"


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
