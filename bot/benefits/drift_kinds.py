"""The ways a record drifts from what was agreed."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.benefits.facts import Recorded, Stated

Kind = Literal[
    "contradicted",
    "rebaselined",
    "quoted_after_correction",
    "claimed_twice",
    "percent_against_points",
    "unit_changed",
    "denominator_changed",
    "scope_changed",
    "period_changed",
    "before_go_live",
    "not_an_outcome",
    "same_measure",
    "target_moved",
    "date_moved",
]
"""Most serious first."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Found:
    """A drift before it has its id. `what` tells it from others of its kind: the same words make
    the same drift, so that it is noticed once."""

    kind: Kind
    before: Recorded | None
    what: tuple[str, ...]
    beside: str | None = None


def figure_key(stated: Stated) -> str:
    """The figure a fact states, apart from who said it when."""
    fact = stated.fact
    return repr((fact.value, fact.low, fact.high, fact.unit, fact.change, fact.change_unit))
