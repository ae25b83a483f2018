"""Positions: what a measure's record amounts to, and how far it can be trusted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from bot.benefits import measures, units
from bot.benefits.facts import Fact, Recorded, Slot, Value, plain
from bot.benefits.gaps import evidence_of, open_gaps
from bot.benefits.investment import Investment, Measure, Stage
from bot.benefits.periods import last_day
from bot.benefits.reading import Better

Verdict = Literal[
    "not_due",
    "not_measured",
    "claimed_without_evidence",
    "no_baseline",
    "contradicted",
    "improved",
    "worse",
    "unchanged",
]
Rung = Literal["activity_only", "framed", "baselined", "claimed", "evidenced", "held"]

NOISE = 0.01
"""Differences up to this share of the baseline are none, unless the measure says otherwise."""


class Figure(Value):
    """A level on record: a range leaves `value` empty. `as_of` of a target is its due date."""

    value: float | None
    unit: str | None
    as_of: str | None
    low: float | None = None
    high: float | None = None
    evidence: bool | None = None
    change: float | None = None
    change_unit: str | None = None


class Position(Value):
    """One measure of one investment: its figures, its verdict, its rung on the ladder.

    `baseline_fact` and `current_fact` are the ledger facts the verdict rests on, `sources` what
    shows the current one. `beside` are figures that count for nothing yet: for the verdict
    contradicted the ones that disagree, else a later one without evidence.
    """

    investment: str
    measure: str
    baseline: Figure | None
    current: Figure | None
    target: Figure | None
    owner: str | None
    verdict: Verdict
    ladder: Rung
    baseline_fact: Recorded | None = None
    current_fact: Recorded | None = None
    owner_fact: Recorded | None = None
    sources: tuple[Recorded, ...] = ()
    beside: tuple[Recorded, ...] = ()
    baseline_has_source: bool = False

    def as_json(self) -> dict[str, Any]:
        """The position in its exchanged form."""
        return {
            "investment": self.investment,
            "measure": self.measure,
            "baseline": _figure_json(self.baseline, ()),
            "current": _figure_json(self.current, ("evidence", "change", "change_unit")),
            "target": _figure_json(self.target, ()),
            "owner": self.owner,
            "verdict": self.verdict,
            "ladder": self.ladder,
        }


def _figure_json(figure: Figure | None, more: tuple[str, ...]) -> dict[str, Any] | None:
    if figure is None:
        return None
    shown = {key: plain(getattr(figure, key)) for key in ("value", "unit", "as_of", *more)}
    if figure.low is not None:
        shown |= {"low": plain(figure.low), "high": plain(figure.high)}
    return shown


def position(
    investment: Investment,
    measure: Measure,
    facts: Sequence[Recorded],
    now: datetime,
    outcome_claimed: bool = False,
) -> Position:
    """What the facts of one investment amount to for one measure, whatever order they came in.

    `outcome_claimed` is whether an update claimed an outcome for this measure without a figure.
    """
    own = in_force([fact for fact in facts if fact.measure in (measure.id, None)])
    baseline = _first(own, "baseline")
    target = _last(own, "target")
    owner = _last(own, "owner")
    shown = [fact for fact in own if fact.fact.slot == "current"]
    evidenced = [fact for fact in shown if evidence_of(fact, own)]
    current = max(evidenced or shown, key=_age, default=None)
    way = measure.better or _towards(baseline, target) or measures.better(measure.name)
    not_live = investment.go_live is not None and now.date() < investment.go_live
    verdict = _verdict(baseline, current, shown, evidenced, way, not_live, outcome_claimed)
    return Position(
        investment=investment.name,
        measure=measure.name,
        baseline=baseline and _figure(baseline.fact),
        current=current and _figure(current.fact, evidence=current in evidenced),
        target=target and _figure(target.fact),
        owner=owner.fact.person if owner else None,
        verdict=verdict,
        ladder=_rung(investment, owner, baseline, shown, evidenced, outcome_claimed),
        baseline_fact=baseline,
        current_fact=current,
        owner_fact=owner,
        sources=_sources(current, own),
        beside=_beside(verdict, current, shown, evidenced),
        baseline_has_source=bool(_sources(baseline, own)),
    )


def _sources(figure: Recorded | None, own: Sequence[Recorded]) -> tuple[Recorded, ...]:
    shown = evidence_of(figure, own) if figure else ()
    return tuple(fact for fact in shown if isinstance(fact, Recorded))


def _beside(
    verdict: Verdict,
    current: Recorded | None,
    shown: Sequence[Recorded],
    evidenced: Sequence[Recorded],
) -> tuple[Recorded, ...]:
    if current is None or current not in evidenced:
        return ()
    if verdict == "contradicted":
        return tuple(fact for fact in evidenced if _disagrees(fact, current))
    latest = max(shown, key=_age)
    return () if latest in evidenced else (latest,)


def in_force(facts: Sequence[Recorded]) -> list[Recorded]:
    """The facts that no other one corrects, by message time, then id."""
    corrected = {fact.supersedes for fact in facts}
    return sorted(
        (fact for fact in facts if fact.id not in corrected),
        key=lambda fact: (fact.said_at, fact.id),
    )


def unknown(
    investment: Investment, facts: Sequence[Recorded], now: datetime
) -> list[tuple[Slot, Measure | None]]:
    """What nobody knows yet about an investment, in the order it would be asked."""
    stage: Stage = investment.stage or "live"
    if investment.stage is None and investment.go_live and now.date() < investment.go_live:
        stage = "delivery"
    gaps = open_gaps(stage, investment, in_force(facts))
    return [(gap.asks, gap.measure) for gap in gaps]


def unknown_line(investment: Investment, asks: Slot, measure: Measure | None) -> str:
    """One unknown as it is exchanged: `INVESTMENT / MEASURE: gap`."""
    place = f"{investment.name} / {measure.name}" if measure else investment.name
    return f"{place}: {asks}"


def _first(facts: Sequence[Recorded], slot: Slot) -> Recorded | None:
    return next((f for f in facts if f.fact.slot == slot and _states(f.fact)), None)


def _last(facts: Sequence[Recorded], slot: Slot) -> Recorded | None:
    return _first(list(reversed(facts)), slot)


def _states(fact: Fact) -> bool:
    return fact.is_level if fact.slot in ("baseline", "target") else True


def _age(fact: Recorded) -> tuple[date, datetime, str]:
    return (last_day(_period(fact)), fact.said_at, fact.id)


def _figure(fact: Fact, evidence: bool | None = None) -> Figure:
    return Figure(
        value=fact.value,
        low=fact.low,
        high=fact.high,
        unit=fact.unit,
        as_of=fact.by if fact.slot == "target" else fact.as_of,
        evidence=evidence,
        change=fact.change,
        change_unit=fact.change_unit,
    )


def _towards(baseline: Recorded | None, target: Recorded | None) -> Better | None:
    if baseline is None or target is None or not comparable(baseline.fact, target.fact):
        return None
    before, wanted = middle(baseline.fact), middle(target.fact, baseline.fact.unit)
    return None if before == wanted else ("higher" if wanted > before else "lower")


def comparable(one: Fact, other: Fact) -> bool:
    """Whether two facts are levels of one thing: units that convert, the same part of the whole."""
    return (
        one.is_level
        and other.is_level
        and units.factor(one.unit, other.unit) is not None
        and one.segment == other.segment
    )


def middle(fact: Fact, unit: str | None = None) -> float:
    """A level as one number for comparing, in a unit it converts to: a range counts by its middle.

    Raises ValueError where there is no level, or none in that unit.
    """
    times = 1.0 if unit is None else units.factor(fact.unit, unit)
    if times is None:
        raise ValueError("these units never convert")
    if fact.value is not None:
        return fact.value * times
    if fact.low is None or fact.high is None:
        raise ValueError("a change is never a level")
    return (fact.low + fact.high) / 2 * times


def _verdict(
    baseline: Recorded | None,
    current: Recorded | None,
    shown: Sequence[Recorded],
    evidenced: Sequence[Recorded],
    way: Better | None,
    not_live: bool,
    outcome_claimed: bool,
) -> Verdict:
    if not shown and not outcome_claimed:
        return "not_due" if not_live else "not_measured"
    if current is None or not evidenced:
        return "claimed_without_evidence"
    if baseline is None or way is None or not comparable(baseline.fact, current.fact):
        return "no_baseline"
    if any(_disagrees(other, current) for other in evidenced):
        return "contradicted"
    before = middle(baseline.fact)
    return _compared(before, middle(current.fact, baseline.fact.unit), way)


def _compared(before: float, after: float, way: Better) -> Verdict:
    if abs(after - before) <= abs(before) * NOISE:
        return "unchanged"
    return "improved" if (after > before) == (way == "higher") else "worse"


def _disagrees(other: Recorded, current: Recorded) -> bool:
    """Whether a figure says something else about the same period and part."""
    if _period(other) != _period(current) or not comparable(other.fact, current.fact):
        return False
    counted = middle(current.fact)
    return abs(middle(other.fact, current.fact.unit) - counted) > abs(counted) * NOISE


def _period(fact: Recorded) -> str:
    return fact.fact.as_of or fact.said_at.date().isoformat()


def _rung(
    investment: Investment,
    owner: Recorded | None,
    baseline: Recorded | None,
    shown: Sequence[Recorded],
    evidenced: Sequence[Recorded],
    outcome_claimed: bool,
) -> Rung:
    if len({_age(fact)[0] for fact in evidenced}) >= 2:
        return "held"
    if evidenced:
        return "evidenced"
    if shown or outcome_claimed:
        return "claimed"
    if baseline:
        return "baselined"
    framed = owner is not None and bool(investment.measures or investment.outcome)
    return "framed" if framed else "activity_only"
