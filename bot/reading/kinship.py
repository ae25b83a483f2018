"""Whether an amount may be one of a measure, told by the unit agreed for it."""

import re

from bot.benefits import units as lawful
from bot.reading import units
from bot.reading.quantities import Nature, Quantity

_EFFORT = ("fte", "ftes")
_MONEY = re.compile(r"[A-Z]{3}")


def nature_of(unit: str | None) -> Nature | None:
    """The kind of amount a unit makes; None without a unit."""
    if not unit:
        return None
    head = unit.partition("/")[0].strip()
    if head == "%" or head.lower() in ("percent", "per cent", "pct"):
        return "percent"
    if "point" in head.lower() or head.lower().startswith("out of"):
        return "points"
    if _MONEY.fullmatch(head):
        return "money"
    last = head.lower().split()[-1] if head.split() else ""
    return "time" if last in units.TIME or last in _EFFORT else "count"


def fits(quantity: Quantity, unit: str | None) -> bool:
    """Whether an amount's own unit leaves it a figure of this measure.

    Percentages and points are told of every measure; a rate says nothing against it.
    """
    nature = nature_of(unit)
    if nature is None or quantity.nature == "bare":
        return True
    if nature_of(quantity.unit) == nature == "time":
        return True
    if quantity.nature != nature:
        return {quantity.nature, nature} == {"percent", "points"}
    return nature != "count" or _counts_alike(quantity.unit, unit)


def _counts_alike(one: str | None, other: str | None) -> bool:
    """Whether two units count the same, rates aside."""
    heads = [lawful.key((unit or "").partition("/")[0]) for unit in (one, other)]
    if heads[0] == heads[1] or heads[0] in heads[1].split() or heads[1] in heads[0].split():
        return True
    return lawful.factor(heads[0], heads[1]) is not None


_ANY = frozenset({"unit", "item", "piece", "case", "number", "count"})


def counts_any(quantity: Quantity, unit: str | None) -> bool:
    """Whether a count may be told in units of any kind: 60 platelets are 60 units."""
    return quantity.nature == "count" and lawful.key((unit or "").partition("/")[0]) in _ANY
