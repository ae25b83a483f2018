"""A figure that somebody says words state: taken from the words themselves, by our own grammar.

What is told of it only chooses among the amounts that stand there; number, unit, direction and
period are those of the words.
"""

import re
from datetime import date
from typing import Any, Final, Literal

from bot.benefits import units
from bot.benefits.facts import Fact, Slot
from bot.reading import amounts, dates, located, when
from bot.reading.changed import Amount
from bot.reading.drafts import DraftedFact
from bot.reading.markup import Page

_BEFORE: Final = 200
_BEHIND: Final = 80
_OF: Final = re.compile(r"\d\s*(?:of|out\s+of|/)\s*(?:the\s+|our\s+|all\s+)?$", re.IGNORECASE)
"""Characters around a quote that tell what its amounts are."""


Lacks = Literal[
    "shape", "quote", "number", "unit", "direction", "period", "person", "source", "meant"
]

WHY: Final[dict[Lacks, str]] = {
    "shape": "not of the shape that was asked for",
    "quote": "its words do not stand in the text",
    "number": "no such figure stands in its words",
    "unit": "another unit stands in its words",
    "direction": "its words do not say so of a change",
    "period": "its words name no period",
    "person": "its words name nobody so",
    "source": "its words name no source",
    "meant": "its words deny it",
}
"""Why a part of a draft is dropped, in words."""


class UngroundedError(ValueError):
    """What was drafted does not stand in the words."""

    def __init__(self, lacks: Lacks) -> None:
        super().__init__(lacks)
        self.lacks = lacks


def fact(
    page: Page, span: tuple[int, int], told: DraftedFact, day: date | None
) -> tuple[Fact, int]:
    """The figure, and where its number stands. Raises UngroundedError where the words do not hold
    it.
    """
    found, first = _amounts(page, span)
    one = _meant(found, told)
    if told.is_change != bool(one.sign):
        raise UngroundedError("direction")
    start, end = span
    figure = Fact(
        slot=told.slot,
        approx=one.quantity.approx,
        bound=one.quantity.bound,
        **(_change(one) if one.sign else _level(one, found, told)),
        **_period(page, span, told, day, len(found) == 1),
        quote=page.quote(start, end),
        start=start,
        end=end,
    )
    return figure, first + one.quantity.number


def _amounts(page: Page, span: tuple[int, int]) -> tuple[list[Amount], int]:
    """The amounts of the words, read in the midst of what stands around them, and where that
    begins; how many there are to some others is none.
    """
    first = max(0, span[0] - _BEFORE)
    text = amounts.evened(page.plain[first : span[1] + _BEHIND])
    dated = [(one.start, one.end) for one in dates.find(text)]
    inside = range(span[0] - first, span[1] - first + 1)
    found = [
        one
        for one in amounts.find(text, dated, None)
        if one.quantity.number in inside and one.end in inside
    ]
    return [one for one in found if not _OF.search(text[: one.quantity.number])], first


def _meant(found: list[Amount], told: DraftedFact) -> Amount:
    size = abs(told.number) if told.number is not None else None
    for one in found:
        quantity = one.quantity
        if size is not None and quantity.value == size:
            return one
        ends = (quantity.low, quantity.high)
        if size is None and None not in ends and ends == (told.low, told.high):
            return one
    raise UngroundedError("number")


def _change(one: Amount) -> dict[str, Any]:
    """The size of a change; of a range what it is at the least."""
    size = one.quantity.low if one.quantity.value is None else one.quantity.value
    if size is None:
        raise UngroundedError("number")
    return {"change": one.sign * size, "change_unit": one.quantity.unit}


def _level(one: Amount, found: list[Amount], told: DraftedFact) -> dict[str, Any]:
    quantity = one.quantity
    unit = quantity.unit or _shared(one, found)
    if told.unit and unit and not _may_be(told.unit, unit):
        raise UngroundedError("unit")
    return {"value": quantity.value, "low": quantity.low, "high": quantity.high, "unit": unit}


def _shared(one: Amount, found: list[Amount]) -> str | None:
    """The unit its neighbour names: "from 14 to 9 days"."""
    behind = [other for other in found if other.start >= one.end]
    return behind[0].quantity.unit if behind and not behind[0].sign else None


def _may_be(told: str, unit: str) -> bool:
    """Whether what was told can be a unit's name: another unit of the same kind cannot."""
    one, other = units.tidy(told).split("/")[0], unit.split("/")[0]
    if (refusal := units.refusal(one, other)) is None:
        return units.factor(one, other) == 1.0
    return refusal.reason in ("unlike", "rates")


def _period(
    page: Page, span: tuple[int, int], told: DraftedFact, day: date | None, is_alone: bool
) -> dict[str, str | None]:
    """When it held or is due: a period in the words of one figure alone is its own. What is now and
    says nothing else held on the day it was said.
    """
    words = told.when or (_only(page, span, day) if is_alone else None)
    found = period(page, span, words, day, told.slot)
    if told.slot == "target":
        return {"by": found}
    if found is None and told.slot == "current" and not _is_dated(page, span) and day is not None:
        found = day.isoformat()
    return {"as_of": found}


def _only(page: Page, span: tuple[int, int], day: date | None) -> str | None:
    """The only period in the words, where they name one."""
    words = page.plain[slice(*span)]
    found = when.find(words, day)
    return words[found[0].start : found[0].end] if len(found) == 1 else None


def _is_dated(page: Page, span: tuple[int, int]) -> bool:
    return bool(dates.find(page.plain[slice(*span)]))


def period(
    page: Page, span: tuple[int, int], words: str | None, day: date | None, slot: Slot
) -> str | None:
    """The period that some words of the text name; None where they do not stand there."""
    place = located.place(page, words, near=span[0])
    if place is None:
        return None
    found = when.find(page.plain[slice(*place)], day)
    ahead = slot == "target"
    return next((one.ahead if ahead else one.back for one in found), None)
