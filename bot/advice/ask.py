"""Asking: the one question an update leaves open, with what it rests on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.benefits import measures
from bot.benefits.conversation import FORM_SLOTS, Ask
from bot.benefits.facts import LEVELS, Recorded, Stated, Value
from bot.benefits.gaps import Gap, is_bare_link, open_gaps, stage_of
from bot.benefits.investment import Investment
from bot.benefits.position import in_force
from bot.benefits.questions import (
    WEEKLY_BUDGET,
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
from bot.errors import KnowledgeError
from bot.ports import Library, Voice

A_WEEK = timedelta(days=7)
"""The span a person's budget of questions is counted over."""

OF_A_FIGURE = ("evidence", "timeframe")
"""What is asked about the latest figure."""

CLAIMED = ("outcome", "bare_link")
"""Signals of something that can be shown though no figure is known."""

EXCERPT = 600
"""Characters of an update that are compared with the passages."""


class Wanted(Value):
    """A gap worth asking for, the signal that decides how, and whose turn it is among wordings."""

    gap: Gap
    signal: Signal
    turn: int = 0


def wanted(
    investment: Investment,
    on_record: Sequence[Recorded],
    stated: Sequence[Stated],
    reading: Reading,
    at: datetime,
) -> list[Wanted]:
    """What could be asked about an update, best first.

    A figure whose only source is a link is asked for the report's name before anything else: it is
    the quickest to answer, and the figure stands on it. Where an update states nothing that could
    be followed up ("we are on track"), or sounds like talk, nothing is asked. A bare figure of a
    measure whose baseline is known is asked where it shows before another measure's gaps.
    """
    is_talk = reading.is_doubted and not _is_hoped_for(investment, on_record, stated)
    if is_talk or not (reading.claims or stated):
        return []
    stage = stage_of(investment, reading, at.date())
    signal = signal_of(reading)
    gaps = open_gaps(stage, investment, in_force(on_record), stated, reading)
    told = {(fact.measure, fact.fact.ref) for fact in on_record}
    reports = {
        fact.measure for fact in stated if fact.fact.slot == "evidence" and not is_bare_link(fact)
    }
    bare = [
        Wanted(
            gap=Gap(asks="evidence", measure=investment.measure(fact.measure)), signal="bare_link"
        )
        for fact in stated
        if is_bare_link(fact)
        and fact.measure not in reports
        and (fact.measure, fact.fact.ref) not in told
    ]
    own = [gap for gap in gaps if gap.measure and gap.measure.id in _told_now(stated)]
    unshown = [gap for gap in own[:1] if gap.asks == "evidence"]
    rest = [gap for gap in gaps if gap not in unshown]
    return bare[:1] + [Wanted(gap=gap, signal=signal) for gap in (*unshown, *rest)]


def _told_now(stated: Sequence[Stated]) -> set[str | None]:
    """The measures an update gives a figure of now for."""
    return {one.measure for one in stated if one.fact.slot == "current"}


def _is_hoped_for(
    investment: Investment, on_record: Sequence[Recorded], stated: Sequence[Stated]
) -> bool:
    """Whether a figure is one of what somebody said should get better."""
    hoped = [fact.fact.text for fact in on_record if fact.fact.slot in ("outcome", "problem")]
    told = [investment.measure(fact.measure) for fact in stated if fact.fact.slot in LEVELS]
    return any(measures.within(one.name, text) for one in told if one for text in hoped if text)


def choose(
    candidates: Sequence[Wanted],
    investment: str,
    person: str,
    asked: Sequence[Question],
    times_asked: Sequence[datetime],
    now: datetime,
    figures: Sequence[Stated] = (),
    budget: int = WEEKLY_BUDGET,
) -> Wanted | None:
    """The one to ask, or None: one open question an investment, never twice, within the budget,
    and never what a reminder asked of anybody who can still answer.

    What was answered "not known" stays so for everybody, until one of the `figures` is posted for
    it. What shows a figure nobody knows, or when it held, is not asked.
    """
    is_spent = not within_budget(times_asked, now, budget)
    if is_spent or any(question.blocks(now) for question in asked):
        return None
    ids = {question.id for question in asked}
    unknown = {
        (question.measure, question.asks)
        for question in asked
        if question.state == "not_known" and not _reopened(question, figures)
    }
    waiting = {(one.measure, one.asks) for one in asked if one.is_reminded_of(now)}
    for candidate in candidates:
        asks, measure = candidate.gap.asks, candidate.gap.measure
        home = measure.id if measure else None
        is_unfounded = asks in OF_A_FIGURE and (home, "current") in unknown
        if is_unfounded and candidate.signal not in CLAIMED:
            continue
        period = period_asked(asks, now)
        new = question_id(investment, home, asks, person, period) not in ids
        if new and (home, asks) not in unknown | waiting:
            return candidate.model_copy(update={"turn": len(asked)})
    return None


def _reopened(question: Question, figures: Sequence[Stated]) -> bool:
    wanted = "current" if question.asks in OF_A_FIGURE else question.asks
    return any(
        fact.fact.slot == wanted and fact.measure == question.measure and fact.said_at > question.at
        for fact in figures
    )


def worded(
    chosen: Wanted,
    investment: Investment,
    update: str,
    wordings: Sequence[Wording],
    library: Library,
    voice: Voice,
) -> Ask:
    """The chosen question in words, with its citation. `question` is still to be given its id."""
    wording = wording_for(chosen.gap.asks, chosen.signal, wordings, chosen.turn)
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
    fits = chosen.gap.asks in FORM_SLOTS
    picks = chosen.gap.asks == "owner"
    return Ask(
        question="", text=text, why=reason, citations=(citation,), has_form=fits, picks=picks
    )


def cited(wording: Wording, update: str, library: Library) -> Passage:
    """The passage of the wording's topics nearest to the update, else the wording's own: also
    where the library cannot search now.
    """
    try:
        found = library.search(update[:EXCERPT], wording.topics, limit=1)
    except KnowledgeError:
        found = []
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
