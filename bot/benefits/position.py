"""Positions: what a measure's record amounts to, and how far it can be trusted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.benefits import levels, measures
from bot.benefits.evidence import Shown
from bot.benefits.facts import ME, Attestation, Fact, Recorded, Slot, Value, plain
from bot.benefits.gaps import open_gaps
from bot.benefits.investment import Investment, Measure, Noise, Stage
from bot.benefits.ladder import Rung as Rung
from bot.benefits.ladder import met, missing_below
from bot.benefits.ledger import Ledger, order, scope
from bot.benefits.ledger import in_force as in_force
from bot.benefits.levels import comparable as comparable
from bot.benefits.levels import middle as middle
from bot.benefits.verdict import Case, disagreeing, judged, period, verdict
from bot.benefits.verdict import Verdict as Verdict


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
    shows the current one, `baseline_sources` the baseline. `beside` are figures that count for
    nothing yet: for the verdict contradicted the ones that disagree, else a later one without
    evidence. `first_shown` is the earliest figure somebody showed, where the result was shown again
    so much later that it has held. `missing_below` are the rungs below `ladder` that are not met.
    `attested_by` are the owners and sponsors who stand by it as it is now. `noise` is how far
    figures differ without anything having changed; nobody agreed on it where `noise_is_default`.
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
    target_fact: Recorded | None = None
    owner_fact: Recorded | None = None
    sources: tuple[Recorded, ...] = ()
    beside: tuple[Recorded, ...] = ()
    baseline_sources: tuple[Recorded, ...] = ()
    target_is_met: bool = False
    first_shown: Recorded | None = None
    missing_below: tuple[Rung, ...] = ()
    attested_by: tuple[str, ...] = ()
    noise: Noise = levels.NOISE
    noise_is_default: bool = True

    @property
    def owner_as_said(self) -> str | None:
        """The owner in the words of the text: who named themselves without a mention said "me"."""
        said = self.owner_fact
        if said is None or said.author is None or self.owner != f"<@{said.author}>":
            return self.owner
        return self.owner if said.author in said.fact.quote else ME

    @property
    def baseline_has_source(self) -> bool:
        """Whether somebody named what shows the baseline."""
        return bool(self.baseline_sources)

    def as_json(self) -> dict[str, Any]:
        """The position in its exchanged form."""
        return {
            "investment": self.investment,
            "measure": self.measure,
            "baseline": _figure_json(self.baseline, ()),
            "current": _figure_json(self.current, ("evidence", "change", "change_unit")),
            "target": _figure_json(self.target, ()),
            "owner": self.owner_as_said,
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
    fiscal_start: int = 1,
    attested: Sequence[Attestation] = (),
) -> Position:
    """What the facts of one investment amount to for one measure, whatever order they came in.

    `outcome_claimed` is whether an update claimed an outcome for this measure without a figure.
    `fiscal_start` is the month the workspace's fiscal year begins in.
    """
    world = _World(investment, Ledger(facts), now.date(), fiscal_start)
    return _position(world, measure, outcome_claimed, attested)


def positions(
    investment: Investment,
    facts: Sequence[Recorded] | Ledger,
    now: datetime,
    outcomes_claimed: Collection[str] = (),
    fiscal_start: int = 1,
    attested: Sequence[Attestation] = (),
    until: date | None = None,
) -> list[Position]:
    """The positions of all measures of an investment, by name; the facts are looked at once.

    `outcomes_claimed` are the ids of the measures that an outcome was claimed for in words. With
    `until` they are those as of that day: no figure of a later period is looked at.
    """
    ledger = facts if isinstance(facts, Ledger) else Ledger(facts)
    world = _World(investment, ledger, now.date(), fiscal_start, until)
    ordered = sorted(investment.measures, key=lambda measure: measure.name)
    return [_position(world, one, one.id in outcomes_claimed, attested) for one in ordered]


@dataclass(frozen=True, slots=True)
class _World:
    investment: Investment
    ledger: Ledger
    today: date
    fiscal_start: int
    until: date | None = None


def _position(
    world: _World, measure: Measure, claimed: bool, attested: Sequence[Attestation]
) -> Position:
    own = [fact for fact in world.ledger.counting if fact.measure in (measure.id, None)]
    sources = Shown(own)
    case = _case(world, measure, own, sources, claimed)
    baseline, current = case.baseline, case.current
    target, owner = _last(own, "target"), _last(own, "owner")
    rungs = met(case, world.investment, own)
    found = verdict(case)
    return Position(
        investment=world.investment.name,
        measure=measure.name,
        baseline=baseline and _figure(baseline.fact),
        current=current and _figure(current.fact, evidence=bool(case.evidenced)),
        target=target and _figure(target.fact),
        owner=owner.fact.person if owner else None,
        verdict=found,
        ladder=rungs[-1],
        baseline_fact=baseline,
        current_fact=current,
        target_fact=target,
        owner_fact=owner,
        sources=_sources(current, sources),
        beside=_beside(case, found),
        baseline_sources=_sources(baseline, sources),
        target_is_met=_is_met(target, case, found),
        first_shown=_first_shown(case) if rungs[-1] == "held" else None,
        missing_below=missing_below(rungs),
        attested_by=_attested(world, measure, current, attested),
        noise=levels.noise_of(measure),
        noise_is_default=measure.noise is None,
    )


def _case(
    world: _World, measure: Measure, own: Sequence[Recorded], sources: Shown, claimed: bool
) -> Case:
    agreed = world.ledger.agreed(measure.id)
    shown = _told([fact for fact in own if fact.fact.slot == "current" and _is_by(world, fact)])
    evidenced = [fact for fact in shown if sources.of(fact)]
    current = judged(evidenced or shown, agreed, world.fiscal_start)
    baseline = agreed.get(scope(current.fact)) if current else agreed.get("")
    baseline = baseline or next(iter(agreed.values()), None)
    wanted = _last(own, "target", levels_only=False)
    towards = levels.towards(baseline.fact if baseline else None, wanted.fact if wanted else None)
    return Case(
        measure=measure,
        baseline=baseline,
        current=current,
        shown=shown,
        evidenced=evidenced,
        outcome_claimed=claimed,
        better=measure.better or towards or measures.better(measure.name, measure.unit),
        due=measure.due or world.investment.go_live,
        today=world.today,
        fiscal_start=world.fiscal_start,
        baseline_shown=bool(baseline and sources.of(baseline)),
    )


def _is_by(world: _World, fact: Recorded) -> bool:
    return world.until is None or period(fact, world.fiscal_start)[1] <= world.until


def _told(figures: Sequence[Recorded]) -> list[Recorded]:
    """The figures without changes that a level of the same message already says: "down 2 days, to
    9" is nine days, whatever time the change was given for."""
    levelled = {(one.place, scope(one.fact)) for one in figures if one.fact.is_level and one.place}
    return [
        one for one in figures if one.fact.is_level or (one.place, scope(one.fact)) not in levelled
    ]


def _last(facts: Sequence[Recorded], slot: Slot, levels_only: bool = True) -> Recorded | None:
    said = (fact for fact in reversed(facts) if fact.fact.slot == slot)
    return next((one for one in said if _states(one.fact, levels_only)), None)


def _states(fact: Fact, levels_only: bool) -> bool:
    return fact.slot != "target" or fact.is_level or not levels_only


def _is_met(target: Recorded | None, case: Case, found: Verdict) -> bool:
    """Whether what was shown is where it should be."""
    if target is None or case.current is None or found not in ("improved", "worse", "unchanged"):
        return False
    return levels.meets(target.fact, case.current.fact, case.better)


def _first_shown(case: Case) -> Recorded:
    return min(case.evidenced, key=lambda fact: (period(fact, case.fiscal_start)[1], order(fact)))


def _sources(figure: Recorded | None, sources: Shown) -> tuple[Recorded, ...]:
    shown = sources.of(figure) if figure else ()
    return tuple(fact for fact in shown if isinstance(fact, Recorded))


def _beside(case: Case, found: Verdict) -> tuple[Recorded, ...]:
    if case.current is None or not case.evidenced:
        return ()
    if found == "contradicted":
        return tuple(disagreeing(case, case.current))
    latest = max(case.shown, key=lambda fact: (period(fact, case.fiscal_start)[1], order(fact)))
    shown = {fact.id for fact in case.evidenced}
    return () if latest.id in shown else (latest,)


def _attested(
    world: _World, measure: Measure, current: Recorded | None, marks: Sequence[Attestation]
) -> tuple[str, ...]:
    """Who stands by it as it is now: a mark made before the figure was on record says nothing of
    it, nor does one of a fact that no longer counts."""
    counting = {fact.id for fact in world.ledger.counting} if marks else set()
    hold = [
        mark
        for mark in sorted(marks, key=lambda mark: (mark.at, mark.by))
        if (mark.investment, mark.measure) == (world.investment.id, measure.id)
        and (
            (mark.fact == current.id if current else mark.fact in counting)
            if mark.fact
            else current is None or mark.at >= current.recorded_at
        )
    ]
    return tuple(dict.fromkeys(mark.by for mark in hold))


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


def unknown(
    investment: Investment, facts: Sequence[Recorded] | Ledger, now: datetime
) -> list[tuple[Slot, Measure | None]]:
    """What nobody knows yet about an investment, in the order it would be asked."""
    stage: Stage = investment.stage or "live"
    if investment.stage is None and investment.go_live and now.date() < investment.go_live:
        stage = "delivery"
    ledger = facts if isinstance(facts, Ledger) else Ledger(facts)
    gaps = open_gaps(stage, investment, ledger.counting)
    return [(gap.asks, gap.measure) for gap in gaps]


def unknown_line(investment: Investment, asks: Slot, measure: Measure | None) -> str:
    """One unknown as it is exchanged: `INVESTMENT / MEASURE: gap`."""
    place = f"{investment.name} / {measure.name}" if measure else investment.name
    return f"{place}: {asks}"
