"""What a rate is told of: per 1,000 lines, out of every thousand bed days, per 10k parcels.

A denominator is part of a figure's unit, written with its number in full: `errors/1,000 lines`.
"""

import re
from typing import NamedTuple

from bot.reading import numbers

_MANY = (
    r"(?P<digits>1(?:0{1,2}(?:,000)*|(?:,000)+|0{3,7})(?![\d,.]\d|\d)|\d{1,3}(?=\s?[km]\b))(?:\s?(?P<short>[km])\b)?|"
    r"(?:(?P<some>a|one|ten)\s+)?(?P<word>hundred|thousand|million)\b"
)
_NO_NOUN = (
    r"(?!(?:of|in|to|the|and|or|per|by|from|for|with|on|at|an?|who|that|which|we|was|were|is|are|has|had|have|as|so|"
    r"it|its|but|if|when|while|after|before|until|since|over|under|now|today|last|this|these|then|than|"
    r"down|up|instead|across|via|into|during|said|says)\b)"
)
_DENOMINATOR = re.compile(
    rf"\s*(?:\bper|/|\b(?:out\s+of|in|for)\s+every|\b(?:out\s+of|in)(?=\s+(?:a\s+)?(?:1,0|10,|100,|thousand|million)))"
    rf"\s*(?:{_MANY})(?P<what>(?:\s+{_NO_NOUN}[a-z][\w-]*){{0,2}}?\s+{_NO_NOUN}[a-z][\w-]*(?<!s)s\b(?!['’]))?",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?P<noun>[a-z]{3,}(?<![su])s)[\s:]+(?:(?:rate|level|count)\s+)?(?:(?:is|are|was|were|have|has|had|been|at|now|still|about|"
    r"roughly|around|only|just|came|come|went|gone|fell|fallen|rose|risen|dropped|down|up|in|out|to|from|stood|stand|ran|"
    r"averaged|run|running|[a-z]+ly)\b[\s:]*|\d[\d.,]*\s*)*:?\s*$",
    re.IGNORECASE,
)


class Denominator(NamedTuple):
    """How many of what, and where the words end."""

    many: float
    what: str
    end: int

    @property
    def rate(self) -> str:
        """As it stands behind the slash of a unit: `1,000 lines`."""
        return f"{self.many:,.0f} {self.what}".strip()


def after(text: str, place: int) -> Denominator | None:
    """The counted denominator that stands at a place."""
    found = _DENOMINATOR.match(text, place)
    return None if found is None else _told(found)


def within(words: str) -> Denominator | None:
    """The counted denominator that words end with."""
    found = next((one for one in _DENOMINATOR.finditer(words) if one.end() == len(words)), None)
    return None if found is None else _told(found)


def counted_before(text: str, place: int) -> str | None:
    """What a rate counts where only the words before its figure say so: "errors were 16 per"."""
    found = _NOUN.search(text[max(0, place - 60) : place])
    return found["noun"].lower() if found else None


def unit_of(one: Denominator, noun: str | None, agreed: str | None) -> str | None:
    """The unit of a figure told of a denominator: the one agreed, where it says the same."""
    head, _, rate = (agreed or "").partition("/")
    same = after(f"per {rate}", 0) if rate else None
    if same and same.many == one.many and _alike(one.what, same.what) and _alike(noun, head):
        return agreed
    counted = noun or (head if head not in ("", "%") else None)
    return f"{counted}/{one.rate}" if counted else None


def _alike(said: str | None, agreed: str) -> bool:
    """Whether what was said leaves the agreed word standing."""
    return not said or not agreed or said.split()[-1].casefold() == agreed.split()[-1].casefold()


def _told(found: re.Match[str]) -> Denominator:
    what = " ".join((found["what"] or "").lower().split())
    if found["word"]:
        many = numbers.words(f"{found['some'] or 'a'} {found['word']}")
    else:
        many = numbers.digits(found["digits"], found["short"] or "")
    return Denominator(many, what, found.end())
