"""Confirm: a person's click puts facts on record, sets them aside, or closes a question."""

from collections.abc import Sequence
from datetime import datetime

from bot.advice import place, settle
from bot.advice.doors import Doors
from bot.benefits.conversation import Clicked, Commanded, Line, Post, Sending, Span
from bot.benefits.facts import Recorded
from bot.benefits.gaps import named
from bot.benefits.investment import Investment
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.ports import Work


def confirm(click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    """Do what was clicked, once; the second of two people sees who was first."""
    refusal = who_may_record(click.workspace, click.channel, click.user, doors)
    with doors.records.work(click.workspace) as work:
        if refusal is not None:
            tell(work, click, refusal, event, now)
        elif click.verb in ("record", "discard"):
            _decide(work, click, event, doors, now)
        else:
            _close(work, click, event, doors, now)
        work.finish(event, now)
        work.commit()


def who_may_record(workspace: str, channel: str, user: str, doors: Doors) -> str | None:
    """Why this person may not record here, or None where they may.

    Any full member of the home channel may; guests and people of other companies may not.
    """
    person = doors.directory.person(workspace, user)
    where = doors.directory.channel(workspace, channel)
    if person.is_full_member and user in where.members:
        return None
    return doors.voice.say("only_members")


def tell(work: Work, to: Clicked | Commanded, said: str | Line, event: str, now: datetime) -> None:
    """Say something to the one person who clicked or typed, where there is a way to."""
    if to.reply_to is None:
        return
    line = (Span(text=said),) if isinstance(said, str) else said
    sending = Sending(
        key=f"reply:{event}",
        way="reply",
        channel=to.channel,
        thread=to.thread if isinstance(to, Clicked) else None,
        reply_to=to.reply_to,
        post=Post(lead=(line,)),
    )
    work.send(sending, now)


def _decide(work: Work, click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    proposal = work.proposal(click.ref)
    if proposal is None:
        tell(work, click, doors.voice.say("gone"), event, now)
        return
    work.hold(proposal.investment)
    proposal = work.proposal(click.ref) or proposal
    if not proposal.can_be_decided(now):
        _tell_too_late(work, click, proposal, event, doors, now)
    elif click.verb == "record":
        record(work, proposal, click.user, event, doors, now)
    else:
        said = doors.voice.say("discarded_by")
        settle.decide(work, proposal, "discarded", click.user, said, event, now)


def _tell_too_late(
    work: Work, click: Clicked, proposal: Proposal, event: str, doors: Doors, now: datetime
) -> None:
    """Say who was first, or that it waited too long."""
    if proposal.state == "open":
        line: Line = (Span(text=doors.voice.say("expired_proposal")),)
    elif proposal.decided_by is None:
        line = (Span(text=doors.voice.say("card_superseded")),)
    else:
        said = doors.voice.say("already_decided", what=proposal.state)
        line = (Span(text="", user=proposal.decided_by), Span(text=f" {said}"))
    tell(work, click, line, event, now)


def record(
    work: Work, proposal: Proposal, by: str, event: str, doors: Doors, now: datetime
) -> None:
    """Append a proposal's facts to the ledger, and close the questions they answer."""
    investment = work.investment(proposal.investment)
    if investment is None:
        return
    _add_measures(work, investment, proposal)
    facts = recorded_facts(proposal, by, now)
    for fact in facts:
        work.append(fact)
    said = doors.voice.say("recorded_by")
    settle.decide(work, proposal, "recorded", by, said, event, now)
    for question in work.questions(investment.id):
        if question.can_be_answered(now) and answers(question, proposal, facts):
            settle.close(work, question, "answered", doors.voice.say("answered"), event, now)


def recorded_facts(proposal: Proposal, by: str, now: datetime) -> list[Recorded]:
    """A proposal's facts as the ledger keeps them; their ids follow from the proposal's."""
    return [
        Recorded(
            **dict(stated),
            id=f"{proposal.id}.{position}",
            investment=proposal.investment,
            recorded_by=by,
            recorded_at=now,
        )
        for position, stated in enumerate(proposal.facts)
    ]


def answers(question: Question, proposal: Proposal, facts: Sequence[Recorded]) -> bool:
    """Whether these facts fill what the question asked for, or came as its answer."""
    filled = any(
        fact.fact.slot == question.asks and fact.measure in (question.measure, None)
        for fact in facts
    )
    bare = question.asks == "evidence" and not any(fact.fact.ref for fact in facts)
    return proposal.question == question.id or (
        filled and not bare and question.thread != proposal.thread
    )


def _add_measures(work: Work, investment: Investment, proposal: Proposal) -> None:
    """Measures named for the first time become the investment's, now that a person agreed."""
    grown = place.with_new_measures(investment, [stated.fact for stated in proposal.facts])
    for measure in grown.measures:
        if named(investment, measure.name) is None:
            work.add_measure(investment.id, measure)


def _close(work: Work, click: Clicked, event: str, doors: Doors, now: datetime) -> None:
    question = work.question(click.ref)
    investment = work.investment(question.investment) if question else None
    if question is None or investment is None:
        tell(work, click, doors.voice.say("gone"), event, now)
    elif not question.can_be_answered(now):
        tell(work, click, doors.voice.say("already_closed"), event, now)
    elif click.verb == "not_known":
        settle.not_known(work, question, investment, event, doors, now)
    else:
        work.disown(question.channel, question.thread)
        said = doors.voice.say("question_closed_not_update")
        settle.close(work, question, "withdrawn", said, event, now)
