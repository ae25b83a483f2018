"""Asking: the one question an update leaves open, with what it rests on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.benefits import measures
from bot.benefits.conversation import Ask
from bot.benefits.facts import Recorded, Stated, Value
from bot.benefits.gaps import Gap, is_bare_link, open_gaps, stage_of
from bot.benefits.investment import Investment
from bot.benefits.questions import (
    Citation,
    Passage,
    Question,
    Signal,
    Wording,
    period_asked,
    question_id,
    signal_of,
    within_budget,
    wording_for,
)
from bot.benefits.reading import Reading
from bot.ports import Library, Voice

A_WEEK = timedelta(days=7)
"""The span a person's budget of questions is counted over."""

EXCERPT = 600
"""Characters of an update that are compared with the passages."""


class Wanted(Value):
    """A gap worth asking for, and the signal that decides how."""

    gap: Gap
    signal: Signal


def wanted(
    investment: Investment,
    on_record: Sequence[Recorded],
    stated: Sequence[Stated],
    reading: Reading,
    at: datetime,
) -> list[Wanted]:
    """What could be asked about an update, best first.

    A figure whose only source is a link is asked for the report's name before anything else: it is
    the quickest to answer, and the figure stands on it.
    """
    stage = stage_of(investment, reading, at.date())
    signal = signal_of(reading)
    gaps = open_gaps(stage, investment, on_record, stated, reading)
    bare = [
        Wanted(
            gap=Gap(asks="evidence", measure=investment.measure(fact.measure)), signal="bare_link"
        )
        for fact in stated
        if is_bare_link(fact)
    ]
    return bare[:1] + [Wanted(gap=gap, signal=signal) for gap in gaps]


def choose(
    candidates: Sequence[Wanted],
    investment: str,
    person: str,
    asked: Sequence[Question],
    times_asked: Sequence[datetime],
    now: datetime,
) -> Wanted | None:
    """The one to ask, or None: one open question an investment, never twice, within the budget.

    What was answered "not known" stays so for everybody, until a figure is posted for it.
    """
    if any(question.blocks(now) for question in asked) or not within_budget(times_asked, now):
        return None
    ids = {question.id for question in asked}
    closed = {
        (question.measure, question.asks, question.period)
        for question in asked
        if question.state == "not_known"
    }
    for candidate in candidates:
        asks, measure = candidate.gap.asks, candidate.gap.measure
        home = measure.id if measure else None
        period = period_asked(asks, now)
        new = question_id(investment, home, asks, person, period) not in ids
        if new and (home, asks, period) not in closed:
            return candidate
    return None


def worded(
    chosen: Wanted,
    investment: Investment,
    update: str,
    wordings: Sequence[Wording],
    library: Library,
    voice: Voice,
) -> Ask:
    """The chosen question in words, with its citation. `question` is still to be given its id."""
    wording = wording_for(chosen.gap.asks, chosen.signal, wordings)
    measure = chosen.gap.measure
    text, why = voice.ask(
        wording,
        measure=measure.name if measure else "",
        how_much=measures.how_much(measure.unit if measure else None),
        investment=investment.name,
    )
    passage = cited(wording, update, library)
    citation = Citation(id=passage.id, title=passage.title, source=passage.source)
    reason = why if passage.id == wording.default else passage.gist
    return Ask(question="", text=text, why=reason, citations=(citation,))


def cited(wording: Wording, update: str, library: Library) -> Passage:
    """The passage of the wording's topics nearest to the update, else the wording's own."""
    found = library.search(update[:EXCERPT], wording.topics, limit=1)
    return found[0].passage if found else library.passage(wording.default)


def as_question(
    ask: Ask,
    chosen: Wanted,
    investment: str,
    person: str,
    channel: str,
    thread: str,
    now: datetime,
) -> Question:
    """The question as it is kept."""
    asks = chosen.gap.asks
    measure = chosen.gap.measure.id if chosen.gap.measure else None
    period = period_asked(asks, now)
    return Question(
        id=question_id(investment, measure, asks, person, period),
        investment=investment,
        measure=measure,
        asks=asks,
        person=person,
        period=period,
        text=ask.text,
        why=ask.why,
        citations=ask.citations,
        channel=channel,
        thread=thread,
        at=now,
    )
