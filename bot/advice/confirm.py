"""Confirm: a person's click puts facts on record, sets them aside, or closes a question."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import (
    appoint,
    eyes,
    merged,
    owners_told,
    place,
    recorders,
    remark,
    settle,
    showing,
    thread,
)
from bot.advice.days import in_words
from bot.advice.doors import Doors
from bot.advice.practices import framing_again
from bot.benefits.conversation import (
    Clicked,
    Commanded,
    Filled,
    Guided,
    Line,
    Picker,
    Post,
    Sending,
    Span,
)
from bot.benefits.evidence import tied
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.gaps import ORDER, fills, is_bare_link
from bot.benefits.proposals import Proposal, in_dispute
from bot.benefits.questions import Question
from bot.ports import Work


def confirm(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Do what was clicked, once; the second of two people sees who was first."""
    refusal = why_not(click, doors)
    is_done = False
    while not is_done:
        is_record = refusal is None and click.verb == "record"
        named = appoint.of_card(click.workspace, click.ref, doors) if is_record else ()
        is_done = _confirm(click, refusal, named, event, doors, now)


def _confirm(
    click: Clicked,
    refusal: str | None,
    named: Sequence[appoint.Named],
    event: str,
    doors: Doors,
    now: datetime,
) -> bool:
    """False, and nothing is done, where the card names others by now than those looked at."""
    with doors.records.work(click.workspace) as work:
        if refusal is not None:
            tell(work, click, refusal, event, now)
        elif click.verb in ("record", "discard"):
            _decide(work, click, event, doors, now)
            if click.verb == "record" and not appoint.knows_all(work, click.ref, named):
                return False
            appoint.follow(work, click.workspace, click.ref, named, event, doors, now)
        else:
            _close(work, click, event, doors, now)
        work.finish(event, now)
        work.commit()
    return True


def why_not(done: Clicked | Filled, doors: Doors) -> str | None:
    """Why this person may not decide on a proposal or question, or None where they may. Where its
    investment may not be spoken of any more, nobody may: what is decided is told there.
    """
    with doors.records.work(done.workspace) as work:
        about = work.proposal(done.ref) or work.question(done.ref)
        home = work.investment(about.investment) if about else None
    if about is None or home is None:
        return who_may_record(done.workspace, done.channel, done.user, doors)
    refusal = who_may_record(done.workspace, home.channel, done.user, doors)
    if refusal is not None or thread.may_hear(
        done.workspace, about.place[0], done.user, home, doors
    ):
        return refusal
    return doors.voice.say("moved_away")


def who_may_record(workspace: str, channel: str, user: str, doors: Doors) -> str | None:
    """Why this person may not record here, or None where they may.

    Any full member of the home channel may, or of them the delivery lead and who accepted, where
    that was set; guests and people of other companies may not.
    """
    refusal = who_belongs(workspace, channel, user, doors)
    if refusal is not None:
        return refusal
    with doors.records.work(workspace) as work:
        may = recorders.may_record(work, channel, user)
    return None if may else doors.voice.say("only_named")


def who_belongs(
    workspace: str, channel: str, user: str, doors: Doors, words: str = "only_members"
) -> str | None:
    """Why this person has no say in what is done in a channel, or None where they have: its full
    members do. `words` is what somebody else is told.
    """
    person = doors.directory.person(workspace, user)
    where = eyes.seen(workspace, channel, doors)
    if where is None:
        return doors.voice.say("not_invited")
    if person.is_full_member and where.may_hold(user):
        return None
    return doors.voice.say(words)


def tell(
    work: Work,
    to: Clicked | Commanded | Guided,
    said: str | Line,
    event: str,
    now: datetime,
    picker: Picker | None = None,
) -> None:
    """Say something to the one person who clicked or typed, where there is a way to; with a menu of
    what was lacking, where one helps.
    """
    if to.reply_to is None:
        return
    line = (Span(text=said),) if isinstance(said, str) else said
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=to.channel,
        thread=to.thread if isinstance(to, Clicked) else None,
        reply_to=to.reply_to,
        post=Post(lead=(line,), picker=picker),
    )
    work.send(sending, now)


def _decide(work: Work, click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    proposal = work.proposal(click.ref)
    if proposal is None:
        tell(work, click, doors.voice.say("gone"), event, now)
        return
    merged.hold(work, proposal.investment)
    proposal = work.proposal(click.ref) or proposal
    if not proposal.can_be_decided(now):
        expire(work, proposal, event, doors, now)
        if proposal.state != "open":
            tell(work, click, too_late(proposal, doors), event, now)
    elif click.verb == "record" and in_dispute(proposal.facts):
        tell(work, click, doors.voice.say("say_which_first"), event, now)
    elif click.verb == "record":
        record(work, proposal, click.user, event, doors, now)
        owners_told.told(work, proposal, click, doors, now)
    else:
        said = doors.voice.say("discarded_by")
        settle.decide(work, proposal, "discarded", click.user, said, event, now)
        _drop_asked(work, proposal, event, doors, now)


def _drop_asked(work: Work, proposal: Proposal, event: str, doors: Doors, now: datetime) -> None:
    """What was asked under a card is asked no more once the card was set aside."""
    said = doors.voice.say("question_closed_stopped")
    for one in work.questions_under(proposal.channel, proposal.thread):
        keys = {key for key, _, _ in showing.posts_asking(work, one)}
        if one.can_be_answered(now) and f"card:{proposal.id}" in keys:
            settle.close(work, one, "withdrawn", said, event, now)


def expire(work: Work, proposal: Proposal, event: str, doors: Doors, now: datetime) -> None:
    """Close the card of a proposal that waited too long: it says so; any other stays as it is."""
    if proposal.state == "open":
        said = doors.voice.say("expired_proposal")
        settle.decide(work, proposal, "expired", None, said, event, now)


def too_late(proposal: Proposal, doors: Doors) -> Line:
    """Why a proposal can no longer be decided: who was first, or that it waited too long."""
    if proposal.decided_by is not None:
        said = doors.voice.say("already_decided", what=proposal.state)
        return (Span(text="", user=proposal.decided_by), Span(text=f" {said}"))
    why = {"superseded": "card_superseded", "discarded": "card_withdrawn"}
    return (Span(text=doors.voice.say(why.get(proposal.state, "expired_proposal"))),)


def record(
    work: Work, proposal: Proposal, by: str, event: str, doors: Doors, now: datetime
) -> None:
    """Append a proposal's facts to the ledger, and close the questions they answer."""
    investment = work.investment(proposal.investment)
    if investment is None:
        return
    grown, stated = place.settled(proposal.facts, investment)
    remark.remark(work, proposal, stated, grown, (), doors, now)
    for measure in grown.measures:
        if investment.measure(measure.id) is None:
            work.add_measure(investment.id, measure)
    facts = recorded_facts(proposal.model_copy(update={"facts": stated}), by, now)
    for fact in facts:
        work.append(fact)
    if any(fact.fact.slot in ORDER["framing"] for fact in facts):
        framing_again.again(work, investment.id, event, doors, now)
    said = doors.voice.say("recorded_by")
    settle.decide(work, proposal, "recorded", by, said, event, now, settle.RECORDED)
    for question in work.questions(investment.id):
        if question.can_be_answered(now) and answers(question, facts):
            words = _closing(question, proposal, stated, doors, now)
            settle.close(work, question, "answered", words, event, now)


def _closing(
    question: Question, proposal: Proposal, stated: Sequence[Stated], doors: Doors, now: datetime
) -> str:
    """Who was asked is thanked for an answer; what somebody else told is known from now on."""
    is_there = (proposal.channel, proposal.thread) == question.place
    is_theirs = any(one.author == question.person for one in stated)
    if is_there or is_theirs or proposal.question == question.id:
        return doors.voice.say("answered")
    return doors.voice.say("question_closed_known", date=in_words(now.date()))


def recorded_facts(proposal: Proposal, by: str, now: datetime) -> list[Recorded]:
    """A proposal's facts as the ledger keeps them; their ids follow from the proposal's."""
    return [
        Recorded(
            **dict(stated) | {"fact": stated.fact.certain()},
            id=f"{proposal.id}.{position}",
            investment=proposal.investment,
            recorded_by=by,
            recorded_at=now,
        )
        for position, stated in enumerate(tied(proposal.facts))
    ]


def answers(question: Question, facts: Sequence[Recorded]) -> bool:
    """Whether these facts fill what the question asked for.

    A measure with a figure tells the outcome too; a figure with its period tells the timeframe. A
    bare link does not say which report it is.
    """
    slots = {question.asks}
    if question.asks in ("outcome", "measure"):
        slots |= LEVELS
    own = [
        fact
        for fact in facts
        if question.measure is None or fact.measure in (question.measure, None)
    ]
    filled = any(
        fact.fact.slot in slots and fills(fact.fact) and not is_bare_link(fact) for fact in own
    )
    return filled or (question.asks == "timeframe" and any(map(_tells_when, own)))


def _tells_when(fact: Recorded) -> bool:
    return fact.fact.slot == "current" and fact.fact.as_of is not None


def _close(work: Work, click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    question = work.question(click.ref)
    investment = merged.hold(work, question.investment) if question else None
    question = work.question(click.ref)
    if question is None or investment is None:
        tell(work, click, doors.voice.say("gone"), event, now)
    elif not question.can_be_answered(now):
        tell(work, click, doors.voice.say("already_closed"), event, now)
    elif click.verb == "not_known":
        settle.not_known(work, question, investment, click.user, event, doors, now)
    else:
        _leave_out(work, question, click.user, event, doors, now)


def _leave_out(
    work: Work, question: Question, by: str, event: str, doors: Doors, now: datetime
) -> None:
    """A message that was no update: what was taken from it is taken back, unless it is recorded."""
    work.disown(question.channel, question.thread)
    for proposal in work.proposals_under(question.channel, question.thread):
        taken = all(fact.ts == question.thread for fact in proposal.facts)
        if taken and proposal.can_be_decided(now):
            said = doors.voice.say("discarded_by")
            settle.decide(work, proposal, "discarded", by, said, event, now)
    said = doors.voice.say("question_closed_not_update")
    settle.close(work, question, "withdrawn", said, event, now)
