"""Weeks told by one of their days: week ending 15 Nov, w/e 15/11, week commencing 9 Nov."""

import re
from datetime import date, timedelta

from bot.benefits.periods import MONTHS

_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?" if name[3:] else name for name in MONTHS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:20[0-6]\d)"
_LED = (
    r"(?:(?:(?:full|working|calendar)\s+)?(?:week|wk)\s+(?:(?:ending|ended|to)|(?:commencing|beginning|starting|from|of))|"
    r"w/e|w/c|w/b|wc\b|we\b(?=\s*\d))\s*:?\s*(?:on\s+)?(?:the\s+)?"
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+(?:the\s+)?)?"
)
NO_CALENDAR = (
    r"(?!\s+(?:of|into|after|since|post|live)\b(?!\s+20\d\d|\s+the\s+(?:financial\s+)?year))"
)
"""Behind the number of a week these count it from another day: week 3 of the pilot."""

FORM = (
    rf"(?P<weekof>{_LED}(?:{_DAY}\s+(?:of\s+)?(?:{_MONTH})\b(?:,?\s+{_YEAR}(?!\d))?|(?:{_MONTH})\s+{_DAY}(?!\d)"
    rf"(?:,?\s+{_YEAR}(?!\d))?|{_YEAR}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:20)?\d\d)?)(?![\d/]))"
)
_LEAD = re.compile(rf"^{_LED}", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:w/c|w/b|wc|(?:\w+\s+){1,2}(?:commencing|beginning|starting|from|of))\b", re.I
)
_HALF = timedelta(days=3)


def told(words: str, at: date | None, ahead: bool) -> str | None:
    """The calendar week that most of these seven days are in; without a year the nearest one."""
    found = _day(words)
    if found is None or (found[0] is None and at is None):
        return None
    begins = bool(_BEGINS.match(words))
    year, month, day = found
    try:
        if year is None and at is not None:
            own = date(at.year, month, day) - (timedelta() if begins else 2 * _HALF)
            year = at.year + (1 if ahead and own + 2 * _HALF < at else 0)
            year -= 1 if not ahead and own > at else 0
        one = date(year or 0, month, day)
    except ValueError:
        return None
    week = (one + (_HALF if begins else -_HALF)).isocalendar()
    return f"{week.year}-W{week.week:02}"


def _day(words: str) -> tuple[int | None, int, int] | None:
    """Year, month and day; none where their order may be mistaken."""
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    if "-" in words:
        return numbers[0], numbers[1], numbers[2]
    named = re.search(rf"\b({_MONTH})\b", _LEAD.sub("", words), re.IGNORECASE)
    if named:
        month = [name[:3].lower() for name in MONTHS].index(named[0][:3].lower()) + 1
        return (numbers[1] if len(numbers) > 1 else None), month, numbers[0]
    first, second = numbers[0], numbers[1]
    year = numbers[2] % 100 + 2000 if len(numbers) > 2 else None
    if first == second or first > 12:
        return year, second, first
    return (year, first, second) if second > 12 else None
