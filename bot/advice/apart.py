"""A message that speaks of several investments: what of it each of them is told."""

import re
from collections.abc import Sequence

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.gaps import named
from bot.benefits.investment import Investment
from bot.benefits.reading import Claim

Part = tuple[Investment, list[Fact]]
"""An investment and the facts of a message that are its own."""

_STOP = re.compile(r"\n|(?<=[.;!?])\s")


def told(text: str, here: Sequence[Investment], facts: Sequence[Fact]) -> list[Part]:
    """Each investment with the facts that are its own; empty where they cannot be told apart.

    They can where every figure names a measure of one of them alone, and more than one is spoken
    of. So does an owner of a measure that is named. A source, another owner or a date goes with the
    figures of its own line or sentence; where that has none, or those of several, it is said of
    all.
    """
    homes = {fact: _homes(fact, here) for fact in facts if fact.slot in LEVELS}
    owned = {fact: _homes(fact, here) for fact in facts if fact.slot == "owner"}
    homes |= {fact: ids for fact, ids in owned.items() if len(ids) == 1}
    spoken = {ids[0] for ids in homes.values() if len(ids) == 1}
    if len(spoken) < 2 or any(len(ids) != 1 for ids in homes.values()):
        return []
    return [
        (one, [fact for fact in facts if one.id in _owners(text, fact, homes)])
        for one in here
        if one.id in spoken
    ]


def claimed(claims: Sequence[Claim], own: Sequence[Fact]) -> list[Claim]:
    """The claims that were made in the words of these figures."""
    figures = [fact for fact in own if fact.slot in LEVELS]
    return [one for one in claims if any(f.start < one.end and one.start < f.end for f in figures)]


def _homes(fact: Fact, here: Sequence[Investment]) -> list[str]:
    return [one.id for one in here if fact.measure and named(one, fact.measure)]


def _owners(text: str, fact: Fact, homes: dict[Fact, list[str]]) -> set[str]:
    if fact in homes:
        return set(homes[fact])
    stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text) + 1]
    begin = max(stop for stop in stops if stop <= fact.start)
    end = min(stop for stop in stops if stop > fact.start)
    beside = {ids[0] for each, ids in homes.items() if begin <= each.start < end}
    return beside if len(beside) == 1 else {ids[0] for ids in homes.values()}
