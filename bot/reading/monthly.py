"""Figures told month by month in one line, "Feb 55, Mar 48": a month, and no day of it."""

import re
from collections.abc import Iterator

from bot.benefits.periods import MONTHS

_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ITEM = rf"{_MONTH}\s*[:=]?\s*\d{{1,3}}(?:\.\d+)?(?![\d/-]|st\b|nd\b|rd\b|th\b)"
_ROW = re.compile(
    rf"(?<![\w.-]){_ITEM}(?:\s?[a-z%]+)?(?:\s*(?:[,;/|]|\band\b|\bthen\b)\s*(?:and\s+|then\s+)?{_ITEM})+",
    re.IGNORECASE,
)
_LONE = re.compile(
    rf"(?<![\w.-]){_MONTH}\s*[:=]?\s*(?:3[2-9]|[4-9]\d|\d{{3}})(?![\w/.-]|,\d)", re.IGNORECASE
)
"""A number that is no day of a month."""
_NAME = re.compile(rf"{_MONTH}(?=\s*[:=]?\s*\d)", re.IGNORECASE)
_DAYS = re.compile(
    r"\b(?:on|by|until|till|from|between|since|before|after|due|dates?|days?\s+off|deadlines?|workshops?|sessions?|"
    r"meetings?|trainings?|visits?|holidays?|closed|rounds?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def find(text: str) -> list[tuple[int, int, int]]:
    """Where each such month stands, and which it is: 1 to 12."""
    rows = [found.span() for found in _ROW.finditer(text) if _is_told(text, found)]
    rows += [found.span() for found in _LONE.finditer(text)]
    return sorted({one for start, end in rows for one in _months(text, start, end)})


def _is_told(text: str, row: re.Match[str]) -> bool:
    """Whether the row tells figures: no days something takes place on, and no month twice."""
    months = [month for _, _, month in _months(text, *row.span())]
    return len(set(months)) == len(months) and not _DAYS.search(text[: row.start()])


def _months(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    names = [month.lower()[:3] for month in MONTHS]
    for found in _NAME.finditer(text, start, end):
        yield *found.span(), names.index(found[0].lower()[:3]) + 1
