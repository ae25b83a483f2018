"""About: the investments a question may be about that names none of them: "at the schools"."""

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.benefits import measures
from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment

_BESIDE = re.compile(
    r"\d+|all|both|each|every|one|two|three|four|five|six|seven|eight|nine|ten|many|whole|local|own"
    r"|and|at|of|in|on|for|the|our|their|teams?|staff|crews?|people|folks?|colleagues?|departments?"
    r"|sites?|side|floors?|areas?|rooms?|desks?|buildings?|locations?|branch(?:es)?",
    re.IGNORECASE,
)
"""Words beside the one that tells a place: how many there are, and who is there."""


def of_place(
    about: str, seen: Sequence[Investment], facts: Sequence[Recorded], home: str | None
) -> list[Investment]:
    """The one investment seen of which a name, alias or measure has the word; else, asked at home,
    those of which the record speaks of it, where none at home elsewhere is about it.

    Empty where that tells nothing.
    """
    word = " ".join(one for one in re.findall(r"[\w-]+", about) if not _BESIDE.fullmatch(one))
    if not word:
        return []
    named = [one for one in seen if any(measures.near(word, name) for name in _names(one))]
    if len(named) == 1:
        return named
    told: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        each = fact.fact
        told[fact.investment] += [one for one in (each.segment, each.text, each.quote) if one]
    spoken = [
        one
        for one in seen
        if one in named or any(measures.within(word, words) for words in told[one.id])
    ]
    return spoken if {one.channel for one in spoken} == {home} else []


def _names(one: Investment) -> list[str]:
    measured = (name for each in one.measures for name in each.names)
    return [one.name, *one.aliases, *measured]
