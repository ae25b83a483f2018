"""Which slot a question asks for: told by the slot's name, or by the question's words."""

import re

from bot.benefits.facts import Slot
from bot.benefits.reading import SLOTS

_TOLD: tuple[tuple[Slot, str], ...] = (
    (
        "attribution",
        r"\bwhat\s+else\b|\belse\s+(?:changed|happened)|\battribut\w+|\bother\s+(?:causes?|reasons?)"
        r"|\bwhat\s+share\s+of\s+(?:the|this|that)\s+(?:change|improvement|gain)",
    ),
    (
        "barrier",
        r"\bwhat\b[^?]{0,40}\bstill\b|\bstill\s+(?:keeps?|holds?|stands?\s+in|blocks?)|"
        r"\bin\s+the\s+way\b|\bbarriers?\b|\bholding\b[^?]{0,20}\bback\b|\bobstacles?\b|"
        r"\bkeep\b[^?]{0,80}\bfrom\s+(?:arriving|coming|happening)\b",
    ),
    (
        "owner",
        r"^\W*(?:(?:and|so|ok|then)\s+)*who(?:m|se)?\b(?!\s+(?:is|are|gets?)\s+(?:held|affected|stuck))|"
        r"\bwho\s+(?:owns|answers|is\s+(?:accountable|responsible|the\s+owner))\b|"
        r"\bwhich\s+(?:one\s+)?(?:person|colleague|role|team)\b|\bowner\b|\baccountable\b",
    ),
    (
        "evidence",
        r"\b(?:which|what)\s+(?:report|survey|data\s?set|source|dashboard)\b(?=[^?]{0,40}\b(?:shows?|"
        r"lead|behind|would\s+you|is|proves?|backs?|supports?|does)\b)(?!\s+say)|\blook\s+up\b|"
        r"\bwhat\s+(?:shows|proves|backs)\b|\bdoubt(?:ed|s)?\b|\bevidence\b|"
        r"\bwhere\s+(?:does|do|did|is|can)\b[^?]{0,40}\b(?:figure|number|data)\b|\bbehind\s+that\b",
    ),
    (
        "timeframe",
        r"^\W*(?:and\s+)?(?:(?:for|in|over|during)\s+)?(?:which|what)\s+(?:month|period|quarter|year|"
        r"time\s?frame|dates?)\b|^\W*(?:and\s+)?(?:since\s+)?when\s+(?:was|is|were|does|did|do)\b",
    ),
    (
        "measure",
        r"\b(?:which|what)\s+(?:figure|number|measure|metric|kpi)\b|\bwould\b[^?]{0,25}\bcount\b|"
        r"\bcolleague\s+check\b|\bhow\s+would\s+you\s+(?:count|measure)|\bwhich\s+share\s+is\s+gone",
    ),
    (
        "target",
        r"\baim(?:ing)?\b|\btargets?\b|\bby\s+when\b|\bto\s+which\s+level\b|\bgoal\s+for\b",
    ),
    (
        "problem",
        r"\bwhich\s+(?:business\s+)?problem\b|\bgoes\s+wrong\b|\b(?:get|is)\s+(?:\w+\s+)?stuck\b|"
        r"\bwhat\s+(?:is|was)\s+the\s+(?:business\s+)?problem\b|\bheld\s+up,\s+at\b",
    ),
    (
        "outcome",
        r"\bshould\b|\bgoing\s+better\b|\bgo\s+better\b|\boutcome\b|\bmeant\s+to\b|\bdifferent(?:ly)?\b|"
        r"\bpeople\s+(?:outside\s+it\s+)?(?:get|have)\b|\bstands\s+still\b",
    ),
    (
        "baseline",
        r"\bbefore\b|\bbaseline\b|\bstart(?:ed|ing)?\b|\bused\s+to\b|\bwithout\s+this\b|"
        r"\bwhile\s+this\s+was\b|\bwhat\s+was\b|\bprevious(?:ly)?\b|\boriginal(?:ly)?\b",
    ),
    (
        "current",
        r"\bnow\b|\bcurrent(?:ly)?\b|\blatest\b|\btoday\b|\bsince\b|\bafter\b|\bwhat\s+is\b|"
        r"\bhow\s+(?:many|much|long)\b|\bat\s+the\s+moment\b",
    ),
)  # fmt: skip
_WORDS = tuple((slot, re.compile(words, re.IGNORECASE)) for slot, words in _TOLD)
LONGEST = 1_000
"""Characters of a question that are looked at."""


def slot_of(asked: str) -> Slot | None:
    """The slot asked for; None where the words tell none."""
    named = asked.strip().lower().rstrip("?:. ")
    for slot in SLOTS:
        if named == slot:
            return slot
    words = asked[:LONGEST]
    return next((slot for slot, pattern in _WORDS if pattern.search(words)), None)
