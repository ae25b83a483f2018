"""Result: a level of a time that go-live lies in, told after it, is no second baseline."""

import re
from collections.abc import Sequence

from bot.benefits.facts import Recorded, Stated
from bot.benefits.investment import Investment
from bot.benefits.ledger import in_force, scope
from bot.benefits.verdict import period

_BEFORE = re.compile(
    r"\b(?:before|prior|previous(?:ly)?|used\s+to|until|baseline|starting|old|originally|"
    r"beforehand)\b",
    re.IGNORECASE,
)


def as_results(
    stated: Sequence[Stated],
    investment: Investment,
    on_record: Sequence[Recorded],
    fiscal_start: int = 1,
) -> list[Stated]:
    """The facts, where one that was read as a baseline is the latest figure if there is an agreed
    baseline of an earlier time, and its own time ended after go-live, where that is known.

    Its words decide where they say that it was before.
    """
    agreed = [one for one in in_force(on_record) if one.fact.slot == "baseline" and one.fact.as_of]
    return [
        _as_result(one) if _is_result(one, investment, agreed, fiscal_start) else one
        for one in stated
    ]


def _is_result(
    stated: Stated, investment: Investment, agreed: Sequence[Recorded], fiscal_start: int
) -> bool:
    live, fact = investment.go_live, stated.fact
    if fact.slot != "baseline" or not fact.is_level or fact.as_of is None:
        return False
    if stated.supersedes or _BEFORE.search(fact.quote):
        return False
    first, last = period(stated, fiscal_start)
    if live is not None and (stated.said_at.date() < live or last < live):
        return False
    return any(
        one.measure == stated.measure
        and scope(one.fact) == scope(fact)
        and period(one, fiscal_start)[1] < first
        for one in agreed
    )


def _as_result(stated: Stated) -> Stated:
    return stated.model_copy(update={"fact": stated.fact.model_copy(update={"slot": "current"})})
