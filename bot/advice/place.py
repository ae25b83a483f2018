"""Placing: which investment an update is about, and which measure each of its facts."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.benefits import measures
from bot.benefits.facts import LEVELS, Fact, Stated, Value
from bot.benefits.gaps import named
from bot.benefits.investment import Investment, Measure


class Source(Value):
    """The message that facts were stated in."""

    author: str
    said_at: datetime
    channel: str
    ts: str
    permalink: str | None


def measure_id(investment: str, name: str) -> str:
    """The same for the same measure of the same investment, however its name is written."""
    return "m" + _digest(f"{investment}\x1f{measures.key(name)}")


def investment_id(workspace: str, name: str) -> str:
    """The same for the same name in the same workspace."""
    return "i" + _digest(f"{workspace}\x1f{measures.key(name)}")


def proposal_id(event: str) -> str:
    """One event makes one proposal, however often it is handled."""
    return "p" + _digest(event)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def about(text: str, here: Sequence[Investment], facts: Sequence[Fact]) -> list[Investment]:
    """The investments of a channel that an update may be about: one where it is clear.

    A name or alias in the text settles it, else a measure its figures name, else there is no
    telling and all are returned.
    """
    if len(here) < 2:
        return list(here)
    folded = f" {measures.key(text)} "
    by_name = [
        one
        for one in here
        if any(f" {measures.key(name)} " in folded for name in (one.name, *one.aliases))
    ]
    if len(by_name) == 1:
        return by_name
    by_measure = [one for one in here if any(named(one, fact.measure) for fact in facts)]
    return by_measure if len(by_measure) == 1 else list(here)


def with_new_measures(investment: Investment, facts: Sequence[Fact]) -> Investment:
    """The investment with the measures that the text names for the first time."""
    for fact in facts:
        name = _names(fact)
        if name is not None and named(investment, name) is None:
            new = Measure(
                id=measure_id(investment.id, name),
                name=name,
                unit=fact.unit,
                better=measures.better(name),
            )
            investment = investment.model_copy(update={"measures": (*investment.measures, new)})
    return investment


def _names(fact: Fact) -> str | None:
    """The measure a fact names, where naming one makes it a measure of the investment."""
    if fact.slot == "measure":
        return fact.measure or fact.text
    return fact.measure if fact.slot in LEVELS else None


def placed(
    facts: Sequence[Fact],
    investment: Investment,
    source: Source,
    asked_of: str | None = None,
) -> list[Stated]:
    """Each fact with the measure it belongs to.

    A fact that names no measure belongs to the measure asked about; else an owner, source or date
    fills every measure of the message; else the investment's only measure. Where nothing tells,
    the fact is left out: nothing is recorded on a guess.
    """
    figures = [named(investment, fact.measure) for fact in facts if fact.slot in LEVELS]
    spoken = list(dict.fromkeys(measure.id for measure in figures if measure))
    only = [measure.id for measure in investment.measures]
    stated: list[Stated] = []
    for fact in facts:
        own = named(investment, _names(fact) or fact.measure)
        if own is not None:
            homes: list[str] = [own.id]
        elif asked_of is not None:
            homes = [asked_of]
        elif spoken and fact.slot not in LEVELS:
            homes = spoken
        else:
            homes = only if len(only) == 1 else []
        stated += [_stated(fact, home, source) for home in homes]
        if fact.slot in ("problem", "outcome", "barrier") and not homes:
            stated.append(_stated(fact, None, source))
    return stated


def _stated(fact: Fact, measure: str | None, source: Source) -> Stated:
    return Stated(fact=fact, measure=measure, **source.model_dump())
