"""Whether a sentence says what one of a passage says: shorter or turned round, never otherwise."""

import re
from collections.abc import Iterator, Sequence

from bot.voice import manners

IN_ORDER = 0.66
"""The share of a sentence's telling words that stand so in one sentence, in the same order."""

COVERED = 0.5
"""The share of that one's telling words that it has, at least: what is left is no half of it. Of
one that tells how something moved, or is, it has all.
"""

_TURNING = re.compile(rf"\b(?:{manners.TURNING})\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PARTS = re.compile(r"(?<=;)\s+")
_CLAUSES = re.compile(r",\s+")


def follows(text: str, passed: Sequence[str]) -> bool:
    """Whether a sentence follows one of those that stand in what it cites: it has the same words
    for when, whether and how much, and no half of the others.
    """
    return any(
        _follows(text, part)
        for each in passed
        for one in _SENTENCES.split(each)
        for part in (one, *_PARTS.split(one))
    )


def _follows(text: str, one: str) -> bool:
    if _turning(text) != _turning(one):
        return False
    said, given = _telling(text), _telling(one)
    covered = len(given) - len(manners.strangers(" ".join(given), said))
    least = len(given) if manners.VERDICTS.search(text) else COVERED * len(given)
    if not said or covered < least:
        return False
    return any(manners.in_order(said, words) >= IN_ORDER * len(said) for words in _turned(one))


def _turning(text: str) -> frozenset[str]:
    found = (*_TURNING.findall(text), *manners.VERDICTS.findall(text))
    return frozenset(" ".join(one.casefold().split()) for one in found)


def _turned(one: str) -> Iterator[list[str]]:
    """Its telling words, beginning with each of its clauses."""
    clauses = _CLAUSES.split(one)
    for at in range(len(clauses)):
        yield _telling(" ".join([*clauses[at:], *clauses[:at]]))


def _telling(text: str) -> list[str]:
    tying = manners.SMALL - {*_turning(text)}
    return [word for word in manners.words_of(text) if word not in tying]
