"""Pose: what is due becomes a question to the one person who can answer it, in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.advice import days
from bot.advice.batch import Batch, names_of
from bot.advice.doors import Doors
from bot.benefits import measures
from bot.benefits.accepted import (
    Acceptance,
    accepted_sponsor,
    has_accepted,
    has_said_stop,
    mentioned,
    owner_facts,
)
from bot.benefits.conversation import FORM_SLOTS, Ask
from bot.benefits.due import Due, History, due_gaps, is_known
from bot.benefits.investment import Investment, Measure
from bot.benefits.practices.barriers import RESTS, Barrier
from bot.benefits.questions import Citation, Question, Signal, question_id, wording_for
from bot.benefits.reminders import is_given_up, of_question, put_off_last

QUOTED = 90
"""Characters of what somebody said that a question says back."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A question and whom it is put to now; `is_new` where it was never asked before."""

    question: Question
    person: str
    is_new: bool
    why: str


def whose(due: Due, history: History, known: Batch) -> str | None:
    """Who can answer: who was asked already, else the accepted owner; for what concerns the whole
    investment any of them, else the sponsor. An owner is named by who leads, or linked, it. Where
    the channel was archived, only who accepted a role is left. None where nobody accepted, or who
    did cannot be asked, or said Stop about it.
    """
    if due.question is not None:
        found: Iterable[str | None] = (due.person or due.question.person,)
    elif due.gap.asks == "owner":
        found = names_of(history, known.linkers.get(history.investment.id))
    elif due.gap.measure is not None:
        found = (history.owner(due.gap.measure.id),)
    else:
        owners = (history.owner(one.id) for one in history.investment.measures)
        found = (*owners, accepted_sponsor(history.investment, history.acceptances))
    home, said = history.investment.id, history.acceptances
    if known.is_archived(history.investment):
        found = [one for one in found if _answers_for(one, home, said)]
    willing = (one for one in found if not has_said_stop(one, home, said))
    return next((one for one in willing if known.is_there(one)), None)


def _answers_for(person: str | None, home: str, said: Sequence[Acceptance]) -> bool:
    """Whether somebody accepted to own something of an investment, or to sponsor it."""
    return person is not None and any(
        has_accepted(person, role, home, said) for role in ("owner", "sponsor")
    )


def posed(history: History, known: Batch, doors: Doors) -> list[Posed]:
    """What is due to whom, best first, whether or not it may be asked at this moment.

    Nothing new while a question about the investment is younger than a week, or its channel answers
    nothing, and one new question at a time; nor of whom an earlier one still waits for.
    """
    ids = {one.id for one in history.questions}
    found = []
    for due, person in _put(history, known):
        question = due.question or _question(due, history, person, known.now, doors)
        is_new = due.question is None
        if not is_new or question.id not in ids:
            found.append(Posed(question=question, person=person, is_new=is_new, why=due.why))
    return found


def is_any_due(history: History, known: Batch) -> bool:
    """Whether anything may be `posed`: cheap, and never wrong that nothing is."""
    return next(_put(history, known), None) is not None


def _put(history: History, known: Batch) -> Iterator[tuple[Due, str]]:
    """What is due, each with whom it is put to, where it may be put at all."""
    is_free = known.may_ask_anew(history.investment)
    blocked = not is_free or any(one.blocks(known.now) for one in history.questions)
    waited_for = {one.person for one in history.questions if _waits(one, history, known)}
    for due in due_gaps(history, known.now, lambda person: _zone(person, history, known)):
        person = whose(due, history, known) if due.question or not blocked else None
        if person is not None and (due.question or person not in waited_for):
            yield due, person


def _waits(question: Question, history: History, known: Batch) -> bool:
    """Whether a reminder's question still goes about unanswered, and nobody put it off."""
    own = of_question(question.id, history.steps)
    is_over = is_given_up(question.id, own) or put_off_last(own) or is_known(history, question)
    return question.is_reminded_of(known.now) and not is_over


def day_of(person: str | None, history: History, known: Batch) -> date:
    """What day it is now for somebody we know; else for the channel of the investment."""
    return known.now.astimezone(_zone(person, history, known)).date()


def _zone(person: str | None, history: History, known: Batch) -> ZoneInfo:
    if person in known.manners:
        return ZoneInfo(known.hours_of(person).zone)
    return ZoneInfo(known.hours_of_channel(history.investment).zone)


def _question(due: Due, history: History, person: str, now: datetime, doors: Doors) -> Question:
    asks, measure, home = due.gap.asks, due.gap.measure, history.investment
    id = question_id(home.id, measure.id if measure else None, asks, person, due.period)
    signal: Signal = "outcome" if due.why == "stale" else "any"
    wording = wording_for(asks, signal, doors.wordings, len(history.questions))
    text, why = doors.voice.ask(
        wording,
        measure=measure.name if measure else home.name,
        how_much=measures.how_much(measure.unit if measure else None),
        investment=home.name,
    )
    if asks == "owner" and measure is not None:
        text = _owner_asked(history, measure, text, doors)
    if due.why == "stale" and measure is not None:
        text = _shown_asked(history, measure, text, doors)
    if due.why in ("measurement", "stale", "review"):
        text = _asked_again(due, history, text, now, doors)
    passage = doors.library.passage(wording.default)
    barrier = next((one for one in history.barriers if one.id == due.barrier), None)
    if barrier is not None and barrier.text:
        text = _barrier_asked(barrier, due.held, doors)
        passage = doors.library.passage(RESTS[barrier.kind])
        why = passage.gist
    return Question(
        id=id,
        investment=home.id,
        measure=measure.id if measure else None,
        asks=asks,
        person=person,
        period=due.period,
        text=text,
        why=why,
        citations=(Citation(id=passage.id, title=passage.title, source=passage.source),),
        channel=home.channel,
        thread="",
        at=now,
    )


def _barrier_asked(barrier: Barrier, measure: str, doors: Doors) -> str:
    """What was told to be in the way is said back, and what did not improve."""
    quote = barrier.text if len(barrier.text) <= QUOTED else f"{barrier.text[: QUOTED - 1]}…"
    told = {"quote": quote, "date": days.in_words(barrier.said_at.date()), "measure": measure}
    return doors.voice.say("barrier_asked", **told)


def _shown_asked(history: History, measure: Measure, text: str, doors: Doors) -> str:
    """Of what was shown once it is said when, so that nobody is asked for what they gave."""
    shown = (one for one in history.facts if one.fact.slot == "evidence")
    last = max((one.said_at for one in shown if one.measure in (measure.id, None)), default=None)
    if last is None:
        return text
    told = {"measure": measure.name, "date": days.in_words(last.date())}
    return doors.voice.say("evidence_old", **told)


def _asked_again(due: Due, history: History, text: str, now: datetime, doors: Doors) -> str:
    """What was given up once says so, and why it is asked once more."""
    before = history.asked(due.gap.asks, due.gap.measure.id if due.gap.measure else None)
    ended = is_given_up(before[-1].id, history.steps) if before else None
    if ended is None:
        return text
    begun = [day for day in history.investment.review_dates if ended.at.date() < day <= now.date()]
    asked = days.in_words(before[-1].at.date())
    if not begun:
        return f"{doors.voice.say('asked_again', date=asked)} {text}"
    reviewed = days.in_words(begun[-1])
    return f"{doors.voice.say('asked_again_review', date=asked, when=reviewed)} {text}"


def _owner_asked(history: History, measure: Measure, text: str, doors: Doors) -> str:
    """Whom the record names and nobody heard from is said; only who takes it on is asked."""
    named = owner_facts(history.facts, measure.id)
    name = named[-1].fact.person if named else None
    if not name:
        return text
    if mentioned(name) is not None:
        return doors.voice.say("owner_not_accepted", measure=measure.name)
    return doors.voice.say("owner_on_record", measure=measure.name, name=name)


def as_ask(question: Question, person: str, home: Investment | None = None) -> Ask:
    """A question as a reminder shows it: it can be put off, skipped and handed on. What it asks
    about is called as it is called now at `home`.
    """
    measure = home.measure(question.measure) if home else None
    text = _renamed(question.text, measure) if measure else question.text
    text = _renamed(text, home) if home else text
    return Ask(
        question=question.id,
        text=text,
        why=question.why,
        citations=question.citations,
        has_form=question.asks in FORM_SLOTS,
        picks=question.asks == "owner",
        can_wait=True,
        to=person,
    )


def _renamed(text: str, one: Investment | Measure) -> str:
    """The text with the name something has now in the place of one it had before."""
    before = sorted(set(one.aliases) - {one.name}, key=len, reverse=True)
    for name in before if one.name not in text else ():
        changed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: one.name, text)
        if changed != text:
            return changed
    return text
