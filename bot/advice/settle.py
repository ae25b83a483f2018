"""Settling: what becomes of questions and cards, and showing it where they stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.advice import cards, place, showing
from bot.advice.doors import Doors
from bot.benefits.conversation import Line, Post, Sending, Span, Verb
from bot.benefits.facts import LEVELS, Recorded, Stated
from bot.benefits.gaps import is_bare_link
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.proposals import Proposal, ProposalState
from bot.benefits.questions import Question, QuestionState
from bot.ports import Work

RECORDED: tuple[Verb, ...] = ("undo", "attest")
"""What a card that was recorded still offers."""


def not_known(
    work: Work,
    question: Question,
    investment: Investment,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Close a question nobody can answer, of whomever it was asked, and say what helps next.

    A link of which nobody knows what report it leads to shows nothing: it is taken off the card
    that waits, and taken back where it was recorded.
    """
    if question.asks == "evidence":
        _drop_links(work, question, investment, by, event, doors, now)
    measure = investment.measure(question.measure)
    label = doors.voice.say(f"label_{question.asks}").lower()
    what = f"{label} of {measure.name}" if measure else f"{label} of {investment.name}"
    said = doors.voice.say("question_closed_not_known")
    for one in (question, *_asked_of_others(work, question, now)):
        close(work, one, "not_known", said, event, now)
    if question.asks in LEVELS:
        said = doors.voice.say("not_known", what=what)
    else:
        said = doors.voice.say("not_known_other", what=what)
    channel, thread = question.place
    sending = Sending(
        key=f"not_known:{question.id}",
        way="post",
        channel=channel,
        thread=thread,
        post=Post(lead=((Span(text=said),),)),
    )
    work.send(sending, now)


def _asked_of_others(work: Work, question: Question, now: datetime) -> list[Question]:
    """What asks somebody else for the same and waits for its answer; of figures and links each has
    a source of its own.
    """
    if question.asks == "evidence":
        return []
    about = (question.asks, question.measure, question.leaver)
    return [
        one
        for one in work.questions(question.investment)
        if one.id != question.id
        and (one.asks, one.measure, one.leaver) == about
        and one.can_be_answered(now)
    ]


def _drop_links(
    work: Work,
    question: Question,
    investment: Investment,
    by: str,
    event: str,
    doors: Doors,
    now: datetime,
) -> None:
    def unknown(fact: Stated) -> bool:
        near = (fact.channel, fact.ts) == (question.channel, question.thread)
        return near and is_bare_link(fact) and fact.measure == question.measure

    on_record = work.facts([investment.id])
    for fact in in_force(on_record):
        if unknown(fact):
            gone = {"id": f"{fact.id}.unknown", "supersedes": fact.id, "withdraws": True}
            done = {"recorded_by": by, "recorded_at": now, "corrects": False}
            work.append(fact.model_copy(update=gone | done))
    for one in work.open_proposals(investment.id):
        left = tuple(fact for fact in one.facts if not unknown(fact))
        if left and len(left) < len(one.facts):
            amended = one.model_copy(update={"facts": left})
            work.amend(amended)
            grown = place.grown(investment, left)
            redraw(work, amended, grown, on_record, f"unknown:{event}", doors, now)


def close(
    work: Work, question: Question, state: QuestionState, said: str, event: str, now: datetime
) -> None:
    """Close a question and take the buttons off its post; one that is closed stays as it is."""
    if not work.close(question.id, state, now):
        return
    for key, post, _ in showing.posts_asking(work, question):
        changed = showing.with_ask(post, question.id, closed=said)
        work.change(key, changed, f"ask:{event}", now)


def supersede(
    work: Work, proposal: Proposal, by: Proposal, event: str, doors: Doors, now: datetime
) -> None:
    """A newer card holds what this one held, in this thread or in another one."""
    is_near = (proposal.channel, proposal.thread) == (by.channel, by.thread)
    said = doors.voice.say("card_superseded" if is_near else "card_superseded_elsewhere")
    decide(work, proposal, "superseded", None, said, event, now)


def decide(
    work: Work,
    proposal: Proposal,
    state: ProposalState,
    by: str | None,
    said: str,
    event: str,
    now: datetime,
    offers: tuple[Verb, ...] = (),
) -> None:
    """Settle a proposal and take the buttons off its card; who did it stands there for all.

    `offers` are the buttons it gets instead.
    """
    work.decide(proposal.model_copy(update={"state": state, "decided_by": by, "decided_at": now}))
    key = f"card:{proposal.id}"
    shown = work.shown(key)
    if shown is None or shown.card is None:
        return
    card = shown.card.model_copy(update={"decided": said, "decided_by": by, "offers": offers})
    work.change(key, shown.model_copy(update={"card": card}), f"card:{event}", now)


def mark(
    work: Work,
    proposal: str,
    change: str,
    now: datetime,
    marks: tuple[Line, ...] = (),
    **shown_now: Any,
) -> None:
    """Add lines to a decided card, and change what else of it or of its post is told."""
    key = f"card:{proposal}"
    shown = work.shown(key)
    if shown is None or shown.card is None:
        return
    update = {**shown_now, "marks": (*shown.card.marks, *marks)}
    beside = {"picker": update.pop("picker")} if "picker" in update else {}
    card = shown.card.model_copy(update=update)
    work.change(key, shown.model_copy(update={"card": card} | beside), change, now)


def withdraw_offer(work: Work, proposal: str, verb: Verb, change: str, now: datetime) -> None:
    """Take one button off a decided card, where it has it."""
    shown = work.shown(f"card:{proposal}")
    if shown is not None and shown.card is not None and verb in shown.card.offers:
        left = tuple(one for one in shown.card.offers if one != verb)
        mark(work, proposal, change, now, offers=left)


def reopen(work: Work, question: Question, event: str, now: datetime) -> None:
    """Have a question stand open again, with its buttons."""
    work.close(question.id, "posted", now)
    for key, post, _ in showing.posts_asking(work, question):
        changed = showing.with_ask(post, question.id, closed=None)
        work.change(key, changed, f"reopen:{event}", now)


def redraw(
    work: Work,
    proposal: Proposal,
    investment: Investment,
    on_record: Sequence[Recorded],
    change: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Show on an open card what its proposal holds by now."""
    key = f"card:{proposal.id}"
    shown = work.shown(key)
    if shown is None or shown.card is None:
        return
    card = cards.card(proposal, investment, on_record, doors.voice)
    work.change(key, shown.model_copy(update={"card": card}), change, now)


def show_recorded(
    work: Work,
    proposal: Proposal,
    before: Sequence[Recorded],
    by: str,
    doors: Doors,
    now: datetime,
) -> None:
    """Post a card that is already decided: what was recorded without a click on Record."""
    investment = work.investment(proposal.investment)
    if investment is None:
        return
    shown = cards.card(proposal, investment, before, doors.voice).model_copy(
        update={"decided": doors.voice.say("recorded_by"), "decided_by": by, "offers": RECORDED}
    )
    sending = Sending(
        key=f"card:{proposal.id}",
        way="post",
        channel=proposal.channel,
        thread=proposal.thread,
        post=Post(card=shown),
    )
    work.send(sending, now)
