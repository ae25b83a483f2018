"""Whether words that somebody took for a fact are meant as one: said, and not asked, denied, wished
for, or quoted from others.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.benefits.facts import Slot
from bot.reading.markup import Page
from bot.reading.mood import SIGNS, mood
from bot.reading.statements import Statement

_DENIES: Final = re.compile(
    r"\b(?:not|never|nobody|none|no\s+one|no\s+longer|neither|nor|cannot|without|\w+n['’]t)\b|^no\b",
    re.IGNORECASE,
)
_STAYS: Final = re.compile(
    r"\b(?:not|never|n['’]t)\b[^.;]{0,40}\bfrom\b[^.;\d]{0,20}$|\bno\s+longer\b[^.;\d]{0,30}$",
    re.IGNORECASE,
)
"""A level that is denied to have changed, or to hold any more, was one."""

_DOUBTED: Final = re.compile(
    r"\b(?:not|n['’]t)\s+(?:true|correct|right|the\s+case)\b|\b(?:promis|pretend|alleg|suppos)\w*|"
    r"\brumou?r\w*|\b(?:not|n['’]t|never|no\s+longer)\s+(?:aim|want|plan|target|intend)",
    re.IGNORECASE,
)
"""Words before a figure by which it is no more than somebody's word."""

_WAS: Final = re.compile(r"\b(?:was|were|used\s+to\s+be)\s+\W{0,3}$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom\s+\W{0,3}$", re.IGNORECASE)
_TO: Final = re.compile(r"\S+(?:\s[^\W\d]\w*)?\s+to\s+\W{0,3}\d", re.IGNORECASE)
_FROM_TO: Final = re.compile(
    r"\bfrom\s+\W{0,3}\d\S*(?:\s[^\W\d]\w*)?\s+to\s+\W{0,3}$", re.IGNORECASE
)
_UP_TO: Final = re.compile(r"\bto\s(?=\W{0,3}$)", re.IGNORECASE)
"""What ends in a figure, and is no infinitive: "from 14 to"."""

_GOES_ON: Final = re.compile(r"\W*(?:it|this|that|they|these|those|which|now|today)\b", re.I)
_STOP: Final = re.compile(r"[.!?;]\s+")
"""Where a sentence ends, be it that the next begins with a small letter."""

_ITEM: Final = ("bullet", "row")


def home_of(said: Sequence[Statement], place: int) -> Statement | None:
    """The statement that a place of the page stands in."""
    return next((one for one in said if one.start <= place < one.end), None)


def near(sheet: Page, said: Sequence[Statement], span: tuple[int, int]) -> tuple[int, int]:
    """Where what is said with a quote begins and ends: its sentence, what heads the list it is an
    item of, and the sentence before where it goes on with that.
    """
    at = next((at for at, one in enumerate(said) if one.start <= span[0] < one.end), None)
    if at is None:
        return span
    home, first = said[at], said[at].start
    stops = [found.end() for found in _STOP.finditer(sheet.plain, home.start, home.end)]
    starts = [one for one in stops if one <= span[0]]
    begin = starts[-1] if starts else first
    end = min([one for one in stops if one >= span[1]] or [max(home.end, span[1])])
    if home.form in _ITEM:
        while at > 0 and said[at].form in _ITEM:
            at -= 1
        begin = said[at].start
    elif _GOES_ON.match(sheet.plain, begin):
        before = starts[-2] if len(starts) > 1 else first
        begin = before if starts else said[max(at - 1, 0)].start
    return min(begin, span[0]), min(end, len(sheet.plain))


def is_so(sheet: Page, said: Sequence[Statement], place: int, slot: Slot) -> bool:
    """Whether a figure at a place is told as it was, is, or is to be."""
    home = home_of(said, place)
    if home is None:
        return True
    before = sheet.plain[home.start : place]
    if _is_asked(home) or _is_code(sheet, place) or _DOUBTED.search(before):
        return False
    words = _UP_TO.sub("at ", before) + sheet.plain[place : home.end]
    if _is_other_part(slot, before, sheet.plain[place : home.end]):
        return False
    how = mood(words, place - home.start)
    if how == "denied":
        return slot == "baseline" and bool(_STAYS.search(before))
    return slot != "current" or how == "done"


def _is_other_part(slot: Slot, before: str, behind: str) -> bool:
    """Whether the words around a figure say that it is another part: "from 14 to 9"."""
    if slot == "baseline":
        return _FROM_TO.search(before) is not None
    if _WAS.search(before):
        return True
    return _FROM.search(before) is not None and _TO.match(behind) is not None


def is_told(sheet: Page, said: Sequence[Statement], span: tuple[int, int], slot: Slot) -> bool:
    """Whether who answers for something, or what shows it, is told and not denied."""
    home = home_of(said, span[0])
    if home is None:
        return True
    if _is_asked(home) or _is_code(sheet, span[0]):
        return False
    return slot not in ("owner", "evidence") or not _DENIES.search(
        sheet.plain[home.start : home.end]
    )


def _is_asked(home: Statement) -> bool:
    return home.form == "quoted" or bool(SIGNS["question"].search(home.text))


def _is_code(sheet: Page, place: int) -> bool:
    return sheet.raw[:place].count("`") % 2 == 1
