"""Labels: where a figure stands beside its mark, so that it covers no line and no other figure.

All in points of a chart's inner frame, from its lower left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Spot = tuple[float, float]

_GAP: Final = 6.0
"""Room around a label."""

_MARK: Final = 8.0
"""Half of a mark's width."""

_RINGS: Final = (0.0, 22.0, 46.0)
"""How far from its mark a label is moved where there is no room nearer."""

_COVERED: Final = 100.0
"""Another label or a mark under it, or the end of the frame."""

_LINE: Final = 40.0
"""A line through it: that of the figures, or a level."""

_BEYOND: Final = 30.0
"""A level between it and its mark: it would read as over or under what it is not."""

_CLEAR: Final = 20.0
"""Below that nothing is covered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label: of which mark, in which sizes it can be written, the fullest first, and whether it
    must stand somewhere. `reach` is how far its mark goes up and down.
    """

    mark: Spot
    sizes: Sequence[Spot]
    is_needed: bool
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A label by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

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


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the middle of a label stands, and which of its sizes it has."""

    x: float
    y: float
    size: int


def placed(wanted: Sequence[Wanted], frame: Frame) -> list[Placed | None]:
    """For each label, the first the weightiest, where it stands; None where one that may be left
    out would cover something.
    """
    marks = [Box(*at, 2 * _MARK, 2 * (_MARK + reach)) for at, reach in frame.marks]
    taken: list[Box] = []
    return [_one(each, [*taken, *marks], taken, frame) for each in wanted]


def _one(one: Wanted, known: Sequence[Box], taken: list[Box], frame: Frame) -> Placed | None:
    """The nearest place where it covers nothing, in its fullest size that has one; else the best
    there is, where it must stand somewhere.
    """
    tried: list[tuple[float, int, Box]] = []
    for number, size in enumerate(one.sizes):
        for far, box in _boxes(one, size, frame):
            cost = _cost(one, box, known, frame) + far
            tried.append((cost, number, box))
            if cost < _CLEAR and not far:
                break
        best = min(tried, key=lambda each: each[0])
        if best[0] < _CLEAR:
            break
    if best[0] >= _CLEAR and not one.is_needed:
        return None
    taken.append(best[2])
    return Placed(best[2].x, best[2].y, best[1])


_WAYS: Final = (
    *((0, 1), (1, 0.6), (-1, 0.6), (1, 0), (0, -1), (1, -0.6), (-1, -0.6), (-1, 0)),
    *((0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)),
)
"""Above first, then to the sides of it, then below."""


def _boxes(one: Wanted, size: Spot, frame: Frame) -> Iterator[tuple[float, Box]]:
    """Places around a mark, the nearest first, each with how much worse it is to be so far off."""
    width, height = size[0] + _GAP, size[1] + _GAP
    for number, ring in enumerate(_RINGS if one.is_needed else _RINGS[:1]):
        for across, up in _WAYS:
            x = one.mark[0] + across * (width / 2 + _MARK + 1) + _sign(across) * ring
            y = one.mark[1] + up * (height / 2 + _MARK + 1 + one.reach) + _sign(up) * ring
            x = min(max(x, width / 2), frame.width - width / 2)
            yield number * 4.0, Box(x, y, width, height)


def _sign(way: float) -> int:
    return (way > 0) - (way < 0)


def _cost(one: Wanted, box: Box, known: Sequence[Box], frame: Frame) -> float:
    """What a label would cover: other labels and marks, lines, and what stands outside; and what
    would stand between it and its mark.
    """
    levels = sum(abs(level - box.y) * 2 < box.height for level in frame.levels)
    beyond = sum((level - box.y) * (level - one.mark[1]) < 0 for level in frame.levels)
    outside = box.y - box.height / 2 < 0 or box.y + box.height / 2 > frame.height
    cost = outside * _COVERED + levels * _LINE + beyond * _BEYOND
    if not one.is_needed and _is_nearer_to_another(one, box, frame):
        return cost + _COVERED
    if cost >= _CLEAR and not one.is_needed:  # it is left out: no need to know how bad it is
        return cost
    cost += sum(box.meets(each) for each in known) * _COVERED
    if cost >= _CLEAR and not one.is_needed:
        return cost
    return cost + sum(_crosses(box, *ends) for ends in pairwise(frame.line)) * _LINE


def _is_nearer_to_another(one: Wanted, box: Box, frame: Frame) -> bool:
    """Whether a reader would take it for the figure of another mark."""
    own = _far(one.mark, box)
    return any(_far(mark, box) < own for mark, _ in frame.marks if mark != one.mark)


def _far(mark: Spot, box: Box) -> float:
    """How far a mark is from the middle of a label."""
    return (mark[0] - box.x) ** 2 + (mark[1] - box.y) ** 2


def _crosses(box: Box, one: Spot, other: Spot) -> bool:
    """Whether a line goes through a label: the part of it above the label's width, if there is
    one, passes between its top and bottom.
    """
    (left, low), (right, high) = sorted((one, other))
    begin, end = max(left, box.x - box.width / 2), min(right, box.x + box.width / 2)
    if begin > end:
        return False
    slope = (high - low) / (right - left) if right > left else 0.0
    ends = sorted((low + (begin - left) * slope, low + (end - left) * slope))
    if right == left:
        ends = sorted((low, high))
    return ends[0] < box.y + box.height / 2 and ends[1] > box.y - box.height / 2
