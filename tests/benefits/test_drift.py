"""What does not fit the record: each kind where it should be noticed, and where it should not."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.benefits.drift import Drift, Other, figure_id, noticed, variables
from bot.benefits.drift_kinds import KINDS, Kind
from bot.benefits.facts import Recorded, Slot, Stated
from bot.benefits.investment import Investment, Noise
from prompts.templates import load_texts
from tests.builders import NOON, a_fact, a_measure, a_record, a_statement, an_investment

HOME = an_investment(go_live=date(2026, 5, 4))
BARE = an_investment(measures=(a_measure(unit=None),))
BOTH = an_investment(measures=(a_measure(), a_measure("m2", "time to handle a claim")))


def rec(slot: Slot, value: float | None = None, day: int = 0, **given: Any) -> Recorded:
    """On record from a message of that day; what is no column is the fact's own."""
    row = {key: given.pop(key) for key in ROW if key in given}
    usual = {"said_at": NOON + timedelta(days=day), "ts": f"r{day}"}
    return a_record(row.pop("id", f"r{day}"), _fact(slot, value, **given), **(usual | row))


def say(slot: Slot, value: float | None = None, day: int = 20, **given: Any) -> Stated:
    """Said in a message of that day."""
    row = {key: given.pop(key) for key in ROW if key in given}
    usual = {"said_at": NOON + timedelta(days=day), "ts": f"s{day}"}
    return a_statement(_fact(slot, value, **given), **(usual | row))


ROW = ("id", "measure", "author", "ts", "corrects", "supersedes", "edited_at", "withdraws")


def _fact(slot: Slot, value: float | None, **given: Any) -> Any:
    if "named" in given:
        given["measure"] = given.pop("named")
    return a_fact(slot, value, **given)


def kinds(found: list[Drift]) -> list[Kind]:
    return [one.kind for one in found]


def of(stated: Stated, *on_record: Recorded, home: Investment = HOME, **more: Any) -> list[Kind]:
    return kinds(noticed(home, [stated], on_record, **more))


BASELINE = rec("baseline", 14)
NORTH: dict[str, Any] = {"segment": "the north region"}


@pytest.mark.parametrize(
    ("stated", "on_record"),
    [
        (say("baseline", 18), [BASELINE]),
        (say("baseline", 18, author="U9", as_of="2026-Q1"), [BASELINE]),
        (say("baseline", None, low=20, high=25, unit="days"), [BASELINE]),
        (say("baseline", 18), [BASELINE, rec("baseline", 16, 3)]),
        (say("baseline", 18), [rec("baseline", 14, **NORTH), rec("baseline", 13, 1)]),
        (say("baseline", 11, segment="all claims"), [BASELINE]),
        (say("baseline", 18, day=0, ts="r0", edited_at=NOON + timedelta(1)), [BASELINE]),
    ],
)
def test_another_baseline_is_noticed(stated: Stated, on_record: list[Recorded]) -> None:
    """Whoever says it, whenever; an edited message too."""
    assert of(stated, *on_record) == ["rebaselined"]


@pytest.mark.parametrize(
    ("stated", "on_record"),
    [
        (say("baseline", 18), []),
        (say("baseline", 14), [BASELINE]),
        (say("baseline", 14.1), [BASELINE]),
        (say("baseline", None, low=12, high=16, unit="days"), [BASELINE]),
        (say("baseline", 18, corrects=True), [BASELINE]),
        (say("baseline", 18, supersedes="r0"), [BASELINE]),
        (say("baseline", 18, day=0, ts="r0"), [BASELINE]),
        (say("baseline", 18, measure="m9"), [BASELINE]),
        (say("baseline", None, unit="weeks", text="weeks"), [BASELINE]),
        (say("owner", None, person="the head of claims"), [BASELINE]),
        (say("baseline", 18), [BASELINE, rec("baseline", 14, 1, supersedes="r0", withdraws=True)]),
    ],
)
def test_the_same_baseline_and_a_corrected_one_are_left_alone(
    stated: Stated, on_record: list[Recorded]
) -> None:
    """Nothing agreed yet, the same again, within the noise, a correction in words."""
    assert of(stated, *on_record) == []


def test_what_is_noise_is_the_measures_to_say() -> None:
    """Two days more are nothing where two days were agreed to be."""
    home = an_investment(measures=(a_measure(noise=Noise(absolute=2)),))
    assert of(say("baseline", 16), BASELINE, home=home) == []
    assert of(say("baseline", 17), BASELINE, home=home) == ["rebaselined"]


@pytest.mark.parametrize(
    ("stated", "on_record"),
    [
        (say("current", 36, unit="hours"), [BASELINE]),
        (say("current", 9, unit="working days"), [BASELINE]),
        (say("current", 9, unit="sprints"), [BASELINE]),
        (say("baseline", 40, unit="incidents"), [BASELINE]),
        (say("target", 40, unit="hours"), [BASELINE]),
        (say("current", 12, unit="USD"), [rec("baseline", 14, unit="GBP")]),
        (say("current", 36, unit="hours"), [rec("current", 12, as_of="2026-05")]),
        (say("current", 36, unit="hours"), [rec("target", 12)]),
        (say("current", 36, unit="hours"), []),
    ],
)
def test_another_unit_is_noticed_whether_it_converts_or_not(
    stated: Stated, on_record: list[Recorded]
) -> None:
    """Also where nothing but the measure's unit was agreed."""
    assert of(stated, *on_record) == ["unit_changed"]


@pytest.mark.parametrize(
    ("stated", "home"),
    [
        (say("current", 9, unit="Day"), HOME),
        (say("current", 9, unit=None), HOME),
        (say("current", 36, unit="hours"), BARE),
        (say("current", None, change=-36.0, change_unit="%"), HOME),
        (say("current", 36, unit="hours", corrects=True), HOME),
    ],
)
def test_the_agreed_unit_and_none_at_all_are_left_alone(stated: Stated, home: Investment) -> None:
    """A change in percent is no other unit."""
    assert of(stated, home=home) == []


def test_another_unit_is_told_in_the_agreed_one_where_that_is_exact() -> None:
    """36 hours stay 36 hours; beside them stands what they are in days."""
    (found,) = noticed(HOME, [say("current", 36, unit="hours")], [BASELINE])
    assert found.words == {
        "measure": "claim handling time",
        "before": "14 days",
        "after": "36 hours, which is 1.5 days",
    }
    (other,) = noticed(HOME, [say("current", 9, unit="working days")], [BASELINE])
    assert other.words["after"] == "9 working days"
    (bare,) = noticed(HOME, [say("current", 36, unit="hours")], [])
    assert (bare.before, bare.words["before"]) == (None, "days")


PERCENT = an_investment(measures=(a_measure(unit="%", better="higher"),))
RATE = rec("baseline", 31, unit="%")
OF_LINES = rec("baseline", 8, unit="%", segment="order lines", quote="8% of order lines")


@pytest.mark.parametrize(
    ("stated", "on_record"),
    [
        (say("current", None, change=5, change_unit="%"), [RATE]),
        (say("current", 5, unit="percentage points"), [RATE]),
        (
            say("current", None, change=5, change_unit="%"),
            [RATE, rec("target", None, 1, change=5, change_unit="percentage points")],
        ),
        (
            say("target", None, change=5, change_unit="%"),
            [rec("target", None, 1, change=5, change_unit="percentage points")],
        ),
        (
            say("current", None, change=5, change_unit="percentage points"),
            [rec("current", None, 1, change=5, change_unit="%")],
        ),
        (say("current", 5, unit="percentage points"), []),
        (say("current", 4, unit="%"), [rec("current", 3, unit="basis points")]),
    ],
)
def test_percent_where_points_were_agreed_is_noticed(
    stated: Stated, on_record: list[Recorded]
) -> None:
    """And the other way round; "up 5%" of a percentage can mean both."""
    assert of(stated, *on_record, home=PERCENT) == ["percent_against_points"]


@pytest.mark.parametrize(
    ("stated", "on_record", "home"),
    [
        (say("current", 36, unit="%"), [RATE], PERCENT),
        (say("current", None, change=5, change_unit="percentage points"), [RATE], PERCENT),
        (say("current", None, change=5, change_unit="%"), [], PERCENT),
        (say("current", None, change=-36.0, change_unit="%"), [BASELINE], HOME),
        (say("current", None, change=-2.0, change_unit="days"), [BASELINE], HOME),
        (
            say("target", None, change=5, change_unit="%"),
            [rec("target", None, 1, change=5, change_unit="%")],
            HOME,
        ),
    ],
)
def test_a_percentage_that_moved_by_points_is_well_said(
    stated: Stated, on_record: list[Recorded], home: Investment
) -> None:
    """Days that fell by a third are too."""
    assert of(stated, *on_record, home=home) == []


@pytest.mark.parametrize(
    ("stated", "on_record", "kind"),
    [
        (say("current", 9, **NORTH), [BASELINE], "scope_changed"),
        (say("current", 9), [rec("baseline", 14, **NORTH)], "scope_changed"),
        (say("current", 9, segment="web"), [rec("baseline", 14, **NORTH)], "scope_changed"),
        (say("current", None, change=-5.0, segment="web"), [BASELINE], "scope_changed"),
        (say("baseline", 20, **NORTH), [BASELINE], "scope_changed"),
        (say("target", 7, **NORTH), [BASELINE], "scope_changed"),
        (say("current", 9, unit="%", segment="web orders"), [RATE], "denominator_changed"),
        (
            say("current", 9, unit="%", segment="web orders"),
            [rec("baseline", 18, unit="%", segment="all orders")],
            "denominator_changed",
        ),
        (
            say("current", 9, unit="errors/100 orders"),
            [rec("baseline", 18, unit="errors/1,000 orders")],
            "denominator_changed",
        ),
        (say("current", 9, unit="%", segment="all orders"), [OF_LINES], "denominator_changed"),
    ],
)
def test_another_part_or_denominator_is_noticed(
    stated: Stated, on_record: list[Recorded], kind: Kind
) -> None:
    """A part is not the whole, and a share of less is not the same share."""
    assert of(stated, *on_record, home=BARE) == [kind]


@pytest.mark.parametrize(
    ("stated", "on_record"),
    [
        (say("current", 9, segment="North region"), [rec("baseline", 14, **NORTH)]),
        (say("current", 9, segment="across all sites"), [BASELINE]),
        (say("current", None, change=-2.0, change_unit="percentage points"), [OF_LINES]),
        (say("current", 9, unit="%"), [OF_LINES]),
        (say("target", 4, unit="%"), [OF_LINES]),
        (say("current", 9, **NORTH), [BASELINE, rec("baseline", 15, 1, **NORTH)]),
        (say("current", 9, **NORTH), []),
        (say("current", 9, corrects=True, **NORTH), [BASELINE]),
    ],
)
def test_the_agreed_part_in_other_words_is_left_alone(
    stated: Stated, on_record: list[Recorded]
) -> None:
    """A part with a baseline of its own is compared with that."""
    assert of(stated, *on_record) == []


def test_another_part_is_named_in_the_notice() -> None:
    """Both figures, and what each of them holds for."""
    (found,) = noticed(HOME, [say("current", 9, **NORTH)], [BASELINE])
    assert (found.words["before"], found.words["after"]) == ("14 days", "9 days, the north region")


@pytest.mark.parametrize(
    ("before", "after", "name", "noticed_"),
    [
        ({"unit": "hours/month"}, {"unit": "hours/week"}, "manual rework", True),
        ({"unit": "complaints"}, {"unit": "complaints/month"}, "complaints", True),
        (
            {"unit": "incidents", "as_of": "2026-Q1"},
            {"unit": "incidents", "as_of": "2026-05"},
            "incidents",
            True,
        ),
        (
            {"unit": "GBP", "as_of": "FY2025/26"},
            {"unit": "GBP", "as_of": "2026-05"},
            "overtime cost",
            True,
        ),
        ({"unit": "incidents", "as_of": "2026-04"}, {"unit": "incidents"}, "incidents", False),
        (
            {"unit": "claims", "as_of": "2026-Q1"},
            {"unit": "claims", "as_of": "2026-05"},
            "open claims",
            False,
        ),
        (
            {"unit": "days", "as_of": "2026-Q1"},
            {"unit": "days", "as_of": "2026-05"},
            "handling time",
            False,
        ),
        (
            {"unit": "working days", "as_of": "2026-Q1"},
            {"unit": "working days", "as_of": "2026-05"},
            "lead time",
            False,
        ),
        ({"unit": "%", "as_of": "2026"}, {"unit": "%", "as_of": "2026-05"}, "returns", False),
        (
            {"unit": "calls/day", "as_of": "2026"},
            {"unit": "calls/day", "as_of": "2026-05"},
            "calls",
            False,
        ),
    ],
)
def test_amounts_of_other_lengths_of_time_are_noticed(
    before: dict[str, Any], after: dict[str, Any], name: str, noticed_: bool
) -> None:
    """A week's count is not a month's; a duration, a share or a backlog is what it is."""
    home = an_investment(measures=(a_measure(name=name, unit=None),))
    found = of(say("current", 9, **after), rec("baseline", 14, **before), home=home)
    assert found == (["period_changed"] if noticed_ else [])


TARGET = rec("target", 7, by="2026-09")


@pytest.mark.parametrize(
    ("stated", "on_record", "expected"),
    [
        (say("target", 9, by="2026-09"), [TARGET], ["target_moved"]),
        (say("target", 9, by="2026-12"), [TARGET], ["target_moved"]),
        (say("target", 9), [TARGET, rec("target", 8, 2)], ["target_moved"]),
        (say("target", 8, bound="<"), [rec("target", 5, bound="<")], ["target_moved"]),
        (say("target", 90, bound=">"), [rec("target", 95, bound=">")], ["target_moved"]),
        (say("target", 8), [rec("target", 8, bound="<")], []),
        (
            say("target", None, change=-10.0, change_unit="%"),
            [rec("target", None, change=-20.0, change_unit="%")],
            ["target_moved"],
        ),
        (say("target", 7, by="2026-12"), [TARGET], ["date_moved"]),
        (say("timeframe", None, by="2026-12-31"), [TARGET], ["date_moved"]),
        (say("timeframe", None, by="2027"), [rec("timeframe", None, by="2026")], ["date_moved"]),
        (say("target", 7, by="2026-09-30"), [TARGET], []),
        (say("target", 7), [TARGET], []),
        (say("target", 9, corrects=True), [TARGET], []),
        (say("target", 9), [], []),
        (say("target", 7), [BASELINE], []),
        (say("timeframe", None, by="2026-12"), [], []),
        (say("timeframe", None, by="2026-12", ts="r0"), [TARGET], []),
        (say("timeframe", None, by="2026-09"), [TARGET], []),
        (say("timeframe", None, text="last month"), [TARGET], []),
        (say("timeframe", None, by="soon"), [TARGET], []),
        (say("timeframe", None, by="2026-12", corrects=True), [TARGET], []),
    ],
)
def test_moved_targets_and_dates_are_noticed(
    stated: Stated, on_record: list[Recorded], expected: list[Kind]
) -> None:
    """A softer target, a later date; the same day in other words is no move."""
    assert of(stated, *on_record) == expected


def test_a_date_that_moved_is_told_once() -> None:
    """The words that give it, and the target that is due then, are one thing."""
    target, due = say("target", 7, by="2026-12"), say("timeframe", None, by="2026-12")
    on_record = [TARGET, rec("timeframe", None, 1, by="2026-09")]
    assert kinds(noticed(HOME, [target, due], on_record)) == ["date_moved"]
    other = say("timeframe", None, by="2027-03")
    assert kinds(noticed(HOME, [say("target", 7), other], on_record)) == ["date_moved"]


MAY = rec("current", 9, 2, as_of="2026-05")


@pytest.mark.parametrize(
    ("stated", "on_record", "expected"),
    [
        (say("current", 12, as_of="2026-05", author="U9"), [MAY], ["contradicted"]),
        (say("current", 12, as_of="2026-05"), [BASELINE, MAY], ["contradicted"]),
        (say("current", 12, day=3), [rec("current", 9, 3)], ["contradicted"]),
        (
            say("current", 12, as_of="2026-Q2"),
            [rec("baseline", 14, 1, as_of="2026-Q2")],
            ["contradicted"],
        ),
        (say("current", 12, as_of="2026-06"), [MAY], []),
        (say("current", 12, as_of="2026-05", ts="r2"), [MAY], []),
        (say("current", 9.05, as_of="2026-05"), [MAY], []),
        (say("current", 12, as_of="2026-05", corrects=True), [MAY], []),
        (say("current", None, low=8, high=10, unit="days", as_of="2026-05"), [MAY], []),
        (say("current", 10, bound="<", as_of="2026-05"), [MAY], []),
        (say("current", 8, bound="<", as_of="2026-05"), [MAY], ["contradicted"]),
        (say("current", 10, bound=">", as_of="2026-05"), [MAY], ["contradicted"]),
        (say("current", None, change=-5.0, change_unit="days", as_of="2026-05"), [MAY], []),
    ],
)
def test_two_figures_for_one_period_and_part_are_noticed(
    stated: Stated, on_record: list[Recorded], expected: list[Kind]
) -> None:
    """A range or a bound that holds the other figure contradicts nobody."""
    assert of(stated, *on_record) == expected


FIXED = rec("baseline", 16, 1, supersedes="r0")


@pytest.mark.parametrize(
    ("stated", "on_record", "expected"),
    [
        (say("baseline", 14), [BASELINE, FIXED], ["quoted_after_correction"]),
        (say("baseline", 336, unit="hours"), [BASELINE, FIXED], ["quoted_after_correction"]),
        (
            say("current", 9, as_of="2026-05"),
            [MAY, rec("current", 12, 3, as_of="2026-05", supersedes="r2")],
            ["quoted_after_correction"],
        ),
        (say("baseline", 16), [BASELINE, FIXED], []),
        (say("baseline", 18), [BASELINE, FIXED], ["rebaselined"]),
        (say("current", 14), [BASELINE, FIXED], []),
        (say("baseline", 14, corrects=True), [BASELINE, FIXED], []),
        (say("baseline", 14), [BASELINE, rec("baseline", 14.05, 1, supersedes="r0")], []),
        (
            say("baseline", 14, **NORTH),
            [BASELINE, FIXED],
            ["scope_changed"],
        ),
    ],
)
def test_a_figure_quoted_after_it_was_corrected_is_noticed(
    stated: Stated, on_record: list[Recorded], expected: list[Kind]
) -> None:
    """The old figure does not come back by being said again."""
    assert of(stated, *on_record) == expected


@pytest.mark.parametrize(
    ("stated", "go_live", "expected"),
    [
        (say("current", 9, as_of="2026-04"), date(2026, 5, 4), ["before_go_live"]),
        (say("current", 9, as_of="2026-Q1"), date(2026, 5, 4), ["before_go_live"]),
        (say("current", None, change=-5.0, as_of="2026-W10"), date(2026, 5, 4), ["before_go_live"]),
        (say("current", 9, day=-60), date(2026, 5, 4), []),
        (say("current", 9, day=-60, as_of="2026-03"), date(2026, 5, 4), []),
        (say("current", 9, as_of="2026-05"), date(2026, 5, 4), []),
        (say("current", 9, as_of="2026-Q2"), date(2026, 5, 4), []),
        (say("current", 9, as_of="2026-04"), None, []),
        (say("current", 9), date(2026, 5, 4), []),
        (say("baseline", 9, as_of="2026-04"), date(2026, 5, 4), []),
    ],
)
def test_a_result_from_before_go_live_is_noticed(
    stated: Stated, go_live: date | None, expected: list[Kind]
) -> None:
    """A period that reaches past go-live may show something."""
    assert of(stated, home=an_investment(go_live=go_live)) == expected


def test_a_fiscal_year_lies_where_the_workspace_says() -> None:
    """One that begins in April reaches past a go-live in May; the calendar's ended before."""
    stated = say("current", 9, as_of="FY2025/26")
    home = HOME.model_copy(update={"go_live": date(2026, 2, 1)})
    assert of(stated, home=home, fiscal_start=4) == []
    assert of(stated, home=home) == ["before_go_live"]


@pytest.mark.parametrize(
    ("named", "unit", "expected"),
    [
        ("logins", "logins", ["not_an_outcome"]),
        ("uptime", "%", ["not_an_outcome"]),
        (None, "days", []),
        ("claim handling time", "days", []),
        ("user complaints", "complaints", []),
    ],
)
def test_use_and_technical_states_given_for_an_agreed_measure_are_noticed(
    named: str | None, unit: str, expected: list[Kind]
) -> None:
    """Once a measure, however often they are posted."""
    stated = say("current", 340, unit=unit, named=named)
    assert of(stated, home=BARE) == expected
    again = say("current", 380, day=30, unit=unit, named=named)
    assert len(noticed(BARE, [stated, again], [])) == len(expected)


def test_a_team_that_agreed_on_use_is_told_once_that_it_is_none() -> None:
    """What is told in passing, with nothing agreed about it, is left alone."""
    home = an_investment(measures=(a_measure(name="active users", unit="users"),))
    before = rec("baseline", 300, unit="users")
    stated = say("current", 340, unit="users", named="active users")
    assert of(stated, before, home=home) == ["not_an_outcome"]
    assert of(stated, home=home) == []
    assert of(say("baseline", 340, unit="users"), home=home) == []


def test_a_measure_that_may_be_an_outcome_is_none_of_use_where_it_was_agreed() -> None:
    """Given in place of another measure it is."""
    held: dict[str, Any] = {"unit": "sessions", "named": "sessions held"}
    home = an_investment(measures=(a_measure(name="sessions held", unit="sessions"),))
    assert of(say("current", 340, **held), rec("baseline", 300, unit="sessions"), home=home) == []
    assert of(say("current", 340, **held), home=BARE) == ["not_an_outcome"]


def test_a_text_that_gives_the_agreed_unit_too_is_left_alone() -> None:
    """ "36 hours, a day and a half": nobody has to convert it."""
    both = [say("current", 36, unit="hours"), say("current", 1.5)]
    assert noticed(HOME, both, []) == []


def test_one_measure_under_two_names_is_noticed() -> None:
    """By its words in other forms, or by the same figure of the same period."""
    twin = say("baseline", 15, measure="m2")
    (found,) = noticed(BOTH, [twin], [BASELINE])
    assert found.kind == "same_measure"
    assert found.words["other"] == "claim handling time"
    unlike = an_investment(measures=(a_measure(), a_measure("m2", "turnaround")))
    q1 = rec("baseline", 14, as_of="2026-Q1")
    assert of(say("baseline", 14, measure="m2", as_of="2026-Q1"), q1, home=unlike) == [
        "same_measure"
    ]


@pytest.mark.parametrize(
    ("stated", "on_record", "second"),
    [
        (say("baseline", 14, measure="m2"), [BASELINE], a_measure("m2", "turnaround")),
        (
            say("baseline", 14, measure="m2", as_of="2026-Q1"),
            [BASELINE],
            a_measure("m2", "turnaround"),
        ),
        (
            say("baseline", 0, measure="m2", as_of="2026-Q1"),
            [rec("baseline", 0, as_of="2026-Q1")],
            a_measure("m2", "turnaround"),
        ),
        (
            say("baseline", 14, measure="m2"),
            [BASELINE, rec("baseline", 14, 1, measure="m2")],
            a_measure("m2", "time to handle a claim"),
        ),
        (say("baseline", 14, measure="m2"), [], a_measure("m2", "time to handle a claim")),
        (
            say("baseline", 14, measure="m2", unit="%"),
            [BASELINE],
            a_measure("m2", "claims handled", unit="%"),
        ),
        (
            say("baseline", 20, measure="m2"),
            [BASELINE],
            a_measure("m2", "motor claim handling time"),
        ),
        (
            say("evidence", None, measure="m2", ref="the ledger"),
            [BASELINE],
            a_measure("m2", "time to handle a claim"),
        ),
    ],
)
def test_two_measures_that_are_two_are_left_alone(
    stated: Stated, on_record: list[Recorded], second: Any
) -> None:
    """A part of the whole, another unit, or one that stands beside the other already."""
    home = an_investment(measures=(a_measure(), second))
    assert of(stated, *on_record, home=home) == []


ELSEWHERE = an_investment("i2", name="Tablets", measures=(a_measure("n1", "handling of claims"),))


def theirs(value: float | None, home: Investment = ELSEWHERE, **given: Any) -> Other:
    fact = rec("current", value, 5, measure="n1", **given)
    return Other(investment=home, facts=(fact,))


SAVED: dict[str, Any] = {"change": 120_000.0, "change_unit": "GBP"}
MONTHLY = SAVED | {"change_unit": "GBP/month"}
LICENCES = an_investment("i2", name="Tablets", measures=(a_measure("n1", "licence cost"),))


@pytest.mark.parametrize(
    ("stated", "other", "expected"),
    [
        (say("current", 9, as_of="2026-05"), theirs(9, as_of="2026-05"), ["claimed_twice"]),
        (say("current", 9), theirs(9, as_of="2026-05"), ["claimed_twice"]),
        (say("current", 9), theirs(216, unit="hours"), ["claimed_twice"]),
        (say("current", None, **SAVED), theirs(None, LICENCES, **SAVED), ["claimed_twice"]),
        (say("current", None, **MONTHLY), theirs(None, LICENCES, **MONTHLY), ["claimed_twice"]),
        (say("current", 9, as_of="2026-06"), theirs(9, as_of="2026-05"), []),
        (say("current", 9), theirs(10), []),
        (say("current", 9), theirs(9, **NORTH), []),
        (say("current", 9), theirs(9, LICENCES), []),
        (say("current", 9), theirs(9, an_investment("i2", measures=())), []),
        (say("current", 9), theirs(None, **SAVED), []),
        (say("current", None, change=-9.0), theirs(None, text="less"), []),
        (say("baseline", 9), theirs(9), []),
    ],
)
def test_one_benefit_in_two_investments_is_noticed(
    stated: Stated, other: Other, expected: list[Kind]
) -> None:
    """The same amount of the same measure, or the same sum of money, of no other period."""
    assert of(stated, home=BARE, others=[other]) == expected


def test_a_benefit_claimed_twice_is_one_notice_from_either_side() -> None:
    """Whichever of the two says it last."""
    (one,) = noticed(HOME, [say("current", 9)], [], [theirs(9)])
    mine = Other(investment=HOME, facts=(rec("current", 9, 5),))
    (other,) = noticed(ELSEWHERE, [say("current", 9, measure="n1")], [], [mine])
    assert one.id == other.id
    assert (one.words["other"], other.words["other"]) == ("Tablets", "Claims portal")


def test_the_same_drift_has_one_id_however_often_it_is_said() -> None:
    """Noticed once: another day, another person, the same words."""
    (first,) = noticed(HOME, [say("baseline", 18)], [BASELINE])
    (again,) = noticed(HOME, [say("baseline", 18, day=40, author="U9")], [BASELINE])
    (other,) = noticed(HOME, [say("baseline", 19)], [BASELINE])
    assert first.id == again.id != other.id
    hours = [say("current", 36, unit="hours"), say("current", 30, day=50, unit="hours")]
    assert len(noticed(HOME, hours, [BASELINE])) == 1


def test_the_most_serious_is_named_first() -> None:
    """A contradiction before a moved target, whatever the order of the text."""
    stated = [say("target", 9), say("current", 12, as_of="2026-05"), say("baseline", 20)]
    found = kinds(noticed(HOME, stated, [BASELINE, rec("target", 7, 1), MAY]))
    assert found == ["contradicted", "rebaselined", "target_moved"]


def test_every_kind_is_said_in_one_kind_sentence() -> None:
    """The reply of each names what the drift gives, and nothing else."""
    texts = load_texts()
    for kind in KINDS:
        assert texts.reply(f"drift_{kind}").variables == variables(kind)


def test_a_notice_names_both_figures() -> None:
    """Nobody has to look the other one up."""
    (found,) = noticed(HOME, [say("baseline", 18, as_of="2026-04")], [BASELINE])
    said = load_texts().reply(found.key).fill(**found.words)
    assert "14 days" in said
    assert "18 days (April 2026)" in said


@pytest.mark.parametrize("text", ["", " ", "🎉🎉", "\x00\x1b", "<@U1", "Ü" * 40_000])
def test_names_nobody_foresaw_are_no_drift_of_their_own(text: str) -> None:
    """Empty, endless, only signs: a clear and quiet result."""
    strange: dict[str, Any] = {
        "segment": text,
        "unit": text or None,
        "named": text,
        "as_of": "whenever",
    }
    stated = [say("current", 9, **strange), say("baseline", 9, **strange)]
    assert noticed(HOME, stated, []) == [] or text.strip()
    for one in noticed(HOME, stated, [BASELINE, MAY]):
        assert one.kind in KINDS


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (say("baseline", 18, day=40, author="U9"), True),
        (rec("baseline", 18, 3, measure="m9"), True),
        (say("baseline", 18, as_of="2026-Q1"), True),
        (say("baseline", 18, segment="all claims"), True),
        (say("baseline", 19), False),
        (say("baseline", 18, unit="hours"), False),
        (say("baseline", 18, **NORTH), False),
        (say("target", 18), False),
    ],
)
def test_a_figure_is_told_from_others_wherever_it_stands(other: Stated, is_same: bool) -> None:
    """On a card, on record, said again by somebody else; another amount or part is another."""
    assert (figure_id(say("baseline", 18)) == figure_id(other)) is is_same
    may = say("current", 9, as_of="2026-05")
    assert figure_id(may) != figure_id(say("current", 9, as_of="2026-06"))


HOURS = an_investment(measures=(a_measure(unit="hours"),))
PER_LINES = an_investment(measures=(a_measure(unit="errors/1,000 lines"),))


@pytest.mark.parametrize(
    ("home", "agreed", "value", "unit", "quote", "found"),
    [
        (HOURS, 6, 220, "minutes", "3 hours 40", []),
        (HOURS, 6, 80, "minutes", "1h20", []),
        (HOURS, 6, 80, "minutes", "1 hr 20", []),
        (HOURS, 6, 220, "minutes", "220 minutes", ["unit_changed"]),
        (HOURS, 6, 76, "hours", "3 days and 4 hours", []),
        (HOME, 14, 76, "hours", "3 days and 4 hours", []),
        (HOME, 14, 76, "hours", "76 hours", ["unit_changed"]),
        (HOME, 14, 14, "hours", "14 hours", ["unit_changed"]),
        (HOME, 14, 14, "working days", "14 working days", ["unit_changed"]),
        (PER_LINES, 16, 16, "lines", "16 lines", []),
        (PER_LINES, 16, 12, "lines", "12 lines", ["unit_changed"]),
    ],
)
def test_another_way_to_say_the_agreed_unit_is_no_other_unit(
    home: Investment, agreed: float, value: float, unit: str, quote: str, found: list[Kind]
) -> None:
    """A compound names the agreed unit itself, and the same number in a unit that nothing converts
    to is the same figure. Minutes for hours are another unit, as hours for days are."""
    before = rec("baseline", agreed, unit=home.measures[0].unit)
    assert of(say("current", value, unit=unit, quote=quote), before, home=home) == found


@pytest.mark.parametrize(("slot", "found"), [("current", []), ("target", ["scope_changed"])])
def test_a_part_beside_its_whole_is_no_change_of_scope(slot: Slot, found: list[Kind]) -> None:
    """Where the whole was told too, nothing stands in its place."""
    north = say("current", 9, **NORTH)
    assert kinds(noticed(HOME, [say(slot, 14), north], [BASELINE])) == found
