"""The ladder of evidence: how far a measure's record can be trusted, rung by rung."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal, get_args

from bot.benefits.facts import Recorded
from bot.benefits.investment import Investment
from bot.benefits.verdict import Case, period

Rung = Literal["activity_only", "framed", "baselined", "claimed", "evidenced", "held"]

RUNGS: tuple[Rung, ...] = get_args(Rung)
"""From the lowest up."""


def met(case: Case, investment: Investment, known: Sequence[Recorded]) -> list[Rung]:
    """Every rung a measure stands on, each judged alone, from the lowest up.

    `known` are the facts that count, of the measure and of the whole investment.
    """
    slots = {fact.fact.slot for fact in known}
    framed = investment.measures or investment.outcome or slots & {"outcome", "measure"}
    holds = {
        "activity_only": True,
        "framed": bool(framed) and "owner" in slots,
        "baselined": case.baseline is not None,
        "claimed": bool(case.shown) or case.outcome_claimed,
        "evidenced": bool(case.evidenced),
        "held": _held(case),
    }
    return [rung for rung in RUNGS if holds[rung]]


def missing_below(rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """What is missing below the highest of these rungs."""
    below = RUNGS[: RUNGS.index(rungs[-1])]
    return tuple(rung for rung in below if rung not in rungs)


def _held(case: Case) -> bool:
    """Whether two evidenced measurements lie apart by the measure's rhythm."""
    days = [period(fact, case.fiscal_start)[1] for fact in case.evidenced]
    return bool(days) and max(days) - min(days) >= timedelta(days=case.measure.rhythm)
