"""Assessment: what a system means for the business, by five questions; the last version counts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, get_args

from bot.benefits import measures
from bot.benefits.entries import Entry, counting, withdrawn
from bot.benefits.facts import Value

Ask = Literal["activities", "income", "stops", "time", "serves"]
"""Which work depends on it, how it helps to earn or guards income, what becomes of the work when
it stops, the hours spent with it and around it, whether it serves today's plans or yesterday's."""

ASKS: Final[tuple[Ask, ...]] = get_args(Ask)

SYSTEM: Final = "system"
"""What the entry is called that stands for a version: its text is the system's name, its answers
are about its id."""


_SOURCE = re.compile(
    r"(?:[,;(–—]|\b(?:per|from|in|see|by|according\s+to|sources?(?:\s+is)?:?))\s*(?:the\s+|our\s+)?"
    r"(?P<name>(?:[\w’'&-]+\s+){0,5}(?:reports?|logs?|ledger|dashboard|statistics|stats|export|register|accounts|"
    r"survey|sheet|extract|database|records|invoices|statements?|books|figures))\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>|]+")


def source_in(said: str) -> str | None:
    """What an answer names as the source of its figure; None where it names none."""
    found = _SOURCE.search(said)
    if found is not None and not any(map(str.isdigit, found["name"])):
        return found["name"]
    link = _LINK.search(said)
    return link[0] if link else None


class Assessed(Value):
    """One version of a system's assessment, as one person gave it. `is_current` unless a later
    version stands in for it.
    """

    id: str
    investment: str
    system: str
    author: str | None
    said_at: datetime
    answers: dict[Ask, str]
    is_current: bool = True


def versions(entries: Iterable[Entry]) -> list[Assessed]:
    """Every version that was not taken back, oldest first."""
    known = list({one.id: one for one in entries}.values())
    back = withdrawn(known)
    heads = [one for one in known if one.what == SYSTEM and not one.withdraws]
    stands = [one for one in heads if one.id not in back]
    now = {one.id for one in counting(one for one in known if one.what == SYSTEM)}
    answers: defaultdict[str, dict[Ask, str]] = defaultdict(dict)
    for one in known:
        if one.what in ASKS and one.text:
            answers[one.about][one.what] = one.text
    found = [
        Assessed(
            id=one.id,
            investment=one.investment,
            system=one.text,
            author=one.author,
            said_at=one.said_at,
            answers=answers[one.id],
            is_current=one.id in now,
        )
        for one in stands
        if one.text
    ]
    return sorted(found, key=lambda one: (one.said_at, one.id))


def current(entries: Iterable[Entry]) -> list[Assessed]:
    """The version that counts of each system, by the system's name."""
    found = [one for one in versions(entries) if one.is_current]
    return sorted(found, key=lambda one: (measures.key(one.system), one.investment))


def named(system: str, found: Iterable[Assessed]) -> list[Assessed]:
    """Those of a system, whichever way its name is written."""
    wanted = measures.key(system)
    return [one for one in found if measures.key(one.system) == wanted]


def changed(before: Assessed, after: Assessed) -> list[Ask]:
    """The questions a later version answers in other words."""
    return [one for one in ASKS if before.answers.get(one) != after.answers.get(one)]
