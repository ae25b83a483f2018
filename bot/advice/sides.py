"""Sides: of two figures that disagree, the one that people say holds."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from bot.benefits import measures
from bot.benefits.evidence import evidence_of
from bot.benefits.facts import LEVELS, Fact, Recorded, Stated
from bot.benefits.ledger import in_force, scope

_NUMBER = r"\d(?:[\d.,]*\d)?"
_RIGHT = r"(?:right|correct|true|accurate)"
_AGREES = re.compile(
    rf"\b(?:(?:is|was|are|were|be)\s+(?:indeed\s+|actually\s+|quite\s+)?{_RIGHT}|['’]s\s+{_RIGHT}|"
    rf"{_RIGHT}\s+(?:one|figure|number)|(?:go|going|went|stick|stay)\s+with|agree(?:d)?|confirmed|"
    r"settled|checked|(?:let['’]?s|we(?:['’]ll)?|please)\s+(?:use|take|keep)|"
    rf"{_NUMBER}\s*%?\s+(?:\w+\s+)?(?:it\s+is|holds|stands|counts))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|n['’]t|neither|nor|isn|disagree\w*|if|whether|unless|which)\b", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:we|both|together|agreed|settled|with\s+(?:<@\w+>|[A-Z]\w+))\b|<@\w+>\s+and\s+I\b"
)

Pair = tuple[Stated, Stated]
"""A figure that does not hold, and the one that does."""


def agrees(text: str) -> bool:
    """Whether a text says which of several figures holds; a doubt or a question does not."""
    return bool(_AGREES.search(text)) and not _DENIES.search(text) and "?" not in text


def told(
    text: str, author: str | None, levels: Sequence[Stated], facts: Sequence[Stated]
) -> Pair | None:
    """The two figures for one thing of which a text says that the second holds; None where there
    are none, or where it tells no single one.

    A figure is told by its number or by its source. Whoever gave it does not settle it alone.
    """
    found = list(_pairs(text, author, levels, facts))
    return found[0] if len(found) == 1 else None


def settles(text: str, author: str | None, on_record: Sequence[Recorded]) -> bool:
    """Whether a text says which of two figures on record holds."""
    facts = in_force(on_record)
    levels = [fact for fact in facts if fact.fact.slot in LEVELS]
    return told(text, author, levels, facts) is not None


def _pairs(
    text: str, author: str | None, levels: Sequence[Stated], facts: Sequence[Stated]
) -> Iterator[Pair]:
    for wrong, right in permutations(levels, 2):
        if not _disagree(wrong, right) or _is_told(wrong, text, facts):
            continue
        alone = author == right.author and not _TOGETHER.search(text)
        if not alone and _is_told(right, text, facts):
            yield wrong, right


def _disagree(one: Stated, other: Stated) -> bool:
    """Whether two people gave different figures of one kind for one part and period."""
    first, second = one.fact, other.fact
    same_thing = (one.measure, first.slot, scope(first)) == (
        other.measure,
        second.slot,
        scope(second),
    )
    return (
        same_thing
        and first.slot != "target"
        and first.as_of == second.as_of
        and None not in (first.value, second.value)
        and (first.value, first.unit) != (second.value, second.unit)
    )


def _is_told(stated: Stated, text: str, facts: Sequence[Stated]) -> bool:
    numbers = {one.replace(",", "") for one in re.findall(_NUMBER, text)}
    if _plain(stated.fact) in {f"{float(one):g}" for one in numbers if one.count(".") < 2}:
        return True
    named = [one.fact.ref or "" for one in evidence_of(stated, facts)]
    return any("://" not in ref and measures.within(ref, text) for ref in named)


def _plain(fact: Fact) -> str:
    return f"{fact.value:g}"
