"""A chart within a page: drawn in place as plain SVG, its figures told to who cannot see it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.benefits.conversation import Chart, Keyed, Plotted
from bot.reports.html_text import link, text
from bot.reports.labels import Spot
from bot.reports.marks import GRID, INK, MARKS, QUIET
from bot.reports.plan import TYPE, VALUE, Note, Plan, keyed, planned

_WIDE, _HIGH = 640.0, 260.0
_LEFT, _TOP, _BELOW, _RIGHT = 72.0, 12.0, 62.0, 8.0
_MONTH, _YEAR = 26.0, 50.0
_LINES: Final = {"baseline": "10 5", "target": "2 4"}


def inline(chart: Chart, href: str) -> str:
    """The chart as part of a page; `href` is where its figures come from."""
    plan = planned(chart, _WIDE - _LEFT - _RIGHT, _HIGH)
    size = f"0 0 {_WIDE:g} {_HIGH + _TOP + _BELOW:g}"
    drawn = "".join(_drawn(chart, plan))
    name = text(" · ".join(one for one in (chart.title, chart.of, chart.scale) if one))
    lines = (f"{_mark_of(one)}{link(text(one.words), href)}" for one in keyed(chart, plan))
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return (
        f"<figure><figcaption><strong>{name}</strong><br>{link(text(chart.verdict), href)}"
        f'</figcaption><svg role="img" aria-label="{text(chart.alt)}" viewBox="{size}">'
        f'{drawn}</svg><ul class="key">{listed}</ul></figure>'
    )


def _drawn(chart: Chart, plan: Plan) -> Iterator[str]:
    """From what lies behind to what lies before."""
    for up, words in plan.levels:
        yield _line((0, up), (plan.width, up), GRID)
        yield _words((-8, up), words, INK, anchor="end")
    yield _line((0, 0), (plan.width, 0), INK)
    yield _line((0, 0), (0, plan.height), INK)
    for up, kind in plan.across:
        yield _line((0, up), (plan.width, up), MARKS[kind]["color"], _LINES[kind])
    yield from _below(chart, plan)
    for one, other in pairwise(plan.line):
        yield _line(one, other, MARKS["measured"]["color"])
    for point, spot, reach in zip(chart.points, plan.spots, plan.reaches, strict=True):
        yield from _point(point, spot, reach)
    for note in plan.notes:
        yield from _note(note)


def _below(chart: Chart, plan: Plan) -> Iterator[str]:
    """Months and their years; the strip of what has no date; where the axis is cut."""
    for place in plan.bounds:
        yield _line((place, 0), (place, -6), INK)
    for place, month, year in plan.months:
        yield _words((place, -_MONTH + 6), month, INK)
        yield _words((place, -_YEAR + 6), year, INK) if year else ""
    if left := plan.days.left:
        yield _words((left / 2, -_MONTH + 6), chart.no_date, INK)
        yield _line((left, 0), (left, plan.height), QUIET)
    if plan.days.cut is not None:
        yield _words((plan.days.cut, 0), "//", INK)


def _point(point: Plotted, spot: Spot, reach: float) -> Iterator[str]:
    """A mark: filled where a source is named, else hollow; a range is a bar with two ends."""
    color = MARKS[point.kind]["color"]
    if reach:
        low, high = (spot[0], spot[1] - reach), (spot[0], spot[1] + reach)
        yield _line(low, high, color)
        for x, y in (low, high):
            yield _line((x - 8, y), (x + 8, y), color)
    yield _mark(point.kind, _across(spot[0]), _up(spot[1]), point.shown)


def _note(note: Note) -> Iterator[str]:
    color = MARKS[note.kind]["color"]
    yield _words(note.at, note.value, color, size=VALUE, bold=True)
    if note.day:
        yield _words(note.day_at, note.day, color)


def _mark_of(one: Keyed) -> str:
    """The mark a line of the key is of."""
    if one.kind is None:
        return ""
    drawn = _mark(one.kind, 12, 12, one.shown)
    return f'<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>'


def _mark(kind: str, x: float, y: float, is_full: bool) -> str:
    color = MARKS[kind]["color"]
    style = f'fill="{color if is_full else "#fff"}" stroke="{color}" stroke-width="3"'
    if kind == "measured":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" {style}/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if kind == "target" else ""
    at = f'x="{x - 6.5:.1f}" y="{y - 6.5:.1f}" width="13" height="13"'
    return f"<rect {at} {style}{turned}/>"


def _line(one: Spot, other: Spot, color: str, dashes: str = "") -> str:
    ends = f'x1="{_across(one[0]):.1f}" y1="{_up(one[1]):.1f}"'
    ends += f' x2="{_across(other[0]):.1f}" y2="{_up(other[1]):.1f}"'
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line {ends} stroke="{color}" stroke-width="2"{dashed}/>'


def _words(
    at: Spot, words: str, color: str, anchor: str = "middle", size: float = TYPE, bold: bool = False
) -> str:
    """Words by their middle, with a halo that parts them from what lies behind."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{_across(at[0]):.1f}" y="{_up(at[1]) + size * 0.36:.1f}" fill="{color}"'
        f' font-size="{size - 2:g}" text-anchor="{anchor}"{weight}>{text(words)}</text>'
    )


def _across(x: float) -> float:
    return _LEFT + x


def _up(y: float) -> float:
    return _TOP + _HIGH - y
