"""Figures in words that deny a change: "has not moved from 14", "no longer 9 days"."""

import re
from typing import Literal

from bot.reading.quantities import Quantity
from bot.reading.statements import clause
from bot.reading.vocabulary import MOVE

Denial = Literal["stays", "over", "unmet"]

_NOT = (
    r"(?:(?:did|does|do|has|have|had|is|are|was|were|would|could|can)(?:\s+not|n[’']?t)|cannot|"
    r"never|"
    r"(?:has|have|is|are)\s+yet\s+to|fail(?:s|ed)?\s+to|unable\s+to)"
)
_MOVED = (
    rf"(?:{MOVE}|budg\w+|mov\w+|com(?:e|ing)|be(?:en)?\s+(?:reduced|cut|lowered|raised)|"
    r"get(?:ting)?)"
)
_LEAD = r"(?:\s*(?:about|around|roughly|under|over|below|above|at\s+least|an?|the|our|[~<>]))*\s*$"
_STAYS = re.compile(
    rf"\b{_NOT}\s+(?:\w+\s+){{0,2}}?{_MOVED}\s+(?:\w+\s+){{0,2}}?from{_LEAD}|"
    rf"\b(?:stuck|stuck\s+fast|flat|unchanged|stagnant|steady|stable)\s+(?:at|on){_LEAD}",
    re.IGNORECASE,
)
_OVER = re.compile(rf"\bno\s+longer(?:\s+(?:\w+\s+){{0,3}}?(?:\w+))?{_LEAD}", re.IGNORECASE)
_UNMET = re.compile(
    rf"\b{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_MOVED}|reach\w*|hit|meet|met|achiev\w+|exceed\w*)\b"
    rf"[^,.;]{{0,40}}$",
    re.IGNORECASE,
)


def denial(text: str, one: Quantity) -> Denial | None:
    """What the words before a figure deny: a move from it, that it still holds, or reaching it."""
    left, _ = clause(text, one.start, one.end)
    before = text[max(left, one.start - 90) : one.number]
    if _STAYS.search(before):
        return "stays"
    if _OVER.search(before):
        return "over"
    return "unmet" if _UNMET.search(before) else None
