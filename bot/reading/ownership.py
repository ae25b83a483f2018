"""Who a measure is said to belong to, told around its name: "the owner of queue time is Fay"."""

import re
from collections.abc import Iterator, Sequence

from bot.reading import owning

_M = "\ue000"
"""Stands in the text for the name of a measure, letter for letter."""

_THE = r"(?i:the\s+|our\s+)?"
_NEW = r"(?i:(?:now\s+|still\s+|the\s+|new\s+|outcome\s+|business\s+|benefit\s+|measure\s+)*)"
_OF = rf"\s+(?i:of|for)\s+{_THE}{_M}+"
_WHO = rf"{_THE}(?P<who>{owning.WHO})"
_ENDS = r"(?=\s*(?:[,.;:()–—!]|$|(?i:from|since|as|for|now|and|who|until|starting|instead)\b))"
_PATTERNS = (
    re.compile(
        rf"\b(?i:owner(?:ship)?){_OF}\s*(?i:is\s+(?:now\s+)?(?:with\s+)?|was\s+given\s+to\s+|[:=–-]\s*|"
        rf"(?:will\s+be|becomes|moves?\s+to|goes\s+to|pass(?:es|ed)\s+to|lies\s+with|sits\s+with|rests\s+with|"
        rf"stays\s+with|transfers?\s+to|moved\s+to|went\s+to)\s+)(?i:now\s+)?{_WHO}"
    ),
    re.compile(
        rf"(?<![\w@]){_WHO}(?:,?\s+\([^()]{{2,60}}\))?,?\s+(?i:is|becomes|will\s+be|has\s+become|(?:has\s+been|was|is)\s+"
        rf"(?:named|made|appointed)|takes\s+over\s+as|steps\s+in\s+as|acts\s+as)\s+{_NEW}(?i:owner){_OF}"
    ),
    re.compile(
        rf"{_M}\s+(?i:now\s+|will\s+)?(?i:sits?|lies?|rests?|stays?|is)\s+(?i:now\s+)?(?i:with|under)\s+{_WHO}{_ENDS}"
    ),
    re.compile(
        rf"{_M}\s+(?i:now\s+|will\s+)?(?i:belongs?|falls?|pass(?:es)?|transfers?|goes|moves)\s+(?i:over\s+)?(?i:now\s+)?(?i:to)\s+"
        rf"{_WHO}{_ENDS}"
    ),
    re.compile(
        rf"(?<![\w@]){_WHO}\s+(?i:now\s+|will\s+)?(?i:looks?\s+after|runs|carries|answers?\s+for|is\s+looking\s+after)\s+"
        rf"{_THE}{_M}"
    ),
    re.compile(
        rf"{_M}\s+(?i:is|will\s+be)\s+(?i:now\s+)?(?P<who>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){{0,2}})['’]s\b"
    ),
)
_ME = re.compile(
    rf"\b(?i:I(?:['’]m|\s+am|['’]ll|\s+will|['’]d\s+like\s+to|\s+am\s+going\s+to)?\s+(?:now\s+|be\s+)?(?:taking\s+over|take\s+over|"
    rf"took\s+over|have\s+taken\s+over|look(?:ing)?\s+after|own(?:ing)?|answer(?:ing)?\s+for|(?:be\s+)?responsible\s+for|"
    rf"accountable\s+for))\s+{_THE}{_M}"
)


def find(text: str, mentioned: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Whom a statement names as owner of a measure it mentions, with the words that say so."""
    masked = text
    for start, end in mentioned:
        masked = masked[:start] + _M * (end - start) + masked[end:]
    for pattern in _PATTERNS:
        for found in pattern.finditer(masked):
            if who := owning.said(found["who"]):
                yield *_whole(masked, *found.span()), who
                return
    if mine := _ME.search(masked):
        yield *_whole(masked, *mine.span()), "me"


def _whole(masked: str, start: int, end: int) -> tuple[int, int]:
    """With the whole name of the measure it begins or ends in."""
    while start > 0 and masked[start - 1] == masked[start] == _M:
        start -= 1
    while end < len(masked) and masked[end] == masked[end - 1] == _M:
        end += 1
    return start, end
