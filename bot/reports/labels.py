"""Labels: where a figure stands beside its mark, so that it covers no line and no other figure.

All in points of a chart's inner frame, from its lower left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Spot = tuple[float, float]

_LETTER, _HEIGHT, _GAP = 14.5, 24.0, 7.0
"""Room for a letter, for a line of them, and around it."""

_MARK: Final = 10.0
"""Half of a mark's width, and a gap."""

_STEPS: Final = 40
"""A line is looked at so many times on its way."""


@dataclass(frozen=True, slots=True)
class Box:
    """A label by its middle and its size."""

    x: float
    y: float
    width: float
    height: float = _HEIGHT + _GAP

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
    marks: Sequence[Spot]
    line: Sequence[Spot]
    levels: Sequence[float]


def placed(
    wanted: Sequence[tuple[Spot, str, bool]], frame: Frame
) -> Iterator[tuple[Spot, str] | None]:
    """For each label, the first the weightiest: where its middle stands from its mark; None where
    one that may be left out finds no room.
    """
    taken: list[Box] = []
    for mark, words, is_needed in wanted:
        boxes = [_box(mark, way, words) for way in _WAYS]
        best = min(boxes, key=lambda box: _cost(box, mark, taken, frame))
        if not is_needed and _cost(best, mark, taken, frame) >= _CROWDED:
            yield None
            continue
        taken.append(best)
        yield (best.x - mark[0], best.y - mark[1]), words


_CROWDED: Final = 100.0
_WAYS = ((0, 1), (1, 0.6), (-1, 0.6), (0, -1), (1, -0.6), (-1, -0.6), (1, 0), (-1, 0))
"""Above first, then to the sides of it, then below."""


def _box(mark: Spot, way: tuple[float, float], words: str) -> Box:
    width = len(words) * _LETTER
    across = way[0] * (width / 2 + _MARK)
    up = way[1] * (_HEIGHT / 2 + _MARK)
    return Box(mark[0] + across, mark[1] + up, width + _GAP)


def _cost(box: Box, mark: Spot, taken: Sequence[Box], frame: Frame) -> float:
    """What a label would cover: other labels and marks, then lines, and what stands outside."""
    others = [Box(*one, 2 * _MARK, 2 * _MARK) for one in frame.marks if one != mark]
    covers = sum(box.meets(one) for one in (*taken, *others))
    crossed = sum(any(map(box.holds, _along(*ends))) for ends in pairwise(frame.line))
    levels = sum(abs(level - box.y) * 2 < box.height for level in frame.levels)
    outside = box.x - box.width / 2 < -_MARK * 3 or box.x + box.width / 2 > frame.width + _MARK * 3
    outside = outside or box.y - box.height / 2 < 0
    return covers * _CROWDED + outside * _CROWDED / 2 + crossed * 2 + levels


def _along(one: Spot, other: Spot) -> Iterator[Spot]:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        yield (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
