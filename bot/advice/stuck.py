"""Stuck: in an answer, what nobody answered, and what is due that nobody accepted to own."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.advice.batch import histories
from bot.advice.told import place
from bot.benefits.conversation import Line, Span
from bot.benefits.due import History, due_gaps, is_known
from bot.benefits.facts import Slot
from bot.benefits.investment import Investment
from bot.benefits.periods import in_words
from bot.benefits.questions import Question
from bot.ports import Voice, Work

MOST = 10
"""Lines of an answer that say so, at most."""

LOOKED_AT = 50
"""Investments that are looked at for it; an answer about more tells the portfolio."""


def lines(
    work: Work,
    investments: Sequence[Investment],
    now: datetime,
    voice: Voice,
    only: Container[str] | None = None,
) -> tuple[Line, ...]:
    """A line for each question that was given up and is not known since, and for each measure whose
    figure is due while nobody has accepted to own it. Who did not answer is not told. `only` are
    the ids of the measures the answer is about, where it is not about all. `now` is told by the
    reader's clock, whose days count.
    """
    if len(investments) > LOOKED_AT:
        return ()
    found = [
        line
        for one in histories(work, investments).values()
        for line in told(one, now, voice, only)
    ]
    if len(found) <= MOST:
        return tuple(found)
    left = str(len(found) - MOST + 1)
    return (*found[: MOST - 1], (Span(text=voice.say("and_more", n=left)),))


def told(
    of: History, now: datetime, voice: Voice, only: Container[str] | None = None
) -> Iterator[Line]:
    """The lines of one investment, or of some of its measures."""
    for question in _given_up(of, only):
        measure = of.investment.measure(question.measure)
        asks = voice.say(f"label_{question.asks}")
        since = in_words(question.at.astimezone(now.tzinfo).date().isoformat())
        said = voice.say("no_answer_since", what=asks, date=since)
        yield (place(of.investment, measure), Span(text=said))
    for due in due_gaps(of, now, lambda _: now.tzinfo or UTC):
        measure = due.gap.measure
        if measure is None or not _is_among(measure.id, only):
            continue
        if due.why == "measurement" and of.owner(measure.id) is None:
            since = in_words(due.since.isoformat())
            yield (place(of.investment, measure), Span(text=voice.say("due_unowned", date=since)))


def _given_up(of: History, only: Container[str] | None) -> Iterable[Question]:
    """What was asked and given up without an answer since: what was asked for twice, once."""
    ended = {one.question for one in of.steps if one.what == "stopped"}
    found: dict[tuple[Slot, str | None], Question] = {}
    for one in of.questions:
        is_open = one.state in ("escalated", "expired") and not is_known(of, one)
        if one.id in ended and is_open and _is_among(one.measure, only):
            found.setdefault((one.asks, one.measure), one)
    return found.values()


def _is_among(measure: str | None, only: Container[str] | None) -> bool:
    return only is None or (measure is not None and measure in only)
