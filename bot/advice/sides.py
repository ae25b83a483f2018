"""Sides: of two figures that disagree, the one that people say holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
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
_CONCEDES = re.compile(
    rf"\b(?:you(?:['’]re|\s+are)\s+(?:quite\s+|absolutely\s+)?{_RIGHT}(?!\s+about\b)|"
    r"I\s+stand\s+corrected|I\s+was\s+(?:wrong|mistaken)|"
    r"my\s+(?:figure|number|count|one)\s+(?:is|was)\s+(?:wrong|off|incorrect|mistaken))\b",
    re.IGNORECASE,
)
_SOON = timedelta(days=7)
"""Who gives in says so within this, else it may be about something else."""

_TOGETHER = re.compile(
    r"\b(?:we|both|together|agreed|settled|with\s+(?:<@\w+>|[A-Z]\w+))\b|<@\w+>\s+and\s+I\b"
)

Names = Mapping[str, str]
"""What people are called, by their ids."""

Pair = tuple[Stated, Stated]
"""A figure that does not hold, and the one that does."""


def agrees(text: str) -> bool:
    """Whether a text says which of several figures holds; a doubt or a question does not."""
    says_so = _AGREES.search(text) or _CONCEDES.search(text)
    return bool(says_so) and not _DENIES.search(text) and "?" not in text


def told(
    text: str,
    author: str | None,
    levels: Sequence[Stated],
    facts: Sequence[Stated],
    at: datetime | None = None,
    names: Names | None = None,
) -> Pair | None:
    """The two figures for one thing of which a text says that the second holds; None where there
    are none, or where it tells no single one.

    A figure is told by its number, by its source, or by who gave it, whom `names` gives a name.
    Whoever gave it does not settle it alone; whoever gave the other one may give in, soon.
    """
    found = list(_pairs(text, author, levels, facts, at, names or {}))
    return found[0] if len(found) == 1 else None


def settles(
    text: str,
    author: str | None,
    on_record: Sequence[Recorded],
    at: datetime | None = None,
    names: Names | None = None,
) -> bool:
    """Whether a text says which of two figures on record holds."""
    facts = in_force(on_record)
    levels = [fact for fact in facts if fact.fact.slot in LEVELS]
    return told(text, author, levels, facts, at, names) is not None


def authors(facts: Sequence[Stated]) -> set[str]:
    """Who gave one of two figures that disagree."""
    levels = [fact for fact in facts if fact.fact.slot in LEVELS]
    return {
        side.author
        for one, other in permutations(levels, 2)
        if _disagree(one, other)
        for side in (one, other)
        if side.author
    }


def _pairs(
    text: str,
    author: str | None,
    levels: Sequence[Stated],
    facts: Sequence[Stated],
    at: datetime | None,
    names: Names,
) -> Iterator[Pair]:
    for wrong, right in permutations(levels, 2):
        if not _disagree(wrong, right) or _is_told(wrong, text, facts):
            continue
        if _is_backed(wrong, text, names):
            continue
        alone = author == right.author and not _TOGETHER.search(text)
        is_told = _is_told(right, text, facts) or _is_backed(right, text, names)
        if (not alone and is_told) or _gives_in(text, author, wrong, right, at):
            yield wrong, right


def _gives_in(
    text: str, author: str | None, wrong: Stated, right: Stated, at: datetime | None
) -> bool:
    """Whether the one who gave a figure lets the other's stand."""
    is_theirs = author == wrong.author and author != right.author
    is_soon = at is not None and timedelta(0) <= at - max(wrong.said_at, right.said_at) < _SOON
    return is_theirs and is_soon and _CONCEDES.search(text) is not None


def _is_backed(stated: Stated, text: str, names: Names) -> bool:
    """Whether a text says that the one who gave a figure is right: "Bo is right", "Bo's figure"."""
    if not stated.author:
        return False
    name = names.get(stated.author, "")
    called = [rf"<@{re.escape(stated.author)}(?:\|[^<>]*)?>"]
    called += [rf"\b{re.escape(one)}\b" for one in dict.fromkeys((name, *name.split()[:1])) if one]
    who = "|".join(called)
    return (
        re.search(
            rf"(?:{who})\s+(?:is|was)\s+(?:indeed\s+|actually\s+|quite\s+)?{_RIGHT}\b|"
            rf"\b(?:with|use|take|keep)\s+(?:{who})|"
            rf"(?:{who})['’]s?\s+(?:\w+\s+)?(?:figure|number|count|one|version|reading)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )


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
