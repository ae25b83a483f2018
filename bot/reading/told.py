"""What a reply tells in words: a problem, an outcome, what to count, other causes, barriers."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext
from bot.reading import stance, units
from bot.reading.markup import Page, squeezed
from bot.reading.slots import IN_WORDS
from bot.reading.statements import Statement

LONGEST = 300
"""Characters of what was said that are kept."""

_MEASURED_IN = re.compile(
    r"\s*(?:,\s*)?(?:measured\s+)?\(?\bin\s+(?P<in>working\s+days|business\s+days|percentage\s+points|per\s?cent|"
    r"percent|%|euros?|pounds?|dollars?|minutes|hours|days|weeks|months|seconds|points|years)\b\)?|"
    r"\s*\(\s*(?P<sign>%|£|€|\$|[a-z]{3,12}s|percent|GBP|EUR|USD)\s*\)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\s+(?:per|each|every|a)\s+(?P<span>hour|day|week|month|quarter|year|shift)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^(?P<unit>minutes|hours|days|working\s+days|weeks|months|seconds)\s+(?:from|between|until|to|per|of|"
    r"since|spent|lost|waiting)\b|^(?:the\s+)?(?:share|percentage|proportion|rate)\s+of\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*[;\n]|\s*,\s+(?:from|by|per|according|as|which|the|our|taken|source|in\s+the|[A-Z][\w-]+\s+(?:report|"
    r"data|log|register)|[A-Z]{2,}|and\s+the|owned)\b|\s+(?:from|per|taken\s+from|according\s+to)\s+(?=(?:the\s+|"
    r"our\s+)?[\w\s]{0,30}(?:report|log|register|system|data|survey|[A-Z]{2,})\b)|\.\s|\.$|\s[–—-]+\s"
)
_LEAD = re.compile(
    r"^\W*(?:(?:well|yes|hm+|probably|maybe|perhaps|i(?:’|')?d\s+say|i\s+would\s+say|i\s+think|we(?:’|')?d|we|i(?:’|')?d|"
    r"i\s+would|would|could|can|count|counts|counted|measure|track|look\s+at|use|it(?:’|')?s|that\s+would\s+be|"
    r"that(?:’|')?s|simply|just|the\s+number\s+of|number\s+of|how\s+many|the\s+count\s+of)(?:\s+|,\s*))+",
    re.IGNORECASE,
)
_NO_MEASURE = re.compile(
    r"^(?:the\s+)?(?:usual|same|obvious|normal|standard|other|right|this|that|first|second)(?:\s+(?:one|ones|"
    r"thing|things|as\s+.*|stuff))?$|^(?:nothing|none|anything|everything|something|it|that|this|them|all|both|"
    r"dashboard|reports?)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"^\W*(?:we\s+)?(?:just|only)\s+(?:needed|wanted)|^\W*(?:nothing|none)\b(?!\s+else)|^\W*same\b|"
    r"^\W*(?:good|great|fair)\s+(?:question|point)\W*$|^\W*(?:yes|no|maybe|many|lots|some|several)\W*$",
    re.IGNORECASE,
)


def find(
    sheet: Page, statements: Sequence[Statement], context: AnswerContext, others: Sequence[Fact]
) -> list[Fact]:
    """The words that answer what was asked; none where the reply only says that it does not."""
    if context.asked == "measure":
        return _measure(sheet, statements)
    spoken = [one for one in statements if _tells(one, others)]
    if context.asked not in IN_WORDS or not spoken:
        return []
    spoken = list(takewhile(lambda one: one is spoken[0] or not _is_figure(one, others), spoken))
    start, end = spoken[0].start, min(spoken[-1].end, spoken[0].start + LONGEST)
    words = squeezed(sheet.plain[start:end])
    if not re.search(r"[^\W\d_]{2}", words):
        return []
    quote = sheet.quote(start, end)
    return [Fact(slot=context.asked, text=words, quote=quote, start=start, end=end)]


def _is_figure(statement: Statement, others: Sequence[Fact]) -> bool:
    """Whether a sentence behind the words gives the measure's figure: its own, not theirs."""
    return any(
        one.slot in LEVELS and statement.start <= one.start < statement.end for one in others
    ) or bool(_LEVEL.search(statement.text))


_LEVEL = re.compile(
    r"\b(?:is|are|was|were|stood\s+at|stands\s+at|averaged|came\s+(?:in|out)\s+at)\s+(?:about\s+|around\s+|at\s+|now\s+)?"
    r"[$£€]?\d",
    re.IGNORECASE,
)


def _tells(statement: Statement, others: Sequence[Fact]) -> bool:
    """Whether a statement says something of its own, not only who owns it or where it is from."""
    text = statement.text
    if stance.says_nothing(text):
        return False
    if _WITHOUT.search(text) or (len(text) < 80 and stance.points_elsewhere(text)):
        return False
    taken = [
        one for one in others if one.slot in ("owner", "evidence") and one.start >= statement.start
    ]
    if _OWNS_IT.search(text) and any(
        one.slot == "owner" and one.end <= statement.end for one in taken
    ):
        return False
    inside = sum(one.end - one.start for one in taken if one.end <= statement.end)
    return inside < 0.6 * len(text)


_OWNS_IT = re.compile(
    r"\b(?:(?:accountable|responsible|answerable|answers?|the\s+owner)\s+(?:for|of)|owns?|in\s+charge\s+of|looks?\s+after)\s+"
    r"(?:that|it|this|both|these|all\s+of\s+(?:it|that))\W*$",
    re.IGNORECASE,
)
"""Who answers for it, and nothing else: no outcome."""


def _measure(sheet: Page, statements: Sequence[Statement]) -> list[Fact]:
    """What is counted: the words up to its unit, its source or its figures."""
    for statement in statements:
        if not _tells(statement, ()):
            continue
        lead = _LEAD.match(statement.text)
        left = lead.end() if lead else 0
        right = _end(statement.text, left)
        name = re.sub(
            r"^(?:the|our|an?)\s+", "", squeezed(statement.text[left:right]), flags=re.IGNORECASE
        )
        if len(name) < 3 or _NO_MEASURE.match(name) or len(name.split()) > 14:
            continue
        start, end = sheet.whole(*statement.span(left, right))
        quote = sheet.quote(start, end)
        unit = _unit(statement.text[left:], name)
        return [
            Fact(
                slot="measure",
                measure=name,
                text=name,
                unit=unit,
                quote=quote,
                start=start,
                end=end,
            )
        ]
    return []


def _end(text: str, left: int) -> int:
    ends = [
        found.start()
        for pattern in (_MEASURED_IN, _ENDS, _EACH)
        if (found := pattern.search(text, left))
    ]
    right = min(ends, default=len(text))
    while right > left and text[right - 1] in " ,;:.!(":
        right -= 1
    return right


def _unit(text: str, name: str) -> str | None:
    """The unit a measure is told in, said behind its name or at its head."""
    if found := _MEASURED_IN.search(text):
        return _written(found["in"] or found["sign"])
    if name.startswith("%"):
        return "%"
    if found := _COUNTED.match(name):
        return found["unit"].lower() if found["unit"] else "%"
    return None


def _written(words: str) -> str:
    unit, _, _ = units.after(f" {words}", 0)
    return unit or (units.money(words) if words in "£€$" else words.lower())
