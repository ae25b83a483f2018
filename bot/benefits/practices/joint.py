"""Joint metrics: four figures that IT and the business answer for together, and what each needs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

from bot.benefits import measures, units
from bot.benefits.entries import Entry, counting
from bot.benefits.facts import Recorded, Value
from bot.benefits.investment import Investment

Metric = Literal["roi", "productivity", "automation", "integration"]

METRICS: Final[tuple[Metric, ...]] = get_args(Metric)

Input = Literal[
    "value", "cost", "minutes", "tasks", "steps_before", "steps_gone", "cases", "cases_through"
]
"""What the business gained and what the system cost in the same time; minutes saved or lost each
time and how often a week; steps done by hand at the start and how many of them are gone; cases
that crossed between systems and how many of them without a hand."""

INPUTS: Final[Mapping[Metric, tuple[Input, Input]]] = {
    "roi": ("value", "cost"),
    "productivity": ("minutes", "tasks"),
    "automation": ("steps_gone", "steps_before"),
    "integration": ("cases_through", "cases"),
}
"""The two inputs of each metric: of a share, the part before the whole."""

MONEY: Final[tuple[Input, ...]] = ("value", "cost")

Lack = Literal["missing", "unlike", "nothing", "more_than_all"]
"""Why a metric cannot be computed: inputs are not on record, two sums are not in the same money
over the same time, the whole is nothing, or the part is more than the whole."""

_MINUTES = 60

_MEASURES: Final[Mapping[Metric, re.Pattern[str]]] = {
    "automation": re.compile(r"\b(?:manual|by hand|hand-?typed|re-?keyed)\b.*\bsteps?\b", re.I),
    "integration": re.compile(r"\b(?:straight[- ]through|touchless|no[- ]touch|untouched)\b", re.I),
}
"""What a measure is called that says the same."""


class Given(Value):
    """One input on record: an amount with its unit, and the entry it comes from; None where it is
    the cost that stands in the profile of the investment.
    """

    value: float
    unit: str | None = None
    entry: Entry | None = None

    @property
    def words(self) -> str:
        """The amount as people write it."""
        return measures.amount(self.value, self.unit)


class Measured(Value):
    """A measure of the investment whose figure a source shows: the facts it stands on."""

    name: str
    baseline: Recorded | None = None
    current: Recorded | None = None
    is_improved: bool = False


class Computed(Value):
    """A metric of an investment: its figure, or why there is none. `given` are the inputs there
    are; of those that are `missing` nothing is on record. Where it comes from a measure instead,
    `measure` is its name and `facts` are what it rests on.
    """

    metric: Metric
    given: dict[Input, Given]
    value: float | None = None
    lack: Lack | None = None
    measure: str | None = None
    facts: tuple[Recorded, ...] = ()

    @property
    def missing(self) -> list[Input]:
        """The inputs that are not on record."""
        return [one for one in INPUTS[self.metric] if one not in self.given]

    @property
    def figure(self) -> str | None:
        """The figure with its unit; None where there is none."""
        if self.value is None:
            return None
        if self.metric == "roi":
            return measures.amount(round(self.value, 2), None)
        if self.metric == "productivity":
            return measures.amount(round(abs(self.value), 1), "hours/week")
        return measures.amount(round(self.value, 1), "%")

    @property
    def is_lost(self) -> bool:
        """Whether users lose time."""
        return self.metric == "productivity" and self.value is not None and self.value < 0


def inputs(entries: Iterable[Entry], home: Investment) -> dict[Input, Given]:
    """What is on record of one investment, the latest of each; what it costs, as its profile has
    it, where nobody gave it here.
    """
    found: dict[Input, Given] = {}
    cost = home.cost
    if cost is not None and cost.value is not None and is_sum(cost.unit):
        found["cost"] = Given(value=cost.value, unit=cost.unit)
    own = [one for one in counting(entries) if one.investment == home.id and one.value is not None]
    for what in get_args(Input):
        for one in own:
            if one.what == what and one.value is not None:
                found[what] = Given(value=one.value, unit=one.unit, entry=one)
    return found


def computed(known: Mapping[Input, Given], measured: Sequence[Measured] = ()) -> list[Computed]:
    """The four metrics, each with its figure or what lacks: from what was given for them, else from
    a measure on record that says the same.
    """
    return [_computed_or_measured(metric, known, measured) for metric in METRICS]


def _computed_or_measured(
    metric: Metric, known: Mapping[Input, Given], measured: Sequence[Measured]
) -> Computed:
    found = _computed(metric, known)
    if found.lack != "missing" or metric not in _MEASURES:
        return found
    fitting = (_from(metric, one) for one in measured if _MEASURES[metric].search(one.name))
    return next((one for one in fitting if one is not None), found)


def _from(metric: Metric, one: Measured) -> Computed | None:
    """A share that a source shows: of what was done by hand how much is gone, or of the cases how
    many go through. None where the measure does not say it.
    """
    before, now = one.baseline, one.current
    if now is None or now.fact.value is None:
        return None
    if metric == "integration":
        is_share = now.fact.unit == "%" and 0 <= now.fact.value <= 100
        value, facts = now.fact.value, (now,)
        return _measured(metric, one, value, facts) if is_share else None
    if before is None or not before.fact.value or not one.is_improved:
        return None
    held = units.converted(now.fact.value, now.fact.unit, before.fact.unit)
    if not isinstance(held, float | int):
        return None
    return _measured(
        metric, one, 100 * (before.fact.value - held) / before.fact.value, (before, now)
    )


def _measured(metric: Metric, one: Measured, value: float, facts: tuple[Recorded, ...]) -> Computed:
    return Computed(metric=metric, given={}, value=value, measure=one.name, facts=facts)


def _computed(metric: Metric, known: Mapping[Input, Given]) -> Computed:
    given = {one: known[one] for one in INPUTS[metric] if one in known}
    found = Computed(metric=metric, given=given)
    if found.missing:
        return found.model_copy(update={"lack": "missing"})
    part, whole = (given[one] for one in INPUTS[metric])
    if metric == "productivity":
        return found.model_copy(update={"value": part.value * whole.value / _MINUTES})
    share = _share(part, whole, is_money=metric == "roi")
    kind = "lack" if isinstance(share, str) else "value"
    return found.model_copy(update={kind: share})


def _share(part: Given, whole: Given, *, is_money: bool) -> float | Lack:
    """Part by whole: of sums a plain ratio, of counts a percentage."""
    if whole.value <= 0:
        return "nothing"
    if is_money:
        given = units.converted(part.value, part.unit, whole.unit)
        return given / whole.value if isinstance(given, float | int) else "unlike"
    return "more_than_all" if part.value > whole.value else 100 * part.value / whole.value


def is_sum(unit: str | None) -> bool:
    """Whether something in this unit is a sum of money."""
    return bool(unit and units.CURRENCY.fullmatch(unit))
