"""The rules of the labels, one by one, on sentences from many trades."""

from datetime import UTC, datetime

import pytest

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import Kind, Reading, Said
from bot.reading.local import LocalReader

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)


def read(text: str) -> Reading:
    return LocalReader().read(Said(text=text, at=AT))


def only(text: str, slot: Slot) -> Fact:
    (fact,) = read(text).of(slot)
    return fact


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Discharge letters took 6 days, now they take 2 days.", 6, 2),
        ("Invoice errors fell from 40 to 12 a month.", 40, 12),
        ("Average handling time went 9 minutes -> 6 minutes.", 9, 6),
        ("The claims backlog is 300 claims, down from 1,100 claims.", 1100, 300),
        ("First-time fix rate rose from 61% to 74%.", 61, 74),
        ("Onboarding used to take 3 weeks and now takes 4 days.", 3, 4),
        ("Waiting times were cut from 14 to 9 days.", 14, 9),
        ("Month-end close now takes 3 days compared with 8 days.", 8, 3),
    ],
)
def test_from_what_to_what(text: str, before: float, after: float) -> None:
    """However it is put, the earlier level is the baseline and the later one the current."""
    reading = read(text)
    assert [fact.value for fact in reading.of("baseline")] == [before]
    assert [fact.value for fact in reading.of("current")] == [after]
    assert reading.made("outcome")


@pytest.mark.parametrize(
    ("text", "change", "unit"),
    [
        ("Complaints are down 72% since the switch.", -72, "%"),
        ("The new rota saved 650 hours last month.", -650, "hours"),
        ("We reduced scrap costs by 12%.", -12, "%"),
        ("Paperwork time was halved.", -50, "%"),
        ("Conversion doubled.", 100, "%"),
        ("The depot now ships twice as many parcels.", 100, "%"),
        ("A 15% reduction in late deliveries this quarter.", -15, "%"),
        ("Error rates are down a third.", -33.3, "%"),
        ("On-time delivery is up 4 percentage points.", 4, "percentage points"),
    ],
)
def test_a_change_is_never_a_level(text: str, change: float, unit: str) -> None:
    """The size of a change is signed and stands apart from values; what went down is negative."""
    fact = only(text, "current")
    assert (fact.value, fact.change, fact.change_unit) == (None, change, unit)


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("Our goal is to cut no-shows by 20% by end of Q3.", None, -20),
        ("Target: 95% of orders shipped the same day.", 95, None),
        ("We aim to reduce average response time to 4 hours.", 4, None),
        ("The new tool will save about £40k a year.", None, -40_000),
    ],
)
def test_an_intention_is_a_target(text: str, value: float | None, change: float | None) -> None:
    """Goals and forecasts are targets, never results."""
    reading = read(text)
    (fact,) = reading.of("target")
    assert (fact.value, fact.change) == (value, change)
    assert not reading.of("current")
    assert not reading.made("outcome")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We released the new returns portal to all stores.", "milestone"),
        ("The payroll migration has been completed.", "milestone"),
        ("1,200 nurses have signed up so far.", "adoption"),
        ("Purchase orders are now matched automatically.", "automation"),
        ("The team published a dashboard of bed occupancy.", "reporting"),
        ("All servers patched, no open vulnerabilities.", "technical_health"),
        ("Case workers spend less time on data entry since the change.", "outcome"),
    ],
)
def test_each_kind_is_recognised(text: str, kind: Kind) -> None:
    """The kinds of claim stand in general words of work."""
    assert read(text).made(kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will launch the new returns portal next month.", "milestone"),
        ("We plan to automate invoice matching this summer.", "automation"),
        ("We hope this will reduce waiting times for patients.", "outcome"),
    ],
)
def test_what_is_only_intended_is_not_made(text: str, kind: Kind) -> None:
    """Plans and hopes are no deliveries and no outcomes."""
    assert not read(text).made(kind)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Invoice cycle time dropped to 4 days. Dana Wells owns this.", "Dana Wells"),
        ("Owner: <@U0AB12> for the 20% cost reduction goal.", "<@U0AB12>"),
        ("The finance team is responsible for the 5% savings target.", "finance team"),
        ("Rework is down 10%, owned by the head of quality.", "head of quality"),
    ],
)
def test_an_owner_is_who_answers_for_it(text: str, person: str) -> None:
    """A mention, a name, a role or a team, as said, without its article."""
    assert only(text, "owner").person == person


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        (
            "Wait time fell to 9 days according to the clinic's booking report.",
            "clinic's booking report",
        ),
        ("Rework fell by 8%. Source: Q1 plant audit.", "Q1 plant audit"),
        ("Call time is 6 minutes now https://bi.example.com/r/7", "https://bi.example.com/r/7"),
    ],
)
def test_a_source_is_named_for_the_figure(text: str, ref: str) -> None:
    """Reports, data and links given for a figure are evidence."""
    assert ref in [fact.ref for fact in read(text).of("evidence")]


def test_a_period_beside_a_result_is_its_timeframe() -> None:
    """ "Since March" attached to a result is a timeframe; a launch date alone is not."""
    assert only("Complaints are down 12% since March.", "timeframe").as_of == "2026-03"
    assert not read("We launched the portal in March.").of("timeframe")


def test_each_figure_takes_the_date_beside_it() -> None:
    """From April to August each level keeps its own month."""
    reading = read(
        "Median age of open claims dropped from 139 days in January to 78 days in March."
    )
    assert [fact.as_of for fact in reading.of("baseline")] == ["2026-01"]
    assert [fact.as_of for fact in reading.of("current")] == ["2026-03"]


def test_what_is_quoted_from_elsewhere_is_not_made() -> None:
    """A quoted line repeats someone else's words."""
    assert not read("&gt; We launched the portal\nlooks like a plan").made("milestone")


def test_a_worsening_is_an_outcome_for_the_worse() -> None:
    """That things got worse counts, and says so."""
    (claim, *_) = read("Since the switch, waiting times rose from 9 to 14 days.").made("outcome")
    assert claim.direction == "worse"


TABLE = """| Measure | Baseline | Current | Target | Owner |
|---|---|---|---|---|
| Quote-to-cash (days) | 14 | 9 | 7 | Dana Wells |
| Right first time | 61% | 74% | 90% | Quality team |"""


def test_a_pasted_table_is_read_by_its_heading_row() -> None:
    """Each cell plays the part its column names, for the measure of its row."""
    reading = read(TABLE)
    first, second = reading.measures
    assert (first.metric, first.unit) == ("quote-to-cash", "days")
    assert (first.baseline, first.current, first.target) == (14, 9, 7)
    assert (second.baseline, second.current, second.target) == (61, 74, 90)
    assert [fact.person for fact in reading.of("owner")] == ["Dana Wells", "Quality team"]


def test_both_ends_of_a_move_are_one_measure() -> None:
    """However far apart the two figures stand, they are summed up together."""
    (measure,) = read("Average order value is now £54, compared to £47 last year.").measures
    assert (measure.baseline, measure.current, measure.unit) == (47, 54, "GBP")


def test_figures_in_different_units_are_not_summed_up_as_one() -> None:
    """Two weeks and three days share no unit: the line keeps the first, the facts keep both."""
    reading = read("The new tool cut our quoting from 2 weeks to 3 days.")
    (measure,) = reading.measures
    assert (measure.baseline, measure.current, measure.unit) == (2, None, "weeks")
    assert [fact.value for fact in reading.of("current")] == [3]


def test_an_arrow_is_no_bound() -> None:
    """The tip of an arrow does not say "more than"."""
    assert only("Call abandonment got worse: 8% -> 11% in May", "current").bound is None


def test_spread_is_no_change() -> None:
    """ "Ranged from" tells of a spread, not of before and after."""
    reading = read("Requests ranged from 3 days to 9 days, all handled by the new team last month.")
    assert not reading.of("baseline")
