"""The verdicts and the ladder, sentence by sentence."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.facts import Attestation, Recorded, Slot
from bot.benefits.investment import Investment, Measure, Noise
from bot.benefits.ladder import RUNGS
from bot.benefits.position import Position, position, positions
from bot.benefits.verdict import Verdict
from tests.benefits.rows import histories
from tests.builders import NOON, a_fact, a_measure, a_record, an_investment

LATER = NOON + timedelta(days=400)
ROW = ("id", "measure", "author", "ts", "corrects", "supersedes", "edited_at", "recorded_at")


def rec(slot: Slot, value: float | None = None, day: int = 0, **given: Any) -> Recorded:
    """On record from a message of that day; what is no column is the fact's own."""
    row = {key: given.pop(key) for key in ROW if key in given}
    usual: dict[str, Any] = {
        "id": f"{slot}{day}",
        "said_at": NOON + timedelta(days=day),
        "ts": f"{day}",
    }
    return a_record(fact=a_fact(slot, value, **given), **(usual | row))


def source(day: int, **given: Any) -> Recorded:
    """The source named in the message of that day."""
    return rec("evidence", None, day, ref="the ledger", **given)


def shown(value: float | None, day: int, **given: Any) -> list[Recorded]:
    """A measured figure and its source."""
    return [rec("current", value, day, **given), source(day)]


BASELINE = rec("baseline", 14, as_of="2026-Q1")
OF_LINES: dict[str, Any] = {"unit": "%", "segment": "order lines", "quote": "14% of order lines"}


def place(
    facts: list[Recorded],
    measure: Measure | None = None,
    now: datetime = LATER,
    home: Investment | None = None,
    **more: Any,
) -> Position:
    one = measure or a_measure()
    home = (home or an_investment()).model_copy(update={"measures": (one,)})
    return position(home, one, facts, now, **more)


@pytest.mark.parametrize(
    ("home", "measure", "verdict"),
    [
        ({}, {}, "not_measured"),
        ({"go_live": date(2026, 6, 1)}, {}, "not_measured"),
        ({"go_live": date(2026, 6, 2)}, {}, "not_due"),
        ({"go_live": date(2026, 5, 1)}, {"due": date(2026, 7, 1)}, "not_due"),
        ({"go_live": date(2026, 7, 1)}, {"due": date(2026, 5, 1)}, "not_measured"),
    ],
)
def test_not_due_where_a_measurement_is_due_later_than_now(
    home: dict[str, Any], measure: dict[str, Any], verdict: Verdict
) -> None:
    """At go-live, unless the measure says when; otherwise it is not measured."""
    found = place([BASELINE], a_measure(**measure), NOON, an_investment(**home))
    assert found.verdict == verdict


@pytest.mark.parametrize(
    "facts",
    [
        [BASELINE, rec("current", 9, 5)],
        [BASELINE, rec("current", 9, 5, author=None), source(5)],
        [BASELINE, rec("current", 9, 5), source(5, author=None)],
        [BASELINE, rec("current", 9, 5), source(2)],
        [rec("baseline", 14), source(0), rec("current", 9, 5)],
        [rec("current", None, 5, change=-36.0, change_unit="%")],
    ],
)
def test_claimed_where_nothing_shows_any_current_figure(facts: list[Recorded]) -> None:
    """A deleted figure or source shows nothing, nor does the baseline's source."""
    found = place(facts)
    assert found.verdict == "claimed_without_evidence"
    assert found.current is not None
    assert found.current.evidence is False


@pytest.mark.parametrize(
    "facts",
    [
        shown(9, 5),
        [rec("baseline", None, unit=None, text="weeks"), *shown(9, 5)],
        [BASELINE, *shown(9, 5, unit="working days")],
        [BASELINE, *shown(9, 5, unit="incidents")],
        [BASELINE, *shown(9, 5, segment="Scotland")],
        [rec("baseline", 14, segment="Scotland"), *shown(9, 5)],
        [rec("baseline", 14, unit="GBP"), *shown(9, 5, unit="USD")],
        [rec("baseline", 14, unit="%"), *shown(9, 5, unit="percentage points")],
        [rec("baseline", 14, unit="hours/day"), *shown(9, 5, unit="hours/week")],
        [BASELINE, *shown(None, 5, change=-5.0, change_unit="days")],
        [rec("baseline", 14, **OF_LINES), *shown(9, 5, unit="%", segment="orders")],
    ],
)
def test_no_baseline_where_nothing_is_like_with_like(facts: list[Recorded]) -> None:
    """Another unit, segment, scope or currency; a change without levels; none at all."""
    assert place(facts).verdict == "no_baseline"


def test_a_percentage_that_names_no_whole_is_of_the_one_agreed() -> None:
    """ "14% of order lines" before and "9%" since are like with like."""
    assert place([rec("baseline", 14, **OF_LINES), *shown(9, 5, unit="%")]).verdict == "improved"


def test_no_baseline_where_nobody_knows_which_way_is_better() -> None:
    """A name that does not tell and no target: a difference is just a difference."""
    plain = a_measure(name="dispatches", better=None)
    assert place([BASELINE, *shown(9, 5)], plain).verdict == "no_baseline"


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ([*shown(9, 5), *shown(12, 6)], "contradicted"),
        ([*shown(9, 5), *shown(12, 6, author="U9")], "contradicted"),
        ([*shown(9, 5), *shown(12, 6, id="c", supersedes="current5")], "improved"),
        ([*shown(9, 5), *shown(12, 6, corrects=True)], "improved"),
        ([*shown(9, 5), *shown(12, 6, corrects=True, author="U9")], "contradicted"),
        ([*shown(9, 5), rec("current", 12, 6)], "improved"),
        ([*shown(9, 5), *shown(12, 6, segment="Scotland")], "improved"),
        ([*shown(9, 5), *shown(9.05, 6)], "improved"),
        ([*shown(9, 5), *shown(None, 6, change=-1.0, change_unit="days")], "improved"),
        ([*shown(9, 5), *shown(None, 6, low=8, high=10)], "improved"),
    ],
)
def test_contradicted_where_evidenced_figures_of_one_period_disagree_unsettled(
    facts: list[Recorded], verdict: Verdict
) -> None:
    """A button settles it, or whoever gave the figure; a bare claim contradicts nobody."""
    may = [
        one.model_copy(update={"fact": one.fact.model_copy(update={"as_of": "2026-05"})})
        if one.fact.slot == "current"
        else one
        for one in facts
    ]
    units = [
        one.model_copy(update={"fact": one.fact.model_copy(update={"unit": "days"})})
        if one.fact.low is not None
        else one
        for one in may
    ]
    assert place([BASELINE, *units]).verdict == verdict


def test_a_contradiction_names_the_figures_that_disagree() -> None:
    """Both can be looked up."""
    facts = [BASELINE, *shown(9, 5, as_of="2026-05"), *shown(12, 6, as_of="2026-05")]
    found = place(facts)
    assert found.current_fact is not None
    assert {found.current_fact.fact.value, *(one.fact.value for one in found.beside)} == {9, 12}


@pytest.mark.parametrize(
    ("noise", "after", "verdict"),
    [
        (None, 14.14, "unchanged"),
        (None, 13.86, "unchanged"),
        (None, 14.15, "worse"),
        (Noise(share=0.1), 12.6, "unchanged"),
        (Noise(share=0.1), 12.5, "improved"),
        (Noise(absolute=2), 16, "unchanged"),
        (Noise(absolute=2), 16.1, "worse"),
        (Noise(share=0), 13.99, "improved"),
    ],
)
def test_unchanged_within_the_measures_noise(
    noise: Noise | None, after: float, verdict: Verdict
) -> None:
    """One percent of the baseline where nobody agreed on any, and said to be the default."""
    found = place([BASELINE, *shown(after, 5)], a_measure(noise=noise))
    assert found.verdict == verdict
    assert found.noise_is_default is (noise is None)
    assert found.noise == (noise or Noise(share=0.01))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ({"value": 9}, {"value": 10, "bound": ">"}, "worse"),
        ({"value": 9}, {"value": 8, "bound": ">"}, "no_baseline"),
        ({"value": 9}, {"value": 9, "bound": ">"}, "no_baseline"),
        ({"value": 9}, {"value": 8, "bound": "<"}, "improved"),
        ({"value": 9}, {"value": 10, "bound": "<"}, "no_baseline"),
        ({"value": 10, "bound": ">"}, {"value": 9}, "improved"),
        ({"value": 10, "bound": ">"}, {"value": 12}, "no_baseline"),
        ({"value": 10, "bound": ">"}, {"value": 5, "bound": "<"}, "improved"),
        ({"value": 3}, {"low": 2, "high": 3}, "no_baseline"),
        ({"value": 4}, {"low": 2, "high": 3}, "improved"),
        ({"value": 4}, {"low": 48, "high": 72, "unit": "hours"}, "improved"),
        ({"value": 9}, {"low": 8.95, "high": 9.05}, "unchanged"),
        ({"low": 2, "high": 3}, {"low": 2, "high": 3}, "no_baseline"),
        ({"low": 2, "high": 3}, {"value": 4}, "worse"),
    ],
)
def test_a_range_or_a_bound_claims_no_more_than_is_certain(
    before: dict[str, Any], after: dict[str, Any], verdict: Verdict
) -> None:
    """A range has no value: where it holds the other figure too, nothing is like with like."""
    first, later = ({"value": None, "unit": "days"} | given for given in (before, after))
    assert place([rec("baseline", day=0, **first), *shown(day=5, **later)]).verdict == verdict


@pytest.mark.parametrize(
    ("baseline", "current", "verdict"),
    [
        ("2026-Q1", "2025-Q4", "no_baseline"),
        ("2026-Q1", "2025", "no_baseline"),
        ("2026-Q1", "2026-03", "improved"),
        ("2026-Q1", "2026-Q2", "improved"),
        ("2026-04-01", "2026-Q1", "no_baseline"),
        (None, "2025-Q4", "improved"),
    ],
)
def test_a_figure_from_before_the_baseline_is_no_improvement(
    baseline: str | None, current: str, verdict: Verdict
) -> None:
    """What was measured earlier cannot show what got better since."""
    facts = [rec("baseline", 14, as_of=baseline), *shown(9, 5, as_of=current)]
    assert place(facts).verdict == verdict


@pytest.mark.parametrize(
    ("unit", "verdict"),
    [("hours", "unchanged"), ("minutes", "improved"), ("incidents", "improved")],
)
def test_an_amount_of_noise_is_in_the_measures_unit(unit: str, verdict: Verdict) -> None:
    """Where it does not convert it excuses nothing."""
    measure = a_measure(unit=unit, noise=Noise(absolute=48))
    assert place([BASELINE, *shown(12, 5)], measure).verdict == verdict


@pytest.mark.parametrize(
    ("after", "verdict"), [(18, "worse"), (14, "unchanged"), (10, "improved"), (14.5, "unchanged")]
)
def test_weekly_against_monthly_is_told_apart_as_far_as_a_month_allows(
    after: float, verdict: Verdict
) -> None:
    """Sixty hours a month are some fourteen a week; nearer than that nobody knows."""
    before = rec("baseline", 60, unit="hours/month")
    assert place([before, *shown(after, 5, unit="hours/week")]).verdict == verdict


def test_the_latest_evidenced_as_of_counts_and_not_the_best_or_the_last_said() -> None:
    """A figure for March said in June is older than May's; a later bare claim stands beside it."""
    facts = [
        BASELINE,
        *shown(15, 5, as_of="2026-05"),
        *shown(4, 20, as_of="2026-03"),
        rec("current", 3, 30, as_of="2026-06"),
    ]
    found = place(facts)
    assert found.verdict == "worse"
    assert [one.fact.value for one in found.beside] == [3]


def test_of_one_period_what_can_be_compared_is_judged() -> None:
    """ "Down 36%, to 9 days; 12 in Scotland" is nine days."""
    facts = [
        BASELINE,
        rec("current", 9, 5, id="a"),
        rec("current", 12, 5, id="b", segment="Scotland"),
        rec("current", None, 5, id="c", change=-36.0, change_unit="%"),
        source(5),
    ]
    found = place(facts)
    assert (found.verdict, found.current_fact and found.current_fact.id) == ("improved", "a")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "improved"),
        ({"as_of": "2026-06"}, "improved"),
        ({"as_of": "2026-06", "segment": "Scotland"}, "no_baseline"),
        ({"as_of": "2026-06", "ts": "other"}, "improved"),
    ],
)
def test_a_change_beside_a_level_of_its_message_does_not_stand_in_for_it(
    change: dict[str, Any], verdict: Verdict
) -> None:
    """The level tells where it is; the change is kept, and judged by nobody."""
    level = shown(9, 5, as_of="2026-05")
    facts = [
        BASELINE,
        *level,
        rec("current", None, 5, id="c", change=-2.0, change_unit="days", **change),
    ]
    assert place(facts).verdict == verdict


def test_a_part_is_compared_with_a_baseline_of_its_own() -> None:
    """Scotland's nine days are set against Scotland's eight, not against the whole's fourteen."""
    scotland = rec("baseline", 8, 1, segment="Scotland")
    found = place([BASELINE, scotland, *shown(9, 5, segment="in Scotland")])
    assert (found.verdict, found.baseline_fact) == ("worse", scotland)


@pytest.mark.parametrize(
    ("second", "counts"),
    [
        ({}, 14),
        ({"supersedes": "baseline0"}, 18),
        ({"corrects": True}, 18),
        ({"ts": "0", "edited_at": NOON + timedelta(days=1)}, 18),
    ],
)
def test_the_agreed_baseline_is_the_first_unless_it_was_corrected(
    second: dict[str, Any], counts: float
) -> None:
    """In words, by a button, or by a new wording somebody recorded."""
    later = rec("baseline", 18, 3, **second)
    found = place([later, BASELINE, *shown(16, 5)])
    assert found.baseline_fact is not None
    assert found.baseline_fact.fact.value == counts


def test_a_corrected_first_baseline_stays_the_first() -> None:
    """One that was said in between does not slip into its place."""
    between = rec("baseline", 20, 1)
    fixed = rec("baseline", 16, 2, supersedes="baseline0")
    found = place([BASELINE, between, fixed, *shown(15, 5)])
    assert found.baseline_fact == fixed


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        ({"value": 7}, "improved"),
        ({"value": 20}, "worse"),
        ({"value": None, "change": -20.0, "change_unit": "%"}, "improved"),
        ({"value": None, "change": 5.0, "change_unit": "days"}, "worse"),
        ({"value": 14}, "no_baseline"),
        ({"value": None, "text": "much less"}, "no_baseline"),
    ],
)
def test_the_direction_is_agreed_else_from_baseline_to_target(
    target: dict[str, Any], verdict: Verdict
) -> None:
    """A target that is a change tells it too; one that is no number does not."""
    aim = rec("target", day=1, **target)
    plain = a_measure(name="dispatches", better=None)
    assert place([BASELINE, aim, *shown(9, 5)], plain).verdict == verdict
    agreed = a_measure(better="higher")
    assert place([BASELINE, aim, *shown(9, 5)], agreed).verdict == "worse"


def test_a_target_that_is_a_change_is_no_level_of_the_position() -> None:
    """It is kept, and shown as what it is."""
    aim = rec("target", day=1, change=-20.0, change_unit="%")
    assert place([BASELINE, aim]).target is None


def test_a_baseline_without_a_source_compares_and_says_so() -> None:
    """The answer tells that nobody showed it."""
    bare = place([BASELINE, *shown(9, 5)])
    backed = place([BASELINE, source(0), *shown(9, 5)])
    assert (bare.verdict, bare.baseline_has_source) == ("improved", False)
    assert (backed.verdict, backed.baseline_has_source) == ("improved", True)


OWNER = rec("owner", None, 1, person="the head of claims")


@pytest.mark.parametrize(
    ("facts", "ladder", "missing"),
    [
        ([], "activity_only", ()),
        ([OWNER], "framed", ()),
        ([BASELINE], "baselined", ("framed",)),
        ([OWNER, BASELINE], "baselined", ()),
        ([rec("current", 9, 5)], "claimed", ("framed", "baselined")),
        ([OWNER, *shown(9, 5)], "evidenced", ("baselined",)),
        ([*shown(9, 5), *shown(8, 33)], "held", ("framed", "baselined")),
        ([*shown(9, 5), *shown(8, 32)], "evidenced", ("framed", "baselined")),
        ([*shown(9, 5), rec("current", 8, 60)], "evidenced", ("framed", "baselined")),
    ],
)
def test_each_rung_is_judged_alone_and_what_is_missing_below_is_named(
    facts: list[Recorded], ladder: str, missing: tuple[str, ...]
) -> None:
    """Held: two evidenced measurements apart by the measure's rhythm."""
    found = place(facts)
    assert (found.ladder, found.missing_below) == (ladder, missing)


def test_the_rhythm_is_the_measures() -> None:
    """Measured every week, a week apart is held."""
    facts = [*shown(9, 5), *shown(8, 12)]
    assert place(facts, a_measure(rhythm=7)).ladder == "held"


def test_an_outcome_without_a_measure_frames_too() -> None:
    """Framed needs an outcome or a measure, and somebody who answers for it."""
    told = [rec("outcome", None, 1, text="sooner", measure=None), OWNER]
    assert place(told).ladder == "framed"
    assert place(told[:1]).ladder == "activity_only"


def test_a_claim_in_words_is_a_claim_on_verdict_and_ladder() -> None:
    """An outcome claimed without a figure."""
    found = place([], outcome_claimed=True)
    assert (found.verdict, found.ladder, found.missing_below) == (
        "claimed_without_evidence",
        "claimed",
        ("framed", "baselined"),
    )


def attests(by: str, day: int, **given: Any) -> Attestation:
    usual = {"investment": "i1", "measure": "m1", "role": "owner", "by": by}
    return Attestation(**(usual | {"at": NOON + timedelta(days=day)} | given))


def test_attested_is_a_mark_beside_of_those_who_stand_by_it_as_it_is_now() -> None:
    """A mark from before the figure, of what no longer counts or of another measure lapses."""
    facts = [BASELINE, *shown(9, 5, recorded_at=NOON + timedelta(days=6))]
    marks = [
        attests("U5", 7),
        attests("U6", 7, role="sponsor"),
        attests("U5", 8),
        attests("U7", 5),
        attests("U8", 1, fact="current5"),
        attests("U9", 9, fact="gone"),
        attests("U1", 9, measure="m2"),
    ]
    found = place(facts, attested=marks)
    assert found.attested_by == ("U8", "U5", "U6")
    assert found.verdict == place(facts).verdict
    assert place([BASELINE], attested=[attests("U5", 0)]).attested_by == ("U5",)


def test_an_attested_figure_lends_nothing_to_a_later_one() -> None:
    """Who stood by nine days said nothing of the thirty that came after."""
    facts = [BASELINE, *shown(9, 5), *shown(30, 40)]
    assert place(facts, attested=[attests("U8", 6, fact="current5")]).attested_by == ()


def test_the_fiscal_year_decides_which_period_is_the_latest() -> None:
    """A year that ends in June outlives February's figure only where it begins in July."""
    before = rec("baseline", 14, as_of="2025-01")
    facts = [before, *shown(9, 5, as_of="FY2025/26"), *shown(20, 6, as_of="2026-02")]
    assert place(facts).verdict == "worse"
    assert place(facts, fiscal_start=7).verdict == "improved"


@pytest.mark.parametrize("as_of", ["whenever", "2026-13", ""])
def test_a_period_nobody_can_read_holds_for_the_day_it_was_said(as_of: str) -> None:
    """What is on record is answered, whatever it holds."""
    assert place([BASELINE, *shown(9, 5, as_of=as_of)]).verdict == "improved"


def test_an_edited_current_figure_counts_as_last_worded() -> None:
    """The message keeps its time; the newer wording that was recorded counts."""
    worded = NOON + timedelta(days=9)
    facts = [BASELINE, *shown(9, 5), rec("current", 20, 5, id="e", edited_at=worded)]
    assert place(facts).verdict == "worse"


def test_the_positions_of_an_investment_are_those_of_its_measures_by_name() -> None:
    """Looked at once, told the same."""
    home = an_investment(measures=(a_measure("m2", "waiting time"), a_measure()))
    facts = [BASELINE, *shown(9, 5), rec("current", 3, 6, id="w", measure="m2")]
    found = positions(home, facts, LATER, ["m1"])
    expected = [position(home, home.measures[1], facts, LATER, True)]
    assert found == [*expected, position(home, home.measures[0], facts, LATER)]
    assert [one.measure for one in found] == ["claim handling time", "waiting time"]


@given(histories(), st.randoms(use_true_random=False), st.booleans())
def test_a_position_depends_on_the_set_of_facts(
    facts: list[Recorded], chance: Random, claimed: bool
) -> None:
    """Whatever arrives when, and twice; every position has one verdict and one rung."""
    expected = place(facts, outcome_claimed=claimed)
    again = [*facts, *facts[:3]]
    chance.shuffle(again)
    assert place(again, outcome_claimed=claimed) == expected
    assert expected.ladder in RUNGS
    assert expected.as_json()["verdict"] == expected.verdict


@pytest.mark.parametrize(
    ("facts", "verdict", "beside"),
    [
        ([BASELINE, source(0), *shown(21, 5, as_of="2026-Q1")], "contradicted", ["baseline0"]),
        ([BASELINE, *shown(21, 5, as_of="2026-Q1")], "no_baseline", []),
        ([BASELINE, *shown(14, 5, as_of="2026-Q1")], "unchanged", []),
        ([BASELINE, *shown(9, 0, as_of="2026-Q1")], "improved", []),
        ([BASELINE, *shown(21, 5, as_of="2026-Q1"), *shown(9, 40)], "improved", []),
        ([BASELINE, *shown(9, 5, as_of="2026-Q1")], "no_baseline", []),
    ],
    ids=["both shown", "one shown", "said again", "one message", "later one", "less of it"],
)
def test_another_figure_of_the_baselines_own_period_is_no_movement(
    facts: list[Recorded], verdict: Verdict, beside: list[str]
) -> None:
    """It disputes the baseline; only what one message says moved within a period did."""
    at = place(facts)
    assert (at.verdict, [one.id for one in at.beside]) == (verdict, beside)
