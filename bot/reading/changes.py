"""Sizes of changes: "down 72%", "saved 650 hours", "halved"; what went down is negative."""

import re
from dataclasses import dataclass

from bot.reading.quantities import Quantity
from bot.reading.vocabulary import FALL, RISE


@dataclass(frozen=True)
class Change:
    """A change said in words alone and its place; `size` is in percent."""

    start: int
    end: int
    size: float


_FRACTION = (
    r"(?P<half>(?:a\s+)?half)|(?P<third>(?:a|one)[\s-]third)|(?P<quarter>(?:a|"
    r"one)[\s-]quarter)|(?P<twothirds>two[\s-]thirds)|"
    r"(?P<threequarters>three[\s-]quarters)|(?P<fifth>(?:a|one)[\s-]fifth)|"
    r"(?P<tenth>(?:a|one)[\s-]tenth)"
)
_WORDS = re.compile(
    r"\b(?:(?P<halved>halv(?:ed|es|ing))|(?P<doubled>doubl(?:ed|es|ing)|twice\s+as\s+(?:many|much|"
    r"fast|often))|"
    r"(?P<tripled>(?:tripl|trebl)(?:ed|es|ing))|(?P<quadrupled>quadrupl(?:ed|es|ing))"
    rf"|(?P<inhalf>in\s+half)|(?P<move>(?P<fall>{FALL})|{RISE})\s+(?:[^,.;|"
    rf"]{{0,60}}?\sby\s+|(?:\w+\s+)?)(?:about\s+|around\s+|roughly\s+|over\s+|"
    rf"more\s+than\s+|nearly\s+|almost\s+|at\s+least\s+|just\s+under\s+|"
    rf"up\s+to\s+)?(?:{_FRACTION}))\b(?!\s+(?:a\s+|"
    rf"an\s+)?(?:day|hour|year|million|of\b))",
    re.IGNORECASE,
)
_SIZES = {"halved": -50.0, "inhalf": -50.0, "doubled": 100.0, "tripled": 200.0, "quadrupled": 300.0}
_PARTS = {
    "half": 50.0, "third": 33.3, "quarter": 25.0, "twothirds": 66.7, "threequarters": 75.0,
    "fifth": 20.0, "tenth": 10.0,
}  # fmt: skip


def in_words(text: str) -> list[Change]:
    """The changes that words alone tell the size of."""
    found = []
    for match in _WORDS.finditer(text):
        name = next(name for name in (*_SIZES, *_PARTS) if match[name])
        size = _SIZES.get(name) or (-_PARTS[name] if match["fall"] else _PARTS[name])
        found.append(Change(match.start(), match.end(), size))
    return found


_OBJECT = r"(?:\s+(?!to\b|from\b|by\b|than\b)[^\s,;|]+){0,9}?"
_FELL_NOUN = r"(?:sav(?:ings?|ed)|reductions?|decreases?|drops?|declines?|falls?|cuts?)"
_ROSE_NOUN = r"(?:increases?|growth|rises?|gains?|improvements?|uplifts?)"
_BEFORE = re.compile(
    rf"\b(?:(?P<fell>(?:(?:{FALL}){_OBJECT}\s+by|(?:{FALL})(?:\s+(?:them|us|people|"
    rf"staff|users|taxpayers|teams?|customers|it|an?|the\s+\w+|our\s+\w+|the|our|\w+ers|\w+s))?|"
    rf"sav(?:e[sd]?|ing)\s+(?:an?|each|every)\s+[\w’'-]+(?:\s+[\w’'-]+)?|"
    rf"avoid(?:ed|ing|s)?|fre(?:ed|es|eing)(?:\s+up)?|"
    rf"(?:get|gets|got|getting|win|won)\s+back|recovered|reclaimed|clawed\s+back|"
    rf"{_FELL_NOUN}\s+(?:of|in\s+the\s+region\s+of|worth|:)))"
    rf"|(?P<rose>(?:(?:{RISE}){_OBJECT}\s+by|(?:{RISE})|"
    rf"{_ROSE_NOUN}\s+of)))\s*(?:around\s+|an?\s+)?$",
    re.IGNORECASE,
)
_BARE_OBJECT = re.compile(rf"\b(?:(?P<fell>{FALL})|(?P<rose>{RISE})){_OBJECT}\s*$", re.IGNORECASE)
_NO_VERB = r"(?!(?:was|were|is|are|be|been|who|had|has|have|on|and)\b)"
_AFTER = re.compile(
    rf"\s*[*_(]*(?:(?:in\s+)?(?:{_NO_VERB}\w+\s+){{0,2}}?(?P<fell>reductions?|decreases?|drops?|"
    r"declines?|savings?|saved|fewer|less|lower|faster|quicker|shorter|cheaper|off(?!\s+"
    r"(?:sick|ill|work|on)\b))"
    rf"|(?:{_NO_VERB}\w+\s+){{0,2}}?(?P<rose>increases?|growth|rise|gains?|improvements?|uplift|"
    r"more|higher|longer|slower))\b(?!\s+than\s+(?:\d|half))",
    re.IGNORECASE,
)
_SPARED = re.compile(
    r"[^,.;]{0,60}?\b(?:has|have|is|are|was|were)\s+(?:now\s+|already\s+|all\s+)*(?:been\s+)?"
    r"(?:saved|no\s+longer\s+(?:needed|necessary|required|spent)|freed(?:\s+up)?|avoided|"
    r"returned\s+to|recovered|given\s+back)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\b(?:to|at|from|is|was|are|were|than|of)\s*$", re.IGNORECASE)


_PAST_MARK = re.compile(r"\b(?:below|above)\b\s*(?!.*\bby\s*$)", re.IGNORECASE)
"""What fell below or rose above a figure moved past a level, not by it."""


_OF_A_WHOLE = re.compile(
    r"\s+of\s+(?:the\s+|our\s+|all\s+)?(?:planned|booked|expected|scheduled|due|ordered|made|possible|total|attempted)\s+"
    r"(?:drops|falls|cuts|gains|rises|declines)\b",
    re.IGNORECASE,
)
"""A share of things that are called like a change: "at 4% of planned drops"."""
_SPED = re.compile(
    r"\b(?:sp(?:ed|eed(?:s|ed|ing)?)\s+up|accelerat(?:es?|ed|ing)|quicken(?:s|ed|"
    r"ing)?)\b[^.;|]{2,60}?\sby\s*$",
    re.IGNORECASE,
)
"""What is sped up by a time takes that much less."""


def sign(text: str, quantity: Quantity) -> int:
    """-1 or +1 where an amount is said to be the size of a change, 0 where it is a level."""
    before = text[max(0, quantity.start - 110) : quantity.start]
    if quantity.nature == "percent" and _OF_A_WHOLE.match(text, quantity.end):
        return 0
    if _PAST_MARK.search(text[quantity.start : quantity.number] + before[-12:]):
        return 0
    if quantity.nature == "time" and _SPED.search(before):
        return -1
    if found := _BEFORE.search(before):
        return -1 if found["fell"] else 1
    if _LEVEL.search(before) and not re.search(
        r"\b(?:savings?|reduction|increase)\s+(?:is|was|of)\s*$", before, re.IGNORECASE
    ):
        after = (
            _AFTER.match(text, quantity.end)
            if re.search(r"\b(?:of|was|is|at)\s*$", before, re.IGNORECASE)
            else None
        )
        return _signed(after)
    if found := _AFTER.match(text, quantity.end):
        return _signed(found)
    if _SPARED.match(text, quantity.end):
        return -1
    if quantity.nature in ("percent", "points") and (found := _BARE_OBJECT.search(before)):
        return -1 if found["fell"] else 1
    return 0


def _signed(found: re.Match[str] | None) -> int:
    return 0 if found is None else -1 if found["fell"] else 1
