"""Charts as pictures: drawn whatever the figures, and told in words as well."""

import struct
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.conversation import Chart, Plotted
from bot.reports.chart import HEIGHT, WIDTH, _tick, draw
from bot.reports.labels import Frame, placed

FIRST = date(2026, 3, 31)


def a_point(kind: Any = "measured", day: int = 0, low: float = 9, **more: Any) -> Plotted:
    """Measured on a day after the first, with a source."""
    usual = {"high": low, "shown": True, "name": str(kind), "words": f"{low} days"}
    return Plotted(**({"kind": kind, "at": FIRST + timedelta(days=day), "low": low} | usual | more))


def a_chart(*points: Plotted, **more: Any) -> Chart:
    """Quote-to-cash in days."""
    usual = {"title": "quote-to-cash", "of": "CRM phase 2", "unit": "days", "alt": "in words"}
    return Chart(**({"points": points} | usual | more))


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the picture's own head."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


STORY = (
    a_point("baseline", 0, 14),
    a_point(day=40, low=12, shown=False, name="measured, no source"),
    a_point(day=90, low=9),
    a_point("target", 270, 7),
)


def test_a_chart_is_a_picture_of_a_phone_s_width() -> None:
    """Three pixels for each of a phone's; several stand one below the other."""
    assert size(draw([a_chart(*STORY)])) == (WIDTH, HEIGHT)
    assert size(draw([a_chart(*STORY)] * 3)) == (WIDTH, HEIGHT * 3)


def test_nothing_is_no_picture() -> None:
    """An empty frame would look like an answer."""
    with pytest.raises(ValueError, match="nothing to draw"):
        draw([])


def test_the_same_figures_make_the_same_picture() -> None:
    """Nothing of the clock or of chance is in it."""
    assert draw([a_chart(*STORY)]) == draw([a_chart(*STORY)])


def test_a_source_and_a_range_are_seen_in_the_picture() -> None:
    """Filled or hollow, a mark or a bar: not by colour alone."""
    plain = draw([a_chart(*STORY)])
    assert draw([a_chart(*(one.model_copy(update={"shown": False}) for one in STORY))]) != plain
    ranged = STORY[2].model_copy(update={"high": 11.0})
    assert draw([a_chart(*STORY[:2], ranged, STORY[3])]) != plain


@pytest.mark.parametrize(
    "words",
    ["", "日本語 العربية", "$\\frac{1}{0}$ $$", "🎉" * 300, "x" * 40_000, "a\nb\tc", "\x00_^{"],
)
def test_any_words_can_stand_in_it(words: str) -> None:
    """What the typeface lacks is a gap; nothing is read as markup."""
    assert size(draw([a_chart(*STORY, title=words, of=words, unit=words)])) == (WIDTH, HEIGHT)


levels = st.floats(-1e12, 1e12, allow_nan=False)


@settings(max_examples=15, deadline=None)
@given(
    figures=st.lists(st.tuples(levels, levels, st.integers(0, 4_000)), min_size=1, max_size=8),
    target=st.none() | st.tuples(levels, st.integers(-400, 4_000)),
)
def test_any_figures_can_be_drawn(
    figures: list[tuple[float, float, int]], target: tuple[float, int] | None
) -> None:
    """Nothing, less than nothing, the same again, all on one day, for ten years."""
    points = [a_point(day=day, low=min(a, b), high=max(a, b)) for a, b, day in figures]
    points += [a_point("target", target[1], target[0])] if target else []
    assert size(draw([a_chart(*points)])) == (WIDTH, HEIGHT)


def test_a_label_covers_neither_the_line_nor_another_figure() -> None:
    """The latest is always written; one between them that finds no room is left out."""
    marks = ((0.0, 200.0), (200.0, 100.0), (201.0, 101.0))
    frame = Frame(400.0, 215.0, marks, marks, (200.0,))
    wanted = [(marks[2], "3.67", True), (marks[0], "6.2", True), (marks[1], "5.1", False)]
    latest, first, between = placed(wanted, frame)
    assert between is None
    assert first is not None
    assert first[0][1] > 0
    assert latest is not None
    assert latest[1] == "3.67"
    crowd = [(mark, "1,234,567", False) for mark in marks * 9]
    assert None in list(placed(crowd, frame))


def test_a_point_is_written_as_people_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """No long tail, and what a target was said to be under stays."""
    written: list[str] = []
    seen = placed

    def listened(wanted: Any, frame: Any) -> Any:
        written.extend(words for _, words, _ in wanted)
        return seen(wanted, frame)

    monkeypatch.setattr("bot.reports.labels.placed", listened)
    draw([a_chart(a_point("baseline", 0, 6.2), a_point(day=40, low=11 / 3), UNDER)])
    about = a_point("baseline", 0, 11, approx=True, when="Q2 2026")
    draw([a_chart(about, a_point(day=40, low=6))])
    assert written == ["3.67", "6.2", "under 4", "6", "~11"]


UNDER = a_point("target", 50, 4, bound="<")


def test_a_quarter_is_named_as_one_on_the_axis() -> None:
    """A period that was said is no day; a day is its date."""
    assert _tick(date(2026, 6, 30), "Q2 2026") == "Q2 2026"
    assert _tick(date(2026, 11, 30), "November 2026") == "November\n2026"
    assert _tick(date(2026, 11, 4), "") == "4 Nov\n2026"
