"""Units of weight, length, energy, power, volume and data, turned into each other by pint."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import UnitRegistry

_NAMES = {
    "milligram": "mg milligram milligramme",
    "gram": "g gram gramme",
    "kilogram": "kg kilo kilogram kilogramme",
    "metric_ton": "t tonne",
    "millimeter": "mm millimetre millimeter",
    "centimeter": "cm centimetre centimeter",
    "meter": "metre meter",
    "kilometer": "km kilometre kilometer",
    "mile": "mile",
    "milliliter": "ml millilitre milliliter",
    "liter": "l litre liter",
    "hectare": "hectare",
    "acre": "acre",
    "watt": "watt",
    "kilowatt": "kw kilowatt",
    "megawatt": "megawatt",
    "watt_hour": "wh watt-hour",
    "kilowatt_hour": "kwh kilowatt-hour",
    "megawatt_hour": "mwh megawatt-hour",
    "gigawatt_hour": "gwh gigawatt-hour",
    "kilojoule": "kilojoule",
    "megajoule": "megajoule",
    "kilobyte": "kb kilobyte",
    "megabyte": "megabyte",
    "gigabyte": "gb gigabyte",
    "terabyte": "tb terabyte",
}
"""The words read as such a unit. Only these: pint would take a point for a length, a stone for a
weight, and per cent for a hundredth. Tons, pounds and gallons are several units each."""

_KNOWN = {word: name for name, words in _NAMES.items() for word in words.split()}


@cache
def _registry() -> "UnitRegistry[float]":
    from pint import UnitRegistry  # noqa: PLC0415 - a third of a second, and seldom needed

    return UnitRegistry(cache_folder=None)


def is_physical(word: str) -> bool:
    """Whether a word, in the singular, is one of these units."""
    return word in _KNOWN


def ratio(word: str, wanted: str) -> float | None:
    """How many of the wanted unit one of these is; None where they measure different things."""
    one, other = _KNOWN.get(word), _KNOWN.get(wanted)
    if one is None or other is None:
        return None
    units = _registry()
    first, second = units.Unit(one), units.Unit(other)
    if first.dimensionality != second.dimensionality:
        return None
    return float(units.Quantity(1, first).to(second).magnitude)
