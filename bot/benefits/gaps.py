"""Gaps: what a record lacks, in the order it is asked for."""

from collections.abc import Sequence
from datetime import date

from bot.benefits import measures
from bot.benefits.evidence import Shown
from bot.benefits.evidence import evidence_of as evidence_of
from bot.benefits.evidence import is_bare_link as is_bare_link
from bot.benefits.facts import LEVELS, Fact, Recorded, Slot, Stated, Value
from bot.benefits.investment import Investment, Measure, Stage
from bot.benefits.reading import DELIVERY, Reading

ORDER: dict[Stage, tuple[Slot, ...]] = {
    "framing": ("problem", "outcome", "measure", "owner", "baseline", "target"),
    "delivery": ("outcome", "measure", "baseline", "owner", "target"),
    "live": (
        "outcome",
        "measure",
        "baseline",
        "current",
        "evidence",
        "owner",
        "timeframe",
        "target",
    ),
    "review": ("current", "evidence", "attribution", "barrier"),
}

OF_THE_INVESTMENT: frozenset[Slot] = frozenset({"problem", "outcome", "measure", "barrier"})
"""Gaps of the whole investment; the others are gaps of one measure."""


class Gap(Value):
    """Something not known: of one measure, or of the investment where `measure` is None."""

    asks: Slot
    measure: Measure | None = None


def stage_of(investment: Investment, reading: Reading, today: date) -> Stage:
    """Where the investment stands: as set, else from its dates, else from what the text says.

    Only a review whose date somebody set makes it review: until then a missing baseline is still
    asked for.
    """
    if investment.stage:
        return investment.stage
    if investment.go_live:
        if today < investment.go_live:
            return "delivery"
        first = min((*investment.reviews, investment.first_review or date.max))
        return "review" if today >= first else "live"
    if any(reading.made(kind) for kind in (*DELIVERY, "outcome")):
        return "live"
    kinds = {
        "goal" if claim.kind == "outcome" and not claim.is_made else claim.kind
        for claim in reading.claims
    }
    return "framing" if kinds and kinds <= {"goal", "plan", "problem"} else "delivery"


def open_gaps(
    stage: Stage,
    investment: Investment,
    on_record: Sequence[Recorded],
    stated: Sequence[Stated] = (),
    reading: Reading | None = None,
) -> list[Gap]:
    """What is asked at this stage and neither on record nor stated in the text, in order.

    `stated` are the text's own facts, each with the measure it belongs to; a measure they name is
    among the investment's already. Measures the text speaks of come first.
    """
    said: set[str] = {claim.kind for claim in reading.claims} if reading else set()
    spoken = [fact.measure for fact in stated]
    ordered = sorted(
        investment.measures,
        key=lambda measure: spoken.index(measure.id) if measure.id in spoken else len(spoken),
    )
    known = [*on_record, *stated]
    gaps: list[Gap] = []
    for asks in ORDER[stage]:
        if asks in OF_THE_INVESTMENT:
            if not _investment_has(asks, investment, known, said):
                gaps.append(Gap(asks=asks))
        elif ordered:
            gaps += [
                Gap(asks=asks, measure=measure)
                for measure in ordered
                if not measure_has(asks, measure.id, known)
            ]
        elif asks == "owner" and not any(fact.fact.slot == "owner" for fact in known):
            gaps.append(Gap(asks=asks))
    return gaps


def _investment_has(
    asks: Slot, investment: Investment, known: Sequence[Stated], said: set[str]
) -> bool:
    if any(fact.fact.slot == asks for fact in known):
        return True
    if asks == "measure":
        return bool(investment.measures)
    if asks == "outcome":
        return bool(investment.measures or investment.outcome or said & {"goal", "outcome"})
    if asks == "problem":
        return bool(investment.problem) or "problem" in said
    return "barrier" in said


def measure_has(asks: Slot, measure: str, known: Sequence[Stated]) -> bool:
    """Whether a measure's slot is filled; a fact of the whole investment fills every measure.

    A result has a timeframe where its figure holds for a period; it has evidence where a source
    was named for the latest current figure, not for an earlier one or for the baseline.
    """
    own = [fact for fact in known if fact.measure in (measure, None)]
    if asks == "timeframe" and any(fact.fact.slot == "current" and fact.fact.as_of for fact in own):
        return True
    if asks == "evidence":
        shown = [fact for fact in own if fact.fact.slot == "current"]
        return bool(shown) and bool(Shown(own).of(max(shown, key=lambda fact: fact.said_at)))
    return any(fact.fact.slot == asks and fills(fact.fact) for fact in own)


def fills(fact: Fact) -> bool:
    """Whether it says enough: "weeks" is no baseline yet, how many is still asked."""
    return fact.slot not in LEVELS or fact.is_level or fact.change is not None


def named(investment: Investment, name: str | None) -> Measure | None:
    """The one measure of the investment that a text's words mean; None where nothing tells."""
    if name is None:
        return None
    wanted = measures.key(name)
    alike = [
        one for one in investment.measures if any(measures.same(each, name) for each in one.names)
    ]
    exact = [one for one in alike if wanted in map(measures.key, one.names)]
    found = exact or alike
    return found[0] if len(found) == 1 else None
