"""Dates and periods as people write them, told against the time of the message.

A period without a year is the last one begun, or looking ahead the next one not ended. Relative
words stay without a period where the message's time is not known.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.benefits import fiscal
from bot.benefits.periods import MONTHS, is_period
from bot.reading import feasts, occasions, weeks

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR = r"(?:19[89]\d|20[0-6]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_NO_UNIT = (
    r"(?!\s?(?:%|per\s?cent|days?\b|hours?\b|minutes?\b|mins?\b|hrs?\b|[hms]\b|secs?\b|weeks?\b|"
    r"points?\b|k\b))"
)
_SPAN = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|sprints?)"
_COUNT = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|"
    r"few|couple\s+of)"
)
_BEFORE = (
    r"(?:(?P<prep>since|by|between|until|till|before|after|from|during|in|on|at|for|as\s+of|"
    r"as\s+at|through|"
    r"over|throughout)\s+)?(?:(?:the\s+)?(?P<edge>end|beginning|start|close|middle)\s+of\s+|"
    r"(?:the\s+)?(?:early|late|mid)[\s-])?(?:the\s+)?(?:month\s+of\s+)?"
)
_FORMS = (
    weeks.FORM,
    rf"(?P<iso>{_YEAR}-(?:1[0-2]|0[1-9])(?:-(?:3[01]|[12]\d|0[1-9]))?)(?![\d-])",
    r"(?P<slashed>\d{1,2}[/.]\d{1,2}[/.](?:20)?\d{2})(?![\d/])",
    rf"(?P<daymonth>{_DAY}(?:\s?[-–]\s?{_DAY})?\s+(?:of\s+)?{_MONTH})(?:,?\s+(?"
    rf"P<dmyear>{_YEAR})(?!\d))?",
    rf"(?P<monthday>{_MONTH}\s+{_DAY}(?!\d|\.\d)(?:\s?[-–]\s?{_DAY}(?!\d))?{_NO_UNIT})(?:,?\s*"
    rf"(?P<mdyear>{_YEAR})(?!\d))?",
    rf"(?P<fiscal>FY\s?(?:20)?\d{{2}}\s?[-/–]\s?(?:20)?\d{{2}}|(?:financial|"
    rf"fiscal)\s+year\s+{_YEAR}(?:[-/–]\d{{2,4}})?"
    rf"|{_YEAR}/\d{{2}}(?!\d)|FY\s?(?:20)?\d{{2}}(?!\s?-?Q))(?!\d|(?:/\d\d)?\s?-?Q[1-4])",
    rf"(?P<quarter>Q(?P<q>[1-4])(?!\d)(?:\s*(?:of\s+)?(?:FY\s?(?P<qfy>(?:20)?\d\d)[/–-]"
    rf"(?:20)?\d\d(?!\d)|(?P<qpair>20\d\d)/\d\d(?![\d/])|(?:FY\s?|CY\s?|"
    rf"')?(?P<qyear>{_YEAR}(?=\s+(?:was|were|is|are|had|has)\b)|(?:{_YEAR}|\d{{2}})"
    rf"(?![\d%,.]\d|\d|%|\s?[a-z]))))?"
    rf"|(?:FY\s?)?(?P<yqfy>20\d\d)/\d\d[\s-]?Q(?P<q3>[1-4])(?!\d)"
    rf"|(?:FY\s?|CY\s?)?(?P<yq>{_YEAR}|(?<=FY)\d{{2}})[\s-]?Q(?P<q2>[1-4])(?!\d))",
    rf"(?P<monthonly>{_MONTH})(?:,?\s+(?P<moyear>{_YEAR})(?!\d))?",
    rf"(?P<season>(?:spring|summer|autumn|fall|winter)\s+{_YEAR})",
    r"(?P<relative>(?:this|last|next|past|previous|coming)\s+(?:calendar\s+|"
    r"financial\s+|fiscal\s+)?"
    r"(?:week|month|quarter|year|sprint|fortnight|spring|summer|autumn|winter)\b(?!-)"
    r"|today|yesterday|tomorrow|tonight|(?:year\s+over\s+year|year[\s-]on[\s-]year)|"
    r"year\s+to\s+date|yoy\b|ytd\b)",
    rf"(?P<ago>{_COUNT}\s+{_SPAN}\s+ago)",
    rf"(?P<stretch>(?:last|past|next|first|previous|following|"
    rf"final)\s+{_COUNT}\s+(?:working\s+|business\s+)?{_SPAN}\b)",
    rf"(?P<year>{_YEAR})(?![\d,.]\d|\d|%|[kmKM]\b)",
    r"(?P<event>(?:go[\s-]live|the\s+(?:launch|migration|change|switch|rollout|"
    r"roll-out|release|pilot|trial|start\s+of\s+(?:the\s+)?\w+|end\s+of\s+(?:the\s+)?\w+)))",
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
    *feasts.FORMS,
)
_DATE = re.compile(rf"(?<![\w$£€/.-]){_BEFORE}(?:{'|'.join(_FORMS)})(?!\w)", re.IGNORECASE)
_ELAPSED = re.compile(
    rf"(?:within|after|in|for|over)\s+(?:just\s+|only\s+|about\s+|"
    rf"the\s+)?{_COUNT}\s+(?:working\s+|business\s+)?{_SPAN}\b"
    rf"(?=\s+(?:of|since|after|from|later)\b)|{_COUNT}\s+{_SPAN}\s+(?:later|after)\b",
    re.IGNORECASE,
)
_NEEDS_PREPOSITION = ("monthonly", "event", "weekday", *feasts.NAMES)


@dataclass(frozen=True)
class Dated:
    """A date in a text. `form` names how it was written, `words` are the parts it was told by."""

    start: int
    end: int
    form: str
    words: str
    preposition: str | None
    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    of_event: bool = False
    """Whether it says when an event was that a figure is set against."""

    @property
    def is_due(self) -> bool:
        """Whether it says until when something is meant to happen."""
        return self.preposition in ("by", "until", "till", "before")

    @property
    def is_event(self) -> bool:
        """Whether it only names an event or a weekday, so that no period can be told."""
        return self.form in ("event", "weekday", "elapsed")

    def period(self, at: date | None, ahead: bool = False) -> str | None:
        """The coarsest honest period, or None where it cannot be told."""
        if self.form == "weekof":
            found = weeks.told(self.words, at, ahead)
        elif self.form in feasts.NAMES:
            found = feasts.told(self.form, self.words, at, ahead)
        elif self.form in ("relative", "ago"):
            found = _relative(self.words, at)
        else:
            found = self._named(at, ahead)
        return found if found and is_period(found) else None

    def _named(self, at: date | None, ahead: bool) -> str | None:
        if self.form == "fiscal":
            return _fiscal(self.words, fiscal.own(at))
        here = fiscal.own(at)
        if self.quarter and here and not fiscal.is_calendars(self.words):
            return fiscal.part("quarter", self.quarter, here, ahead, self.year, self.words)
        year = self.year or (_nearest_year(self, at, ahead) if at else None)
        if year is None or self.form in ("stretch", "event", "weekday", "season", "elapsed"):
            return f"{self.year}" if self.year else None
        if self.quarter:
            return f"{year}-Q{self.quarter}"
        if not self.month:
            return f"{year}"
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def find(text: str) -> list[Dated]:
    """Every date and period in a text, in order."""
    found = [dated for match in _DATE.finditer(text) if (dated := _dated(match))]
    spans = [(dated.start, dated.end) for dated in found]
    for match in _ELAPSED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            found.append(Dated(*match.span(), "elapsed", match[0], "within"))
    return sorted(found, key=lambda dated: dated.start)


_IS_NAMED = re.compile(r"\b(?:Windows|Server|Office|Exchange|SharePoint|Studio)\s$")
"""A year that is part of a product's name: "Windows Server 2019"."""


def _dated(found: re.Match[str]) -> Dated | None:
    groups = found.groupdict()
    form = next(name for name in _ORDER if groups.get(name))
    if form in _NEEDS_PREPOSITION and not _is_anchored(found, form):
        return None
    if form == "year" and (_is_count(found) or _IS_NAMED.search(found.string[: found.start()])):
        return None
    preposition = re.sub(r"\s+", " ", groups["prep"].lower()) if groups["prep"] else None
    start, end = found.span()
    if form == "relative" and preposition in ("in", "on", "for"):
        start = found.start(form)
    parts = _parts(form, groups)
    return Dated(
        start,
        end,
        form,
        groups[form],
        preposition,
        year=parts.get("year"),
        quarter=parts.get("quarter"),
        month=parts.get("month"),
        day=parts.get("day"),
        of_event=occasions.is_of_event(found.string, start),
    )


_ORDER = (
    "weekof", "iso", "slashed", "daymonth", "monthday", "fiscal", "quarter", "monthonly", "season",
    "relative", "ago", "stretch", "year", "event", "weekday", *feasts.NAMES,
)  # fmt: skip


_COUNTED = re.compile(r"\s+(?!was\b|is\b|has\b|its\b|as\b|this\b|plus\b|vs\b|versus\b)[a-z]+s\b")
_ABOUT = re.compile(
    r"\b(?:nearly|almost|about|around|approximately|roughly|than|some|least)\s+$", re.IGNORECASE
)


def _is_count(found: re.Match[str]) -> bool:
    """Whether four digits are an amount: "nearly 2000", "2024 parcels"."""
    text, place = found.string, found.start("year")
    if _ABOUT.search(text[max(0, place - 16) : place]):
        return True
    led = (found["prep"] or "").lower() in ("in", "since", "during", "by", "until", "throughout")
    return not led and _COUNTED.match(text, found.end()) is not None


def _is_anchored(found: re.Match[str], form: str) -> bool:
    """A month's or an event's name alone is no date: "may", "march on", "the launch". One that is
    a word as well is a month in small letters where its end or beginning is meant.
    """
    if form == "monthonly":
        is_word = found["monthonly"].lower() in ("may", "mar", "march")
        named = found["monthonly"][0].isupper() or not is_word or bool(found["edge"])
        return named and bool(found["moyear"] or found["prep"] or found["edge"])
    if form in feasts.NAMES:
        led = (found["prep"] or "").lower() not in ("", "for", "on", "as of", "as at")
        return bool(led or found["edge"] or re.search(r"20\d\d", found[form]))
    return found["prep"] is not None and found["prep"].lower() in (
        "during",
        "throughout",
        "since",
        "after",
        "by",
        "before",
        "on",
        "until",
    )


_YEARS_OF_QUARTERS = ("qyear", "qfy", "qpair", "yq", "yqfy")


def _parts(form: str, groups: dict[str, str]) -> dict[str, int | None]:
    words = groups[form]
    if form == "iso":
        pieces = [int(piece) for piece in words.split("-")]
        return dict(zip(("year", "month", "day"), pieces, strict=False))
    if form == "quarter":
        written = next((groups[name] for name in _YEARS_OF_QUARTERS if groups[name]), None)
        number = groups["q"] or groups["q2"] or groups["q3"]
        return {"quarter": int(number), "year": _full_year(written)}
    if form in ("daymonth", "monthday", "monthonly"):
        year = groups["dmyear"] or groups["mdyear"] or groups["moyear"]
        days = [int(day) for day in re.findall(r"\d+", words)]
        return {"year": _full_year(year), "month": _month(words), "day": days[-1] if days else None}
    if form in ("year", "season"):
        return {"year": int(words[-4:])}
    return _slashed(words) if form == "slashed" else {}


def _slashed(words: str) -> dict[str, int | None]:
    """Day and month only where their order cannot be mistaken."""
    first, second, year = (int(piece) for piece in re.split(r"[/.]", words))
    year = year + 2000 if year < 100 else year
    if first > 12 >= second:
        return {"year": year, "month": second, "day": first}
    if second > 12 >= first:
        return {"year": year, "month": first, "day": second}
    return {"year": year, "month": first, "day": second} if first == second else {"year": year}


def _month(words: str) -> int | None:
    name = re.search(r"[a-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)|\bof\b", "", words.lower()))
    starts = [month.lower()[:3] for month in MONTHS]
    return starts.index(name[0][:3]) + 1 if name and name[0][:3] in starts else None


def _full_year(written: str | None) -> int | None:
    return None if not written else int(written) + (2000 if len(written) == 2 else 0)


def _fiscal(words: str, here: fiscal.Day | None) -> str | None:
    """`FY2025/26`; a single fiscal year counts as the calendar year it is named after, but where
    the workspace set when it begins: then it is the one that ends in that year.
    """
    if here is not None:
        begins = fiscal.named(words)
        return fiscal.year(begins, here.starts) if begins else None
    years = re.findall(r"\d{4}|\d{2}", words)
    start = int(years[0]) + (2000 if len(years[0]) == 2 else 0)
    if len(years) == 1:
        return f"{start}"
    return (
        f"FY{start}/{int(years[1]) % 100:02}" if int(years[1]) % 100 == (start + 1) % 100 else None
    )


def _nearest_year(dated: Dated, at: date, ahead: bool) -> int:
    """Of the last one begun, or looking ahead of the next one not ended."""
    month = dated.month or ((dated.quarter or 1) * 3 - (0 if ahead else 2))
    here = (month, dated.day or (31 if ahead else 1))
    now = (at.month, at.day)
    if ahead:
        return at.year if here >= now else at.year + 1
    return at.year if here <= now else at.year - 1


_DAYS_OFF = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_SHIFT = {"this": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}


def _relative(words: str, at: date | None) -> str | None:
    lowered = words.lower().split()
    if at is None:
        return None
    if lowered[0] in _DAYS_OFF:
        return f"{at + timedelta(days=_DAYS_OFF[lowered[0]])}"
    if lowered[-1] == "ago":
        return _ago(lowered[0], lowered[-2].rstrip("s"), at)
    if lowered[0] not in _SHIFT:
        return None
    here = fiscal.own(at)
    if here and lowered[-1] == "year" and fiscal.is_said(words):
        return fiscal.around("year", here, _SHIFT[lowered[0]])
    return _shifted(lowered[-1], _SHIFT[lowered[0]], at)


_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
_NUMBERS |= {"a": 1, "an": 1, "twelve": 12}


def _ago(count: str, unit: str, at: date) -> str | None:
    number = int(count) if count.isdigit() else _NUMBERS.get(count)
    if number is None:
        return None
    if unit == "fortnight":
        return _shifted("week", -2 * number, at)
    return f"{at - timedelta(days=number)}" if unit == "day" else _shifted(unit, -number, at)


def _shifted(unit: str, by: int, at: date) -> str | None:
    if unit in ("week", "fortnight"):
        iso = (at + timedelta(weeks=by * (2 if unit == "fortnight" else 1))).isocalendar()
        return f"{iso.year}-W{iso.week:02}"
    if unit == "month":
        months = at.year * 12 + at.month - 1 + by
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "quarter" and (here := fiscal.own(at)):
        return fiscal.around("quarter", here, by)
    if unit == "quarter":
        quarters = at.year * 4 + (at.month - 1) // 3 + by
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    return f"{at.year + by}" if unit == "year" else None
