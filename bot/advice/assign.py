"""Assign: what was stated without a measure, among several, is asked about once and placed."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import choices, place, propose, thread
from bot.advice.doors import Doors
from bot.advice.known import as_said
from bot.advice.place import Source
from bot.benefits.conversation import Option, Picked, Posted
from bot.benefits.facts import LEVELS, Fact, Recorded, Stated
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, is_known
from bot.ports import Voice, Work


def ask_which(
    work: Work,
    said: Posted,
    facts: Sequence[Fact],
    investment: Investment,
    asked_of: str | None,
    voice: Voice,
    now: datetime,
) -> None:
    """Ask which measure is meant by an owner, a figure or a source that names none.

    Asked once a message, of the measures on record. A figure belongs to one measure; the rest may
    be of all of them.
    """
    homeless = place.homeless(facts, investment, asked_of)
    kept = work.investment(investment.id)
    ids = [(one.id, one.name) for one in kept.measures] if kept else []
    if not ids or not any(_matters(fact) for fact in homeless):
        return
    if 1 < len(ids) < choices.MOST and not any(fact.slot in LEVELS for fact in homeless):
        ids.append(("*", voice.say("all_measures")))
    options = [
        Option(
            ref=Picked(what="measure", ts=said.ts, id=f"{investment.id}/{id}").as_ref(),
            label=label,
            verb="pick",
        )
        for id, label in ids
    ]
    labels = dict.fromkeys(voice.say(f"label_{fact.slot}").lower() for fact in homeless)
    lead = voice.say("which_measure", what=", ".join(labels))
    key = _key(said)
    many = voice.say("which_measure_of_many", what=", ".join(labels))
    choices.offer(work, key, lead, options, said.channel, said.thread or said.ts, now, many)


def _matters(fact: Fact) -> bool:
    """Whether it is worth a question: a source or a date goes with a figure, and waits for one."""
    return fact.slot == "owner" or (fact.slot in LEVELS and fact.is_level)


def _key(said: Posted) -> str:
    return choices.key_of("measure", said.workspace, said.channel, said.ts)


def assign(said: Posted, event: str, doors: Doors, now: datetime, picked: Picked) -> bool:
    """Propose what a message left open for the measure that was picked; False where nothing of it
    is left, because the message or the measure changed meanwhile.
    """
    home, _, measure = (picked.id or "").partition("/")
    with doors.records.work(said.workspace) as work:
        investment = work.investment(home)
    if investment is None:
        return False
    facts = _facts(said, investment, doors, now)
    homes = [one.id for one in investment.measures if measure in (one.id, "*")]
    source = place.source_of(said, doors)
    with doors.records.work(said.workspace) as work:
        work.hold(investment.id)
        on_record = work.facts([investment.id])
        counting = in_force(on_record)
        new = [one for one in _placed(facts, homes, source) if not is_known(one, counting)]
        if not new:
            return False
        _propose(work, said, new, investment, on_record, event, doors, now)
        names = [one.name for one in investment.measures if one.id in homes]
        choices.close(work, _key(said), ", ".join(names), event, now)
        work.finish(event, now)
        work.commit()
    return True


def _facts(said: Posted, investment: Investment, doors: Doors, now: datetime) -> list[Fact]:
    """What the message states without a measure."""
    if said.thread is None:
        read = doors.reader.read(as_said(said, doors)).facts
        return place.homeless(read, place.with_new_measures(investment, read), None)
    found = thread.find(said, doors, now)
    if found is None:
        return []
    read = doors.reader.answer(said.text, thread.context(found, said, now)).facts
    return place.homeless(read, place.with_new_measures(found.investment, read), found.measure)


def _placed(facts: Sequence[Fact], homes: Sequence[str], source: Source) -> list[Stated]:
    return [
        Stated(fact=fact.kept(), measure=home, **source.model_dump())
        for fact in facts
        for home in homes
    ]


def _propose(
    work: Work,
    said: Posted,
    new: Sequence[Stated],
    investment: Investment,
    on_record: Sequence[Recorded],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=investment.id,
        facts=tuple(new),
        channel=said.channel,
        thread=said.thread or said.ts,
        at=now,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    grown = place.grown(investment, whole.facts)
    propose.show(work, whole, grown, on_record, doors, now)
