"""Edit: a message that was changed is read again, and what waits or is on record follows it."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import answer, either, notice, place, propose, remark, result, retabled, settle
from bot.advice.doors import Doors
from bot.advice.known import as_said, closely, lit
from bot.advice.place import Source
from bot.advice.thread import Thread, context, made_of, may_hear, thread_of
from bot.benefits.conversation import Edited, Posted, Span
from bot.benefits.drift import Other
from bot.benefits.facts import LEVELS, Recorded, Stated, Value
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, unknown
from bot.benefits.reading import NOTHING, Reading
from bot.ports import Work


class _Again(Value):
    """A changed message, read again: its thread, its facts, and the measures they name."""

    found: Thread
    grown: Investment
    stated: tuple[Stated, ...]
    reading: Reading
    source: Source


def edit(said: Edited, event: str, doors: Doors, now: datetime) -> bool:
    """Follow a change of a message. Returns whether anything was held of it.

    An open proposal says what the message says now. Of what is recorded a new proposal is made,
    said once; what is on record counts until somebody records that one, and both stay. A change
    that comes after a newer one does nothing, nor does one where the investment may not be
    spoken of any more.
    """
    with doors.records.work(said.workspace) as work:
        is_newest = work.edited(said.channel, said.ts, said.at)
        is_table = is_newest and retabled.is_one(work, said)
        work.commit()
    if is_table:
        return retabled.retabled(said, as_posted(said), event, doors, now)
    with doors.records.work(said.workspace) as work:
        said, meant = _where(work, said)
        found = thread_of(work, said.channel, said.thread or said.ts, now, meant=meant)
    reads = (said.workspace, said.channel, said.user)
    if not is_newest or (found and not may_hear(*reads, found.investment, doors)):
        with doors.records.work(said.workspace) as work:
            work.finish(event, now)
            work.commit()
        return True
    if found is None:
        return _as_new(said, event, doors, now)
    again = _read(found, said, doors, now)
    beside = remark.others(said.workspace, said.channel, found.investment, doors)
    with doors.records.work(said.workspace) as work:
        work.hold(found.investment.id)
        _keep_claims(work, said, again)
        _replace(work, said, again, beside, event, doors, now)
        work.finish(event, now)
        work.commit()
    return True


def _where(work: Work, said: Edited) -> tuple[Edited, str | None]:
    """The message in the thread it was taken into, and the question it was taken to answer. One
    that was sent out of a thread and taken as an update is in none.
    """
    if said.thread is not None and _begins_one(work, said):
        said = said.model_copy(update={"thread": None})
    made = made_of(work, said)
    if not made:
        return said, None
    last = made[-1]
    is_plain = said.thread is None and said.direct
    here = said.model_copy(update={"thread": last.thread}) if is_plain else said
    return here, last.question


def as_posted(said: Edited) -> Posted:
    """The message as if it had been posted with these words when it was posted."""
    fields = said.model_dump(exclude={"kind", "at"})
    posted_at = datetime.fromtimestamp(float(said.ts), tz=said.at.tzinfo)
    return Posted(**fields, at=posted_at, edited_at=said.at)


def _as_new(said: Edited, event: str, doors: Doors, now: datetime) -> bool:
    """An update of which nothing but claims was kept is taken as it is now."""
    with doors.records.work(said.workspace) as work:
        held = work.holds(said.channel, said.ts)
        work.disown(said.channel, said.ts)
        work.commit()
    return held and notice.notice(as_posted(said), event, doors, now)


def _begins_one(work: Work, said: Edited) -> bool:
    """Whether something of ours stands under it."""
    under = work.proposals_under(said.channel, said.ts) or work.questions_under(
        said.channel, said.ts
    )
    return bool(under)


def _read(found: Thread, said: Edited, doors: Doors, now: datetime) -> _Again:
    posted = as_posted(said)
    source = place.source_of(posted, doors)
    meant = answer.corrected(found, posted, source, doors, None)
    reading, facts = NOTHING, list[Stated]()
    grown = found.investment
    if len(meant) == 1:
        facts = [meant[0].now]
    elif said.thread is not None:
        light = lit(context(found, posted, now), said, found.investment, doors)
        understood = doors.reader.answer(said.text, light)
        grown = place.with_new_measures(grown, understood.facts)
        facts = place.placed(understood.facts, grown, source, found.measure)
    elif not said.direct:
        reading = doors.reader.read(closely(as_said(posted, doors), said))
        stated = place.with_files(reading.facts, said.links)
        grown = place.with_new_measures(grown, stated)
        facts = place.placed(stated, grown, source)
    facts = result.as_results(facts, grown, found.on_record, found.fiscal_start)
    return _Again(found=found, grown=grown, stated=tuple(facts), reading=reading, source=source)


def _keep_claims(work: Work, said: Edited, again: _Again) -> None:
    if said.thread is None and not said.direct:
        work.disown(said.channel, said.ts)
        notice.keep_claims(work, again.found.investment.id, again.reading, again.source)


def _replace(
    work: Work,
    said: Edited,
    again: _Again,
    beside: Sequence[Other],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    on_record = work.facts([again.grown.id])
    counting = in_force(on_record)
    recorded = [one for one in counting if (one.channel, one.ts) == (said.channel, said.ts)]
    new = [
        _in_place_of(one, recorded)
        for one in unknown(again.stated, counting)
        if not _is_there(one, recorded)
    ]
    waiting = [
        one
        for one in work.open_proposals(again.grown.id)
        if one.can_be_decided(now) and any(fact.ts == said.ts for fact in one.facts)
    ]
    for number, one in enumerate(reversed(waiting)):
        _amend(work, one, again, () if number else new, on_record, event, doors, now)
    if not waiting and any(one.fact.slot in LEVELS or _tells(one) for one in new):
        waiting = [_propose(work, said, again, new, recorded, on_record, event, doors, now)]
    for one in waiting[:1]:
        remark.remark(work, one, new, again.grown, beside, doors, now)


def _tells(stated: Stated) -> bool:
    return stated.fact.slot in ("owner", "evidence")


def _in_place_of(stated: Stated, recorded: Sequence[Recorded]) -> Stated:
    """The same thing said anew in the same message stands in place of what was recorded from it."""
    same = [
        one
        for one in recorded
        if (one.measure, one.fact.slot) == (stated.measure, stated.fact.slot)
    ]
    if stated.supersedes or len(same) != 1 or stated.fact.slot == "timeframe":
        return stated
    return stated.model_copy(update={"supersedes": same[0].id, "corrects": True})


def _is_there(stated: Stated, recorded: Sequence[Recorded]) -> bool:
    """Whether a source or date stands as it was recorded from this message."""
    fact = stated.fact
    if fact.slot in LEVELS:
        return False
    said = (stated.measure, fact.slot, fact.person, fact.ref, fact.text, fact.as_of, fact.by)
    return any(
        said
        == (
            one.measure,
            one.fact.slot,
            one.fact.person,
            one.fact.ref,
            one.fact.text,
            one.fact.as_of,
            one.fact.by,
        )
        for one in recorded
    )


def _amend(
    work: Work,
    waiting: Proposal,
    again: _Again,
    new: Sequence[Stated],
    on_record: Sequence[Recorded],
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Have an open card say what the message says now; nothing is left of it: it is closed."""
    kept = [fact for fact in waiting.facts if fact.ts != again.source.ts]
    changed = waiting.model_copy(update={"facts": (*kept, *new)})
    if not changed.facts:
        said = doors.voice.say("card_edited_away")
        settle.decide(work, waiting, "discarded", None, said, event, now)
    elif [one.fact for one in changed.facts] != [one.fact for one in waiting.facts]:
        work.amend(changed)
        investment = place.grown(again.grown, changed.facts)
        settle.redraw(work, changed, investment, on_record, f"edit:{event}", doors, now)
        either.ask(work, changed, doors, now)


def _propose(
    work: Work,
    said: Edited,
    again: _Again,
    new: Sequence[Stated],
    recorded: Sequence[Recorded],
    on_record: Sequence[Recorded],
    event: str,
    doors: Doors,
    now: datetime,
) -> Proposal:
    proposal = Proposal(
        id=place.proposal_id(event),
        investment=again.grown.id,
        facts=tuple(new),
        channel=said.channel,
        thread=said.thread or said.ts,
        at=now,
    )
    whole = propose.propose(work, proposal, event, doors, now)
    lead = ((Span(text=doors.voice.say("edited_recorded")),),) if recorded else ()
    grown = place.grown(again.grown, whole.facts)
    propose.show(work, whole, grown, on_record, doors, now, lead)
    return whole
