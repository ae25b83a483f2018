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

_UP_TO: Final = re.compile(r"\bto\s(?=\W{0,3}$)", re.IGNORECASE)
"""What ends in a figure, and is no infinitive: "from 14 to"."""

_GOES_ON: Final = re.compile(r"\W*(?:it|this|that|they|these|those|which|now|today)\b", re.I)
_ITEM: Final = ("bullet", "row")


def home_of(said: Sequence[Statement], place: int) -> Statement | None:
    """The statement that a place of the page stands in."""
    return next((one for one in said if one.start <= place < one.end), None)


def near(sheet: Page, said: Sequence[Statement], span: tuple[int, int]) -> tuple[int, int]:
    """Where what is said with a quote begins and ends: its sentences, what heads the list it is an
    item of, and the sentence before where it goes on with that.
    """
    inside = [at for at, one in enumerate(said) if one.start < span[1] and span[0] < one.end]
    if not inside:
        return span
    first, end = inside[0], said[inside[-1]].end
    if said[first].form in _ITEM:
        while first > 0 and said[first].form in _ITEM:
            first -= 1
    elif first > 0 and _GOES_ON.match(said[first].text):
        first -= 1
    return min(said[first].start, span[0]), min(max(end, span[1]), len(sheet.plain))


def is_so(sheet: Page, said: Sequence[Statement], place: int, slot: Slot) -> bool:
    """Whether a figure at a place is told as it was, is, or is to be."""
    home = home_of(said, place)
    if home is None:
        return True
    before = sheet.plain[home.start : place]
    if _is_asked(home) or _is_code(sheet, place) or _DOUBTED.search(before):
        return False
    words = _UP_TO.sub("at ", before) + sheet.plain[place : home.end]
    how = mood(words, place - home.start)
    if how == "denied":
        return slot == "baseline" and bool(_STAYS.search(before))
    return slot != "current" or how == "done"


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
