"""What looks like one thing under two names: a measure twice, a benefit in two investments."""

from collections.abc import Iterator, Sequence

from bot.benefits import levels, measures, units
from bot.benefits.drift_kinds import Found, figure_key
from bot.benefits.facts import LEVELS, Fact, Recorded, Stated
from bot.benefits.investment import Investment, Measure
from bot.benefits.ledger import scope


def same_measure(
    after: Stated, measure: Measure, investment: Investment, counting: Sequence[Recorded]
) -> Iterator[Found]:
    """Another measure of the investment that this one seems to be: the same words in one unit, or
    the same figure of the same period. Only while nothing of this one is on record."""
    if after.fact.slot not in LEVELS or any(fact.measure == measure.id for fact in counting):
        return
    for other in investment.measures:
        own = [fact for fact in counting if fact.measure == other.id and _is_figure(fact.fact)]
        if other.id == measure.id or not own:
            continue
        equal = next((fact for fact in own if _same_figure(fact.fact, after.fact)), None)
        if equal is None and not _same_words(measure, other, after.fact.unit):
            continue
        yield Found("same_measure", equal or own[0], (other.id,), other.name)


def _same_words(one: Measure, other: Measure, unit: str | None) -> bool:
    """Whether two names say the same in one unit; a measure of a part is not the whole's."""
    if units.factor(one.unit or unit, other.unit or unit) is None:
        return False
    return any(
        measures.one_in_words(first, second) for first in one.names for second in other.names
    )


def _same_figure(one: Fact, other: Fact) -> bool:
    """The same slot, amount, unit, part and named period: too much for a coincidence."""
    alike = one.slot == other.slot and one.as_of is not None and one.as_of == other.as_of
    return alike and scope(one) == scope(other) and _equal(one, other) and bool(one.value)


def claimed_twice(
    after: Stated, measure: Measure, other: Investment, facts: Sequence[Recorded]
) -> Iterator[Found]:
    """The figure of another investment that this one claims too: the same amount of the same
    measure, or the same sum of money, and of no other period."""
    if after.fact.slot != "current":
        return
    for fact in facts:
        theirs = other.measure(fact.measure)
        if theirs is None or fact.fact.slot != "current" or not _may_be_one(fact, after):
            continue
        if _same_benefit(fact.fact, measure, theirs):
            what = (other.id, theirs.id, figure_key(after))
            yield Found("claimed_twice", fact, what, other.name)
            return


def _may_be_one(fact: Recorded, after: Stated) -> bool:
    """Equal amounts of one part and of periods that do not differ."""
    one, other = fact.fact, after.fact
    if scope(one) != scope(other) or not _equal(one, other):
        return False
    return one.as_of == other.as_of or one.as_of is None or other.as_of is None


def _same_benefit(one: Fact, measure: Measure, theirs: Measure) -> bool:
    named = any(
        measures.same(first, second) or measures.near(first, second)
        for first in measure.names
        for second in theirs.names
    )
    unit = (one.change_unit or one.unit or "").partition("/")[0]
    money = units.CURRENCY.fullmatch(unit) is not None
    return named or money


def _equal(one: Fact, other: Fact) -> bool:
    """Whether two facts state the same amount, or the same change."""
    if levels.comparable(one, other):
        return abs(levels.middle(one) - levels.middle(other, one.unit)) < 1e-9
    if one.is_level or other.is_level or one.change is None:
        return False
    same_unit = units.key(one.change_unit) == units.key(other.change_unit)
    return one.change == other.change and same_unit


def _is_figure(fact: Fact) -> bool:
    return fact.slot in LEVELS and (fact.is_level or fact.change is not None)
