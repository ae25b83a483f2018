"""The form: one measure's values, typed by a person; sending it records them."""

from datetime import datetime

from bot.advice import confirm, place, settle
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.conversation import Filled, Form
from bot.benefits.facts import LEVELS, Fact, Slot, Stated
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.benefits.reading import AnswerContext
from bot.ports import Reader, Voice, Work

FIELDS: tuple[Slot, ...] = ("baseline", "current", "target", "owner", "evidence")
LONGEST = 300
"""Characters a field may hold: what is kept of a person's words at most."""


def prefill(workspace: str, ref: str, doors: Doors) -> tuple[str, Form] | None:
    """What the form is about, and the values it opens with; None where there is nothing left."""
    with doors.records.work(workspace) as work:
        proposal, investment, measure = _about(work, ref)
        if investment is None:
            return None
        found = investment.measure(measure)
        facts = proposal.facts if proposal else ()
        own = {
            stated.fact.slot: _typed(stated.fact) for stated in facts if stated.measure == measure
        }
        name = (
            found.name
            if found
            else next((one.fact.measure for one in facts if one.fact.measure), investment.name)
        )
        return name, Form(**{slot: own.get(slot) for slot in FIELDS})


def _typed(fact: Fact) -> str:
    if fact.slot in LEVELS:
        return (measures.level(fact) and measures.in_short(fact)) or fact.quote
    return fact.person or fact.ref or fact.text or fact.quote


def check(form: Form, reader: Reader, voice: Voice) -> dict[str, str]:
    """What is wrong with each field, in words; nothing where all can be recorded."""
    wrong: dict[str, str] = {}
    for slot in FIELDS:
        typed: str | None = getattr(form, slot)
        if typed is None:
            continue
        if len(typed) > LONGEST:
            wrong[slot] = voice.say("field_too_long")
        elif slot in LEVELS and _fact(slot, typed, None, None, None, reader) is None:
            wrong[slot] = voice.say("field_not_a_figure")
    if not any(getattr(form, slot) for slot in FIELDS):
        wrong["baseline"] = voice.say("form_empty")
    return wrong


def fill(filled: Filled, event: str, doors: Doors, now: datetime) -> None:
    """Record what the form holds, in place of the proposal it edits or as the answer asked for.

    A value left as it was keeps the words and the message it came from.
    """
    refusal = confirm.who_may_record(filled.workspace, filled.channel, filled.user, doors)
    with doors.records.work(filled.workspace) as work:
        if refusal is None:
            _fill(work, filled, event, doors, now)
        work.finish(event, now)
        work.commit()


def _fill(work: Work, filled: Filled, event: str, doors: Doors, now: datetime) -> None:
    proposal, investment, measure = _about(work, filled.ref)
    if investment is None:
        return
    work.hold(investment.id)
    before = work.proposal(proposal.id) if proposal else None
    if before is not None and not before.can_be_decided(now):
        return
    question = work.question(filled.ref)
    edited = Proposal(
        id=place.proposal_id(event),
        investment=investment.id,
        facts=(
            *_untouched(before, measure),
            *_facts(filled, before, investment, measure, event, doors),
        ),
        channel=filled.channel,
        thread=before.thread if before else question.thread if question else "",
        at=now,
        question=before.question if before else filled.ref,
    )
    _record(work, edited, before, filled.user, event, doors, now)


def _record(
    work: Work,
    edited: Proposal,
    before: Proposal | None,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Record the edited values and show in the thread what was recorded."""
    on_record = work.facts([edited.investment])
    work.propose(edited)
    if before is not None:
        said = doors.voice.say("edited_by")
        settle.decide(work, before, "superseded", by, said, event, now)
    confirm.record(work, edited, by, event, doors, now)
    settle.show_recorded(work, edited, on_record, by, doors, now)


def _about(work: Work, ref: str) -> tuple[Proposal | None, Investment | None, str | None]:
    """The proposal, investment and measure a form is about."""
    proposal, question = work.proposal(ref), work.question(ref)
    if proposal is not None:
        homes = [fact.measure for fact in proposal.facts if fact.measure]
        return proposal, work.investment(proposal.investment), homes[0] if homes else None
    if question is None:
        return None, None, None
    investment = work.investment(question.investment)
    measure = question.measure
    if measure is None and investment is not None and len(investment.measures) == 1:
        measure = investment.measures[0].id
    return None, investment, measure


def _untouched(proposal: Proposal | None, measure: str | None) -> list[Stated]:
    """Facts of a proposal that the form does not show: other measures', and other slots'."""
    if proposal is None:
        return []
    return [
        fact for fact in proposal.facts if fact.measure != measure or fact.fact.slot not in FIELDS
    ]


def _facts(
    filled: Filled,
    before: Proposal | None,
    investment: Investment,
    measure: str | None,
    event: str,
    doors: Doors,
) -> list[Stated]:
    found = investment.measure(measure)
    name, unit = (found.name, found.unit) if found else (None, None)
    stated: list[Stated] = []
    for slot in FIELDS:
        typed: str | None = getattr(filled.form, slot)
        same = _as_it_was(before, measure, slot, typed)
        read = _fact(slot, typed, name, unit, filled, doors.reader) if typed else None
        if same is not None:
            stated.append(same)
        elif read is not None:
            source = place.Source(
                author=filled.user,
                said_at=filled.at,
                channel=filled.channel,
                ts=f"form:{event}",
                permalink=None,
            )
            stated.append(Stated(fact=read, measure=measure, **source.model_dump()))
    return stated


def _as_it_was(
    before: Proposal | None, measure: str | None, slot: Slot, typed: str | None
) -> Stated | None:
    facts = before.facts if before else ()
    own = (fact for fact in facts if fact.measure == measure and fact.fact.slot == slot)
    return next((fact for fact in own if _typed(fact.fact) == typed), None)


def _fact(
    slot: Slot,
    typed: str,
    measure: str | None,
    unit: str | None,
    filled: Filled | None,
    reader: Reader,
) -> Fact | None:
    """What a person typed into a field, as a fact; None where a figure was wanted and none is."""
    context = AnswerContext(
        asked=slot,
        measure=measure,
        unit=unit,
        today=filled.at.date() if filled else None,
        sender=filled.user if filled else None,
    )
    read = next((one for one in reader.answer(typed, context).facts if one.slot == slot), None)
    if slot in LEVELS:
        return read if read is None or read.is_level else None
    if read is not None:
        return read
    own = {"owner": "person", "evidence": "ref"}[slot]
    return Fact.model_validate(
        {"slot": slot, own: typed, "quote": typed, "start": 0, "end": len(typed)}
    )
