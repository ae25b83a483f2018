"""Charts as pictures: drawn whatever the figures, and told in words as well."""

import struct
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefits.conversation import Chart, Keyed, Plotted
from bot.reports import axis, lettering
from bot.reports.chart import WIDTH, draw
from bot.reports.labels import Frame, Wanted, placed
from bot.reports.plan import TYPE, Plan, day_of, keyed, planned, weighty

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
    across, up = size(draw([a_chart(*STORY)]))
    assert across == WIDTH
    assert abs(size(draw([a_chart(*STORY)] * 3))[1] - up * 3) <= 3


def test_a_letter_is_eleven_pixels_high_on_a_phone() -> None:
    """On a screen of 390 pixels a picture is 296 wide."""
    assert TYPE * 150 / 72 * 296 / WIDTH >= 11


def test_what_a_chart_says_in_words_stands_in_it() -> None:
    """Verdict, scale and key take their own room; a long key is no reason for a picture that is
    cut where it is shown.
    """
    said = {"scale": "in days, lower is better", "verdict": "Improved on the baseline: 5 days less"}
    plain, told = size(draw([a_chart(*STORY)])), size(draw([a_chart(*STORY, **said)]))
    assert told[1] > plain[1]
    key = tuple(Keyed(words=f"Baseline: {'14 days ' * 60}", kind="baseline") for _ in range(5))
    assert told[1] < size(draw([a_chart(*STORY, **said, key=key)]))[1] < 1_600


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
    assert size(draw([a_chart(*STORY, title=words, of=words, unit=words)]))[0] == WIDTH


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
    assert size(draw([a_chart(*points)]))[0] == WIDTH


UNDER = a_point("target", 50, 4, bound="<")


def test_a_label_covers_neither_the_line_nor_another_figure() -> None:
    """The latest is always written; one between them that finds no room is left out."""
    marks = ((0.0, 200.0), (200.0, 100.0), (201.0, 101.0))
    frame = Frame(440.0, 235.0, [(mark, 0.0) for mark in marks], marks, (200.0,))
    sizes = [(80.0, 48.0), (20.0, 24.0)]
    wanted = [Wanted(mark, sizes, mark != marks[1]) for mark in marks[::-1]]
    latest, between, first = placed(wanted, frame)
    assert latest is not None
    assert first is not None
    assert abs(first.y - 200) > 24
    assert between is None or (between.x, between.y) != (latest.x, latest.y)
    crowd = [Wanted(mark, [(130.0, 48.0)], is_needed=False) for mark in marks * 9]
    assert None in placed(crowd, frame)


@pytest.mark.parametrize("slope", [-12.0, 0.0, 7.0])
def test_a_figure_between_stands_nearest_to_its_own_mark(slope: float) -> None:
    """Or is left out: beside another it would be read as that one's."""
    marks = [(30.0 + 30 * n, 150 + slope * n) for n in range(12)]
    frame = Frame(440.0, 250.0, [(mark, 0.0) for mark in marks], marks, ())
    found = placed([Wanted(mark, [(44.0, 24.0)], is_needed=False) for mark in marks], frame)
    stand = [(mark, one) for mark, one in zip(marks, found, strict=True) if one is not None]
    assert stand
    for mark, one in stand:
        nearest = min(marks, key=lambda each: (each[0] - one.x) ** 2 + (each[1] - one.y) ** 2)
        assert nearest == mark


def a_plan(*points: Plotted, **more: Any) -> Plan:
    """Where it stands in a picture."""
    return planned(a_chart(*points, **more), 438.0, 250.0)


def three(begun: float, now: float, wanted: float, due: int) -> tuple[Plotted, ...]:
    """A baseline, a figure of a quarter later, a target."""
    return a_point("baseline", 0, begun), a_point(day=90, low=now), a_point("target", due, wanted)


UNEVEN = (
    three(1_250_000, 987_654, 750_000, 250),
    three(-12, 4, 10, 180),
    three(9, 9.2, 9.1, 110),
    three(14, 9, 7, 3_650),
)


@pytest.mark.parametrize("points", UNEVEN)
def test_no_figure_stands_on_a_level_or_beyond_the_one_it_is_under(
    points: tuple[Plotted, ...],
) -> None:
    """£4 above the line of £10 would say something else; all of it stands within the frame."""
    plan = a_plan(*points, unit="GBP")
    levels = [up for up, _ in plan.across] + [up for up, words in plan.levels if words == "0"]
    spots = {one.kind: spot for one, spot in zip(points, plan.spots, strict=True)}
    is_roomy = points[0].low != 9
    for note in plan.notes:
        mark = spots[note.kind]
        assert all(abs(level - note.at[1]) > 11 for level in levels)
        assert not is_roomy or all((up - mark[1]) * (up - note.at[1]) >= 0 for up in levels)
        assert 0 < note.at[0] < plan.width
        assert 0 < note.at[1] < plan.height


def test_what_has_no_date_stands_apart_and_is_joined_to_nothing() -> None:
    """In a strip of its own at the left, which the axis names."""
    undated = a_point("baseline", 0, 14, dated=False)
    plan = a_plan(undated, a_point(day=0, low=9), a_point("target", 0, 7, dated=False))
    assert [spot[0] for spot in plan.spots] == [axis.STRIP / 2, plan.line[0][0], axis.STRIP / 2]
    assert len(plan.line) == 1
    assert plan.days.left == axis.STRIP < plan.line[0][0]


def test_a_cut_of_the_axis_is_explained_where_there_is_one() -> None:
    """A target ten years on stands at the edge."""
    told = {"cut": "// the axis is cut"}
    far = a_chart(*STORY[:3], a_point("target", 3_650, 7), **told)
    plan = planned(far, 438.0, 250.0)
    assert plan.days.cut is not None
    assert plan.spots[-1][0] > plan.days.cut > plan.spots[-2][0]
    assert [one.words for one in keyed(far, plan)] == ["// the axis is cut"]
    near = a_chart(*STORY, **told)
    assert keyed(near, planned(near, 438.0, 250.0)) == []


@pytest.mark.parametrize(
    ("points", "unit", "says"),
    [
        (
            [a_point("baseline", 0, 6.2), a_point(day=40, low=11 / 3), UNDER],
            "days",
            [("3.67", "10 May"), ("6.2", "31 Mar"), ("under 4", "")],
        ),
        (
            [a_point("baseline", 0, 11, approx=True, when="Q2 2026"), a_point(day=300, low=6)],
            "days",
            [("6", "25 Jan ’27"), ("about 11", "Q2 2026")],
        ),
        (
            [a_point("baseline", 0, 14, dated=False), a_point(day=9, low=9.5, high=10)],
            "%",
            [("9.5–10%", "9 Apr"), ("14%", "")],
        ),
        (
            [a_point("baseline", 0, 1_250_000), a_point(day=0, low=-0.04)],
            "GBP/month",
            [("-£0.04", "31 Mar"), ("£1,250,000", "31 Mar")],
        ),
    ],
)
def test_each_figure_stands_with_its_day_as_people_write_it(
    points: list[Plotted], unit: str, says: list[tuple[str, str]]
) -> None:
    """No long tail, no sign lost; a period that was said is no day, and a day nobody said is not
    made up.
    """
    assert [(one.value, one.day) for one in a_plan(*points, unit=unit).notes] == says


def test_of_many_figures_those_spread_evenly_are_written() -> None:
    """The latest, the baseline and the target always, with twelve of the others at most."""
    many = [a_point(day=day, low=day) for day in range(40)]
    shown = weighty([a_point("baseline"), *many, a_point("target")])
    assert [one.low for one in shown[:3]] == [39, 9, 9]
    gaps = {one.low - other.low for one, other in pairwise(shown[3:])}
    assert len(shown) <= 15
    assert gaps == {4}


@pytest.mark.parametrize("days", [0, 1, 40, 61, 100, 200, 400, 900, 4_000, 40_000])
def test_months_on_the_axis_find_room(days: int) -> None:
    """Several, however short or long it took, and none on another."""
    shown = axis.days([a_point(), a_point(day=days)], 438.0)
    found = axis.months(shown)
    assert 2 <= len(found) <= 7
    assert all(other[0] - one[0] > 60 for one, other in pairwise(found))
    assert all(0 <= one[0] <= 438 for one in found)


def test_a_figure_of_a_month_stands_over_the_name_of_the_month() -> None:
    """In the middle of May, where May is written."""
    may = a_point(day=46, when="May 2026")
    plan = a_plan(a_point("baseline", 0, 14), may)
    [named] = [place for place, month, _ in plan.months if month == "May"]
    assert abs(plan.spots[1][0] - named) < 4


@pytest.mark.parametrize(("day", "month"), [(33, "May"), (60, "May"), (1, "Apr")])
def test_a_day_lies_between_the_bounds_of_its_month(day: int, month: str) -> None:
    """The third of May stands to the left of its name, and within May all the same."""
    plan = a_plan(a_point("baseline", 0, 14), a_point(day=day), a_point(day=70))
    [named] = [place for place, word, _ in plan.months if word == month]
    spot = plan.spots[1][0]
    begin = max(one for one in plan.bounds if one <= spot + 0.01)
    end = min(one for one in plan.bounds if one > spot + 0.01)
    assert begin < named < end


def test_levels_beside_the_figures_are_round_and_several() -> None:
    """Whatever their size; below nothing too."""
    for low, high in ((0, 21), (0, 1_875_000), (-25.2, 28), (0, 0.06), (-18e12, 3)):
        found = axis.levels(low, high)
        assert 3 <= len(found) <= 5
        assert low <= found[0] < found[-1] <= high


def test_words_are_broken_where_a_line_ends() -> None:
    """No line is wider than its room, whatever the words; what is left out is seen to be."""
    for words in ("one two three", "x" * 40_000, "日本語 " * 90, "", "a\nb\x00"):
        found = lettering.lines(words, 20, 100, 2)
        assert len(found) <= 2
        assert all(lettering.width(line, 20) <= 100 for line in found)
    assert lettering.lines("one two three", 20, 100, 1)[0].endswith("…")


def test_a_period_is_named_in_few_signs() -> None:
    """A quarter, a month, a week; a target by when it is due."""
    whens = {"Q2 2026": "Q2 2026", "November 2026": "Nov 2026", "week 3 of 2026": "W3 2026"}
    for said, short in whens.items():
        assert day_of(a_point(when=said), has_years=True) == short
        assert day_of(a_point("target", when=said), has_years=False) == f"by {short}"
