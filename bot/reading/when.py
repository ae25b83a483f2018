"""Dates and periods as people reply with them: bare months, weeks, halves, ranges, seasons.

What `dates` finds counts too. A period without a year is the last one begun, or for what is
intended the next one not ended; relative ones stay open where the day of the reply is not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.benefits.periods import is_period
from bot.reading import dates, monthly, occasions
from bot.reading.reckoned import TELLING, WEEKDAYS
from bot.reading.weeks import NO_CALENDAR

_SURE = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|april?|apr|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DOUBTFUL = r"(?:(?-i:March|Mar|May)|(?<=in\s)(?:march|mar|may)|(?<=by\s)(?:march|may))"
_MONTH = rf"(?:{_SURE}|{_DOUBTFUL})\b(?!\s*['’](?!s\b)\w)\.?"
_YEAR = r"(?:19[89]\d|20[0-6]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_FISCAL = r"FY\s?(?:20)?\d\d(?:[/–-]\d\d)?"
_TO = r"\s*(?:-|–|—|to|until|till|through|and)\s*"
_OF = r"(?:\s*,?\s*(?:of\s+|in\s+)?(?P<{0}>20\d\d)(?!\d))?"
_LEADING = re.compile(
    r"(?<!\w)(?:(?P<prep>since|by|until|till|before|after|from|during|in|on|for|as\s+of|as\s+at|over|"
    r"throughout|through)\s+)?(?:(?:the\s+)?(?:end|close|start|beginning|middle)\s+of\s+|"
    r"(?:the\s+)?(?:early|late|mid)[\s-])?(?:the\s+)?$",
    re.IGNORECASE,
)
_FALL = r"(?<!to\s)fall(?!\s+(?:to|by|below|under|from|short|back)\b)"
_FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<![\w/.-]){pattern}(?!\w)", re.IGNORECASE)
    for name, pattern in {
        "days": rf"(?P<d1>{_DAY})\s+(?:of\s+)?(?P<m1>{_MONTH}){_TO}(?P<d2>{_DAY})\s+(?:of\s+)?"
        rf"(?P<m2>{_MONTH})" + _OF.format("y"),
        "dayspan": rf"(?:between|from)\s+(?:the\s+)?(?P<d1>{_DAY}){_TO}(?:the\s+)?{_DAY}\s+"
        rf"(?:of\s+)?(?P<m>{_MONTH})" + _OF.format("y"),
        "monthyear": r"(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)",
        "yearto": rf"(?:year|(?:12|twelve)\s+months)\s+(?:to|ending|ended|up\s+to)\s+"
        rf"(?P<d>{_DAY})\s+(?P<m>{_MONTH})" + _OF.format("y"),
        "months": rf"(?P<m1>{_MONTH})(?:\s+(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})"
        r"(?!\s+\d{1,2}(?!\d))" + _OF.format("y"),
        "quarter": r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+quarter"
        rf"\s+of\s+(?:the\s+year\s+)?(?P<y>{_FISCAL}|20\d\d)(?!\d)|(?P<nth2>first|second|third|fourth|1st|2nd|"
        r"3rd|4th)\s+quarter",
        "half": rf"(?:h(?P<h>[12])|(?:first|second|1st|2nd)\s+half(?:\s+of)?)"
        rf"(?:\s+of|\s*[’'])?(?:\s*(?:the\s+)?(?P<m>{_MONTH}))?"
        rf"(?:\s*(?:(?P<y>{_FISCAL}|20\d\d|(?<=[’'\s])\d\d)(?![\d%])|(?P<which>the|this|last)\s+year))?",
        "week": r"(?:(?:calendar\s+)?week|wk|kw|cw|w)(?:\s+no\.?)?\s?(?P<w>[1-5]?\d)(?!\d|%|\.\d)"
        + NO_CALENDAR
        + _OF.format("y"),
        "named": rf"(?P<which>last|this|next|past|coming)\s+(?P<m>{_MONTH})",
        "month": rf"(?P<m>{_MONTH})(?:\s*,?\s*(?:of\s+)?(?:(?P<y>{_YEAR})|[’'](?P<yy>\d\d)))?"
        r"(?!\s*\d{1,2}(?:st|nd|rd|th)?(?!\d|\.\d|\s*[%a-z]))",
        "season": r"(?:(?P<which>last|this|next|past)\s+)?"
        rf"(?P<s>spring|summer|autumn|{_FALL}|winter)"
        r"(?:\s+of)?(?:\s+(?P<y>20\d\d))?",
        "year": r"(?:year|calendar\s+year)?\s?(?P<y>(?:19[89]|20[0-6])\d)(?!\d|[,.]\d|\s?%)",
        "weekday": r"(?:(?P<which>last|this|next|on|by|since)\s+)(?P<d>"
        + "|".join(WEEKDAYS)
        + r")",
        "close": r"(?P<q>year|quarter|month|week)[\s-]end\b|eo(?P<e>[ymqw])|"
        r"end\s+of\s+(?:the\s+|this\s+)?(?P<o>year|quarter|month|week)",
        "ahead": r"(?:in|within)\s+(?:the\s+next\s+)?(?P<n>\d{1,2}|"
        r"an?|one|two|three|four|five|six|nine|ten|twelve)\s+"
        r"(?:(?P<u>month|quarter|year)s?(?:[’']?\s+time)?|(?P<v>day|week)s?[’']?\s+time)",
        "feast": r"easter|christmas|xmas",
        "night": r"last\s+night|this\s+(?:morning|afternoon|evening)",
    }.items()
}


@dataclass(frozen=True)
class When:
    """A period said in a reply: what it is looking back, and looking ahead."""

    start: int
    end: int
    preposition: str | None
    back: str | None
    ahead: str | None
    is_event: bool = False
    of_event: bool = False

    @property
    def is_due(self) -> bool:
        """Whether it says until when something is meant to happen."""
        return self.preposition in ("by", "until", "till")

    @property
    def holds(self) -> bool:
        """Whether a level can have held then: not since or before it, nor an event of then."""
        if self.of_event:
            return False
        return self.preposition not in ("since", "before", "after", "from") and not self.is_event


def find(text: str, today: date | None) -> list[When]:
    """Every date and period of a reply, in order, none inside another."""
    found: list[When] = []
    for one in (*_listed(text, today), *_own(text, today), *_others(text, today)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def meant(text: str, today: date | None) -> list[When]:
    """The same, where somebody says what they mean by a period that alone: "by the end of the
    summer term, let's say July" is by July.
    """
    told: list[When] = []
    for one in find(text, today):
        last = told[-1] if told else None
        if last is None or not occasions.MEANT.fullmatch(text, last.end, one.start):
            told.append(one)
        elif one.back or one.ahead:
            prep = one.preposition or last.preposition
            told[-1] = replace(one, start=last.start, preposition=prep)
    return told


def _listed(text: str, today: date | None) -> Iterator[When]:
    """The months of figures told in a row, "Feb 55, Mar 48": no days of them."""
    for start, end, month in monthly.find(text):
        one = dates.Dated(start, end, "monthonly", text[start:end], None, month=month)
        led, prep = _led(text, start)
        yield When(led, end, prep, one.period(today), one.period(today, True))


def _others(text: str, today: date | None) -> Iterator[When]:
    for one in dates.find(text):
        back, ahead = one.period(today), one.period(today, True)
        start, _ = _led(text, one.start)
        yield When(start, one.end, one.preposition, back, ahead, one.is_event, one.of_event)


def _own(text: str, today: date | None) -> Iterator[When]:
    dated = [(one.start, one.end) for one in dates.find(text) if one.form in _EXACT]
    for name, pattern in _FORMS.items():
        for found in pattern.finditer(text):
            inside = any(start < found.end() and found.start() < end for start, end in dated)
            if inside and name in ("month", "year", "named"):
                continue
            if name == "months" and _MOVED.search(text[: found.start()]):
                continue
            back, ahead = (_checked(TELLING[name](found, today, way)) for way in (False, True))
            if (
                back is None
                and ahead is None
                and name not in ("season", "ahead", "close", "months")
            ):
                continue
            start, prep = _led(text, found.start())
            if name in ("months", "days", "dayspan", "yearto"):
                prep = None
            if name == "weekday" and found["which"].lower() in ("by", "since"):
                prep = found["which"].lower()
            of_event = occasions.is_of_event(text, start)
            yield When(start, found.end(), prep, back, ahead, of_event=of_event)


_MOVED = re.compile(
    r"\b(?:mov|slip|push|shift|postpon|delay|chang|put)\w*\s+(?:(?:it|this|back|out|again|forward)\s+)*from\s+$",
    re.IGNORECASE,
)
"""What is moved from one month to another is due in the second, not over both."""
_EXACT = (
    "weekof",
    "iso",
    "slashed",
    "daymonth",
    "monthday",
    "fiscal",
    "quarter",
    "monthonly",
    "ago",
)


def _checked(period: str | None) -> str | None:
    return period if period and is_period(period) else None


def _led(text: str, place: int) -> tuple[int, str | None]:
    """Where the words that lead to a date begin, and which preposition they are."""
    window = max(0, place - 32)
    found = _LEADING.search(text[window:place])
    if found is None or not found[0].strip():
        return place, None
    prep = found["prep"]
    return window + found.start(), " ".join(prep.lower().split()) if prep else None
