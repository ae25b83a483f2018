"""Marks: a planned chart drawn with matplotlib: figures over time, axes, and what is cut."""

from typing import TYPE_CHECKING, Any, Final

from bot.benefits.conversation import Chart, Plotted
from bot.reports.labels import Spot
from bot.reports.plan import TYPE, VALUE, Note, Plan

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BOLD: Final = "bold"
INK, QUIET, GRID = "#1d1c1d", "#55585c", "#d5d8dc"
PAPER: Final = "#f4f5f6"
"""Not white, which glares where all around it is dark."""

_BLUE, _ORANGE, _GREEN = "#0072b2", "#b84a00", "#00664b"
"""Told apart by those who see few colours, and by how dark they are."""

MARKS: Final[dict[str, dict[str, Any]]] = {
    "baseline": {"marker": "s", "color": _ORANGE},
    "measured": {"marker": "o", "color": _BLUE},
    "target": {"marker": "D", "color": _GREEN},
}

_HALO: Final = 6.0
_MONTH, _YEAR = 20.0, 43.0
"""How far below the frame months and years stand, by their middle."""


def figures(chart: Chart, plan: Plan, axes: "Axes") -> None:
    """All of them, in axes of the plan's size."""
    _frame(plan, axes)
    _below(plan, axes, chart.no_date)
    across, up = zip(*plan.line, strict=True) if plan.line else ((), ())
    axes.plot(across, up, color=_BLUE, linewidth=2.5, zorder=2)
    for level, kind in plan.across:
        style = "--" if kind == "baseline" else ":"
        axes.axhline(level, color=MARKS[kind]["color"], linestyle=style, linewidth=2.5, zorder=1)
    for point, spot, reach in zip(chart.points, plan.spots, plan.reaches, strict=True):
        _point(point, spot, reach, axes)
    for note in plan.notes:
        _note(note, axes)


def _frame(plan: Plan, axes: "Axes") -> None:
    """Axes of the plan's own lengths, with levels beside them."""
    axes.set_facecolor(PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=GRID, linewidth=1.5)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=TYPE, colors=INK, length=6)
    axes.set_xlim(0, plan.width)
    axes.set_ylim(0, plan.height)
    axes.set_yticks([up for up, _ in plan.levels], [words for _, words in plan.levels])
    axes.set_xticks(plan.bounds, [""] * len(plan.bounds))


def _below(plan: Plan, axes: "Axes", no_date: str) -> None:
    """Months and their years; the strip of what has no date; where the axis is cut."""
    for place, month, year in plan.months:
        _words(axes, (place, -_MONTH), month)
        _words(axes, (place, -_YEAR), year)
    if plan.days.left:
        _words(axes, (plan.days.left / 2, -_MONTH), no_date)
        axes.axvline(plan.days.left, color=QUIET, linewidth=1.5, zorder=1)
    if plan.days.cut is not None:
        _words(axes, (plan.days.cut, 0.0), "//")


def _words(axes: "Axes", place: Spot, words: str) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "fontsize": TYPE}
    axes.text(*place, words, color=INK, clip_on=False, parse_math=False, **style)


def _point(point: Plotted, spot: Spot, reach: float, axes: "Axes") -> None:
    """A mark: filled where a source is named, else hollow; a range is a bar with two ends."""
    mark = MARKS[point.kind]
    if reach:
        style = {"color": mark["color"], "capsize": 12, "capthick": 3, "elinewidth": 3}
        axes.errorbar(*spot, reach, zorder=3, **style)
    axes.plot(
        *([end] for end in spot),
        linestyle="none",
        marker=mark["marker"],
        markersize=13,
        markerfacecolor=mark["color"] if point.shown else "white",
        markeredgecolor=mark["color"],
        markeredgewidth=3,
        zorder=4,
    )


def _note(note: Note, axes: "Axes") -> None:
    """The value, and the day with it, readable on any line."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    lines = [(note.value, note.at, VALUE, BOLD)]
    lines += [(note.day, note.day_at, TYPE, "normal")] if note.day else []
    for words, place, size, weight in lines:
        axes.text(
            *place,
            words,
            ha="center",
            va="center_baseline",
            fontsize=size,
            fontweight=weight,
            color=MARKS[note.kind]["color"],
            zorder=5,
            parse_math=False,
            path_effects=[withStroke(linewidth=_HALO, foreground=PAPER)],
        )
