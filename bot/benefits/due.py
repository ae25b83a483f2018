"""Due: what is to be asked about an investment by now, without anybody having posted anything.

Nothing is due that is on record, that was asked since it fell due, that nobody knew, or that was
given up before anything new was recorded. What nobody knew is due again at the next review.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal

from bot.benefits.accepted import Acceptance, accepted_owner, named_owner, owner_facts
from bot.benefits.entries import Entry
from bot.benefits.evidence import Shown
from bot.benefits.facts import Recorded, Slot, Value
from bot.benefits.gaps import ORDER, Gap, measure_has
from bot.benefits.investment import Investment, Measure
from bot.benefits.leaving import handed_over, is_in_vain
from bot.benefits.position import positions
from bot.benefits.practices.barriers import Barrier
from bot.benefits.questions import BLOCKS_FOR, Question
from bot.benefits.reminders import Step, is_given_up, is_put_off, of_question, put_off_last
from bot.benefits.verdict import period

Why = Literal["measurement", "stale", "review", "handover", "barrier", "open"]
"""The next figure by the measure's rhythm; evidence that grew old; a review; nobody who accepted to
own it after go-live; a barrier while what it may hold up does not improve; what waits."""

REVIEWED_FOR = timedelta(days=28)
"""How long after its date a review goes on asking."""

WAITS_FOR_YES = timedelta(days=14)
"""How long somebody named as owner is waited for before another one is asked for."""


class Due(Value):
    """Something to be asked, since when, and the period that makes it a question of its own.

    `question` is the one that waits for an answer already, where there is one, and `person` whom
    it comes back to: who put it off last, else who was asked. `barrier` is the id of the one that
    is asked about, `held` the name of the measure that does not improve.
    """

    why: Why
    gap: Gap
    since: date
    period: str = ""
    question: Question | None = None
    person: str | None = None
    barrier: str | None = None
    held: str = ""


ZoneOf = Callable[[str | None], tzinfo]
"""The time zone somebody is in, by their id; without one, that of the investment's channel."""


@dataclass(frozen=True, slots=True)
class _Here:
    """A moment as it is told in a time zone."""

    at: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.day(self.at)

    def day(self, moment: datetime) -> date:
        """The day it was here at another moment."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class History:
    """What is on record of one investment: facts in force, and all that was ever asked about it.

    `gone` are the people whose accounts were closed, `barriers` those that are open, `agreed` what
    was put on record of its scope; `linked` is since when it is known.
    """

    investment: Investment
    facts: Sequence[Recorded] = ()
    questions: Sequence[Question] = ()
    steps: Sequence[Step] = ()
    acceptances: Sequence[Acceptance] = ()
    gone: frozenset[str] = frozenset()
    barriers: Sequence[Barrier] = ()
    agreed: Sequence[Entry] = ()
    linked: datetime | None = None

    def owner(self, measure: str | None) -> str | None:
        """The id of who accepted to own a measure and is still there."""
        found = accepted_owner(self.investment, measure, self.facts, self.acceptances)
        return None if found in self.gone else found

    def handed_over(self, leaver: str) -> Question | None:
        """The question who takes over what a leaver owns of it, since they were there last."""
        kept = (self.questions, self.facts, self.acceptances)
        return handed_over(leaver, self.investment, *kept)

    def asked(self, asks: Slot, measure: str | None) -> list[Question]:
        """What was ever asked for a gap, of whomever."""
        return [one for one in self.questions if (one.asks, one.measure) == (asks, measure)]

    def figures(self, measure: str) -> list[Recorded]:
        """The figures of a measure by now."""
        own = (one for one in self.facts if one.measure in (measure, None))
        return [one for one in own if one.fact.slot == "current"]


def due_gaps(of: History, at: datetime, zone_of: ZoneOf = lambda _: UTC) -> list[Due]:
    """What is due at a moment: figures, old evidence, the review, an owner, and what waits for an
    answer. Without `zone_of` days are those of UTC.
    """
    here = _Here(at, zone_of(None))
    found = [
        *_measurements(of, here),
        *_stale(of, here),
        *_review(of, here),
        *_owners(of, here),
        *_barriers(of, here),
    ]
    seen: set[tuple[Slot, str | None]] = set()
    fresh = []
    for one in found:
        about = (one.gap.asks, one.gap.measure.id if one.gap.measure else None)
        if about not in seen and not _waits(of, *about):
            fresh.append(one)
        seen.add(about)
    return [*fresh, *_open(of, at, zone_of)]


def is_known(of: History, question: Question) -> bool:
    """Whether what a question asks for is on record by now."""
    if question.asks in ("current", "attribution", "barrier"):
        own = (one for one in of.facts if one.measure in (question.measure, None))
        return any(one.fact.slot == question.asks and one.said_at > question.at for one in own)
    if question.asks == "evidence" and question.measure is not None:
        own = (one for one in of.facts if one.measure in (question.measure, None))
        is_new = any(one.recorded_at >= question.at for one in own)
        return is_new and measure_has("evidence", question.measure, of.facts)
    if question.leaver is not None:
        homes = (one.id for one in of.investment.measures)
        return all(named_owner(one, of.facts) != question.leaver for one in homes)
    if question.asks == "owner" and question.measure is not None:
        return of.owner(question.measure) is not None
    if question.measure is None:
        return any(one.fact.slot == question.asks for one in of.facts)
    return measure_has(question.asks, question.measure, of.facts)


def _measurements(of: History, here: _Here) -> Iterator[Due]:
    for measure in of.investment.measures:
        held = [_held(one, here) for one in of.figures(measure.id)]
        rhythm = timedelta(days=measure.rhythm)
        start, live = of.investment.moves_from(measure), of.investment.go_live
        since = max(held) + rhythm if held else start
        if since and start and live and held and max(held) < live:
            since = max(since, start)
        if since and since <= here.today and _is_free(of, "current", measure, rhythm, here):
            gap = Gap(asks="current", measure=measure)
            yield Due(why="measurement", gap=gap, since=since, period=_turn(here.today, measure))


def _stale(of: History, here: _Here) -> Iterator[Due]:
    for measure in of.investment.measures:
        figures = of.figures(measure.id)
        if not figures:
            continue
        old = timedelta(days=2 * measure.rhythm)
        shown = Shown(of.facts)
        evidenced = [
            max(_held(one, here), here.day(source.said_at))
            for one in figures
            for source in shown.of(one)
        ]
        since = (max(evidenced) if evidenced else min(_held(one, here) for one in figures)) + old
        if since <= here.today and _is_free(of, "evidence", measure, old, here):
            gap = Gap(asks="evidence", measure=measure)
            yield Due(why="stale", gap=gap, since=since, period=_turn(here.today, measure))


def _review(of: History, here: _Here) -> Iterator[Due]:
    """Gaps of the review that was last begun, in the order they are asked."""
    begun = [day for day in of.investment.review_dates if day <= here.today < day + REVIEWED_FOR]
    if not begun:
        return
    day = begun[-1]
    for asks in ORDER["review"]:
        for measure in of.investment.measures if asks != "barrier" else (None,):
            id = measure.id if measure else None
            is_asked = any(here.day(one.at) >= day for one in of.asked(asks, id))
            if not is_asked and not _is_told(of, asks, measure, day, here):
                gap = Gap(asks=asks, measure=measure)
                yield Due(why="review", gap=gap, since=day, period=day.isoformat())


def _is_told(of: History, asks: Slot, measure: Measure | None, review: date, here: _Here) -> bool:
    """Whether a review finds this on record: a figure no older than one rhythm, what shows it, what
    else changed; of what stands in the way, something said since the review before.
    """
    if measure is None:
        before = [day for day in of.investment.review_dates if day < review]
        since = before[-1] if before else of.investment.go_live or review
        told = (one for one in of.facts if one.fact.slot == asks)
        return any(here.day(one.said_at) >= since for one in told)
    if asks == "current":
        fresh = review - timedelta(days=measure.rhythm)
        return any(_held(one, here) >= fresh for one in of.figures(measure.id))
    if asks == "attribution":
        own = any(one.measure in (measure.id, None) for one in of.investment.attributions)
        return own or measure_has(asks, measure.id, of.facts)
    return not of.figures(measure.id) or measure_has(asks, measure.id, of.facts)


def _owners(of: History, here: _Here) -> Iterator[Due]:
    """Measures nobody accepted to own by go-live. What a leaver owned is handed over at once, and
    asked about once more where nobody took it over.
    """
    live = of.investment.go_live
    if live is None or live > here.today:
        return
    for measure in of.investment.measures:
        owner = accepted_owner(of.investment, measure.id, of.facts, of.acceptances)
        if owner is not None and not _is_left_over(owner, of, here.at):
            continue
        turn = owner or f"{live}"
        before = (one.period == turn for one in of.asked("owner", measure.id))
        if not any(before) and not _may_say_yes(of, measure, here):
            gap = Gap(asks="owner", measure=measure)
            yield Due(why="handover", gap=gap, since=live, period=turn)


def _is_left_over(owner: str, of: History, at: datetime) -> bool:
    """Whether an owner left, and nobody said in time who takes over from them."""
    put = of.handed_over(owner) if owner in of.gone else None
    return put is not None and is_in_vain(put, of.steps, at)


def _may_say_yes(of: History, measure: Measure, here: _Here) -> bool:
    """Whether somebody was named as owner so lately that they may still accept."""
    named = owner_facts(of.facts, measure.id)
    return bool(named) and here.today - here.day(named[-1].recorded_at) < WAITS_FOR_YES


def _barriers(of: History, here: _Here) -> Iterator[Due]:
    """A barrier that stays open while what it may hold up is worse or unchanged: again after four
    weeks, and not after silence or where nobody knew.
    """
    before = of.asked("barrier", None) if of.barriers else []
    last = before[-1] if before else None
    if last and (last.state == "not_known" or is_given_up(last.id, of.steps)):
        return
    if not of.barriers or (last and here.day(last.at) + REVIEWED_FOR > here.today):
        return
    ordered = sorted(of.investment.measures, key=lambda measure: measure.name)
    weighed = zip(ordered, positions(of.investment, of.facts, here.at), strict=True)
    held = {one.id: one.name for one, at in weighed if at.verdict in ("worse", "unchanged")}
    for one in of.barriers:
        name = held.get(one.measure) if one.measure else next(iter(held.values()), None)
        if name is not None:
            gap, since = Gap(asks="barrier"), here.day(one.said_at)
            told = {"barrier": one.id, "held": name, "period": f"{here.today:%Y-%m}"}
            yield Due(why="barrier", gap=gap, since=since, **told)
            return


def _open(of: History, at: datetime, zone_of: ZoneOf) -> Iterator[Due]:
    """Questions that wait for more than a week and were not shown again yet; what was put off once
    more from its day on, to who put it off.
    """
    for one in of.questions:
        own = of_question(one.id, of.steps)
        put_off = put_off_last(own)
        if not one.can_be_answered(at) or _was_shown_again(own, put_off):
            continue
        if put_off is None and (one.state != "posted" or at - one.at < BLOCKS_FOR):
            continue
        if put_off is None and (_is_asked_anew(of, one, at) or _was_told_open(of, one, at)):
            continue
        person = put_off.person if put_off else one.person
        here = _Here(at, zone_of(person))
        if not is_put_off(one.id, own, here.today) and not is_known(of, one):
            gap = Gap(asks=one.asks, measure=of.investment.measure(one.measure))
            told = Due(why="open", gap=gap, since=here.day(one.at), period=one.period)
            yield told.model_copy(update={"question": one, "person": person})


def _is_asked_anew(of: History, question: Question, at: datetime) -> bool:
    """Whether somebody was asked for the same later, and can still answer."""
    after = (one for one in of.asked(question.asks, question.measure) if one.at > question.at)
    return any(one.can_be_answered(at) for one in after)


def _was_told_open(of: History, question: Question, at: datetime) -> bool:
    """Whether another one who was asked for the same was reminded of it lately."""
    same = {one.id for one in of.asked(question.asks, question.measure)} - {question.id}
    told = (one.at for one in of.steps if one.what == "reminded" and one.question in same)
    return any(at - one < REVIEWED_FOR for one in told)


def _was_shown_again(own: Sequence[Step], put_off: Step | None) -> bool:
    """Whether a question was shown once more, after it was put off where it was."""
    shown = (one for one in own if one.what == "reminded")
    return any(put_off is None or one.at > put_off.at for one in shown)


def _waits(of: History, asks: Slot, measure: str | None) -> bool:
    """Whether a question for a gap is still open and can go further."""
    ended = {one.question for one in of.steps if one.what in ("stopped", "skipped")}
    open_ones = (one for one in of.asked(asks, measure) if one.state in ("posted", "escalated"))
    return any(one.id not in ended for one in open_ones)


def _is_free(of: History, asks: Slot, measure: Measure, every: timedelta, here: _Here) -> bool:
    """Whether a gap that comes again may be asked: not within its rhythm, and not where the last
    word was that nobody knows, or silence, and nothing was recorded and no review begun since.
    """
    before = of.asked(asks, measure.id)
    if not before:
        return True
    last = before[-1]
    if here.day(last.at) + every > here.today:
        return False
    ended = is_given_up(last.id, of.steps)
    if last.state != "not_known" and ended is None:
        return True
    since = ended.at if ended else last.at
    reviewed = any(here.day(since) < day <= here.today for day in of.investment.review_dates)
    slots = ("current", asks) if last.state == "not_known" else None
    return reviewed or any(
        one.recorded_at > since and one.measure in (measure.id, None)
        for one in of.facts
        if slots is None or one.fact.slot in slots
    )


def _held(figure: Recorded, here: _Here) -> date:
    """The last day a figure held, no later than it was said."""
    said = here.day(figure.said_at)
    return min(period(figure)[1], said) if figure.fact.as_of else said


def _turn(today: date, measure: Measure) -> str:
    """The period of a question that comes again: a week, a month or a quarter, by the rhythm."""
    if measure.rhythm <= 14:
        year, week, _ = today.isocalendar()
        return f"{year}-W{week:02}"
    if measure.rhythm <= 62:
        return f"{today:%Y-%m}"
    return f"{today.year}-Q{(today.month + 2) // 3}"
