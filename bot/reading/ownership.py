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
        rf"(?<![\w@]){_WHO}\s+(?i:(?:has\s+|have\s+)?agreed\s+to|(?:is|are)\s+(?:happy|willing|going|ready)\s+to|will|volunteered\s+to|"
        rf"offered\s+to)\s+(?i:own|take\s+on|take\s+over|look\s+after|answer\s+for)\s+{_THE}{_M}"
    ),
    re.compile(
        rf"{_M}\s+(?i:is|will\s+be)\s+(?i:now\s+)?(?P<who>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){{0,2}})['’]s\b"
    ),
)
_CALLED = rf"(?P<who>{owning.CALLED}),?"
_TOLD = (
    re.compile(
        rf"(?<![\w@]){_CALLED}\s+(?i:you\s+(?:now\s+|will\s+|are\s+|['’]ll\s+)*(?:own(?:ing)?|answer(?:ing)?\s+for|(?:accountable|"
        rf"responsible)\s+for|look(?:ing)?\s+after|tak(?:e|ing)(?:\s+over)?))\s+{_THE}{_M}+"
    ),
    re.compile(rf"(?<![\w@]){_CALLED}\s+{_THE}{_M}+\s+(?i:is\s+(?:now\s+)?yours)\b"),
    re.compile(rf"{_M}+\s+(?i:is\s+(?:now\s+)?yours),?\s+{_CALLED}"),
    re.compile(
        rf"(?i:\b(?:it['’]s|it\s+is|it\s+will\s+be))\s+{_CALLED}\s*(?:(?i:not|rather\s+than)\s+[^,.;]{{2,30}},?\s*)?"
        rf"(?i:(?:who|that)\s+(?:now\s+|will\s+)?(?:owns?|answers?\s+for|looks?\s+after|is\s+(?:responsible|accountable)\s+for))\s+"
        rf"{_THE}{_M}+"
    ),
)
"""Somebody is told that it is theirs: "Bea, you own queue time"."""
_EACH = (
    re.compile(
        rf"{_M}+\s+(?i:(?:(?:is|are|will\s+be)\s+)?(?:now\s+)?(?:owned\s+)?by)\s+{_WHO}{_ENDS}"
    ),
    re.compile(rf"(?<![\w@]){_WHO}\s+(?i:for)\s+{_THE}{_M}+"),
    re.compile(rf"{_M}+\s*(?:[:=(–-])\s*{_WHO}(?=\s*(?:[,.;)]|$|(?i:and)\b))"),
)
"""Several people with a measure each, told in one way."""
_OWNERS = re.compile(r"\bowne(?:rs?|d)\b", re.IGNORECASE)
_ME = re.compile(
    rf"\b(?i:I(?:['’]m|\s+am|['’]ll|\s+will|['’]d\s+like\s+to|\s+am\s+going\s+to)?\s+(?:now\s+|be\s+)?(?:taking\s+over|take\s+over|"
    rf"took\s+over|have\s+taken\s+over|look(?:ing)?\s+after|own(?:ing)?|answer(?:ing)?\s+for|(?:be\s+)?responsible\s+for|"
    rf"accountable\s+for))\s+{_THE}{_M}|{_M}+\s+(?i:(?:is|are)\s+(?:now\s+|still\s+)?mine)\b"
)


def find(text: str, mentioned: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Whom a statement names as owner of a measure it mentions, with the words that say so."""
    masked = _masked(text, mentioned)
    if _OWNERS.search(text) and (each := _each(masked)):
        yield from each
        return
    for pattern in (*_TOLD, *_PATTERNS):
        for found in pattern.finditer(masked):
            if who := owning.said(found["who"]):
                yield *_whole(masked, *found.span()), who
                return
    if mine := _ME.search(masked):
        yield *_whole(masked, *mine.span()), "me"


def by_role(text: str, mentioned: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The same of a role that opens a clause without an article: "night porter owns queue time"."""
    masked = _masked(text, mentioned)
    for found in _BY_ROLE.finditer(masked):
        if who := owning.said(found["who"]):
            yield *_whole(masked, *found.span()), who


_BY_ROLE = re.compile(rf"{owning.UNLED}\s+{owning.ANSWERS}(?:\s+for)?\s+{_THE}{_M}+")


def _masked(text: str, mentioned: Sequence[tuple[int, int]]) -> str:
    for start, end in mentioned:
        text = text[:start] + _M * (end - start) + text[end:]
    return text


def _each(masked: str) -> list[tuple[int, int, str]]:
    """Each of two people or more with the measure told beside them; empty where it is one."""
    for pattern in _EACH:
        told = [(one, owning.said(_LIST.sub("", one["who"]))) for one in pattern.finditer(masked)]
        if len(told) > 1 and all(who for _, who in told):
            return [(*_whole(masked, *one.span()), who) for one, who in told if who]
    return []


_LIST = re.compile(r"^(?:outcome\s+|benefit\s+)?owners?\s*[:–-]\s*", re.IGNORECASE)


def _whole(masked: str, start: int, end: int) -> tuple[int, int]:
    """With the whole name of the measure it begins or ends in."""
    while start > 0 and masked[start - 1] == masked[start] == _M:
        start -= 1
    while end < len(masked) and masked[end] == masked[end - 1] == _M:
        end += 1
    return start, end
