"""Verdicts: what a measure's figures amount to, the first that fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.benefits import levels, periods
from bot.benefits.facts import Recorded, Stated
from bot.benefits.investment import Measure
from bot.benefits.ledger import Order, fits, order, scope
from bot.benefits.reading import Better

Verdict = Literal[
    "not_due",
    "not_measured",
    "claimed_without_evidence",
    "no_baseline",
    "contradicted",
    "improved",
    "worse",
    "unchanged",
]


@dataclass(frozen=True, slots=True)
class Case:
    """All a verdict depends on.

    `shown` are the current figures that count, `evidenced` those somebody showed, `current` the
    one of them that is judged. `baseline_shown` is whether somebody showed the baseline. `better`
    is None where nobody knows which way is. `due` is when a first measurement is expected; `today`
    is the day of the judgement.
    """

    measure: Measure
    baseline: Recorded | None
    current: Recorded | None
    shown: Sequence[Recorded]
    evidenced: Sequence[Recorded]
    outcome_claimed: bool
    better: Better | None
    due: date | None
    today: date
    fiscal_start: int = 1
    baseline_shown: bool = False


def verdict(case: Case) -> Verdict:
    """The first that fits, in the order of their names above."""
    if not case.shown and not case.outcome_claimed:
        later = case.due is not None and case.due > case.today
        return "not_due" if later else "not_measured"
    if not case.evidenced or case.current is None:
        return "claimed_without_evidence"
    if case.baseline is None or case.better is None or not _alike(case.baseline, case.current):
        return "no_baseline"
    if disagreeing(case, case.current):
        return "contradicted"
    if is_second_baseline(case.measure, case.baseline, case.current, case.fiscal_start):
        return "no_baseline"
    more = levels.compared(case.measure, case.baseline.fact, case.current.fact)
    if more is None or is_earlier(case.current, case.baseline, case.fiscal_start):
        return "no_baseline"
    if more == 0:
        return "unchanged"
    return "improved" if (more > 0) == (case.better == "higher") else "worse"


def _alike(one: Recorded, other: Recorded) -> bool:
    return levels.comparable(one.fact, other.fact)


def is_earlier(current: Stated, baseline: Stated, fiscal_start: int = 1) -> bool:
    """Whether a figure is of a time before the baseline's, so that nothing improved since."""
    dated = baseline.fact.as_of is not None
    return dated and period(current, fiscal_start)[1] < period(baseline, fiscal_start)[0]


def is_second_baseline(
    measure: Measure, baseline: Stated, current: Stated, fiscal_start: int = 1
) -> bool:
    """Whether a figure is of the baseline's own period, from another message, and says something
    else: nothing moved. What one message cut "in Q1 from 14 to 9" did move.
    """
    dated = None not in (baseline.fact.as_of, current.fact.as_of)
    is_elsewhere = baseline.place is None or baseline.place != current.place
    return (
        dated
        and is_elsewhere
        and period(baseline, fiscal_start) == period(current, fiscal_start)
        and levels.disagree(measure, baseline.fact, current.fact)
    )


def disagreeing(case: Case, one: Recorded) -> list[Recorded]:
    """The evidenced figures that say something else about the same period and scope as this one;
    an evidenced baseline of its period is one of them.
    """
    span = period(one, case.fiscal_start)
    return _disputed(case, one) + [
        other
        for other in case.evidenced
        if levels.disagree(case.measure, one.fact, other.fact)
        and period(other, case.fiscal_start) == span
    ]


def _disputed(case: Case, one: Recorded) -> list[Recorded]:
    first, start = case.baseline, case.fiscal_start
    if first is None or not case.baseline_shown:
        return []
    return [first] if is_second_baseline(case.measure, first, one, start) else []


def judged(
    figures: Sequence[Recorded], agreed: Mapping[str, Recorded], fiscal_start: int = 1
) -> Recorded | None:
    """The figure that counts: of the latest period, not the best.

    Of one period, what can be set against the agreed baseline of its scope comes before what
    cannot, a level before a change, the whole before a part of it.
    """

    def rank(fact: Recorded) -> tuple[date, bool, bool, bool, Order]:
        part = scope(fact.fact)
        alike = any(fits(one.fact, fact.fact) and _alike(one, fact) for one in agreed.values())
        day = period(fact, fiscal_start)[1]
        return (day, alike, fact.fact.is_level, part == "", order(fact))

    return max(figures, key=rank, default=None)


def period(fact: Stated, fiscal_start: int = 1) -> tuple[date, date]:
    """The first and last day a figure holds for; the day it was said, where nothing else is."""
    said = fact.said_at.date()
    if fact.fact.as_of is None:
        return (said, said)
    try:
        return periods.span(fact.fact.as_of, fiscal_start)
    except ValueError:
        return (said, said)
