"""Days: a day as a person types it, told from the day it is."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.benefits import periods

FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y")

YEARS = range(2000, 2101)
"""Those of which a plan or a record may name a day."""

A_DAY = timedelta(days=1)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tomorrow": 1, "a day": 1, "in a day": 1, "a week": 7, "in a week": 7}
_IN = re.compile(r"(?:in )?(?P<n>\d{1,3}|two|three|four|six) (?P<unit>day|week)s?")
_COUNTED = {"two": 2, "three": 3, "four": 4, "six": 6}
_NTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?: of\b)?", re.IGNORECASE)


def day_of(words: str, today: date) -> date | None:
    """The day that words name and nothing else, or None. A day without its year, and a day of the
    week, is the next one to come.
    """
    said = " ".join(_NTH.sub(r"\1", words.replace(",", " ")).split()).strip(" .")
    near = _near(said.casefold(), today)
    return near if near is not None else next(_dated(said, today), None)


def weekday_of(word: str) -> int | None:
    """The day of the week a word names, as ISO counts them, by three letters or more; or None."""
    said = word.casefold()
    found = [n for n, name in enumerate(_WEEKDAYS, 1) if len(said) > 2 and name.startswith(said)]
    return found[0] if found else None


def weekday_name(weekday: int) -> str:
    """A day of the week, as ISO counts them, in words."""
    return _WEEKDAYS[weekday - 1].capitalize()


def in_words(day: date) -> str:
    """A day as it is written out: 4 January 2027."""
    return periods.in_words(day.isoformat())


def _near(said: str, today: date) -> date | None:
    if said in _NEAR:
        return today + A_DAY * _NEAR[said]
    if said == "next week":
        return today + A_DAY * (8 - today.isoweekday())
    counted = _IN.fullmatch(said)
    if counted is not None:
        n = _COUNTED.get(counted["n"]) or int(counted["n"])
        return today + A_DAY * n * (7 if counted["unit"] == "week" else 1)
    weekday = weekday_of(said.removeprefix("next ").removeprefix("on "))
    if weekday is None:
        return None
    return today + A_DAY * ((weekday - today.isoweekday() - 1) % 7 + 1)


def _dated(said: str, today: date) -> Iterator[date]:
    """As a date is written; without its year in this one, else in the next."""
    for form in FORMATS:
        for year in ("", f" {today.year}", f" {today.year + 1}"):
            day = _parsed(f"{said}{year}", form)
            if day is not None and (not year or day >= today):
                yield day


def _parsed(said: str, form: str) -> date | None:
    try:
        return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no time
    except ValueError:
        return None
