"""The form: one measure's values, typed by a person; sending it records them."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import appoint, cards, carry, confirm, merged, place, propose, settle, typed
from bot.advice.doors import Doors
from bot.benefits import near
from bot.benefits.accepted import is_person, mentioned
from bot.benefits.conversation import FORM_SLOTS, Filled, Form, Line, Post, Sending, Span
from bot.benefits.facts import LEVELS, Recorded, Slot, Stated, Value
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, in_dispute
from bot.benefits.questions import Question
from bot.errors import ChatError
from bot.ports import Work

LONGEST = 300
"""Characters a field may hold: what is kept of a person's words at most."""


class _Subject(Value):
    """What a form is about: the proposal it edits or the question it answers.

    `investment` has the measures that the proposal names; `measure` is the one the form shows.
    """

    about: Proposal | Question
    investment: Investment
    measure: str | None

    @property
    def proposal(self) -> Proposal | None:
        return self.about if isinstance(self.about, Proposal) else None

    @property
    def question(self) -> str | None:
        """The question that is answered by sending the form, if any."""
        return self.about.question if isinstance(self.about, Proposal) else self.about.id


def prefill(
    workspace: str, ref: str, doors: Doors, channel: str | None = None
) -> tuple[str, Form] | None:
    """What the form is about, and the values it opens with; None where there is nothing left.

    With the `channel` its button was pressed in, it opens in its own channel alone.
    """
    with doors.records.work(workspace) as work:
        subject = _subject(work, ref)
        known = work.facts_in_force([subject.investment.id]) if subject else []
    if subject is None or not _is_for_a_form(subject.about):
        return None
    home = subject.about.place[0]
    if channel not in (None, home, subject.about.channel) and not is_person(home):
        return None
    found = subject.investment.measure(subject.measure)
    facts = subject.proposal.facts if subject.proposal else ()
    own = {one.fact.slot: typed.shown(one.fact) for one in facts if one.measure == subject.measure}
    name = found.name if found else subject.investment.name
    shown = _shown(subject, in_force(known))
    return name, Form(**{slot: own.get(slot) for slot in FORM_SLOTS}, shows=shown)


def _shown(subject: _Subject, known: Sequence[Recorded]) -> tuple[Slot, ...]:
    """What is asked for first, and of the rest what is not on record; what shows a figure belongs
    to that figure alone. What edits a card shows all of it.
    """
    if isinstance(subject.about, Proposal):
        return FORM_SLOTS
    asks = subject.about.asks
    own = {one.fact.slot for one in known if one.measure in (subject.measure, None)}
    own -= {"current", "evidence"}
    own |= {"current", "evidence"} if asks in ("target", "owner") else set()
    return (asks, *(slot for slot in FORM_SLOTS if slot != asks and slot not in own))


def _is_for_a_form(about: Proposal | Question) -> bool:
    if isinstance(about, Proposal):
        return about.state == "open"
    return about.state in ("posted", "escalated") and about.asks in FORM_SLOTS


def check(filled: Filled, doors: Doors) -> dict[str, str]:
    """What is wrong with each field, in words; nothing where all can be recorded, or where all of
    it was emptied and the card holds something else. Who may not record it is told so alone, as far
    as that can be looked up now.
    """
    refusal = _refusal(filled, doors)
    if refusal is not None:
        return {FORM_SLOTS[0]: refusal}
    wrong: dict[str, str] = {}
    for slot in FORM_SLOTS:
        written: str | None = getattr(filled.form, slot)
        if written is None:
            continue
        if len(written) > LONGEST:
            wrong[slot] = doors.voice.say("field_too_long")
        elif (read := typed.fact_in(slot, written, doors.reader, today=filled.at.date())) is None:
            wrong[slot] = doors.voice.say("field_not_a_figure" if slot in LEVELS else "form_empty")
        elif (past := cards.over_by(read, filled.at.date())) and not _stood(filled, slot, doors):
            wrong[slot] = doors.voice.say("field_day_past", when=in_words(past))
    if _is_empty(filled.form):
        with doors.records.work(filled.workspace) as work:
            subject = _subject(work, filled.ref)
        if subject is None or not _others(subject):
            wrong["baseline"] = doors.voice.say("form_empty")
    return wrong


def _stood(filled: Filled, slot: str, doors: Doors) -> bool:
    """Whether a field is as it was when the form opened."""
    opened = prefill(filled.workspace, filled.ref, doors)
    return opened is not None and getattr(opened[1], slot) == getattr(filled.form, slot)


def _refusal(filled: Filled, doors: Doors) -> str | None:
    try:
        return confirm.why_not(filled, doors)
    except ChatError:
        return None


def _is_empty(form: Form) -> bool:
    return not any(getattr(form, slot) for slot in FORM_SLOTS)


def _others(subject: _Subject) -> tuple[Stated, ...]:
    """What a card holds beside the measure that the form shows."""
    facts = subject.proposal.facts if subject.proposal else ()
    return tuple(one for one in facts if one.measure != subject.measure)


def fill(filled: Filled, event: str, doors: Doors, now: datetime) -> None:
    """Record what the form holds, in place of the proposal it edits or as the answer asked for.

    A form that was emptied takes its measure off the card, which goes on waiting. A value left as
    it was keeps the words and the message it came from. Who cannot record it, or comes too late, is
    told in the thread, or in their Home where they sent it from there.
    """
    refusal = confirm.why_not(filled, doors)
    named = _named(filled, doors) if refusal is None else ()
    with doors.records.work(filled.workspace) as work:
        subject = _subject(work, filled.ref)
        if subject is not None:
            merged.hold(work, subject.investment.id)
            subject = _subject(work, filled.ref) or subject
            _fill(work, filled, subject, refusal, event, doors, now)
            id = place.proposal_id(event)
            appoint.follow(work, filled.workspace, id, named, event, doors, now)
        work.finish(event, now)
        work.commit()


def _named(filled: Filled, doors: Doors) -> tuple[appoint.Named, ...]:
    """The owner that was typed, where it is a person."""
    with doors.records.work(filled.workspace) as work:
        subject = _subject(work, filled.ref)
    person = mentioned(filled.form.owner)
    if subject is None or person is None:
        return ()
    return appoint.look(filled.workspace, [("owner", person)], doors)


def _subject(work: Work, ref: str) -> _Subject | None:
    about = work.proposal(ref) or work.question(ref)
    investment = work.investment(about.investment) if about else None
    if about is None or investment is None:
        return None
    if isinstance(about, Question):
        only = investment.measures[0].id if len(investment.measures) == 1 else None
        return _Subject(about=about, investment=investment, measure=about.measure or only)
    homes = [fact.measure for fact in about.facts if fact.measure]
    grown = place.grown(investment, about.facts)
    return _Subject(about=about, investment=grown, measure=next(iter(homes), None))


def _fill(
    work: Work,
    filled: Filled,
    subject: _Subject,
    refusal: str | None,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    if refusal is None and _is_empty(filled.form) and _takes_off(work, subject, event, doors, now):
        return
    facts = typed.facts_of(
        filled,
        subject.proposal.facts if subject.proposal else (),
        subject.investment,
        subject.measure,
        event,
        doors.reader,
        work.manners_of_house().fiscal_start,
    )
    waiting = subject.proposal.facts if subject.proposal else ()
    kept = [fact for fact in facts if fact in waiting]
    new = [fact for fact in facts if fact not in waiting]
    facts = [*carry.on_card(kept, waiting, new, corrects=True), *new]
    problem = _too_late(subject.about, doors, now)
    if refusal is not None:
        problem = (Span(text=refusal),)
    elif problem is None and not facts:
        problem = (Span(text=doors.voice.say("form_empty")),)
    elif problem is None and in_dispute(facts):
        problem = (Span(text=doors.voice.say("say_which_first")),)
    if problem is not None:
        _tell(work, subject.about, filled, problem, event, now)
        return
    channel, thread = subject.about.place
    on_record = work.facts([subject.investment.id])
    agreed = near.agreed_units(subject.investment, facts, in_force(on_record))
    facts = near.in_both(facts, agreed)
    edited = Proposal(
        id=place.proposal_id(event),
        investment=subject.investment.id,
        facts=tuple(facts),
        channel=channel,
        thread=thread,
        at=now,
        question=subject.question,
    )
    if in_dispute(facts):
        _ask_unit(work, edited, subject, filled.user, event, doors, now)
        return
    _record(work, edited, subject.proposal, filled.user, event, doors, now)


def _ask_unit(
    work: Work,
    edited: Proposal,
    subject: _Subject,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Days were typed where working days were agreed: a card asks which, before it is recorded."""
    work.propose(edited)
    if subject.proposal is not None:
        said = doors.voice.say("edited_by")
        settle.decide(work, subject.proposal, "superseded", by, said, event, now)
    on_record = work.facts([edited.investment])
    grown = place.grown(subject.investment, edited.facts)
    propose.show(work, edited, grown, on_record, doors, now)


def _takes_off(work: Work, subject: _Subject, event: str, doors: Doors, now: datetime) -> bool:
    """Leave the measure that the form shows off its card; False where nothing else is on it."""
    waiting, left = subject.proposal, _others(subject)
    known = work.investment(subject.investment.id)
    if waiting is None or not left or not waiting.can_be_decided(now) or known is None:
        return False
    changed = waiting.model_copy(update={"facts": left})
    work.amend(changed)
    on_record = work.facts([known.id])
    grown = place.grown(known, left)
    settle.redraw(work, changed, grown, on_record, f"emptied:{event}", doors, now)
    return True


def _too_late(about: Proposal | Question, doors: Doors, now: datetime) -> Line | None:
    if isinstance(about, Proposal):
        return None if about.can_be_decided(now) else confirm.too_late(about, doors)
    if about.can_be_answered(now):
        return None
    return (Span(text=doors.voice.say("already_closed")),)


def _tell(
    work: Work, about: Proposal | Question, filled: Filled, said: Line, event: str, now: datetime
) -> None:
    """A form leaves no way to speak to one person alone, unless it was sent from their Home: it is
    said in the thread, to them.
    """
    channel, thread = about.place
    if filled.reply_to is not None:
        reply = {"key": f"reply:{event}", "way": "reply", "reply_to": filled.reply_to}
        sending = Sending(**reply, channel=channel, post=Post(lead=(said,)))
    else:
        to = (Span(text="", user=filled.user), Span(text=": "), *said)
        post = {"key": f"post:{event}", "way": "post", "thread": thread}
        sending = Sending(**post, channel=channel, post=Post(lead=(to,)))
    work.send(sending, now)


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
