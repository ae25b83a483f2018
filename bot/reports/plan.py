"""Plan: where everything of a chart stands within its frame, whatever it is drawn with.

All lengths are in points, from the frame's lower left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.benefits.conversation import Chart, Keyed, Plotted
from bot.benefits.measures import amount, number
from bot.benefits.numerals import Style, styled, written
from bot.benefits.units import CURRENCY
from bot.reports import axis, labels, lettering
from bot.reports.labels import Spot

TYPE: Final = 20.0
"""At a phone's width the smallest letter is 11 pixels high."""

VALUE: Final = TYPE + 2

WRITTEN: Final = 12
"""Figures written beside their marks, at most; of more, those spread evenly over time."""

_ABOVE: Final = 0.5
_BELOW: Final = 0.6

Kind = Literal["baseline", "measured", "target"]


@dataclass(frozen=True, slots=True)
class Note:
    """A figure near its mark with its day below or beside it, each by its middle; no day where
    there was no room.
    """

    value: str
    at: Spot
    day: str
    day_at: Spot
    kind: Kind


@dataclass(frozen=True, slots=True)
class Plan:
    """`spots` and `reaches` are where each point of the chart stands and how far a range goes up
    and down; `line` joins what is dated and not a target, `across` are the levels drawn over the
    whole width. The name of a month stands between two of the `bounds`.
    """

    width: float
    height: float
    days: axis.Days
    months: tuple[axis.Tick, ...]
    bounds: tuple[float, ...]
    levels: tuple[tuple[float, str], ...]
    spots: tuple[Spot, ...]
    reaches: tuple[float, ...]
    line: tuple[Spot, ...]
    across: tuple[tuple[float, Kind], ...]
    notes: tuple[Note, ...]


def planned(chart: Chart, width: float, height: float) -> Plan:
    """Everything in a frame of this size."""
    low, high = _range(chart)
    days, scale = axis.days(chart.points, width), height / (high - low)
    series = [one.at for one in chart.points if one.dated and one.kind != "target"]

    def spot(point: Plotted) -> Spot:
        up = ((point.low + point.high) / 2 - low) * scale
        if not point.dated:
            return axis.STRIP / 2, up
        is_far = axis.is_far(point, series)
        return (width - axis.STRIP / 2 if is_far else days.at(point.at)), up

    spots = tuple(map(spot, chart.points))
    reaches = tuple((point.high - point.low) / 2 * scale for point in chart.points)
    named = zip(chart.points, spots, strict=True)
    line = [at for point, at in named if point.dated and point.kind != "target"]
    across = [
        ((one.low - low) * scale, one.kind)
        for one in chart.points
        if one.kind != "measured" and one.low == one.high
    ]
    zero = [-low * scale] if low < 0 < high else []
    marks = list(zip(spots, reaches, strict=True))
    frame = labels.Frame(width, height, marks, line, [*(up for up, _ in across), *zero])
    return Plan(
        width,
        height,
        days,
        tuple(axis.months(days)),
        tuple(axis.bounds(days)),
        tuple(
            ((level - low) * scale, _short(level, chart.numerals))
            for level in axis.levels(low, high)
        ),
        spots,
        reaches,
        tuple(line),
        tuple(across),
        tuple(_notes(chart, spots, reaches, frame)),
    )


def keyed(chart: Chart, plan: Plan) -> list[Keyed]:
    """What is said below: of each mark, and of the cut where there is one."""
    cut = [Keyed(words=chart.cut)] if plan.days.cut is not None and chart.cut else []
    return [*chart.key, *cut]


def _range(chart: Chart) -> tuple[float, float]:
    """From zero, or from below what is less, with room for words."""
    low = min(point.low for point in chart.points)
    high = max(point.high for point in chart.points)
    floor = 0.0 if low >= 0 else low - (high - low or -low) * _BELOW
    return floor, high + (high - floor or 1.0) * _ABOVE


_SCALES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e4, "k"))


def _short(value: float, style: Style) -> str:
    """A number of the axis in few signs: 1.5m, 250k, 12, 0.04."""
    size, sign = next(((size, sign) for size, sign in _SCALES if abs(value) >= size), (1.0, ""))
    thousand = 1e3 if sign == "k" else size
    return styled(f"{value / thousand:,.4g}", style) + sign


def _notes(
    chart: Chart, spots: Sequence[Spot], reaches: Sequence[float], frame: labels.Frame
) -> list[Note]:
    """Where it is, where it began, where it should be, then those between."""
    place = {id(point): number for number, point in enumerate(chart.points)}
    ordered = weighty(chart.points)
    needed = len(ordered) - len(_between(chart.points))
    has_years = len({one.at.year for one in chart.points if one.kind != "target"}) > 1
    words = [
        (written(figure(one, chart.unit), chart.numerals), day_of(one, has_years))
        for one in ordered
    ]
    wanted = [
        labels.Wanted(spots[at], _sizes(*said), number < needed, reaches[at])
        for number, (one, said) in enumerate(zip(ordered, words, strict=True))
        for at in [place[id(one)]]
    ]
    found = labels.placed(wanted, frame)
    return [
        _note(one, point.kind, *said)
        for point, said, one in zip(ordered, words, found, strict=True)
        if one is not None
    ]


def _note(one: labels.Placed, kind: Kind, value: str, day: str) -> Note:
    if not day or one.size == _ALONE:
        return Note(value, (one.x, one.y), "", (one.x, one.y), kind)
    if one.size == _BELOW_IT:
        return Note(value, (one.x, one.y + TYPE / 2), day, (one.x, one.y - VALUE / 2), kind)
    first, last = lettering.width(value, VALUE, bold=True), lettering.width(day, TYPE)
    left, right = one.x - (last + _SPACE) / 2, one.x + (first + _SPACE) / 2
    return Note(value, (left, one.y), day, (right, one.y), kind)


def _between(points: Sequence[Plotted]) -> list[Plotted]:
    """Those measured before the latest, newest first, thinned evenly where they are many."""
    earlier = [one for one in points if one.kind == "measured"][-2::-1]
    step = -(-len(earlier) // WRITTEN) or 1
    return earlier[step - 1 :: step] if step > 1 else earlier


def weighty(points: Sequence[Plotted]) -> list[Plotted]:
    """The figures that are written, those first that a reader looks for first."""
    measured = [one for one in points if one.kind == "measured"]
    named = [one for one in points if one.kind != "measured"]
    return [*measured[-1:], *named, *_between(points)]


_BELOW_IT, _BESIDE_IT, _ALONE = range(3)
"""Where the day of a figure stands; it has none where it would cover something."""

_SPACE: Final = 8.0


def _sizes(value: str, day: str) -> list[Spot]:
    """The value above its day, before its day, or alone."""
    alone, below = lettering.width(value, VALUE, bold=True), lettering.width(day, TYPE)
    small = (alone, VALUE + 2)
    both = [(max(alone, below), VALUE + TYPE + 6), (alone + _SPACE + below, VALUE + 2)]
    return [*both, small] if day else [small]


def figure(point: Plotted, unit: str) -> str:
    """A point's figure, with its sign, and with what it was said to be under or over."""
    hedge = "about " if point.approx else {"<": "under ", ">": "over ", None: ""}[point.bound]
    head = unit.partition("/")[0]
    has_sign = head == "%" or CURRENCY.fullmatch(head)
    last = amount(point.high, head) if has_sign else number(point.high)
    return hedge + (f"{number(point.low)}–{last}" if point.high > point.low else last)


def day_of(point: Plotted, has_years: bool) -> str:
    """When it held, in few signs: the period that was said, else its day; of a target, when due.
    What nobody dated stands where the axis says so.
    """
    if not point.dated:
        return ""
    due = point.kind == "target"
    words = point.when.split()
    short = " ".join(word[:3] if word.isalpha() and len(word) > 4 else word for word in words)
    day = f"{point.at.day} {point.at:%b}"
    said = short.replace("week ", "W").replace(" of ", " ") or (
        f"{day} {point.at.year}" if due else f"{day} ’{point.at:%y}" if has_years else day
    )
    return f"by {said}" if due else said
