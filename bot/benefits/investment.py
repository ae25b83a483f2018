"""Investments and their measures: the profile, in which everything but a name is optional."""

from datetime import date, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.benefits.facts import Value
from bot.benefits.periods import months_after
from bot.benefits.reading import Better

Stage = Literal["framing", "delivery", "live", "review"]

Dimension = Literal[
    "speed", "reliability", "conversion", "visibility", "control", "consistency", "capacity"
]
"""The seven ways in which performance can get measurably better."""

Taxonomy = Literal[
    "revenue_movement", "less_effort", "reliable_hand_offs", "visibility_for_action", "ownership"
]
"""The five places where progress shows: revenue moves faster; less manual effort and fewer delays;
reliable hand-offs; visibility that supports action; accountability for outcomes."""

RHYTHM = 28
"""Days between two measurements of a measure, unless it says otherwise."""

SETTLES = 14
"""Days after go-live before anybody can tell what it changed, at least."""

REVIEWS = (1, 3, 6)
"""Months after go-live in which benefits are reviewed, unless dates are set."""


class Noise(Value):
    """How far figures differ without anything having changed.

    A share of the baseline (0.02 is two percent), or an amount in the measure's own unit.
    """

    share: float | None = Field(default=None, ge=0)
    absolute: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.share is None) == (self.absolute is None):
            raise ValueError("noise is a share or an amount")
        return self


class Measure(Value):
    """What is counted for an investment: its name and unit in the team's own words.

    `source` is the report figures are taken from, `method` how they are counted. `noise` is None
    where nobody agreed on one. `rhythm` is how many days lie between two measurements; `due` when
    the first one is expected, None for some weeks after go-live.
    """

    id: str
    name: str
    unit: str | None = None
    better: Better | None = None
    dimension: Dimension | None = None
    taxonomy: Taxonomy | None = None
    source: str | None = None
    method: str | None = None
    noise: Noise | None = None
    rhythm: int = Field(default=RHYTHM, ge=1)
    due: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        return (self.name, *self.aliases)


class Amount(Value):
    """What something costs, as it was said: in money, in time, or in words alone."""

    text: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    as_of: str | None = None


class Attribution(Value):
    """How much of a change an investment claims, and what else changed in that period.

    `share` is between 0 and 1; None where nobody said. `measure` is None for all of them.
    """

    measure: str | None = None
    share: float | None = Field(default=None, ge=0, le=1)
    also: tuple[str, ...] = ()


class Disbenefit(Value):
    """What gets worse on purpose or as a price; `measure` is the one that shows it, if any."""

    text: str
    measure: str | None = None


class Investment(Value):
    """Effort and money committed to change something, in its home channel.

    `channel_is_private`, `confidential` and `viewers` decide who may see it. `stage` is set by
    people; None means that it is told from the dates, else from what an update says. `problem_cost`
    is what leaving the problem costs. `sponsor` and `delivery_lead` are kept as said. While it is
    `paused` nothing is asked about it, from `paused_from` on, where that is kept; `paused_until` is
    the last day of that, None for as long as nobody resumes it, and `paused_by` who did it. A pause
    that is over is kept: nobody could answer then.
    """

    id: str
    name: str
    channel: str
    channel_is_private: bool = False
    confidential: bool = False
    viewers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    stage: Stage | None = None
    go_live: date | None = None
    first_review: date | None = None
    reviews: tuple[date, ...] = ()
    sponsor: str | None = None
    delivery_lead: str | None = None
    outcome: str | None = None
    problem: str | None = None
    problem_cost: Amount | None = None
    cost: Amount | None = None
    attributions: tuple[Attribution, ...] = ()
    disbenefits: tuple[Disbenefit, ...] = ()
    measures: tuple[Measure, ...] = ()
    paused: bool = False
    paused_from: date | None = None
    paused_until: date | None = None
    paused_by: str | None = None

    def moves_from(self, measure: Measure) -> date | None:
        """The first day on which a measure can have moved: its own, else half its rhythm after
        go-live, two weeks at least. None where nobody knows when that is.
        """
        if measure.due is not None or self.go_live is None:
            return measure.due
        return self.go_live + timedelta(days=max(SETTLES, measure.rhythm // 2))

    def is_paused_on(self, day: date) -> bool:
        """Whether nothing is asked about it, on a day."""
        began = self.paused_from is None or self.paused_from <= day
        return self.paused and began and (self.paused_until is None or day <= self.paused_until)

    def measure(self, id: str | None) -> Measure | None:
        """The measure with this id, or None."""
        return next((measure for measure in self.measures if measure.id == id), None)

    @property
    def review_dates(self) -> tuple[date, ...]:
        """When benefits are reviewed, in order: as set, else counted from go-live."""
        if self.reviews:
            return tuple(sorted(self.reviews))
        if self.go_live is None:
            return (self.first_review,) if self.first_review else ()
        counted = [months_after(self.go_live, months) for months in REVIEWS]
        if self.first_review is None:
            return tuple(counted)
        return (self.first_review, *(day for day in counted if day > self.first_review))
