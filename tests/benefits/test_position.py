"""Verdicts and rungs, row by row."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from bot.benefits.facts import Fact, Recorded
from bot.benefits.investment import Investment
from bot.benefits.position import Position, middle, position, unknown, unknown_line
from tests.builders import NOON, a_fact, a_measure, an_investment

LATER = NOON + timedelta(days=60)


def recorded(fact: Fact, day: int, **given: Any) -> Recorded:
    """On record from a message of that day."""
    said = NOON + timedelta(days=day)
    usual = {
        "id": f"f{day}-{fact.slot}-{fact.value}",
        "investment": "i1",
        "measure": "m1",
        "author": "U1",
        "said_at": said,
        "channel": "C1",
        "ts": str(day),
        "permalink": f"https://example.test/p{day}",
        "recorded_by": "U2",
        "recorded_at": said,
    }
    return Recorded(**({"fact": fact} | usual | given))


def current(value: float, day: int, evidenced: bool = True, **given: Any) -> list[Recorded]:
    fact = a_fact("current", value, as_of=f"2026-06-{day + 1:02d}", **given)
    source = recorded(a_fact("evidence", None, ref="the ledger"), day)
    return [recorded(fact, day), *([source] if evidenced else [])]


BASELINE = recorded(a_fact("baseline", 14), 0)


def place(facts: list[Recorded], investment: Investment | None = None, **more: Any) -> Position:
    home = investment or an_investment()
    return position(home, home.measures[0], facts, LATER, **more)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ([BASELINE], "not_measured"),
        ([BASELINE, *current(9, 5, evidenced=False)], "claimed_without_evidence"),
        (current(9, 5), "no_baseline"),
        ([BASELINE, *current(9, 5, unit="hours")], "improved"),
        ([BASELINE, *current(360, 5, unit="hours")], "worse"),
        ([BASELINE, *current(2, 5, unit="weeks")], "unchanged"),
        ([BASELINE, *current(9, 5, unit="working days")], "no_baseline"),
        ([BASELINE, *current(9, 5, unit="%")], "no_baseline"),
        ([BASELINE, *current(9, 5), *current(216, 5, unit="hours")], "improved"),
        ([BASELINE, *current(9, 5, segment="Scotland")], "no_baseline"),
        ([BASELINE, *current(9, 5)], "improved"),
        ([BASELINE, *current(20, 5)], "worse"),
        ([BASELINE, *current(14.1, 5)], "unchanged"),
        ([BASELINE, *current(9, 5), *current(16, 5)], "contradicted"),
        ([BASELINE, *current(9, 5), *current(16, 6)], "worse"),
        ([BASELINE, *current(9, 5), *current(4, 6, evidenced=False)], "improved"),
    ],
)
def test_the_first_verdict_that_fits(facts: list[Recorded], verdict: str) -> None:
    """The latest evidenced figure counts, not the best, and never a bare claim."""
    assert place(facts).verdict == verdict


def test_an_outcome_claimed_without_a_figure_is_claimed() -> None:
    """Words alone are a claim, never an improvement."""
    found = place([BASELINE], outcome_claimed=True)
    assert (found.verdict, found.ladder) == ("claimed_without_evidence", "claimed")


def test_before_go_live_nothing_is_due() -> None:
    """A project under way has not failed to measure."""
    found = place([BASELINE], an_investment(go_live=date(2027, 1, 1)))
    assert found.verdict == "not_due"


def test_a_change_alone_is_no_level() -> None:
    """ "Down 36%" is kept and said, and compared with nothing."""
    change = a_fact("current", None, change=-36.0, change_unit="%", as_of="2026-06-06")
    source = recorded(a_fact("evidence", None, ref="the ledger"), 5)
    assert place([BASELINE, recorded(change, 5), source]).verdict == "no_baseline"


def test_the_first_baseline_is_the_agreed_one_unless_it_is_corrected() -> None:
    """A later baseline stands beside it; a correction takes its place."""
    second = recorded(a_fact("baseline", 18), 3)
    found = place([BASELINE, second, *current(16, 5)])
    assert found.verdict == "worse"
    corrected = second.model_copy(update={"supersedes": BASELINE.id})
    assert place([BASELINE, corrected, *current(16, 5)]).verdict == "improved"


@pytest.mark.parametrize(
    ("target", "verdict"), [(7.0, "improved"), (20.0, "worse"), (None, "no_baseline")]
)
def test_the_target_tells_the_direction_where_the_name_does_not(
    target: float | None, verdict: str
) -> None:
    """Without a direction nothing is called better."""
    measure = a_measure(name="dispatches", better=None)
    facts = [BASELINE, *current(9, 5)]
    if target is not None:
        facts.append(recorded(a_fact("target", target, by="2026-12"), 1))
    assert place(facts, an_investment(measures=(measure,))).verdict == verdict


@pytest.mark.parametrize(
    ("facts", "rung"),
    [
        ([], "activity_only"),
        ([recorded(a_fact("owner", None, person="head of claims"), 1)], "framed"),
        ([BASELINE], "baselined"),
        (current(9, 5, evidenced=False), "claimed"),
        (current(9, 5), "evidenced"),
        ([*current(9, 5), *current(8, 20)], "evidenced"),
        ([*current(9, 1), *current(8, 29)], "held"),
    ],
)
def test_each_rung_is_judged_alone(facts: list[Recorded], rung: str) -> None:
    """The highest rung met is shown, even where one below is missing."""
    assert place(facts).ladder == rung


def test_the_order_of_arrival_does_not_matter() -> None:
    """A position depends on the set of facts."""
    facts = [
        BASELINE,
        recorded(a_fact("baseline", 18), 3),
        *current(9, 5),
        *current(8, 20),
        recorded(a_fact("owner", None, person="head of claims"), 1),
    ]
    expected = place(facts)
    for seed in range(50):
        random.Random(seed).shuffle(facts)
        assert place(facts) == expected


def test_a_position_is_exchanged_in_its_agreed_form() -> None:
    """The keys others read, no more and no fewer."""
    found = place([BASELINE, *current(9, 5)]).as_json()
    assert found == {
        "investment": "Claims portal",
        "measure": "claim handling time",
        "baseline": {"value": 14.0, "unit": "days", "as_of": None},
        "current": {
            "value": 9.0,
            "unit": "days",
            "as_of": "2026-06-06",
            "evidence": True,
            "change": None,
            "change_unit": None,
        },
        "target": None,
        "owner": None,
        "verdict": "improved",
        "ladder": "evidenced",
    }


def test_a_range_keeps_its_ends_and_has_no_value() -> None:
    """A range is not averaged in what is shown."""
    between = recorded(a_fact("baseline", None, low=12.0, high=16.0, unit="days"), 0)
    shown = place([between]).as_json()["baseline"]
    assert shown == {"value": None, "unit": "days", "as_of": None, "low": 12.0, "high": 16.0}


def test_what_nobody_knows_is_named_in_the_order_it_would_be_asked() -> None:
    """One line a gap."""
    home = an_investment()
    lines = [unknown_line(home, *gap) for gap in unknown(home, [BASELINE], LATER)]
    assert lines == [
        f"Claims portal / claim handling time: {gap}"
        for gap in ("current", "evidence", "owner", "timeframe", "target")
    ]
    assert unknown_line(home, "outcome", None) == "Claims portal: outcome"


def test_a_range_is_compared_by_its_middle() -> None:
    """Two to three days are fewer than fourteen."""
    between = recorded(a_fact("current", None, low=2.0, high=3.0, unit="days"), 5)
    source = recorded(a_fact("evidence", None, ref="the ledger"), 5)
    assert place([BASELINE, between, source]).verdict == "improved"


def test_what_is_no_level_is_never_compared() -> None:
    """Neither a change, nor a level in a unit that does not convert."""
    with pytest.raises(ValueError, match="never a level"):
        middle(a_fact("current", None, change=-36.0, change_unit="%"))
    with pytest.raises(ValueError, match="never convert"):
        middle(a_fact("current", 9, unit="working days"), "days")


def test_before_go_live_no_current_figure_is_missed() -> None:
    """What is not due is not called unknown."""
    home = an_investment(go_live=date(2027, 1, 1))
    assert [gap for gap, _ in unknown(home, [], LATER)] == ["baseline", "owner", "target"]


def test_figures_without_a_date_hold_for_the_day_they_were_said() -> None:
    """Two undated figures of two days contradict nobody."""
    facts = [BASELINE]
    for day, value in ((5, 9.0), (6, 8.0)):
        facts.append(recorded(a_fact("current", value), day))
        facts.append(recorded(a_fact("evidence", None, ref="the ledger"), day))
    assert place(facts).verdict == "improved"
