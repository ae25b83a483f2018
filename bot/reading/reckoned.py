"""Which period the words of a date stand for, looking back or ahead from the day of a reply."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.benefits import fiscal
from bot.benefits.periods import MONTHS
from bot.reading import feasts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Telling = Callable[[re.Match[str], date | None, bool], str | None]
"""A match, the day of the reply where it is known, and whether to look ahead."""

_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def _month(words: str) -> int:
    starts = [month.lower()[:3] for month in MONTHS]
    return starts.index(words.strip().lower()[:3]) + 1


def _year(month: int, today: date | None, ahead: bool) -> int | None:
    """The year of a month without one."""
    if today is None:
        return None
    if ahead:
        return today.year if month >= today.month else today.year + 1
    return today.year if month <= today.month else today.year - 1


def _tell_month(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    month = _month(found["m"])
    short = found["yy"]
    year = int(found["y"]) if found["y"] else 2000 + int(short) if short else None
    year = year or _year(month, today, ahead)
    return f"{year}-{month:02}" if year else None


def _tell_named(found: re.Match[str], today: date | None, _ahead: bool) -> str | None:
    """Last March is never the present month; next March neither."""
    month, which = _month(found["m"]), found["which"].lower()
    if today is None:
        return None
    year = _year(month, today, which in ("next", "coming"))
    if year == today.year and month == today.month and which != "this":
        year += 1 if which in ("next", "coming") else -1
    return f"{today.year if which == 'this' else year}-{month:02}"


def _tell_months(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    first, last = _month(found["m1"]), _month(found["m2"])
    given = found["y"] or found["y1"]
    year = int(given) if given else _year(first, today, ahead)
    if year is None or first > last or (found["y1"] and found["y"] and found["y1"] != found["y"]):
        return None
    return _spanned(year, first, last, today)


def _spanned(year: int, first: int, last: int, today: date | None) -> str:
    """The coarsest honest period of some whole months of one year."""
    if first == last:
        return f"{year}-{first:02}"
    if here := fiscal.own(today):
        return fiscal.whole_months(year, first, last, here.starts) or f"{year}"
    quarter = (first - 1) // 3
    return f"{year}-Q{quarter + 1}" if (last - 1) // 3 == quarter else f"{year}"


def _tell_days(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    first, last = _month(found["m1"]), _month(found["m2"])
    year = int(found["y"]) if found["y"] else _year(first, today, ahead)
    return None if year is None or first > last else _spanned(year, first, last, today)


def _tell_dayspan(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    """Some days of one month: the month is honest."""
    month = _month(found["m"])
    year = int(found["y"]) if found["y"] else _year(month, today, ahead)
    return None if year is None else _spanned(year, month, month, today)


def _tell_month_year(found: re.Match[str], _today: date | None, _ahead: bool) -> str | None:
    return f"{found['y']}-{int(found['m']):02}"


def _tell_year_to(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    """A year that ends in December is a calendar year, any other a fiscal one."""
    month = _month(found["m"])
    year = int(found["y"]) if found["y"] else _year(month, today, ahead)
    if year is None or month == 12:
        return f"{year}" if year else None
    if fiscal.own(today):
        return fiscal.year(year - 1, month + 1)
    return f"FY{year - 1}/{year % 100:02}"


def _tell_quarter(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    words = (found["nth"] or found["nth2"]).lower()
    number = _NTH.get(words, 4)
    if here := fiscal.own(today):
        return fiscal.part("quarter", number, here, ahead, _written(found["y"]), found[0])
    if said := _written(found["y"]):
        return f"{said}-Q{number}"
    year = _year(number * 3 - (0 if ahead else 2), today, ahead)
    return f"{year}-Q{number}" if year else None


def _written(year: str | None) -> int | None:
    """The year that is named, of two the first."""
    found = re.search(r"(?:20)?(\d\d)", year or "")
    return 2000 + int(found[1]) if found else None


def _tell_half(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    """No period stands for half a year or half a month: the whole one is honest."""
    if found["m"]:
        month = _month(found["m"])
        year = int(found["y"]) if found["y"] else _year(month, today, ahead)
        return f"{year}-{month:02}" if year else None
    second = found["h"] == "2" or "second" in found[0].lower() or "2nd" in found[0]
    said = _written(found["y"])
    if here := fiscal.own(today):
        return fiscal.part("half", 2 if second else 1, here, ahead, said, found[0])
    if said:
        return f"{said}"
    if found["which"] and today:
        return f"{today.year - (found['which'].lower() == 'last')}"
    year = _year(7 if second else (6 if ahead else 1), today, ahead)
    return f"{year}" if year and "half of" not in found[0].lower() else None


def _tell_week(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    week = int(found["w"])
    if found["y"]:
        return f"{found['y']}-W{week:02}"
    if today is None or not 1 <= week <= 53:
        return None
    here = today.isocalendar()
    past = -1 if week > here.week and not ahead else 0
    return f"{here.year + past + (1 if ahead and week < here.week else 0)}-W{week:02}"


def _tell_season(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    """A season is no period of ours: looking back its year is honest, looking ahead none is."""
    month = _SEASONS.get(found["s"].lower())
    if month is None or ahead:
        return found["y"] if month else None
    year = int(found["y"]) if found["y"] else _year(month, today, False)
    if year and today and found["which"] and found["which"].lower() in ("last", "past"):
        year -= 1 if month <= today.month < month + 3 else 0
    return f"{year}" if year else None


def _tell_year(found: re.Match[str], _today: date | None, _ahead: bool) -> str | None:
    return found["y"]


def _tell_weekday(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    if today is None:
        return None
    back = (today.weekday() - WEEKDAYS.index(found["d"].lower())) % 7 or 7
    return f"{today + timedelta(days=7 - back or 7) if ahead else today - timedelta(days=back)}"


def _tell_close(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    """The end of a year, told for what is intended; looking back it is not known which."""
    if today is None or not ahead:
        return None
    span = (found["q"] or found["o"] or found["e"])[0].lower()
    return _around(today, span, 0)


def _around(today: date, span: str, by: int) -> str:
    if span == "d":
        return f"{today + timedelta(days=by)}"
    if span == "w":
        week = (today + timedelta(weeks=by)).isocalendar()
        return f"{week.year}-W{week.week:02}"
    if span == "m":
        months = today.year * 12 + today.month - 1 + by
        return f"{months // 12}-{months % 12 + 1:02}"
    if span == "q" and (here := fiscal.own(today)):
        return fiscal.around("quarter", here, by)
    if span == "q":
        quarters = today.year * 4 + (today.month - 1) // 3 + by
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    return f"{today.year + by}"


def _tell_ahead(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    if today is None or not ahead:
        return None
    many = found["n"].lower()
    return _around(
        today,
        (found["u"] or found["v"])[0].lower(),
        int(many) if many.isdigit() else _NUMBERS[many],
    )


def _tell_feast(found: re.Match[str], today: date | None, ahead: bool) -> str | None:
    return feasts.feast(found[0], today, ahead) if today else None


def _tell_night(found: re.Match[str], today: date | None, _ahead: bool) -> str | None:
    back = 1 if "night" in found[0].lower() else 0
    return f"{today - timedelta(days=back)}" if today else None


TELLING: dict[str, Telling] = {
    "days": _tell_days,
    "dayspan": _tell_dayspan,
    "monthyear": _tell_month_year,
    "yearto": _tell_year_to,
    "months": _tell_months,
    "quarter": _tell_quarter,
    "half": _tell_half,
    "week": _tell_week,
    "named": _tell_named,
    "month": _tell_month,
    "season": _tell_season,
    "year": _tell_year,
    "weekday": _tell_weekday,
    "close": _tell_close,
    "ahead": _tell_ahead,
    "feast": _tell_feast,
    "night": _tell_night,
}
