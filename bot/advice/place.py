"""Placing: which investment an update is about, and which measure each of its facts."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.advice import nearest
from bot.advice.doors import Doors
from bot.benefits import measures, units
from bot.benefits.conversation import Posted
from bot.benefits.facts import LEVELS, ME, Fact, Stated, Value
from bot.benefits.gaps import named
from bot.benefits.investment import Investment, Measure
from bot.benefits.outcomes import is_outcome
from bot.benefits.practices import money

_COMMON = frozenset(
    {
        *("and", "for", "the", "per", "new", "old", "phase", "project", "programme", "program"),
        *("initiative", "system", "team", "time", "rate", "number", "share", "average", "total"),
        *("mean", "cost", "day", "hour", "week", "month", "year", "people", "user", "customer"),
    }
)
"""Words of names that are said of anything, and tell no investment from another."""


class Source(Value):
    """The message that facts were stated in; `edited_at` where it was changed since."""

    author: str
    said_at: datetime
    edited_at: datetime | None = None
    channel: str
    ts: str
    permalink: str | None


def source_of(said: Posted, doors: Doors) -> Source:
    """The message as a source, with its lasting link. Asks the world for it."""
    return Source(
        author=said.user,
        said_at=said.at,
        edited_at=said.edited_at,
        channel=said.channel,
        ts=said.ts,
        permalink=doors.directory.permalink(said.workspace, said.channel, said.ts),
    )


def measure_id(investment: str, name: str) -> str:
    """The same for the same measure of the same investment, however its name is written."""
    return "m" + _digest(f"{investment}\x1f{measures.key(name)}")


def investment_id(workspace: str, channel: str, name: str) -> str:
    """The same for the same name in the same channel, however it is written."""
    return "i" + _digest("\x1f".join((workspace, channel, measures.key(name))))


def proposal_id(event: str) -> str:
    """One event makes one proposal, however often it is handled."""
    return "p" + _digest(event)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def about(text: str, here: Sequence[Investment], facts: Sequence[Fact]) -> list[Investment]:
    """The investments of a channel that an update may be about: one where it is clear.

    A name or alias in the text settles it, else a measure that its figures or its words name, else
    a word that only one of them has in its names, else there is no telling and all are returned.
    """
    if len(here) < 2:
        return list(here)
    folded = f" {measures.key(text)} "

    def stands(name: str) -> bool:
        return f" {measures.key(name)} " in folded

    hints = (
        [one for one in here if any(map(stands, (one.name, *one.aliases)))],
        [one for one in here if any(named(one, fact.measure) for fact in facts)],
        [
            one
            for one in here
            if any(stands(name) for measure in one.measures for name in measure.names)
        ],
        _by_a_word(set(folded.split()), here),
    )
    return next((found for found in hints if len(found) == 1), list(here))


def named_in(text: str, seen: Sequence[Investment]) -> str | None:
    """The name of the one investment, or the one measure, that stands in a text; None where it is
    not one.
    """
    folded = f" {measures.key(text)} "

    def stands(*names: str) -> bool:
        return any(f" {measures.key(name)} " in folded for name in names if measures.key(name))

    by_name = [one.name for one in seen if stands(one.name, *one.aliases)]
    by_measure = [each.name for one in seen for each in one.measures if stands(*each.names)]
    for found in (by_name, by_measure):
        if len(found) == 1:
            return found[0]
    told = about(text, seen, ()) if len(seen) > 1 and not by_name else []
    return told[0].name if len(told) == 1 else None


def spoken_of(text: str, here: Sequence[Investment]) -> list[Investment]:
    """The investments whose name, alias or measure stands in a text; all, where it says none."""

    def named_of(one: Investment) -> list[str]:
        return [one.name, *one.aliases, *(name for each in one.measures for name in each.names)]

    return [one for one in here if stands(text, named_of(one))] or list(here)


def stands(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names stands in a text."""
    folded = f" {measures.key(text)} "
    return any(f" {measures.key(name)} " in folded for name in names if measures.key(name))


def _by_a_word(said: set[str], here: Sequence[Investment]) -> list[Investment]:
    """The investments of whose names a text says a word that no other one of them has."""
    words = {one.id: _telling(one) for one in here}
    shared = {
        word
        for one in here
        for other in here
        if one.id != other.id
        for word in words[one.id] & words[other.id]
    }
    return [one for one in here if (words[one.id] - shared) & said]


def _telling(investment: Investment) -> set[str]:
    names = [investment.name, *investment.aliases]
    names += [name for measure in investment.measures for name in measure.names]
    words = {word for name in names for word in measures.key(name).split()}
    return {word for word in words if len(word) > 2 and not word.isdigit()} - _COMMON


def of_outcomes(facts: Sequence[Fact], investment: Investment) -> list[Fact]:
    """The facts without the figures of use or of a technical state, unless somebody agreed to
    measure by them: those are deliveries, and are asked about as such. A figure of what is no name
    and stands by no measure on record is left out too, with those of the same words; and so is
    what an investment may cost, has cost, or is said to bring.
    """
    agreed = [name for one in investment.measures for name in one.names]
    own = (investment.name, *investment.aliases)
    facts = [
        one for one in facts if not (one.slot in LEVELS and money.told(one.quote, own, agreed))
    ]
    torn = {fact.quote for fact in facts if nearest.is_torn(fact.measure or "")}
    return [
        fact
        for fact in facts
        if fact.slot not in LEVELS
        or (
            fact.measure is None
            and fact.quote not in torn
            and not _counts_something_else(fact, investment)
        )
        or (
            fact.measure is not None
            and is_outcome(fact.measure, fact.unit)
            and not nearest.is_torn(fact.measure)
        )
        or nearest.told(fact, investment)
        or any(measures.same(name, fact.measure or "") for name in agreed)
    ]


def _counts_something_else(fact: Fact, investment: Investment) -> bool:
    """Whether a figure of what is no name counts things, where all that is measured is measured
    otherwise: 31 tickets are no working days.
    """
    agreed = [one.unit for one in investment.measures]
    if not agreed or None in agreed or not fact.is_level or not units.is_count(fact.unit):
        return False
    return all(units.key(one) != units.key(fact.unit) and not units.is_count(one) for one in agreed)


def with_new_measures(investment: Investment, facts: Sequence[Fact]) -> Investment:
    """The investment with the measures that the text names for the first time.

    Which way is better stays open until people agree on it: a name is no agreement.
    """
    for fact in facts:
        name = _names(fact)
        if name is None or any(
            measures.same(each, name) for one in investment.measures for each in one.names
        ):
            continue
        if _meant(investment, name, fact) or nearest.told(fact, investment):
            continue
        new = Measure(id=measure_id(investment.id, name), name=name, unit=fact.unit)
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

    A figure that names no measure belongs to the one asked about, else to the investment's only
    one. An owner, source or date fills every measure of its message, else the same. Where nothing
    tells, the fact is left out: nothing is recorded on a guess. An owner is the whole
    investment's while it has no measure; a problem, outcome or barrier always is. What a message
    says more than once is stated once.
    """
    only = investment.measures[0].id if len(investment.measures) == 1 else None
    usual = [one for one in (asked_of or only,) if one]
    homes = [_own(fact, investment) or _each(fact, investment) or usual for fact in facts]
    spoken = dict.fromkeys(
        home for fact, own in zip(facts, homes, strict=True) if fact.slot in LEVELS for home in own
    )
    stated: list[Stated] = []
    for fact, own in zip(facts, homes, strict=True):
        if _is_of_the_whole(fact, investment):
            stated.append(_stated(fact, None, source))
        elif fact.slot in LEVELS or _own(fact, investment):
            stated += [_stated(fact, home, source) for home in own]
        else:
            stated += [_stated(fact, home, source) for home in (*spoken,) or own]
    first: dict[tuple[str | None, Fact], Stated] = {}
    for one in stated:
        first.setdefault((one.measure, _content(one.fact)), one)
    return list(first.values())


def _each(fact: Fact, investment: Investment) -> list[str]:
    """All measures of the investment, where an owner, source or date is said to be of each."""
    every = [one.id for one in investment.measures]
    if fact.slot in LEVELS or len(every) < 2:
        return []
    said = _OF_EACH.search(fact.quote)
    return every if said and (said["both"] is None or len(every) == 2) else []


_OF_EACH = re.compile(
    r"\b(?:(?P<both>both(?:\s+of\s+(?:them|these))?)|all(?:\s+of\s+(?:them|these))?|each(?:\s+of\s+them)?|the\s+lot)\W*$",
    re.IGNORECASE,
)
"""What is said to be of all: "Ada owns both"."""


def _content(fact: Fact) -> Fact:
    """What a fact says, wherever in a text it stands."""
    return fact.model_copy(update={"quote": "", "start": 0, "end": 0})


def homeless(
    facts: Sequence[Fact], investment: Investment, asked_of: str | None = None
) -> list[Fact]:
    """The facts of a message that belong to one of several measures and do not say to which.

    Where the message speaks of a measure with a figure, its owner, source and date are of that one.
    """
    if asked_of or len(investment.measures) < 2:
        return []
    open_ones = [
        fact
        for fact in facts
        if not _is_of_the_whole(fact, investment) and not _own(fact, investment)
    ]
    spoken = any(fact.slot in LEVELS and fact not in open_ones for fact in facts)
    return [fact for fact in open_ones if fact.slot in LEVELS or not spoken]


def _own(fact: Fact, investment: Investment) -> list[str]:
    """The measure a fact speaks of: the one it calls by its whole name, else the one that stands in
    its words, else the one that what it names means.
    """
    wanted = measures.key(fact.measure or "")
    called = [one.id for one in investment.measures if wanted in map(measures.key, one.names)]
    if len(called) == 1:
        return called
    if fact.slot in LEVELS:
        spoken = [one for one in investment.measures if measures.within(one.name, fact.quote)]
        if len(spoken) == 1:
            return [spoken[0].id]
    name = _names(fact) or fact.measure
    found = _meant(investment, name, fact) if name else _aimed_at(fact, investment)
    return [found.id] if found else []


def _aimed_at(fact: Fact, investment: Investment) -> Measure | None:
    """The one measure counted in the unit of a target that names none, where all have a unit."""
    if fact.slot != "target" or None in (fact.unit, *(one.unit for one in investment.measures)):
        return None
    alike = [one for one in investment.measures if units.key(one.unit) == units.key(fact.unit)]
    return alike[0] if len(alike) == 1 else None


def _meant(investment: Investment, name: str, fact: Fact) -> Measure | None:
    """The measure a name means: by its words, else the one that is near and counts in one unit."""
    found = named(investment, name)
    if found is not None or fact.unit is None:
        return found
    close = [
        one
        for one in investment.measures
        if one.unit
        and units.key(one.unit) == units.key(fact.unit)
        and measures.near(one.name, name)
    ]
    return close[0] if len(close) == 1 else None


def _is_of_the_whole(fact: Fact, investment: Investment) -> bool:
    if fact.slot == "owner":
        return not investment.measures
    return fact.slot in ("problem", "outcome", "barrier")


def _stated(fact: Fact, measure: str | None, source: Source) -> Stated:
    """The fact of its measure; who speaks of themselves is mentioned, to be told from others and
    known as a person.
    """
    said = fact.kept()
    if source.author and said.person in (ME, source.author):
        said = said.model_copy(update={"person": f"<@{source.author}>"})
    return Stated(fact=said, measure=measure, **source.model_dump())


def settled(
    facts: Sequence[Stated], investment: Investment
) -> tuple[Investment, tuple[Stated, ...]]:
    """The investment with the measures these facts name for the first time, and the facts with it.

    A measure that came on record in the meantime under a name that means the same is the one the
    facts belong to. A fact whose measure cannot be told any more is left out.
    """
    homes: dict[str | None, str] = {}
    for stated in facts:
        name = _names(stated.fact)
        if name is None or investment.measure(stated.measure) is not None:
            continue
        investment = with_new_measures(investment, [stated.fact])
        if home := _meant(investment, name, stated.fact):
            homes[stated.measure] = home.id
    moved = (
        one.model_copy(update={"measure": homes.get(one.measure, one.measure)}) for one in facts
    )
    kept = (one for one in moved if one.measure is None or investment.measure(one.measure))
    return investment, tuple(kept)


def grown(investment: Investment, waiting: Sequence[Stated]) -> Investment:
    """The investment as it would be with the measures that waiting facts name."""
    return with_new_measures(investment, [stated.fact for stated in waiting])


def with_files(facts: Sequence[Fact], links: Sequence[str]) -> list[Fact]:
    """The facts of a message, and the files given with it as evidence of its latest figure.

    A file stands in no text: its quote is the figure's.
    """
    shown = next((fact for fact in reversed(facts) if fact.slot == "current"), None)
    if shown is None:
        return list(facts)
    place = {"quote": shown.quote, "start": shown.start, "end": shown.end}
    return [*facts, *(Fact(slot="evidence", ref=link, **place) for link in links)]
