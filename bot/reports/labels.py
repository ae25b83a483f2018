"""Labels: where a figure stands beside its mark, so that it covers no line and no other figure.

All in points of a chart's inner frame, from its lower left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Spot = tuple[float, float]

_GAP: Final = 5.0
"""Room around a label."""

_MARK: Final = 9.0
"""Half of a mark's width, and a gap."""

_STEPS: Final = 40
"""A line is looked at so many times on its way."""

_OVER: Final = 10.0
"""How far a label may reach beyond the frame."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label: of which mark, how wide and high, and whether it must stand somewhere; `smaller` is
    its size where there is less room, `reach` how far its mark goes up and down.
    """

    mark: Spot
    size: Spot
    is_needed: bool
    smaller: Spot | None = None
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A label by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, spot: Spot) -> bool:
        """Whether a spot lies in it."""
        near = abs(spot[0] - self.x) <= self.width / 2
        return near and abs(spot[1] - self.y) <= self.height / 2

    def meets(self, other: "Box") -> bool:
        """Whether two share any room."""
        near = abs(self.x - other.x) * 2 < self.width + other.width
        return near and abs(self.y - other.y) * 2 < self.height + other.height


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn already: marks, the line through those of the series, and level lines."""

    width: float
    height: float
    marks: Sequence[tuple[Spot, float]]
    line: Sequence[Spot]
    levels: Sequence[float]


def placed(wanted: Sequence[Wanted], frame: Frame) -> list[tuple[Spot, bool] | None]:
    """For each label, the first the weightiest: where its middle stands from its mark, and whether
    in its smaller size; None where one that may be left out finds no room.
    """
    taken: list[Box] = []
    found: list[tuple[Spot, bool] | None] = [_one(each, each.size, taken, frame) for each in wanted]
    for place, each in enumerate(wanted):
        if found[place] is None and each.smaller is not None:
            small = _one(each, each.smaller, taken, frame)
            found[place] = (small[0], True) if small else None
    return found


def _one(one: Wanted, size: Spot, taken: list[Box], frame: Frame) -> tuple[Spot, bool] | None:
    boxes = [_box(one, size, way, frame) for way in _WAYS]
    best = min(boxes, key=lambda box: _cost(box, taken, frame))
    if not one.is_needed and _cost(best, taken, frame) >= _CROWDED:
        return None
    taken.append(best)
    return (best.x - one.mark[0], best.y - one.mark[1]), False


_CROWDED: Final = 100.0
_WAYS = (
    *((0, 1), (1, 0.6), (-1, 0.6), (0, -1), (1, -0.6), (-1, -0.6), (1, 0), (-1, 0)),
    *((0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)),
)
"""Above first, then to the sides of it, then below."""


def _box(one: Wanted, size: Spot, way: tuple[float, float], frame: Frame) -> Box:
    """A label beside its mark, moved into the frame where it would reach over its ends."""
    width, height = size
    across = way[0] * (width / 2 + _MARK)
    up = way[1] * (height / 2 + _MARK + one.reach)
    x = min(max(one.mark[0] + across, width / 2 + _GAP), frame.width + _OVER - width / 2)
    return Box(x, one.mark[1] + up, width + _GAP, height + _GAP)


def _cost(box: Box, taken: Sequence[Box], frame: Frame) -> float:
    """What a label would cover: other labels and marks, then lines, and what stands outside."""
    marks = [Box(*at, 2 * _MARK - _GAP, 2 * (_MARK + reach) - _GAP) for at, reach in frame.marks]
    covers = sum(box.meets(one) for one in (*taken, *marks))
    crossed = sum(_crosses(box, *ends) for ends in pairwise(frame.line))
    levels = sum(abs(level - box.y) * 2 < box.height for level in frame.levels)
    outside = box.y - box.height / 2 < -_OVER or box.y + box.height / 2 > frame.height + _OVER
    return covers * _CROWDED + outside * _CROWDED / 2 + crossed * 2 + levels


def _crosses(box: Box, one: Spot, other: Spot) -> bool:
    """Whether a line goes through a label; most are nowhere near."""
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    around = Box((one[0] + other[0]) / 2, (one[1] + other[1]) / 2, across + 1, up + 1)
    return box.meets(around) and any(map(box.holds, _along(one, other)))


def _along(one: Spot, other: Spot) -> Iterator[Spot]:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        yield (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
