"""Plot: what of a measure's figures can be drawn over time, and the same in words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.advice.keyed import Key, Sourced
from bot.advice.standing import Placed
from bot.benefits import levels, measures
from bot.benefits.conversation import Chart, Plotted
from bot.benefits.evidence import Shown
from bot.benefits.facts import Recorded, Slot, Stated
from bot.benefits.periods import in_words, is_period, kind, span
from bot.benefits.position import comparable
from bot.benefits.verdict import period
from bot.ports import Voice

CHARTS = 3
"""Measures drawn in one answer, at most."""

LEAST = 2
"""Fewer figures make no picture."""

_KINDS: dict[Slot, Literal["baseline", "measured", "target"]] = {
    "baseline": "baseline",
    "current": "measured",
    "target": "target",
}

MOST = 60
"""The latest figures of a measure are drawn, so many at most."""


def charts(placed: Iterable[Placed], voice: Voice, when: str = "") -> tuple[Chart, ...]:
    """A chart of each measure with two or more levels that can be set side by side; `when` is the
    period asked for.
    """
    found = (chart(one, voice, when) for one in placed if one.is_told)
    return tuple([one for one in found if one is not None][:CHARTS])


def chart(one: Placed, voice: Voice, when: str = "") -> Chart | None:
    """The levels on record of one measure, in the unit of its baseline; None for fewer than two."""
    at = one.position
    first = at.baseline_fact or at.current_fact
    if first is None or not first.fact.is_level:
        return None
    shown, alike = Shown(one.facts), _alike(one, first)
    measured = [(fact, _recorded(shown.of(fact))) for fact in alike[-MOST:]]
    points = _points(one, first, measured, voice)
    if sum(point.kind != "target" for point in points) < LEAST:
        return None
    key = Key(one, measured, {fact.id for fact in alike[:-MOST]}, voice, when)
    scale, verdict, lines = key.scale(first.fact.unit), key.verdict(), tuple(key.lines())
    said = [scale, verdict, *(line.words for line in lines)]
    names = {"measure": one.measure.name, "investment": one.investment.name}
    return Chart(
        title=one.measure.name,
        of=one.investment.name,
        unit=first.fact.unit or "",
        points=tuple(points),
        alt=voice.say("alt_chart", **names, what=". ".join(said)),
        scale=scale,
        verdict=verdict,
        key=lines,
        no_date=voice.say("no_date"),
        cut=voice.say("chart_cut"),
    )


def _alike(one: Placed, first: Recorded) -> list[Recorded]:
    """The figures measured that can be set beside the first, by message time."""
    own = [fact for fact in one.facts if fact.fact.slot == "current"]
    return [fact for fact in own if comparable(first.fact, fact.fact)]


def _recorded(sources: Iterable[Stated]) -> tuple[Recorded, ...]:
    return tuple(one for one in sources if isinstance(one, Recorded))


def _points(
    one: Placed, first: Recorded, measured: Sequence[Sourced], voice: Voice
) -> list[Plotted]:
    """The baseline, what was measured since, and the target, in this order."""
    at = one.position
    points = [_plotted(fact, first, bool(shown), voice) for fact, shown in measured]
    points.sort(key=lambda point: point.at)
    if at.baseline_fact is not None:
        points.insert(0, _plotted(first, first, at.baseline_has_source, voice))
    if at.target_fact is not None and comparable(first.fact, at.target_fact.fact):
        points.append(_plotted(at.target_fact, first, True, voice))
    return points


def _plotted(fact: Recorded, first: Recorded, is_shown: bool, voice: Voice) -> Plotted:
    low, high = _ends(fact, first)
    sort = _KINDS[fact.fact.slot]
    name = voice.say(f"plotted_{sort}")
    return Plotted(
        kind=sort,
        at=_day(fact),
        low=low,
        high=high,
        bound=fact.fact.bound,
        approx=fact.fact.approx,
        when=_when(fact),
        shown=is_shown,
        name=name if is_shown else f"{name}, {voice.say('no_source')}",
        words=measures.in_short(fact.fact),
        dated=sort == "measured" or bool(fact.fact.by or fact.fact.as_of),
    )


def _when(fact: Recorded) -> str:
    """The quarter, month or year that was said, in words; nothing for a day."""
    said = fact.fact.by or fact.fact.as_of or ""
    return in_words(said) if is_period(said) and kind(said) != "day" else ""


def _ends(fact: Recorded, first: Recorded) -> tuple[float, float]:
    """A range by its ends, anything else by its one number; "over 90" is drawn at 90."""
    unit = first.fact.unit
    if fact.fact.value is None:
        return levels.ends(fact.fact, unit)
    at = levels.middle(fact.fact, unit)
    return at, at


def _day(fact: Recorded) -> date:
    """The day in the middle of the period a figure holds for, or a target is due in."""
    due = (fact.fact.by or fact.fact.as_of) if fact.fact.slot == "target" else None
    if due is not None and is_period(due):
        first, last = span(due)
    else:
        first, last = period(fact)
    return first + timedelta(days=(last - first).days // 2)
