"""Units: how they are written, and which can lawfully be turned into which.

Spans of time convert. Currencies never do, working days never become days, and percent and
percentage points are two things.
"""

import re

CURRENCY = re.compile(r"(?P<code>[A-Z]{3})(?:/(?P<rate>.+))?")

_SIGNS = {"£": "GBP", "$": "USD", "€": "EUR", "percent": "%", "per cent": "%", "pct": "%"}
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 604_800,
    "fortnight": 1_209_600,
}


def tidy(written: str) -> str:
    """A unit as a person types it, written as figures have it: `£/Month` as `GBP/month`."""
    head, slash, rate = written.strip().partition("/")
    head = head.strip()
    known = _SIGNS.get(head.casefold()) or (head if head.isupper() else head.casefold())
    return known + slash + rate.strip().casefold()


def in_singular(unit: str) -> str:
    """A unit for one: `days` as day, `hours/week` as hour/week."""
    head, slash, rate = unit.partition("/")
    if head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    return head + slash + rate


def key(unit: str | None) -> str:
    """What makes two units one: `day` and `days`, `Days`."""
    if unit is None or CURRENCY.fullmatch(unit):
        return unit or ""
    return in_singular(unit.casefold().strip())


def factor(unit: str | None, wanted: str | None) -> float | None:
    """What a number is multiplied by to stand in the wanted unit; None where it cannot be."""
    one, other = key(unit), key(wanted)
    if one == other:
        return 1.0
    head, _, rate = one.partition("/")
    other_head, _, other_rate = other.partition("/")
    if rate != other_rate or head not in _SECONDS or other_head not in _SECONDS:
        return None
    return _SECONDS[head] / _SECONDS[other_head]
