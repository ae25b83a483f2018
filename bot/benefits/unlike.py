"""Why two figures of one measure are not like with like."""

import re

from bot.benefits import periods, units
from bot.benefits.drift_kinds import Kind
from bot.benefits.facts import Fact
from bot.benefits.ledger import fits

_PERIODS = re.compile(
    r"(?:(?:working |business )?"
    r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|shift|sprint|season))?"
)
_STANDS = re.compile(
    r"\b(?:backlog|open|outstanding|pending|queue|waiting list|stock|inventory|headcount|staff|"
    r"size)\b",
    re.IGNORECASE,
)
"""What is counted on a day and not over a period."""

_SUMMED = frozenset({"year", "quarter", "month", "week"})
_NO_SUM = frozenset(("", "point", "score", "star", "rank", "ratio", "x", "times"))


def unlike(before: Fact, after: Fact, name: str = "") -> Kind | None:
    """How a figure differs in kind from one on record; None where they are like with like.

    `name` is the measure's: an amount counted over a quarter is not one counted over a month, but
    a backlog is the same whenever it is looked at.
    """
    if _mixes_percent_and_points(before, after):
        return "percent_against_points"
    kind = unlike_units(before.unit, after.unit) if before.is_level and after.is_level else None
    if kind and not _is_loosely_said(before, after) and not counts_in(before.unit, after):
        return kind
    if not fits(before, after):
        alike = units.is_percent(before.unit) and units.is_percent(after.unit)
        return "denominator_changed" if alike else "scope_changed"
    return "period_changed" if _summed_over_other_periods(before, after, name) else None


def counts_in(unit: str | None, fact: Fact) -> bool:
    """Whether a figure was said in this unit and a smaller one, "3 days 4 hours" or "1h20", and was
    read in the smaller: it is the same unit for people."""
    exact = units.factor(fact.unit, unit) is not None and not units.slack(fact.unit, unit)
    word = re.escape(units.key(unit).partition("/")[0])
    short = {"hour": r"|\d\s*(?:h|hrs?)", "day": r"|\d\s*d", "minute": r"|\d\s*(?:m|mins?)"}
    said = rf"(?:\b{word}s?{short.get(word, '')})[\s,]*(?:and\s+)?\d"
    return exact and re.search(said, fact.quote, re.IGNORECASE) is not None


def _is_loosely_said(before: Fact, after: Fact) -> bool:
    """The same number of something that nothing converts to: the figure, its unit cut short."""
    refusal = units.refusal(after.unit, before.unit)
    same = before.value is not None and before.value == after.value
    return same and refusal is not None and refusal.reason == "unlike"


def unlike_units(before: str | None, after: str | None) -> Kind | None:
    """How a unit differs from the one agreed; None where either was not said."""
    one, other = units.key(before), units.key(after)
    if not one or not other or one == other:
        return None
    if _is_mix(one, other):
        return "percent_against_points"
    head, _, rate = one.partition("/")
    other_head, _, other_rate = other.partition("/")
    if head != other_head:
        return "unit_changed"
    timed = all(_PERIODS.fullmatch(each) for each in (rate, other_rate))
    return "period_changed" if timed else "denominator_changed"


def _mixes_percent_and_points(before: Fact, after: Fact) -> bool:
    """A percentage that fell by points is well said; one that fell by percent can mean both."""
    if after.is_level:
        return False
    level, by = before.unit, after.change_unit
    if before.is_level:
        return units.is_percent(level) and units.is_percent(by)
    return _is_mix(before.change_unit, by)


def _is_mix(one: str | None, other: str | None) -> bool:
    return (units.is_percent(one) and units.is_points(other)) or (
        units.is_points(one) and units.is_percent(other)
    )


def _summed_over_other_periods(before: Fact, after: Fact, name: str) -> bool:
    """Whether two amounts were each counted over a period, one longer than the other."""
    if not (before.is_level and after.is_level) or not _is_sum(after.unit, name):
        return False
    spans = {periods.kind(fact.as_of or "") for fact in (before, after)}
    return len(spans) == 2 and spans <= _SUMMED


def _is_sum(unit: str | None, name: str) -> bool:
    one = units.key(unit)
    single = units.is_percent(one) or units.is_points(one)
    lasts = any(units.factor(one, time) for time in ("seconds", "working days"))
    return not (single or lasts or "/" in one or one in _NO_SUM or _STANDS.search(name))
