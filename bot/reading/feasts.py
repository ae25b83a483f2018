"""Times people plan by that are no month: feasts, terms, halves of a year, numbered weeks.

Where a calendar tells the period it is told, the coarsest that is honest; a term, a peak or a
season has none and is kept in words.
"""

import re
from datetime import date, timedelta

from bot.benefits import fiscal
from bot.reading.weeks import NO_CALENDAR

_YEARS = r"(?:(?:financial|fiscal|calendar|academic|school|current)\s+)?year"
_WRITTEN = (
    r"(?:FY\s?(?:20)?\d\d[/–-]\d\d(?!\d)|(?:FY\s?|CY\s?|['’])?(?:20\d\d|\d\d)(?![\d%]|[.,]\d))"
)
FORMS = (
    rf"(?P<half>(?:first|second|1st|2nd|last)\s+half\s+of\s+(?:the\s+)?(?:{_YEARS}\b|{_WRITTEN})|"
    rf"H[12](?:[\s-]?(?:of\s+)?{_WRITTEN})?|20\d\d[\s-]?H[12])",
    rf"(?P<nthquarter>(?:first|second|third|fourth|final|1st|2nd|3rd|4th)\s+quarter"
    rf"(?:\s+of\s+(?:the\s+)?(?:{_YEARS}\b|{_WRITTEN}))?)",
    r"(?P<feast>Easter|Christmas|Xmas|New\s+Year|Thanksgiving)",
    r"(?P<weekno>(?:calendar\s+)?(?:week|wk|kw)\s?[1-5]?\d(?!\d|[.,%]\d|%)" + NO_CALENDAR + ")",
    rf"(?P<close>(?:(?:financial|fiscal|calendar|academic|school)[\s-]+)?(?:year|quarter|month)[\s-]end|"
    rf"(?:{_YEARS}|quarter|month|week)(?=\W*$|\s*[,.;)]))",
    r"(?P<spell>(?<!mid[\s-])(?:(?:this|next|last|spring|summer|autumn|winter|half)[\s-]){0,2}term|spring|summer|"
    r"autumn|winter|(?:(?:school|summer|christmas|easter)\s+)?holidays|harvest|"
    r"(?:(?:summer|winter|autumn|spring|christmas|holiday|seasonal)\s+)?(?:peak|rush)(?:\s+season)?"
    r"(?!\s+(?:throughput|load|capacity|traffic|hours?|times?|demand|usage|periods?|performance))|"
    r"black\s+friday|ramadan|diwali|exam\s+(?:season|period))",
)
NAMES = ("half", "nthquarter", "feast", "weekno", "close", "spell")
"""The forms, in the order they are looked for; each needs a word such as "by" before it."""

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "last": 2}


def told(form: str, words: str, at: date | None, ahead: bool) -> str | None:
    """The period such words stand for, seen from a day; None where no calendar tells it."""
    year = _year(words)
    if form == "half":
        return _half(words.lower(), year, at, ahead)
    if form == "nthquarter":
        return _quarter(words.lower(), year, at, ahead)
    if at is None:
        return None
    if form == "feast":
        return feast(words, at, ahead)
    if form == "weekno":
        return _week(int(re.findall(r"\d+", words)[-1]), at, ahead)
    return _close(words.lower(), at) if form == "close" and ahead else None


def _year(words: str) -> int | None:
    found = re.search(r"(?<![\dHh])(?:20(\d\d)|(?:FY\s?|CY\s?|['’])(\d\d))(?!\d)", words)
    short = re.search(r"^H[12][\s-]?(?:of\s+)?(\d\d)$", words, re.IGNORECASE)
    digits = (found[1] or found[2]) if found else short[1] if short else None
    return 2000 + int(digits) if digits else None


def _fiscal(words: str) -> bool:
    return re.search(r"financial|fiscal|academic|school|fy", words) is not None


def _of_house(words: str, at: date | None) -> fiscal.Day | None:
    """The day, where a year is meant that the workspace set the begin of."""
    return None if re.search(r"calendar|\bcy|academic|school", words) else fiscal.own(at)


def _half(words: str, year: int | None, at: date | None, ahead: bool) -> str | None:
    """No period stands for half a year: the whole one is honest."""
    second = re.search(r"second|2nd|last|h2", words) is not None
    if here := _of_house(words, at):
        return fiscal.part("half", 2 if second else 1, here, ahead, year, words)
    if year or at is None or _fiscal(words):
        return f"{year}" if year else None
    if ahead:
        return f"{at.year + (0 if second or at.month <= 6 else 1)}"
    return f"{at.year - (1 if second and at.month <= 6 else 0)}"


def _quarter(words: str, year: int | None, at: date | None, ahead: bool) -> str | None:
    number = _ORDINALS.get(words.split()[0], 4)
    if house := _of_house(words, at):
        return fiscal.part("quarter", number, house, ahead, year, words)
    if year:
        return f"{year}-Q{number}"
    if at is None or _fiscal(words):
        return None
    here = (at.month - 1) // 3 + 1
    shift = (1 if number < here else 0) if ahead else (-1 if number > here else 0)
    return f"{at.year + shift}-Q{number}"


def _week(number: int, at: date, ahead: bool) -> str | None:
    here = at.isocalendar()
    if not 1 <= number <= 53:
        return None
    shift = (1 if number < here.week else 0) if ahead else (-1 if number > here.week else 0)
    return f"{here.year + shift}-W{number:02}"


def _close(words: str, at: date) -> str | None:
    """The end of the calendar's year, quarter or month; of another year nothing is known."""
    here = _of_house(words, at)
    if here and ("quarter" in words or fiscal.is_said(words)):
        return fiscal.around("quarter" if "quarter" in words else "year", here)
    if _fiscal(words):
        return None
    if "week" in words:
        return f"{at.isocalendar().year}-W{at.isocalendar().week:02}"
    if "month" in words:
        return f"{at.year}-{at.month:02}"
    return f"{at.year}-Q{(at.month - 1) // 3 + 1}" if "quarter" in words else f"{at.year}"


def feast(words: str, at: date, ahead: bool) -> str:
    """The last such day there was, or the next: Easter by its day, the others by their month."""
    name = words.lower()
    days = [_day(name, at.year + shift) for shift in (-1, 0, 1)]
    day = min(one for one in days if one >= at) if ahead else max(one for one in days if one <= at)
    return f"{day}" if "easter" in name else f"{day.year}-{day.month:02}"


def _day(name: str, year: int) -> date:
    if "easter" in name:
        return easter(year)
    if "thanks" in name:
        return date(year, 11, 22)
    return date(year, 12, 31 if "new" in name else 25)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by its golden number and epact."""
    golden, century = year % 19, year // 100
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - weekday)
