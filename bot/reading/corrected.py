"""Figures put right in a reply: which of its numbers is the new one, and which one it replaces."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext
from bot.reading.quantities import Quantity
from bot.reading.roles import Role, Slot
from bot.reading.vocabulary import any_of

_OLD_NEW = re.compile(
    r"(?P<old>\d+(?:[.,]\d+)*)[^\d.;]{0,25}?\b(?:should|ought\s+to|must)\s+(?:be|read|have\s+been|say)\s+\S",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|isn(?:’|')?t|wasn(?:’|')?t|aren(?:’|')?t|instead\s+of|rather\s+than|no\s+way\s+"
    r"(?:it(?:’|')?s|it\s+is|that(?:’|')?s)|neither)\s+(?:it\s+was\s+|it(?:’|')?s\s+|about\s+|the\s+|at\s+|"
    r"really\s+|actually\s+)?[$£€~]?(?P<old>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:that|this|the|your|my|those)\s+[$£€~]?(?P<old>\d+(?:[.,]\d+)*)[^\d.;]{0,12}?\b(?:is|was|were|are)\b",
    re.IGNORECASE,
)
_SAYS_SO = any_of(
    r"sorry|oops|whoops|correction|typo|my\s+(?:bad|mistake|error)|mea\s+culpa|scratch\s+that|make\s+(?:that|it)|"
    r"i\s+meant|misspoke|misread|actually|should\s+(?:be|read|have\s+been)|fat\s+fingers?|mixed\s+up|"
    r"disregard\s+that|(?:oh|no|ah|hey|but)[,\s]+wait|(?<![a-z]\s)wait(?=\s*[,.!…–—-]\s|\s+no\b)|not\s+\d|strike\s+that|apologies|amend|revise[ds]?|wrong"
)
_STARRED = re.compile(r"^\s*\*(?=[$£€]?\d)|(?<=\d)\*\s*$")
_MORE = re.compile(
    r"^\s*(?:more(?!\s+like)|fewer|less|over|under|better|worse|until|before|only|just)\b",
    re.IGNORECASE,
)


def says_so(text: str, raw: str = "") -> bool:
    """Whether a reply puts something right."""
    return bool(_SAYS_SO.search(text) or _STARRED.search(raw))


def roles(text: str, found: Sequence[Quantity], context: AnswerContext) -> list[Role]:
    """ "That 14 should be 16": the new figure, in the place of the old one.

    Empty where the words deny no figure.
    """
    old = [number for number in _denied(text) if any(_holds(one, number) for one in found)]
    new = [one for one in found if not any(_holds(one, number) for number in old)]
    if not old or not new:
        return []
    slots = {slot for number in old if (slot := _slot_of(number, context))}
    slot = next(iter(slots)) if len(slots) == 1 else None
    return [Role(new[0], slot)] if slot else []


def _denied(text: str) -> Iterator[float]:
    """Numbers a reply takes back."""
    for pattern in (_OLD_NEW, _DENIED, _POINTED):
        for found in pattern.finditer(text):
            if not _MORE.match(text[found.end("old") :]) or pattern is _OLD_NEW:
                yield float(found["old"].rstrip(".,").replace(",", ""))


def _holds(one: Quantity, number: float) -> bool:
    return number in (one.value, one.low, one.high)


def _slot_of(old: float, context: AnswerContext) -> Slot | None:
    """What the old figure was, by the record; else what was asked."""
    meant = [
        fact.slot for fact in context.prior if old in (fact.value, fact.low, fact.high, fact.change)
    ]
    slot = meant[-1] if meant else context.asked
    return cast(Slot, slot) if slot in LEVELS else None


def earlier(text: str, role: Role, context: AnswerContext) -> Fact | None:
    """The figure on record that one takes the place of, where the words put something right."""
    same = [fact for fact in context.prior if fact.slot == role.slot and fact.is_level]
    if not same or role.sign or not says_so(text):
        return None
    named = [fact for fact in same if fact.value in set(_denied(text))]
    return named[-1] if named else same[-1] if len(same) == 1 else None
