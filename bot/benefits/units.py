"""Units: how they are written, and which can lawfully be turned into which.

Units of one dimension convert. Currencies never do, working days never become days, and percent
and percentage points are two things. Months convert to days by the mean month of the calendar, and
`slack` tells how far that may be off. What is done a day is never turned into what is done a week:
nobody knows how many days such a week has.
"""

import re
from functools import lru_cache
from typing import Literal

from bot.benefits import physics
from bot.benefits.facts import Value

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
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MONTH = 30.436875 * 86_400
"""Seconds of the mean month: a year of 365.2425 days has twelve."""

_POINTS = {"percentage point": 1.0, "basis point": 0.01}
_HOURLY = frozenset({"second", "minute", "hour"})
_WEEKLY = frozenset({"week", "fortnight", *_MONTHS})
"""Rates convert within one of these two, never from one to the other."""

SLACK = 0.08
"""A month has 28 to 31 days: figures compared by the mean month may be off by this share."""

_WORKING = re.compile(r"\b(?:working|business|work|office|person|man|staff)[ -]")

Reason = Literal["currencies", "working_time", "percent_and_points", "rates", "unlike"]


class Refusal(Value):
    """Why a figure in one unit cannot stand in another: `reason` has words in the replies."""

    reason: Reason
    unit: str | None
    wanted: str | None


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
    if unit is None:
        return ""
    folded = unit.casefold().strip()
    if CURRENCY.fullmatch(unit) and not physics.is_physical(folded):
        return unit
    return in_singular(_SIGNS.get(folded, folded))


@lru_cache(maxsize=1_024)
def factor(unit: str | None, wanted: str | None) -> float | None:
    """What a number is multiplied by to stand in the wanted unit; None where it cannot be."""
    one, other = key(unit), key(wanted)
    if one == other:
        return 1.0
    head, _, rate = one.partition("/")
    other_head, _, other_rate = other.partition("/")
    heads, rates = _span(head, other_head), _rate(rate, other_rate)
    return None if heads is None or rates is None else heads / rates


def slack(unit: str | None, wanted: str | None) -> float:
    """The share by which a conversion may be off: nothing, but where a month is taken as a mean."""
    if unit == wanted:
        return 0.0
    one, other = key(unit), key(wanted)
    for first, second in zip(one.split("/"), other.split("/"), strict=False):
        if first != second and (first in _MONTHS) != (second in _MONTHS):
            return SLACK
    return 0.0


def refusal(unit: str | None, wanted: str | None) -> Refusal | None:
    """Why a number in one unit cannot stand in the other; None where it can."""
    if factor(unit, wanted) is not None:
        return None
    return Refusal(reason=_reason(key(unit), key(wanted)), unit=unit, wanted=wanted)


def converted(value: float, unit: str | None, wanted: str | None) -> float | Refusal:
    """A number in another unit, or why it cannot be."""
    times = factor(unit, wanted)
    if times is None:
        return Refusal(reason=_reason(key(unit), key(wanted)), unit=unit, wanted=wanted)
    return value * times


def is_percent(unit: str | None) -> bool:
    """Whether it counts hundredths of something."""
    return key(unit) == "%"


def is_count(unit: str | None) -> bool:
    """Whether it counts things, such as tickets or cases a day: no time, money, share or size."""
    head = key(unit).partition("/")[0]
    if not head or head == "%" or head in _POINTS or CURRENCY.fullmatch(head):
        return False
    return (
        factor(head, "seconds") is None
        and not _WORKING.match(head)
        and not (physics.is_physical(head))
    )


def is_time(unit: str | None) -> bool:
    """Whether it counts how long something lasts, in working time or not."""
    head = key(unit).partition("/")[0]
    return factor(_WORKING.sub("", head), "seconds") is not None


def is_points(unit: str | None) -> bool:
    """Whether it counts the distance between two percentages."""
    return key(unit) in _POINTS


def _span(head: str, wanted: str) -> float | None:
    """One of these in the wanted unit, rates aside."""
    if head == wanted:
        return 1.0
    if head in _POINTS and wanted in _POINTS:
        return _POINTS[head] / _POINTS[wanted]
    if (one := _time(head)) and (other := _time(wanted)):
        return one / other
    first, _, rest = head.partition(" ")
    second, _, other_rest = wanted.partition(" ")
    return physics.ratio(in_singular(first), in_singular(second)) if rest == other_rest else None


def _time(word: str) -> float | None:
    """A span of time in seconds."""
    if word in _MONTHS:
        return _MONTHS[word] * _MONTH
    return _SECONDS.get(word)


def _rate(rate: str, wanted: str) -> float | None:
    """How many of the wanted periods one period is; None where they are of two kinds."""
    if rate == wanted:
        return 1.0
    for kind in (_HOURLY, _WEEKLY):
        if rate in kind and wanted in kind:
            return _span(rate, wanted)
    return None


def _reason(one: str, other: str) -> Reason:
    head, _, rate = one.partition("/")
    other_head, _, other_rate = other.partition("/")
    if CURRENCY.fullmatch(head) and CURRENCY.fullmatch(other_head) and head != other_head:
        return "currencies"
    if any(is_percent(word) for word in (one, other)) and any(map(is_points, (one, other))):
        return "percent_and_points"
    if _WORKING.search(f"{one} ") or _WORKING.search(f"{other} "):
        return "working_time"
    return "rates" if rate != other_rate and _span(head, other_head) is not None else "unlike"
