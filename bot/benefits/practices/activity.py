"""Why activity gets reported and no improvement: what of an investment's record shows the causes.

Success is told by what was delivered, the problem was never framed, measuring began too late, or
nobody owns the outcome, or several do.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from bot.benefits import periods
from bot.benefits.accepted import owner_facts
from bot.benefits.facts import Recorded, Value
from bot.benefits.fiscal import FiscalStart
from bot.benefits.investment import Investment, Measure
from bot.benefits.ledger import Ledger
from bot.benefits.outcomes import is_outcome

Cause = Literal[
    "delivery",
    "counts_activity",
    "problem",
    "late",
    "late_recorded",
    "no_baseline",
    "split",
    "unowned",
]
"""No outcome; none but figures of activity; no problem; a baseline measured, or only put on record,
after go-live; none though it is live; several owners of one measure; no owner."""


class Delivered(Value):
    """Something an update said was done, and where it was said."""

    quote: str
    author: str | None
    said_at: datetime
    permalink: str | None


class Reason(Value):
    """A cause that holds. `shown` is the fact that shows it, `said` the sentence; None where the
    cause is that nothing is there. `measure` is the one it is of, `names` what else stands for it:
    the measures that count activity, the owners there are.
    """

    cause: Cause
    measure: Measure | None = None
    shown: Recorded | None = None
    said: Delivered | None = None
    names: tuple[str, ...] = ()


def reasons(
    investment: Investment,
    facts: Sequence[Recorded],
    delivered: Sequence[Delivered],
    claimed: frozenset[str],
    today: date,
    fiscal_start: FiscalStart = 1,
) -> list[Reason]:
    """The causes that hold, in the article's order. `facts` are those of this investment, `claimed`
    the kinds of claims its updates made.
    """
    ledger = Ledger(facts)
    counting = ledger.counting
    found = [*_delivery(investment, counting, delivered, claimed)]
    if not (investment.problem or "problem" in claimed or _states(counting, "problem")):
        found.append(Reason(cause="problem"))
    found += _late(investment, ledger, today, fiscal_start)
    found += _split(investment, counting)
    return found


def _states(counting: Sequence[Recorded], slot: str) -> bool:
    return any(one.fact.slot == slot for one in counting)


def _delivery(
    investment: Investment,
    counting: Sequence[Recorded],
    delivered: Sequence[Delivered],
    claimed: frozenset[str],
) -> Iterator[Reason]:
    """What was delivered stands for success where no outcome does."""
    if not delivered:
        return
    is_stated = investment.outcome or claimed & {"outcome", "goal"} or _states(counting, "outcome")
    if any(is_outcome(one.name, one.unit) for one in investment.measures):
        return
    if investment.measures:
        names = tuple(one.name for one in investment.measures)
        yield Reason(cause="counts_activity", said=delivered[-1], names=names)
    elif not is_stated:
        yield Reason(cause="delivery", said=delivered[-1])


def _late(
    investment: Investment, ledger: Ledger, today: date, fiscal_start: FiscalStart
) -> Iterator[Reason]:
    """What was first measured once it was live, the worst of it."""
    live = investment.go_live
    if live is None or live > today:
        return
    found = [_when(one, ledger, live, fiscal_start) for one in investment.measures]
    order: tuple[Cause, ...] = ("no_baseline", "late", "late_recorded")
    late = sorted((one for one in found if one), key=lambda one: order.index(one.cause))
    yield from late[:1]


def _when(measure: Measure, ledger: Ledger, live: date, fiscal_start: FiscalStart) -> Reason | None:
    agreed = next(iter(ledger.agreed(measure.id).values()), None)
    if agreed is None:
        return Reason(cause="no_baseline", measure=measure)
    if agreed.fact.as_of is not None:
        first, _ = periods.span(agreed.fact.as_of, fiscal_start)
        if first > live:
            return Reason(cause="late", measure=measure, shown=agreed)
    if agreed.said_at.date() > live:
        return Reason(cause="late_recorded", measure=measure, shown=agreed)
    return None


def _split(investment: Investment, counting: Sequence[Recorded]) -> Iterator[Reason]:
    """Several people are on record for one measure, or nobody is for any."""
    owners = [one for one in counting if one.fact.slot == "owner"]
    for measure in investment.measures:
        own = [one for one in owner_facts(owners, measure.id) if one.fact.person]
        names = tuple(dict.fromkeys(one.fact.person or "" for one in own))
        if len(names) > 1:
            yield Reason(cause="split", measure=measure, shown=own[-1], names=names)
            return
    if not owners:
        yield Reason(cause="unowned")
