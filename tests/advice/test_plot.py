"""What of a measure's figures is drawn, and the same in words."""

from datetime import date
from typing import Any

import pytest

from bot.advice.plot import MOST
from bot.benefits.conversation import Chart
from tests.advice.test_report import answer, level, put, source
from tests.advice.world import World
from tests.builders import NOON, a_fact, a_measure, a_record, an_investment


def the_chart(world: World) -> Chart:
    """The one chart of the answer."""
    [found] = answer(world).post.charts
    return found


def target(id: str, value: float, by: str, **more: Any) -> Any:
    """What it should be, and when."""
    return a_record(id, a_fact("target", value, by=by), said_at=NOON.replace(day=1), **more)


def test_two_or_more_levels_make_a_chart(world: World) -> None:
    """The agreed baseline, what was measured since, the target; its words say all of it."""
    world.begin()
    put(world, level("b", "baseline", 14, 1))
    assert not answer(world).post.charts
    put(
        world,
        level("c1", "current", 12, 4),
        level("c2", "current", 9, 8),
        source("e", 8),
        target("t", 7, "2026-12"),
    )
    found = the_chart(world)
    assert (found.title, found.of, found.unit) == ("claim handling time", "Claims portal", "days")
    assert [(one.name, one.at.isoformat(), one.low, one.shown) for one in found.points] == [
        ("baseline, no source", "2026-06-01", 14, False),
        ("measured, no source", "2026-06-04", 12, False),
        ("measured", "2026-06-08", 9, True),
        ("target", "2026-12-16", 7, True),
    ]
    assert (found.scale, found.verdict) == (
        "in days, lower is better, as of 1 June 2026",
        "Improved on a baseline without a source: 5 days less (36%)",
    )
    assert [(one.kind, one.shown, one.words) for one in found.key] == [
        ("baseline", False, "Baseline: 14 days (1 June 2026). No source"),
        ("measured", True, "Latest: 9 days (8 June 2026). Source: the ledger"),
        ("measured", False, "Before that: 12 days (4 June 2026), no source"),
        ("target", True, "Target: 7 days (by December 2026), not met so far"),
    ]
    said = [found.scale, found.verdict, *(one.words for one in found.key)]
    assert found.alt == f"Chart of claim handling time, Claims portal: {'. '.join(said)}."


def test_what_is_not_drawn_is_named(world: World) -> None:
    """A change, another unit, and those that are too many; of many between only how they lie."""
    world.begin()
    change = a_fact("current", None, "5 days less", change=-5, change_unit="days")
    other = a_fact("current", 3, "3 working days", unit="working days")
    early = [level(f"c{n:02}", "current", 10 + n % 4, 2) for n in range(MOST + 3)]
    put(
        world,
        level("b", "baseline", 14, 1),
        *early,
        a_record("x", change, said_at=NOON.replace(day=5), ts="5.1"),
        a_record("y", other, said_at=NOON.replace(day=6), ts="6.1"),
    )
    found = the_chart(world)
    assert len(found.points) == MOST + 1
    assert [one.words for one in found.key][-4:] == [
        f"Before that {MOST - 1} figures were measured, from 10 days to 13 days; "
        "not each is written here",
        "No target on record",
        "Not drawn, as no level to compare: 5 days less (5 June 2026); "
        "3 working days (6 June 2026)",
        "Not drawn: 3 earlier figures",
    ]


@pytest.mark.parametrize(
    ("latest", "verdict", "target"),
    [
        (16, "Worse than a baseline without a source: 2 days more (14%)", "not met so far"),
        (14, "Unchanged from a baseline without a source", "not met so far"),
        (
            6,
            "Improved on a baseline without a source: 8 days less (57%). The target is met",
            "met, as of 8 June 2026",
        ),
    ],
)
def test_a_chart_says_what_its_figures_amount_to(
    world: World, latest: float, verdict: str, target: str
) -> None:
    """In words, and not by the way a line goes; what has no due date says so."""
    world.begin()
    wanted = a_record("t", a_fact("target", 7), said_at=NOON.replace(day=1))
    put(world, level("b", "baseline", 14, 1), level("c", "current", latest, 8), source("e", 8))
    put(world, wanted)
    found = the_chart(world)
    assert found.verdict == verdict
    assert found.key[-1].words == f"Target: 7 days, no due date, {target}"


def test_a_quarter_stays_a_quarter_and_about_stays_about(world: World) -> None:
    """The picture says no more than was said."""
    world.begin()
    early = a_fact("baseline", 14, as_of="2026-Q1", approx=True)
    put(world, a_record("b", early, said_at=NOON.replace(day=1)), level("c", "current", 9, 8))
    baseline, measured = the_chart(world).points
    assert (baseline.when, baseline.approx) == ("Q1 2026", True)
    assert (measured.when, measured.approx) == ("", False)


def test_many_figures_are_told_in_few_words(world: World) -> None:
    """Each with its day, their one unit and their one source said once."""
    world.begin()
    put(world, level("b", "baseline", 20, 1))
    for day in range(2, 9):
        put(world, level(f"c{day}", "current", 20 - day, day), source(f"e{day}", day))
    few = the_chart(world)
    for day in range(9, 12):
        put(world, level(f"c{day}", "current", 20 - day, day), source(f"e{day}", day))
    assert (
        the_chart(world)
        .key[2]
        .words.endswith("13 (7 June 2026); 12 (8 June 2026) … and 2 more (9 June to 10 June 2026)")
    )
    assert few.key[2].words == (
        "Before that, source of each: the ledger: 18 (2 June 2026); 17 (3 June 2026); "
        "16 (4 June 2026); 15 (5 June 2026); 14 (6 June 2026); 13 (7 June 2026)"
    )


@pytest.mark.parametrize(
    ("by", "state"),
    [
        ("2026-06", "7 days (by June 2026), not met so far"),
        ("2026-05", "7 days (by May 2026), missed: due by May 2026, not met"),
    ],
)
def test_a_target_whose_date_has_passed_was_missed(world: World, by: str, state: str) -> None:
    """Not before its last day is over."""
    world.begin()
    world.now = NOON.replace(day=30)
    put(world, level("b", "baseline", 14, 1), level("c", "current", 9, 8), source("e", 8))
    put(world, target("t", 7, by))
    assert the_chart(world).key[-1].words == f"Target: {state}"


def test_a_target_is_no_second_point(world: World) -> None:
    """Nothing was measured yet."""
    world.begin()
    put(world, level("b", "baseline", 14, 1), target("t", 7, "2026-12"))
    assert not answer(world).post.charts


def test_a_change_is_never_drawn(world: World) -> None:
    """Nobody said what level it led to."""
    world.begin()
    change = a_fact("current", None, "5 days less", change=-5, change_unit="days")
    put(world, level("b", "baseline", 14, 1), a_record("c", change, ts="5.1"))
    assert not answer(world).post.charts


def test_a_target_that_is_a_bound_stays_one(world: World) -> None:
    """ "Under 4" is drawn at 4 and says so."""
    world.begin()
    under = a_record("t", a_fact("target", 4, bound="<", by="2026-12"), said_at=NOON.replace(day=1))
    put(world, level("b", "baseline", 14, 1), level("c", "current", 9, 8), under)
    assert [one.bound for one in the_chart(world).points] == [None, None, "<"]


def test_a_range_is_drawn_from_end_to_end_in_the_unit_of_the_baseline(world: World) -> None:
    """Hours beside days; what does not convert is left out."""
    world.begin()
    between = a_fact("current", None, "48 to 72 hours", low=48, high=72, unit="hours")
    other = a_fact("current", 3, "3 working days", unit="working days")
    put(
        world,
        level("b", "baseline", 14, 1),
        a_record("c1", between, ts="5.1"),
        a_record("c2", other, ts="6.1"),
    )
    found = the_chart(world)
    assert [(one.low, one.high) for one in found.points] == [(14, 14), (2, 3)]


def test_a_figure_of_a_month_is_drawn_in_its_middle(world: World) -> None:
    """And not on its last day, which stands beside the next; what has no date says so."""
    world.begin()
    late = a_record("b", a_fact("baseline", 14, "14 days"), said_at=NOON.replace(day=20), ts="20.1")
    may = a_record("c", a_fact("current", 9, as_of="2026-05"), ts="2.1")
    put(world, late, may)
    found = the_chart(world)
    assert [(one.at, one.dated) for one in found.points][1] == (date(2026, 5, 16), True)
    assert [one.dated for one in found.points] == [False, True]
    assert found.no_date == "no date"


def test_only_a_few_measures_are_drawn_and_none_of_a_portfolio(world: World) -> None:
    """A picture is looked at on a phone."""
    world.begin(measures=tuple(a_measure(f"m{n}", name=f"delay {n}") for n in range(5)))
    for n in range(5):
        own = {"measure": f"m{n}"}
        put(
            world,
            level(f"b{n}", "baseline", 14, 1, **own),
            level(f"c{n}", "current", 9, 5, **own),
        )
    assert [one.title for one in answer(world).post.charts] == ["delay 0", "delay 1", "delay 2"]
    for n in range(2, 5):
        world.begin(an_investment(f"i{n}", name=f"Project {n}", measures=()))
    assert not answer(world).post.charts
