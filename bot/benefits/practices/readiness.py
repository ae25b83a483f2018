"""Readiness: how each group of users is prepared for what changes for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Literal, get_args

from bot.benefits import measures
from bot.benefits.entries import Entry, counting

Aspect = Literal["training", "communication", "support", "gain", "involvement"]
"""Whether they learn it in time, hear of it, have somebody to turn to, know what is in it for them,
and had a say.
"""

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)

RESTS: Mapping[Aspect, str] = MappingProxyType(
    {
        "training": "training-in-time",
        "communication": "people-before-software",
        "support": "someone-to-turn-to",
        "gain": "what-each-person-gains",
        "involvement": "asked-before-decided",
    }
)
"""The passage that tells why each is asked about."""

AHEAD = timedelta(days=30)
"""So long before go-live it is asked, once."""

Group = Mapping[str, Entry]
"""What is on record of a group of users, by the aspect."""


def groups(entries: Iterable[Entry]) -> Mapping[str, Group]:
    """What is on record of each group of users, by its name as it was written first."""
    names: dict[str, str] = {}
    found: dict[str, dict[str, Entry]] = {}
    for one in counting(entries):
        if one.practice == "readiness" and one.what in ASPECTS:
            name = names.setdefault(measures.key(one.about), one.about)
            found.setdefault(name, {})[one.what] = one
    return found


def not_known(group: Group) -> list[Aspect]:
    """What nobody told of a group, in the order it is asked."""
    return [one for one in ASPECTS if one not in group]


def is_told(known: Mapping[str, Group]) -> bool:
    """Whether all is on record of every group there is."""
    return bool(known) and not any(map(not_known, known.values()))


def named(known: Mapping[str, Group], name: str) -> str:
    """The name a group goes by, however it is written now."""
    return next((one for one in known if measures.key(one) == measures.key(name)), name)


def lacking(known: Mapping[str, Group]) -> Sequence[str]:
    """The groups of which something is not known, by name."""
    return sorted(name for name, group in known.items() if not_known(group))
