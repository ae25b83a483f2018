"""Behind: what lies behind an answer: why, who, from where, and how it came about, with links."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.advice import cards, plot
from bot.advice.asked import Asked
from bot.advice.beside import owner
from bot.advice.beside import sources as named
from bot.advice.standing import Placed
from bot.advice.told import Told, place
from bot.benefits import levels, measures
from bot.benefits.conversation import Line, Part, Post, Span
from bot.benefits.evidence import Shown
from bot.benefits.facts import LEVELS, Recorded, Slot
from bot.benefits.gaps import measure_has
from bot.benefits.ledger import Ledger
from bot.benefits.moments import in_full
from bot.benefits.periods import in_words
from bot.benefits.position import comparable
from bot.benefits.questions import Question
from bot.ports import Voice

HISTORY = 30
"""Facts of a history shown, the latest, at most."""


class Behind:
    """Tells what lies behind measures, as posts. What is not on record is said to be so."""

    def __init__(self, voice: Voice, now: datetime) -> None:
        self._voice = voice
        self._now = now
        self._told = Told(voice, Asked())

    def cannot_tell(self) -> Post:
        """What the record does not hold is not guessed at."""
        return Post(lead=((Span(text=self._voice.say("follow_cannot_tell")),),))

    def why(self, placed: Sequence[Placed], asked: Sequence[Question]) -> Post:
        """Why each stands where it stands: its figures, what is missing, and what was asked; what
        is known goes without saying, unless all of it is.
        """
        lines: list[Line] = []
        open_ones = [one for one in placed if one.position.verdict not in _KNOWN]
        for one in open_ones or placed:
            said = self._voice.say(f"why_{one.position.verdict}")
            spans = [*self._told.moved(one), Span(text=f". {said}")]
            gone = [slot for slot in _SHOWN if not measure_has(slot, one.measure.id, one.facts)]
            spans += [Span(text=f" {self._told.missing(gone)}.")] if gone else []
            lines.append((*spans, *self._asked(one, asked)))
        return self._post(lines)

    def owners(self, placed: Sequence[Placed]) -> Post:
        """Who answers for each, and where that was said."""
        lines: list[Line] = []
        for one in placed:
            fact, home = one.position.owner_fact, place(one.investment, one.measure)
            if fact is None:
                lines.append((home, Span(text=self._voice.say("no_owner"))))
            else:
                lines.append((home, owner(fact), *self._said(fact)))
        return self._post(lines)

    def sources(self, placed: Sequence[Placed], figure: float | None) -> Post:
        """Where a figure comes from: who said it when, and what shows it; or how it is computed."""
        lines = [line for one in placed for line in self._sources(one, figure)]
        if not lines and figure is not None:
            said = self._voice.say("figure_not_on_record", what=measures.number(figure))
            return Post(lead=((Span(text=said),),), closing=self._as_of(), closing_at=self._now)
        return self._post(lines)

    def history(self, placed: Sequence[Placed], facts: Sequence[Recorded]) -> Post:
        """All that was recorded of each, oldest first, with what was corrected since."""
        gone = set(Ledger(facts).corrections())
        parts = []
        for one in placed:
            own = [fact for fact in facts if _is_of(fact, one)][-HISTORY:]
            lines = tuple(self._event(fact, fact.id in gone) for fact in own)
            none = ((Span(text=self._voice.say("no_history")),),)
            title = f"{one.investment.name} · {one.measure.name}"
            parts.append(Part(title=title, lines=lines or none))
        charts = plot.charts(placed, self._voice)
        if not parts:
            return self._post(())
        return Post(parts=tuple(parts), charts=charts, closing=self._as_of(), closing_at=self._now)

    def _post(self, lines: Sequence[Line]) -> Post:
        if not lines:
            said = self._voice.say("follow_not_on_record")
            return Post(lead=((Span(text=said),),), closing=self._as_of(), closing_at=self._now)
        return Post(lead=tuple(lines), closing=self._as_of(), closing_at=self._now)

    def _as_of(self) -> str:
        return self._voice.say("as_of", date=in_full(self._now))

    def _asked(self, one: Placed, asked: Sequence[Question]) -> list[Span]:
        """What was asked about it and never answered, latest first, but what is known by now."""
        open_ones = [
            question
            for question in asked
            if question.measure in (one.measure.id, None)
            and question.investment == one.investment.id
            and question.state in ("posted", "not_known", "expired")
            and not measure_has(question.asks, one.measure.id, one.facts)
        ]
        if not open_ones:
            return []
        last = open_ones[-1]
        what = self._voice.say(f"label_{last.asks}").lower()
        key = "asked_not_known" if last.state == "not_known" else "asked_not_answered"
        said = self._voice.say(key, what=what, date=in_words(last.at.date().isoformat()))
        return [Span(text=f" {said}")]

    def _sources(self, one: Placed, figure: float | None) -> Iterator[Line]:
        shown = Shown(one.facts)
        stated = [fact for fact in one.facts if fact.fact.slot in LEVELS]
        for fact in stated:
            if (fact.fact.slot == "current") if figure is None else _states(fact, figure):
                yield self._source(one, fact, shown)
        before, after = one.position.baseline_fact, one.position.current_fact
        if figure is None or not before or not after or not comparable(before.fact, after.fact):
            return
        if not any(_states(fact, figure) for fact in stated) and _computes(before, after, figure):
            said = self._voice.say("computed_from", moved=cards.change(before, after))
            ends = (*self._told.figure(before), Span(text=" → "), *self._told.figure(after))
            yield (place(one.investment, one.measure), Span(text=f"{said} "), *ends)

    def _source(self, one: Placed, fact: Recorded, shown: Shown) -> Line:
        label = self._voice.say(f"label_{fact.fact.slot}")
        spans = [place(one.investment, one.measure), Span(text=f"{label} ")]
        spans += [*self._told.figure(fact), *self._said(fact)]
        sources = [one for one in shown.of(fact) if isinstance(one, Recorded)]
        none = [Span(text=f". {self._voice.say('no_source_named')}")]
        return (*spans, *(named(sources, self._told) or none))

    def _said(self, fact: Recorded) -> list[Span]:
        """Who said it when, in which words."""
        date = in_words(fact.said_at.date().isoformat())
        if fact.author is None:
            return [Span(text=f", {date}. {self._voice.say('figure_source_deleted')}")]
        spans = [Span(text=f", {self._voice.say('said_by')} <@{fact.author}>, {date}")]
        if fact.fact.quote:
            spans += [Span(text=": "), Span(text=f"“{fact.fact.quote}”", href=fact.permalink)]
        return spans

    def _figure(self, fact: Recorded) -> Line:
        """The figure; of a fact that was forgotten, that it is gone."""
        if not measures.in_short(fact.fact):
            return (Span(text=self._voice.say("words_deleted")),)
        return self._told.figure(fact)

    def _event(self, fact: Recorded, is_gone: bool) -> Line:
        label = self._voice.say(f"label_{fact.fact.slot}")
        key = "history_withdrawn" if fact.withdraws else "history_corrected"
        ending = f". {self._voice.say(key)}" if fact.withdraws or is_gone else ""
        return (
            Span(text=f"{label}: "),
            *self._figure(fact),
            *self._said(fact),
            *([Span(text=ending)] if ending else []),
        )


_KNOWN = ("improved", "worse", "unchanged")
_SHOWN: tuple[Slot, ...] = ("baseline", "current", "evidence", "owner")


def _is_of(fact: Recorded, one: Placed) -> bool:
    return fact.investment == one.investment.id and fact.measure in (one.measure.id, None)


def _states(fact: Recorded, figure: float) -> bool:
    """Whether this figure stands in a fact."""
    said = fact.fact
    numbers = (said.value, said.low, said.high, abs(said.change) if said.change else None)
    return any(number is not None and abs(number - figure) < 0.005 for number in numbers)


def _computes(before: Recorded, after: Recorded, figure: float) -> bool:
    """Whether this figure is what one differs from the other by, in the unit or as a share."""
    start, end = levels.middle(before.fact), levels.middle(after.fact, before.fact.unit)
    change = abs(end - start)
    share = round(change / abs(start) * 100) if start else None
    return abs(change - figure) < 0.005 or share == figure
