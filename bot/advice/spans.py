"""Spans: what a measure did over the period somebody asked about."""

from collections.abc import Sequence
from datetime import date

from bot.benefits import periods
from bot.benefits.evidence import Shown
from bot.benefits.facts import Recorded
from bot.benefits.ledger import order
from bot.benefits.position import Position, comparable
from bot.benefits.verdict import period


def is_by(fact: Recorded, until: date | None) -> bool:
    """Whether it is known as of that day: a measured figure of a later period is not."""
    return until is None or fact.fact.slot != "current" or period(fact)[1] <= until


def before(at: Position, own: Sequence[Recorded], since: date | None) -> Recorded | None:
    """The figure a change over a period begins with: the last one that somebody showed before the
    period, else the baseline; None where no period was asked for or nothing compares.
    """
    current = at.current_fact
    if since is None or current is None:
        return None
    shown = Shown(own)
    earlier = [
        fact
        for fact in own
        if fact.fact.slot == "current"
        and fact.id != current.id
        and period(fact)[1] < since
        and comparable(fact.fact, current.fact)
        and shown.of(fact)
    ]
    if earlier:
        return max(earlier, key=lambda fact: (period(fact)[1], order(fact)))
    first = at.baseline_fact
    return first if first is not None and comparable(first.fact, current.fact) else None


def bears(first: Recorded, since: date) -> bool:
    """Whether a change told from this figure is one since that day: it was measured on the way
    into the period or within it. A baseline of long before says nothing of when it changed.
    """
    if first.fact.slot == "current":
        return True
    return first.fact.as_of is not None and (since - period(first)[1]).days <= 1


def when(fact: Recorded) -> str | None:
    """The time a figure holds for, in words; None for a baseline nobody dated."""
    if fact.fact.as_of is not None:
        return periods.in_words(fact.fact.as_of)
    return (
        periods.in_words(fact.said_at.date().isoformat()) if fact.fact.slot == "current" else None
    )
