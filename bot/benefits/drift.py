"""Drift: what was said does not fit what was agreed, noticed once and said kindly."""

import hashlib
from collections.abc import Sequence
from typing import Literal, get_args

from bot.benefits.facts import Recorded, Stated, Value
from bot.benefits.investment import Investment

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
"""The ways a record drifts, most serious first."""

KINDS: tuple[Kind, ...] = get_args(Kind)


class Drift(Value):
    """One thing that was noticed. `id` is the same for the same thing, however often it is said.

    `before` is what it does not fit, None where that is no fact. `investment` and `measure` are
    ids; `about` and `beside` are the names a sentence needs: of the measure, and of the other
    measure or investment where there is one.
    """

    id: str
    kind: Kind
    investment: str
    measure: str | None
    before: Recorded | None
    after: Stated
    about: str
    beside: str | None = None


class Other(Value):
    """Another investment and its facts, which every reader of the notice may see."""

    investment: Investment
    facts: tuple[Recorded, ...]


def drift_id(kind: Kind, investment: str, measure: str | None, *figures: str) -> str:
    """The same for the same drift: it is noticed once for ever."""
    key = "\x1f".join((kind, investment, measure or "", *figures))
    return "d" + hashlib.sha256(key.encode()).hexdigest()[:16]


def noticed(
    investment: Investment,
    stated: Sequence[Stated],
    on_record: Sequence[Recorded],
    others: Sequence[Other] = (),
) -> list[Drift]:
    """What of a text does not fit the record, most serious first, each thing once."""
    del investment, stated, on_record, others
    return []
