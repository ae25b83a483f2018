"""Charts as pictures: what is said above, the figures over time, and below what each mark is."""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.benefits.conversation import Chart, Keyed
from bot.reports import lettering
from bot.reports.marks import BOLD, INK, MARKS, PAPER, QUIET, figures
from bot.reports.plan import TYPE, Plan, keyed, planned

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 1080
"""Pixels: three for each of a phone's."""

_DPI: Final = 150
_ACROSS: Final = WIDTH / _DPI * 72
"""Points. All lengths here are in points."""

_EDGE: Final = 14.0
_LINE: Final = 27.0
_TITLE: Final = 24.0
_TICKS, _AXIS = 58.0, 66.0
"""Room below the figures for days, and beside them for numbers."""

_PLOT: Final = 250.0
"""How high the figures stand."""

_MARK: Final = 26.0
_KEY_LINES: Final = 13
"""Lines of the key, where it can be told in so many."""

_NAME, _VERDICT = 3, 4
"""Lines of a name and of what the figures amount to, at most."""

_drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
"""One thread draws all charts: drawn in many, each would keep megabytes of memory for itself."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A line of words: where it begins from the left, its size, and the mark before it."""

    words: str
    size: float = TYPE
    color: str = INK
    bold: bool = False
    across: float = 0.0
    mark: Keyed | None = None

    @property
    def height(self) -> float:
        """A line with the room below it."""
        return self.size * _LINE / TYPE


def draw(charts: Sequence[Chart]) -> bytes:
    """A PNG of all of them, one below the other. Raises ValueError for none."""
    if not charts:
        raise ValueError("there is nothing to draw")
    return _drawer.submit(_saved, charts).result()


def _saved(charts: Sequence[Chart]) -> bytes:
    # imported when the first picture is wanted: it costs a second
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    parts = [_part(chart) for chart in charts]
    heights = [_height(above, below) for _, _, above, below in parts]
    size = (_ACROSS / 72, sum(heights) / 72)
    figure = Figure(figsize=size, dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    top = sum(heights)
    for (chart, plan, above, below), height in zip(parts, heights, strict=True):
        page = _Page(figure, top - _EDGE)
        page.write(above)
        figures(chart, plan, page.axes())
        page.write(below)
        top -= height
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _part(chart: Chart) -> tuple[Chart, Plan, list[_Words], list[_Words]]:
    plan = planned(chart, _ACROSS - _AXIS - _EDGE, _PLOT)
    return chart, plan, _above(chart), _below(keyed(chart, plan))


def _height(above: Sequence[_Words], below: Sequence[_Words]) -> float:
    return sum(line.height for line in (*above, *below)) + _PLOT + _TICKS + 3 * _EDGE


def _above(chart: Chart) -> list[_Words]:
    """What is measured and where, how to read it, and what it amounts to."""
    room = _ACROSS - 2 * _EDGE
    name = chart.title[:1].upper() + chart.title[1:]
    title = lettering.lines(name, _TITLE, room, _NAME, bold=True)
    return [
        *(_Words(line, _TITLE, bold=True) for line in title),
        *(_Words(line, color=QUIET) for line in _place(chart, room)),
        *(
            _Words(line, bold=True)
            for line in lettering.lines(chart.verdict, TYPE, room, _VERDICT, True)
        ),
    ]


def _place(chart: Chart, room: float) -> list[str]:
    """Of which investment, and how to read it: in one line where they find room in it."""
    together = lettering.plain(" · ".join(one for one in (chart.of, chart.scale) if one)[:200])
    if lettering.width(together, TYPE) <= room:
        return [together] if together else []
    of = lettering.lines(chart.of, TYPE, room, _NAME)
    return [*of, *lettering.lines(chart.scale, TYPE, room, 2)]


def _below(key: Sequence[Keyed]) -> list[_Words]:
    """What each mark is, when it held and what shows it; a line that has none is of none drawn."""
    for most in (8, 5, 4, 3, 2):
        found = [line for entry in key for line in _entry(entry, most)]
        if len(found) <= _KEY_LINES:
            break
    return found


def _entry(entry: Keyed, most: int) -> list[_Words]:
    room = _ACROSS - 2 * _EDGE - _MARK
    lines = lettering.lines(entry.words, TYPE, room, most)
    return [
        _Words(line, across=_MARK, mark=None if number else entry)
        for number, line in enumerate(lines)
    ]


class _Page:
    """Where the next line of a picture stands; in points from its lower left corner."""

    def __init__(self, figure: "Figure", top: float) -> None:
        self._figure = figure
        self._across = figure.get_figwidth() * 72
        self._up = figure.get_figheight() * 72
        self._top = top

    def write(self, lines: Sequence[_Words]) -> None:
        """One below the other, each with its mark."""
        for line in lines:
            middle = (self._top - line.height / 2) / self._up
            self._figure.text(
                (_EDGE + line.across) / self._across,
                middle,
                line.words,
                fontsize=line.size,
                color=line.color,
                fontweight=BOLD if line.bold else "normal",
                va="center_baseline",
                parse_math=False,
            )
            self._mark(line, middle)
            self._top -= line.height

    def _mark(self, line: _Words, middle: float) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415

        if line.mark is None or line.mark.kind is None:
            return
        mark = MARKS[line.mark.kind]
        drawn = Line2D(
            [(_EDGE + 9) / self._across],
            [middle],
            marker=mark["marker"],
            markersize=12,
            markerfacecolor=mark["color"] if line.mark.shown else "white",
            markeredgecolor=mark["color"],
            markeredgewidth=3,
        )
        self._figure.add_artist(drawn)

    def axes(self) -> "Axes":
        """Room for the figures, with what stands below and beside them."""
        low = self._top - _EDGE - _PLOT
        room = (self._across - _AXIS - _EDGE) / self._across
        self._top = low - _TICKS
        place = (_AXIS / self._across, low / self._up, room, _PLOT / self._up)
        return self._figure.add_axes(place)
