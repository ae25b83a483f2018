"""Near: days said of what is counted in working days may mean either; a person says which."""

from collections.abc import Mapping, Sequence
from itertools import count

from bot.benefits import units
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.investment import Investment

_WORKING = ("working ", "business ", "work ")
_FIRST = 1_000
"""Marks of what was read in two ways begin lower."""


def is_near(said: str | None, agreed: str | None) -> bool:
    """Whether one unit is the other without the word that it counts working time alone."""
    one, other = units.key(said), units.key(agreed)
    return bool(one) and any(other == f"{word}{one}" for word in _WORKING)


def agreed_units(
    investment: Investment, facts: Sequence[Stated], on_record: Sequence[Recorded]
) -> dict[str | None, str]:
    """The unit of each measure: its baseline's, on record before a card's, else its own."""
    found: dict[str | None, str] = {one.id: one.unit for one in investment.measures if one.unit}
    levels = [one for one in (*facts, *on_record) if one.fact.slot == "baseline" and one.fact.unit]
    return found | {one.measure: one.fact.unit for one in levels if one.fact.unit}


def in_both(facts: Sequence[Stated], agreed: Mapping[str | None, str]) -> list[Stated]:
    """The facts, each figure in a near unit as one of two readings: in the agreed one, as said."""
    marks = count(_FIRST)
    return [each for one in facts for each in _readings(one, agreed.get(one.measure), marks)]


def _readings(one: Stated, agreed: str | None, marks: "count[int]") -> list[Stated]:
    fact = one.fact
    is_level = fact.slot in LEVELS and fact.is_level and not one.corrects and fact.either is None
    if not is_level or not is_near(fact.unit, agreed):
        return [one]
    mark = next(marks)
    first = fact.model_copy(update={"unit": agreed, "either": mark})
    second = fact.model_copy(update={"either": mark, "is_second": True})
    return [one.model_copy(update={"fact": each}) for each in (first, second)]
