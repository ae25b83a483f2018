"""Levels: when two figures can be compared at all, and when they differ."""

from typing import Any

from bot.benefits import units
from bot.benefits.facts import Fact, plain
from bot.benefits.investment import Measure, Noise
from bot.benefits.ledger import fits
from bot.benefits.reading import Better

NOISE = Noise(share=0.01)
"""Differences up to this are none, unless the measure says otherwise."""

_ROUNDING = 1e-9
"""What computing with decimal figures adds to a difference, at most, as a share."""


def comparable(one: Fact, other: Fact) -> bool:
    """Whether a level and a later one are of one thing: units that convert, the same part of the
    whole.
    """
    return (
        one.is_level
        and other.is_level
        and units.factor(one.unit, other.unit) is not None
        and fits(one, other)
    )


def middle(fact: Fact, unit: str | None = None) -> float:
    """A level as one number for comparing, in a unit it converts to: a range counts by its middle.

    Raises ValueError where there is no level, or none in that unit.
    """
    times = 1.0 if unit is None else units.factor(fact.unit, unit)
    if times is None:
        raise ValueError("these units never convert")
    if fact.value is not None:
        return fact.value * times
    if fact.low is None or fact.high is None:
        raise ValueError("a change is never a level")
    return (fact.low + fact.high) / 2 * times


def ends(fact: Fact, unit: str | None) -> tuple[float, float]:
    """The least and the most a level may be, in a unit it converts to; one number for most.

    Raises ValueError where there is no level, or none in that unit.
    """
    at = middle(fact, unit)
    if fact.value is None:
        times = units.factor(fact.unit, unit) or 1.0
        low, high = sorted((fact.low or 0.0, fact.high or 0.0))
        return (low * times, high * times)
    if fact.bound is None:
        return (at, at)
    return (at, float("inf")) if fact.bound == ">" else (float("-inf"), at)


def noise_of(measure: Measure) -> Noise:
    """How far figures of a measure differ without anything having changed."""
    return measure.noise or NOISE


def allowed(measure: Measure, level: Fact, other: Fact) -> float:
    """How far another level may lie from this one and still be the same, in this one's unit.

    The measure's noise, and what a mean month may be off by. An amount of noise that does not
    convert to this unit counts for nothing.
    """
    noise = noise_of(measure)
    at = abs(middle(level))
    if noise.share is not None:
        within = at * noise.share
    else:
        wanted = measure.unit or level.unit
        within = (noise.absolute or 0.0) * (units.factor(wanted, level.unit) or 0.0)
    month = at * units.slack(other.unit, level.unit)
    return max(within, month) + at * _ROUNDING


def compared(measure: Measure, before: Fact, after: Fact) -> float | None:
    """By how much the later of two comparable levels is more, at least, in the earlier one's unit.

    0.0 where they differ by no more than the noise. A range has no value and a bound no end: where
    such a figure may lie on either side of the other one, or at it, nothing is certain: None.
    """
    low, high = ends(before, before.unit)
    after_low, after_high = ends(after, before.unit)
    least, most = after_low - high, after_high - low
    within = allowed(measure, before, after)
    if least > within:
        return least
    if most < -within:
        return most
    return 0.0 if -within <= least and most <= within else None


def disagree(measure: Measure, one: Fact, other: Fact) -> bool:
    """Whether two levels cannot both hold: comparable, and further apart than the noise.

    A range holds everything within it; "over 90" holds 95.
    """
    if not comparable(one, other):
        return False
    low, high = ends(one, one.unit)
    other_low, other_high = ends(other, one.unit)
    apart = max(low - other_high, other_low - high)
    return apart > allowed(measure, one, other)


def meets(target: Fact, at: Fact, way: Better | None) -> bool:
    """Whether a level is at its target or past it, all of it for certain; a target "under 4" is
    not met at 4.
    """
    if way is None or not comparable(target, at):
        return False
    low, high = ends(at, target.unit)
    wanted_low, wanted_high = ends(target, target.unit)
    if way == "lower":
        wanted = wanted_high if wanted_high != float("inf") else wanted_low
        return high < wanted or (high == wanted and target.bound != "<")
    wanted = wanted_low if wanted_low != float("-inf") else wanted_high
    return low > wanted or (low == wanted and target.bound != ">")


def towards(baseline: Fact | None, target: Fact | None) -> Better | None:
    """Which way is better, told from where the baseline is and the target lies."""
    if target is None:
        return None
    if baseline is not None and comparable(baseline, target):
        more = middle(target, baseline.unit) - middle(baseline)
    else:
        more = target.change or 0.0
    return None if more == 0 else ("higher" if more > 0 else "lower")


def in_context(fact: Fact, unit: str | None) -> dict[str, Any]:
    """A fact as it is exchanged, its level beside it in the unit of the context.

    `in_context_unit` is a number, or the ends of a range, and only there where another unit was
    said and the conversion is lawful and exact.
    """
    found = fact.as_json()
    times = units.factor(fact.unit, unit)
    same = units.key(fact.unit) == units.key(unit)
    if times is None or same or units.slack(fact.unit, unit) or not fact.is_level:
        return found
    if fact.value is not None:
        return found | {"in_context_unit": plain(round(fact.value * times, 9))}
    low, high = (None if end is None else round(end * times, 9) for end in (fact.low, fact.high))
    return found | {"in_context_unit": {"low": plain(low), "high": plain(high)}}
