"""What was read in a text: claims, facts, and what became of a question."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, Self, get_args

from bot.benefits.facts import LONGEST_QUOTE, Fact, Slot, Value, plain
from bot.benefits.fiscal import Day, FiscalStart, day_of

Kind = Literal[
    "milestone",
    "adoption",
    "automation",
    "reporting",
    "technical_health",
    "outcome",
    "goal",
    "plan",
    "problem",
    "barrier",
]
Status = Literal["done", "planned", "hoped", "reported", "quoted"]
Direction = Literal["better", "worse", "same"]
Better = Literal["lower", "higher"]

DELIVERY: tuple[Kind, ...] = (
    "milestone",
    "adoption",
    "automation",
    "reporting",
    "technical_health",
)
"""Kinds of claim that report activity; none of them shows what the business does better."""

UPDATE_SLOTS: tuple[Slot, ...] = (
    "baseline",
    "target",
    "current",
    "owner",
    "evidence",
    "timeframe",
)
"""Slots an update can fill; the others occur in answers alone."""


class Known(Value):
    """A measure that the place of a text is known to speak of, by name, aliases and agreed unit.

    `go_live` is when what it measures went live: a level of a period before it is a baseline.
    `sources` are the names its channel's figures came under before. `has_baseline` where one is on
    record. `asked_since` is when somebody was first asked how it stands now, where nobody said when
    it went live: a level of a period since then is no baseline.
    """

    name: str
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    go_live: date | None = None
    sources: tuple[str, ...] = ()
    has_baseline: bool = False
    asked_since: date | None = None


class Said(Value):
    """A text and what is known about its saying. `text` is as given, markup and all.

    `at` is the message's own time: relative dates count from it, and stay unknown without it.
    `author` is who speaks ("me" means them). `known` are the measures on record where it was said.
    `place` is the workspace and channel it is from, where a language model may be asked about it
    if it is on there; None where none is.
    """

    text: str
    at: datetime | None = None
    author: str | None = None
    known: tuple[Known, ...] = ()
    fiscal_start: FiscalStart = 1
    place: tuple[str, str] | None = None

    @property
    def day(self) -> Day | None:
        """The day it was said, in the calendar of its workspace."""
        return day_of(self.at.date(), self.fiscal_start) if self.at else None


class Claim(Value):
    """A thing said in an update, with the words it was said in (code points of the text)."""

    kind: Kind
    status: Status
    direction: Direction | None = None
    quote: str
    start: int
    end: int

    def kept(self) -> Self:
        """The claim with no more of the person's words than may be kept."""
        quote = self.quote[:LONGEST_QUOTE]
        return self.model_copy(update={"quote": quote, "end": self.start + len(quote)})

    @property
    def is_made(self) -> bool:
        """Whether it is said to have happened, not to be hoped for or repeated from elsewhere."""
        return self.status in ("done", "reported")


class MeasureSummary(Value):
    """The figures of one measure in one text; None where a range or nothing was said."""

    metric: str | None
    baseline: float | None = None
    current: float | None = None
    target: float | None = None
    change: float | None = None
    change_unit: str | None = None
    unit: str | None = None
    better: Better | None = None


class Reading(Value):
    """All that was read in one update. Empty throughout where `is_update` is false.

    `is_doubted`: it sounds more like talk than news, so that nobody is asked about it.
    `only_drafted` are those of its claims that a language model alone saw: they may tell what to
    ask, and no record keeps them.
    """

    is_update: bool
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    measures: tuple[MeasureSummary, ...] = ()
    is_doubted: bool = False
    only_drafted: tuple[Claim, ...] = ()

    @property
    def own_claims(self) -> tuple[Claim, ...]:
        """The claims that need no language model to be seen."""
        return tuple(claim for claim in self.claims if claim not in self.only_drafted)

    def of(self, slot: Slot) -> tuple[Fact, ...]:
        """The facts of one slot, in the order of the text."""
        return tuple(fact for fact in self.facts if fact.slot == slot)

    def made(self, kind: Kind) -> tuple[Claim, ...]:
        """The claims of one kind that are said to have happened."""
        return tuple(claim for claim in self.claims if claim.kind == kind and claim.is_made)

    @property
    def deliveries(self) -> tuple[Kind, ...]:
        """The kinds of delivery this text reports, each once."""
        return tuple(kind for kind in DELIVERY if self.made(kind))

    def labels(self) -> dict[str, bool]:
        """The thirteen yes-or-no labels reading is measured on."""
        return {
            "is_update": self.is_update,
            **{kind: bool(self.made(kind)) for kind in DELIVERY},
            "outcome_claim": bool(self.made("outcome")),
            **{slot: bool(self.of(slot)) for slot in UPDATE_SLOTS},
        }

    def as_json(self) -> dict[str, Any]:
        """The reading in its exchanged form, without the questions."""
        return {
            "is_update": self.is_update,
            "claims": [claim.model_dump() for claim in self.claims],
            "facts": {slot: [fact.as_json() for fact in self.of(slot)] for slot in UPDATE_SLOTS},
            "measures": [
                {key: plain(value) for key, value in measure.model_dump().items()}
                for measure in self.measures
            ],
        }


def said_once(claims: Sequence[Claim]) -> list[Claim]:
    """What one text delivers, each thing once, in its order: of claims over the same words the
    longest, and none that is an outcome at the same time.
    """
    kept = [claim for claim in claims if claim.kind == "outcome" and claim.is_made]
    made = [claim for claim in claims if claim.kind in DELIVERY and claim.is_made]
    chosen: list[Claim] = []
    for claim in sorted(made, key=lambda one: (one.start - one.end, one.start)):
        if not any(claim.start < other.end and other.start < claim.end for other in kept):
            kept.append(claim)
            chosen.append(claim)
    return sorted(chosen, key=lambda one: one.start)


NOTHING = Reading(is_update=False)
"""The reading of a text that reports nothing."""

AnswerKind = Literal["answer", "not_known", "deflection", "question_back", "chatter"]


class AnswerContext(Value):
    """What was asked and what is known when a reply is read; anything may be missing. `known` are
    all measures of the investment asked about; `place` is as in what is `Said`.
    """

    asked: Slot | None = None
    measure: str | None = None
    unit: str | None = None
    today: date | None = None
    sender: str | None = None
    prior: tuple[Fact, ...] = ()
    known: tuple[Known, ...] = ()
    fiscal_start: FiscalStart = 1
    place: tuple[str, str] | None = None

    @property
    def day(self) -> Day | None:
        """The day of the reply, in the calendar of its workspace."""
        return day_of(self.today, self.fiscal_start) if self.today else None


class AnswerReading(Value):
    """What became of the question, and every fact in the reply, asked for or not."""

    kind: AnswerKind
    facts: tuple[Fact, ...] = ()


SLOTS: tuple[Slot, ...] = get_args(Slot)
