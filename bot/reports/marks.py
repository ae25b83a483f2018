"""Marks: the figures of a chart over time, each with its value and its day where there is room."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.benefits.conversation import Chart, Plotted
from bot.benefits.measures import amount, number
from bot.benefits.periods import months_after
from bot.benefits.units import CURRENCY
from bot.reports import labels, lettering

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TYPE: Final = 20.0
"""Points. At a phone's width the smallest letter is 11 pixels high."""

BOLD: Final = "bold"
INK, QUIET, _GRID = "#1d1c1d", "#55585c", "#d5d8dc"
PAPER: Final = "#f4f5f6"
"""Not white, which glares where all around it is dark."""

_BLUE, _ORANGE, _GREEN = "#0072b2", "#b84a00", "#00664b"
"""Told apart by those who see few colours, and by how dark they are."""

MARKS: Final[dict[str, dict[str, Any]]] = {
    "baseline": {"marker": "s", "color": _ORANGE},
    "measured": {"marker": "o", "color": _BLUE},
    "target": {"marker": "D", "color": _GREEN},
}

WRITTEN: Final = 12
"""Figures written beside their marks, at most; of more, those spread evenly over time."""

FAR: Final = 2.0
"""A target due after so many times the time measured stands at the edge, not in its place."""

_VALUE: Final = TYPE + 2


def figures(chart: Chart, axes: "Axes", across: float, up: float) -> None:
    """All of them in a frame of this size, in points."""
    places = _places(chart)
    _frame(chart, axes, places)
    series = [point for point in chart.points if point.kind != "target"]
    middles = [(point.low + point.high) / 2 for point in series]
    axes.plot([places[id(one)] for one in series], middles, color=_BLUE, linewidth=2.5, zorder=2)
    for point in chart.points:
        _point(point, places[id(point)], axes)
    _levels(chart, axes)
    _said(chart, axes, places, (across, up))


def _places(chart: Chart) -> dict[int, float]:
    """Where each stands on the axis of days; a target far ahead at its edge."""
    series = [one.at for one in chart.points if one.kind != "target"] or [chart.points[0].at]
    first, last = min(series), max(series)
    span = max(last - first, timedelta(days=20))
    edge = last + span * 0.6
    return {
        id(one): float((edge if _is_far(one, last, span) else one.at).toordinal())
        for one in chart.points
    }


def _is_far(point: Plotted, last: date, span: timedelta) -> bool:
    return point.kind == "target" and point.at - last > span * FAR


def _frame(chart: Chart, axes: "Axes", places: dict[int, float]) -> None:
    """Axes and room around what is drawn; the axis of levels begins at zero."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415

    axes.set_facecolor(PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=_GRID, linewidth=1.5)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=TYPE, colors=INK, length=6)
    low = min(point.low for point in chart.points)
    high = max(point.high for point in chart.points)
    floor = 0.0 if low >= 0 else low - (high - low or -low) * 0.6
    axes.set_ylim(floor, high + (high - floor or 1.0) * 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    left, right = min(places.values()), max(places.values())
    around = max((right - left) * 0.16, 3.0)
    axes.set_xlim(left - around, right + around)
    _days(chart, axes, places)


_SCALES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e4, "k"))


def _short(value: float) -> str:
    """A number of the axis in few signs: 1.5m, 250k, 12, 0.04."""
    size, sign = next(((size, sign) for size, sign in _SCALES if abs(value) >= size), (1.0, ""))
    thousand = 1e3 if sign == "k" else size
    return f"{value / thousand:,.4g}{sign}" if sign else f"{value:,.4g}"


def _days(chart: Chart, axes: "Axes", places: dict[int, float]) -> None:
    """Days on the axis as far as each stands in its own place."""
    real = [one.at for one in chart.points if places[id(one)] == one.at.toordinal()]
    ticks = ticked(min(real), max(real))
    if len(real) < len(chart.points):
        broken = max(places.values()) - (max(places.values()) - min(places.values())) * 0.2
        style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": TYPE, "color": INK}
        axes.text(broken, 0, "//", transform=axes.get_xaxis_transform(), clip_on=False, **style)
    axes.set_xticks([float(day.toordinal()) for day in ticks], [f"{day:%b %Y}" for day in ticks])


def ticked(first: date, last: date) -> list[date]:
    """Firsts of months for the axis, four at most; of less than a month the month they are in."""
    begins = months_after(first.replace(day=1), 1 if first.day > 1 else 0)
    months = (last.year - begins.year) * 12 + last.month - begins.month
    step = next((step for step in _STEPS if months <= step * 3), months // 3 + 1)
    found = [months_after(begins, step * place) for place in range(4)]
    kept = [day for day in found if first <= day <= last]
    return kept or [first]


_STEPS: Final = (1, 2, 3, 6, 12, 24, 36, 60)


def _point(point: Plotted, place: float, axes: "Axes") -> None:
    """A mark: filled where a source is named, else hollow; a range is a bar with two ends."""
    mark = MARKS[point.kind]
    middle, half = (point.low + point.high) / 2, (point.high - point.low) / 2
    if half:
        style = {"color": mark["color"], "capsize": 12, "capthick": 3, "elinewidth": 3}
        axes.errorbar(place, middle, half, zorder=3, **style)
    axes.plot(
        [place],
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
            color = MARKS[point.kind]["color"]
            axes.axhline(point.low, color=color, linestyle=style, linewidth=2.5, zorder=1)


def _said(chart: Chart, axes: "Axes", places: dict[int, float], size: tuple[float, float]) -> None:
    """Figures and days beside their marks: where it is, where it began, where it should be, then
    those between.
    """
    spots = {id(point): _spot(point, axes, places, size) for point in chart.points}
    ordered = weighty(chart.points)
    needed = {id(one) for one in ordered[: len(ordered) - len(_between(chart.points))]}
    has_years = len({one.at.year for one in chart.points if one.kind != "target"}) > 1
    texts = [(_figure(one, chart.unit), day_of(one, has_years)) for one in ordered]
    tall = {id(point): _reach(point, axes, size[1]) for point in chart.points}
    wanted = [
        labels.Wanted(
            spots[id(one)], _size(*words), id(one) in needed, _size(words[0], ""), tall[id(one)]
        )
        for one, words in zip(ordered, texts, strict=True)
    ]
    found = labels.placed(wanted, _frame_of(chart, spots, tall, size))
    for point, words, place in zip(ordered, texts, found, strict=True):
        if place is not None:
            offset, is_small = place
            shown = (words[0], "") if is_small else words
            _write(point, places[id(point)], offset, shown, axes)


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


def _size(value: str, day: str) -> tuple[float, float]:
    """The value above its day; without a day, the value alone."""
    across = max(lettering.width(value, _VALUE, bold=True), lettering.width(day, TYPE))
    return across, _VALUE + (TYPE + 6 if day else 2)


def _write(
    point: Plotted, place: float, offset: labels.Spot, words: tuple[str, str], axes: "Axes"
) -> None:
    """The value, and the day below it."""
    value, day = words
    lines = [(value, _VALUE, BOLD, TYPE / 2 if day else 0.0)]
    lines += [(day, TYPE, "normal", -_VALUE / 2)] if day else []
    for line, size, weight, up in lines:
        axes.annotate(
            line,
            (place, (point.low + point.high) / 2),
            xytext=(offset[0], offset[1] + up),
            textcoords="offset points",
            ha="center",
            va="center_baseline",
            fontsize=size,
            fontweight=weight,
            color=MARKS[point.kind]["color"],
            zorder=5,
            annotation_clip=False,
            parse_math=False,
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.75, "pad": 0.5},
        )


def _figure(point: Plotted, unit: str) -> str:
    """A point's figure, with its sign, and with what it was said to be under or over."""
    hedge = "about " if point.approx else {"<": "under ", ">": "over ", None: ""}[point.bound]
    head = unit.partition("/")[0]
    has_sign = head == "%" or CURRENCY.fullmatch(head)
    last = amount(point.high, head) if has_sign else number(point.high)
    return hedge + (f"{number(point.low)}–{last}" if point.high > point.low else last)


def day_of(point: Plotted, has_years: bool) -> str:
    """When it held, in few signs: the period that was said, else its day; of a target, when due."""
    if not point.dated:
        return "no date"
    due = point.kind == "target"
    words = point.when.split()
    short = " ".join(word[:3] if word.isalpha() and len(word) > 4 else word for word in words)
    day = f"{point.at.day} {point.at:%b}"
    said = short.replace("week ", "W").replace(" of ", " ") or (
        f"{day} {point.at.year}" if due else f"{day} ’{point.at:%y}" if has_years else day
    )
    return f"by {said}" if due else said


def _spot(
    point: Plotted, axes: "Axes", places: dict[int, float], size: tuple[float, float]
) -> labels.Spot:
    """Where a mark stands within the axes, in points."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    x = (places[id(point)] - left) / (right - left) * size[0]
    return x, ((point.low + point.high) / 2 - low) / (high - low) * size[1]


def _reach(point: Plotted, axes: "Axes", up: float) -> float:
    """How far a range goes up and down from its middle."""
    low, high = axes.get_ylim()
    return (point.high - point.low) / 2 / (high - low) * up


def _frame_of(
    chart: Chart,
    spots: dict[int, labels.Spot],
    tall: dict[int, float],
    size: tuple[float, float],
) -> labels.Frame:
    series = [spots[id(point)] for point in chart.points if point.kind != "target"]
    named = [spots[id(point)][1] for point in chart.points if point.kind != "measured"]
    marks = [(spots[id(point)], tall[id(point)]) for point in chart.points]
    return labels.Frame(*size, marks, series, named)
