"""Charts as pictures: large type, shapes as well as colours, the unit on the axis."""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any, Final

from bot.benefits.conversation import Chart, Plotted
from bot.benefits.measures import number
from bot.reports import labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH: Final = 1080
"""Pixels: three for each of a phone's."""

HEIGHT: Final = 900
"""Pixels of one chart; several stand one below the other."""

_DPI: Final = 150
_TYPE: Final = 20.0
"""Points. At a phone's width a letter is as high as in the message around it."""

_INK, _QUIET, _GRID = "#1d1c1d", "#55585c", "#dfe1e4"
_BLUE, _ORANGE, _GREEN = "#0072b2", "#d55e00", "#00664b"
"""Told apart by those who see few colours, and by how dark they are."""

_MARKS: Final[dict[str, dict[str, Any]]] = {
    "baseline": {"marker": "s", "color": _ORANGE},
    "measured": {"marker": "o", "color": _BLUE},
    "target": {"marker": "D", "color": _GREEN},
}

_drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
"""One thread draws all charts: drawn in many, each would keep megabytes of memory for itself."""


def draw(charts: Sequence[Chart]) -> bytes:
    """A PNG of all of them, one below the other. Raises ValueError for none."""
    if not charts:
        raise ValueError("there is nothing to draw")
    return _drawn(charts, "png")


def draw_svg(chart: Chart) -> str:
    """The same as one SVG document; letters are drawn, so that it needs no typeface."""
    import matplotlib  # noqa: PLC0415

    # the salt makes the ids, and so the file, the same every time
    with matplotlib.rc_context({"svg.hashsalt": "chart", "svg.fonttype": "path"}):
        return _drawn((chart,), "svg", {"Date": None, "Creator": None}).decode()


def _drawn(charts: Sequence[Chart], kind: str, metadata: dict[str, None] | None = None) -> bytes:
    return _drawer.submit(_saved, charts, kind, metadata).result()


def _saved(charts: Sequence[Chart], kind: str, metadata: dict[str, None] | None) -> bytes:
    # imported when the first picture is wanted: it costs a second
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    size = (WIDTH / _DPI, HEIGHT * len(charts) / _DPI)
    figure = Figure(figsize=size, dpi=_DPI, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    for place, chart in enumerate(charts, 1):
        _draw(chart, figure.add_subplot(len(charts), 1, place))
    drawn = io.BytesIO()
    figure.savefig(drawn, format=kind, metadata=metadata)
    return drawn.getvalue()


def _draw(chart: Chart, axes: "Axes") -> None:
    _frame(chart, axes)
    series = [point for point in chart.points if point.kind != "target"]
    days = [point.at for point in series]
    middles = [(point.low + point.high) / 2 for point in series]
    axes.plot([_number(day) for day in days], middles, color=_BLUE, linewidth=2.5, zorder=2)
    for point in chart.points:
        _point(point, axes)
    _levels(chart, axes)
    _said(chart, axes)
    _legend(chart, axes)


def _frame(chart: Chart, axes: "Axes") -> None:
    """Title, axes and room around what is drawn; the axis of levels begins at zero."""
    name = shorten(_plain(chart.title[:1].upper() + chart.title[1:]), 52, placeholder="…")
    title = "\n".join(wrap(name, 27))
    axes.set_title(title, loc="left", fontsize=_TYPE + 4, color=_INK, pad=50, parse_math=False)
    of = shorten(_plain(chart.of), 33, placeholder="…")
    axes.text(0, 1.03, of, transform=axes.transAxes, fontsize=_TYPE, color=_QUIET, parse_math=False)
    axes.set_ylabel(_plain(chart.unit or "value"), fontsize=_TYPE, color=_INK, parse_math=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=_GRID, linewidth=1.5)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=_TYPE, colors=_INK, length=6)
    _scale(chart, axes)


def _scale(chart: Chart, axes: "Axes") -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415

    low = min(point.low for point in chart.points)
    high = max(point.high for point in chart.points)
    floor = 0.0 if low >= 0 else low - (high - low) * 0.28
    axes.set_ylim(floor, high + (high - floor or 1.0) * 0.25)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    days = sorted({point.at for point in chart.points})
    around = max((days[-1] - days[0]) * 0.14, timedelta(days=5))
    axes.set_xlim(_number(days[0] - around), _number(days[-1] + around))
    shown = _apart(days, _weighty(chart))
    whens = {point.at: point.when for point in reversed(chart.points) if point.when}
    labels = [_tick(day, whens.get(day, "")) for day in shown]
    axes.set_xticks([_number(day) for day in shown], labels)


def _tick(day: date, when: str) -> str:
    """A day, or the period that was said, in two short lines: "Q1" above "2026"."""
    return "\n".join(wrap(when, 10)) if when else f"{day.day} {day:%b}\n{day:%Y}"


def _weighty(chart: Chart) -> list[date]:
    """The days a reader looks for first: where it is now, where it began, where it should be."""
    measured = [point.at for point in chart.points if point.kind == "measured"]
    return [*measured[-1:], *(point.at for point in chart.points if point.kind != "measured")]


def _apart(days: Sequence[date], weighty: Sequence[date]) -> list[date]:
    """The days named on the axis: the weighty ones, then the others that do not crowd them."""
    least = (days[-1] - days[0]) * 0.26
    kept: list[date] = []
    for day in (*weighty, *days):
        if all(abs(day - other) >= least for other in kept) and day not in kept:
            kept.append(day)
    return sorted(kept)


def _point(point: Plotted, axes: "Axes") -> None:
    """A mark: filled where a source is named, else hollow; a range is a bar with two ends."""
    mark = _MARKS[point.kind]
    day, middle = _number(point.at), (point.low + point.high) / 2
    if point.high > point.low:
        half = (point.high - point.low) / 2
        axes.errorbar(
            day, middle, half, color=mark["color"], capsize=12, capthick=3, elinewidth=3, zorder=3
        )
    axes.plot(
        [day],
        [middle],
        linestyle="none",
        marker=mark["marker"],
        markersize=13,
        markerfacecolor=mark["color"] if point.shown else "white",
        markeredgecolor=mark["color"],
        markeredgewidth=3,
        zorder=4,
    )


def _levels(chart: Chart, axes: "Axes") -> None:
    """Where it began and where it should be, across the whole width."""
    for point in chart.points:
        if point.kind != "measured" and point.low == point.high:
            style = "--" if point.kind == "baseline" else ":"
            color = _MARKS[point.kind]["color"]
            axes.axhline(point.low, color=color, linestyle=style, linewidth=2.5, zorder=1)


def _said(chart: Chart, axes: "Axes") -> None:
    """Figures beside their marks: where it is, where it began, where it should be."""
    measured = [point for point in chart.points if point.kind == "measured"]
    named = [point for point in chart.points if point.kind != "measured"]
    between = measured[-2::-1] if len(measured) < 5 else []
    points = [*measured[-1:], *named, *between]
    wanted = [(_spot(one, axes), _figure(one), one not in between) for one in points]
    for point, found in zip(points, labels.placed(wanted, _frame_of(chart, axes)), strict=True):
        if found is not None:
            _write(point, *found, axes)


def _write(point: Plotted, offset: labels.Spot, words: str, axes: "Axes") -> None:
    written = axes.annotate(
        words,
        (_number(point.at), point.high),
        xytext=offset,
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=_TYPE + 2,
        fontweight="bold",
        color=_MARKS[point.kind]["color"],
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )
    # a figure of many digits must not take the room of the chart
    written.set_in_layout(False)


def _figure(point: Plotted) -> str:
    """A point's figure, with what it was said to be under or over."""
    hedge = {"<": "under ", ">": "over ", None: "~" if point.approx else ""}[point.bound]
    ends = [point.low, point.high] if point.high > point.low else [point.low]
    return hedge + "–".join(map(number, ends))


_INNER: Final = (400.0, 215.0)
"""Points across and up of what is within the axes, about."""


def _spot(point: Plotted, axes: "Axes") -> labels.Spot:
    """Where a mark stands within the axes, in points."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = _INNER
    x = (_number(point.at) - left) / (right - left) * across
    return x, (point.high - low) / (high - low) * up


def _frame_of(chart: Chart, axes: "Axes") -> labels.Frame:
    spots = {id(point): _spot(point, axes) for point in chart.points}
    series = [spots[id(point)] for point in chart.points if point.kind != "target"]
    named = [spots[id(point)][1] for point in chart.points if point.kind != "measured"]
    return labels.Frame(*_INNER, tuple(spots.values()), series, named)


def _legend(chart: Chart, axes: "Axes") -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    kinds = dict.fromkeys((one.kind, one.shown, _named(one, chart)) for one in chart.points)
    handles = [
        Line2D(
            [],
            [],
            linestyle="none",
            marker=_MARKS[kind]["marker"],
            markersize=12,
            markerfacecolor=_MARKS[kind]["color"] if filled else "white",
            markeredgecolor=_MARKS[kind]["color"],
            markeredgewidth=3,
            label=_plain(name),
        )
        for kind, filled, name in kinds
    ]
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.44, -0.24),
        ncols=2,
        fontsize=_TYPE,
        frameon=False,
        handletextpad=0.3,
        columnspacing=1.4,
    )


def _named(point: Plotted, chart: Chart) -> str:
    """What a mark means; a target whose day finds no room on the axis is told with it."""
    days = sorted({one.at for one in chart.points})
    if point.kind != "target" or point.at in _apart(days, _weighty(chart)):
        return point.name
    return f"{point.name}, {point.at.day} {point.at:%b}"


def _number(day: date) -> float:
    """A day on the axis."""
    return float(day.toordinal())


def _plain(text: str) -> str:
    """What the typeface can draw; a sign it lacks is a gap, and stands in the words around."""
    from matplotlib import font_manager  # noqa: PLC0415

    path = font_manager.findfont("DejaVu Sans")
    face = font_manager.get_font(path)
    known = (sign if sign == " " or face.get_char_index(ord(sign)) else "·" for sign in text)
    return " ".join("".join(known).split())
