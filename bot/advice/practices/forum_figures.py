"""A figure that is said in the thread of a forum is proposed like one of an update."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.advice import place, propose
from bot.advice.doors import Doors
from bot.advice.thread import may_hear
from bot.benefits import units
from bot.benefits.conversation import Posted
from bot.benefits.facts import LEVELS, Fact, Stated
from bot.benefits.investment import Investment, Measure
from bot.benefits.proposals import Proposal, worth_proposing
from bot.benefits.reading import AnswerContext
from bot.ports import Work


class Figured(NamedTuple):
    """What a reply says of a measure: the investment, and the facts with their source."""

    home: Investment
    stated: tuple[Stated, ...]


def figure_in(said: Posted, text: str, here: Sequence[Investment], doors: Doors) -> Figured | None:
    """The figure of a reply in the unit of the one measure that it names, else of the only one that
    is counted so; None where that cannot be told. Asks the world for the way to the message.
    """
    counted = [(home, one) for home in here for one in home.measures if one.unit]
    named = [pair for pair in counted if place.stands(text, pair[1].names)]
    fitting = [
        (home, one, facts)
        for home, one in named or counted
        if (facts := _of(said, text, one, doors))
    ]
    if len(fitting) != 1:
        return None
    home, measure, facts = fitting[0]
    if not may_hear(said.workspace, said.channel, said.user, home, doors):
        return None
    source = place.source_of(said, doors)
    return Figured(home, tuple(place.placed(facts, home, source, measure.id)))


def _of(said: Posted, text: str, one: Measure, doors: Doors) -> list[Fact]:
    context = AnswerContext(
        asked="current", measure=one.name, unit=one.unit, today=said.at.date(), sender=said.user
    )
    found = [each for each in doors.reader.answer(text, context).facts if each.slot != "owner"]
    levels = [each for each in found if each.slot in LEVELS and each.is_level]
    fits = levels and all(units.key(each.unit) == units.key(one.unit) for each in levels)
    return found if fits else []


def put(work: Work, said: Posted, found: Figured, event: str, doors: Doors, now: datetime) -> bool:
    """Show its card in the thread; whether the record does not say it all."""
    work.hold(found.home.id)
    on_record = work.facts([found.home.id])
    new = worth_proposing(found.stated, on_record)
    if not new:
        return False
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=found.home.id,
        facts=tuple(new),
        channel=said.channel,
        thread=said.thread or said.ts,
        at=now,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    propose.show(work, whole, found.home, on_record, doors, now)
    return True
