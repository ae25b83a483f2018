"""Axes: which months and which levels are written beside a chart, and where a day stands on it.

All lengths are in points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bot.benefits.conversation import Plotted
from bot.benefits.periods import months_after

FAR: Final = 2.0
"""A target due after so many times the time measured stands behind a cut of the axis."""

STRIP: Final = 112.0
"""How wide what nobody dated stands apart at the left, and what is cut off at the right."""

_LEAST: Final = timedelta(days=50)
"""An axis tells no less time than that, so that it has several months."""

_AROUND: Final = 0.14
"""Room on both sides of what is dated, of the time between."""

_APART: Final = 66.0
"""From one month that is written to the next, at least."""

_CLOSE: Final = 9.0
"""From where one month begins to the next, at least."""

_INSIDE: Final = 20.0
_STEPS: Final = (1, 2, 3, 4, 6)
_LEVELS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)

Tick = tuple[float, str, str]
"""Where it stands, its words, and the year below them where it begins."""


@dataclass(frozen=True, slots=True)
class Days:
    """The axis of days: where each stands between `left` and `right`; `cut` is where it breaks."""

    first: float
    last: float
    left: float
    right: float
    cut: float | None

    def at(self, day: date) -> float:
        """Where a day stands."""
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def days(points: Sequence[Plotted], width: float) -> Days:
    """An axis for all that is dated; a target far ahead stands behind a cut."""
    dated = [one for one in points if one.dated]
    series = [one.at for one in dated if one.kind != "target"]
    shown = [one.at for one in dated if not is_far(one, series)] or [points[0].at]
    first, last = min(shown), max(shown)
    missing = max(_LEAST - (last - first), timedelta()) / 2
    around = max(last - first, _LEAST) * _AROUND + missing
    has_cut = any(is_far(one, series) for one in dated)
    right = width - STRIP if has_cut else width
    left = STRIP if len(dated) < len(points) else 0.0
    begin = first.toordinal() - around.days
    end = last.toordinal() + around.days
    return Days(begin, end, left, right, right + _INSIDE if has_cut else None)


def is_far(point: Plotted, series: Sequence[date]) -> bool:
    """Whether it is due so long after what was measured that the rest would be one spot."""
    if point.kind != "target" or not series:
        return False
    span = max(max(series) - min(series), _LEAST)
    return point.at - max(series) > span * FAR


def months(axis: Days) -> list[Tick]:
    """Months in the middle of each, as many as find room; years in theirs where it is long."""
    first, last = (date.fromordinal(max(1, int(day))) for day in (axis.first, axis.last))
    for step in _STEPS:
        found = list(_months(axis, first, last, step))
        if _have_room(found):
            return found
    step = 1
    while not _have_room(found := list(_years(axis, first.year, last.year, step))):
        step *= 2
    return found


def _months(axis: Days, first: date, last: date, step: int) -> Iterator[Tick]:
    """Every so many months, counted from January, each year below its first."""
    month = first.replace(month=(first.month - 1) // step * step + 1, day=1)
    told = 0
    while month <= last:
        place = axis.at(month + timedelta(days=15))
        if _is_inside(axis, place):
            yield place, f"{month:%b}", str(month.year) if month.year != told else ""
            told = month.year
        month = months_after(month, step)


def _years(axis: Days, first: int, last: int, step: int) -> Iterator[Tick]:
    for year in range(first // step * step, last + 1, step):
        place = axis.at(date(max(year, 1), 7, 1))
        if _is_inside(axis, place):
            yield place, str(year), ""


def bounds(axis: Days) -> list[float]:
    """Where a month begins, or a year where months find no room: a day lies between two of them,
    over the name of its own.
    """
    first, last = (date.fromordinal(max(1, int(day))) for day in (axis.first, axis.last))
    step = 1 if (axis.last - axis.first) / 30 * _CLOSE <= axis.right - axis.left else 12
    day = first.replace(month=first.month if step == 1 else 1, day=1)
    found = []
    while day <= last and day.year < date.max.year:
        found.append(axis.at(day))
        day = months_after(day, step)
    thin = -(-len(found) * _CLOSE // (axis.right - axis.left)) or 1
    return [place for place in found[:: int(thin)] if axis.left <= place <= axis.right]


def _is_inside(axis: Days, place: float) -> bool:
    return axis.left + _INSIDE <= place <= axis.right - _INSIDE


def _have_room(ticks: Sequence[Tick]) -> bool:
    places = [tick[0] for tick in ticks]
    return all(other - one >= _APART for one, other in pairwise(places))


def levels(low: float, high: float) -> list[float]:
    """Round levels from the lowest to the highest, three to five of them."""
    size = (high - low) / 4
    ten = 10.0 ** _exponent(size)
    step = next(part * ten for part in _LEVELS if part * ten >= size * 0.999)
    begin = -(-low // step)
    count = int((high - begin * step) // step) + 1
    return [(begin + number) * step for number in range(count)]


def _exponent(size: float) -> int:
    return int(f"{size:e}".partition("e")[2])
