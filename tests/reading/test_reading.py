"""The rules of the labels, one by one, on sentences from many trades."""

import re
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
        ("Month-end close went from 1,5 to 1,2 days.", 1.5, 1.2),
        ("The claims backlog is 1\u202f200 claims, down from 1’500 claims.", 1500, 1200),
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


@pytest.mark.parametrize(
    "text",
    [
        "Nurses no longer have to copy vitals into two systems.",
        "Dispatchers used to phone every depot each morning; now they see stock on one screen.",
        "Far fewer invoices bounce back from suppliers than last year.",
        "The new rota freed up two nurses for ward rounds.",
        "Residents can renew a permit in minutes rather than days.",
        "Complaints about missed bins have gone down.",
        "Since the merge, customers wait longer for a callback.",
        "Call volumes into the service desk are significantly lower.",
        "Late deliveries are a thing of the past.",
    ],
)
def test_a_change_told_without_a_figure_is_an_outcome(text: str) -> None:
    """Relief, comparison and movement tell of an outcome, for better or worse."""
    assert read(text).made("outcome")


@pytest.mark.parametrize(
    "text",
    [
        "The portal should make it easier for tenants to report repairs.",
        "The library makes it easier to build accessible forms.",
        "Complaints have not fallen yet.",
        "Next month we will look at how to reduce rework.",
        "If this works, invoices could be paid twice as fast.",
        "We ran five workshops with finance to understand where time is lost.",
    ],
)
def test_what_a_thing_is_for_is_no_outcome(text: str) -> None:
    """Hopes, features and denials tell of no change."""
    assert not read(text).made("outcome")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Nine out of ten requests are answered the same day, up from six out of ten.", 60, 90),
        ("Missed visits per month: 46 before, 19 after.", 46, 19),
        ("In 2023 we rejected 14% of timesheets. In 2024 we rejected 5%.", 14, 5),
        ("The control version converted at 3.1%; the new page converted at 3.9%.", 3.1, 3.9),
        ("The share of orders right first time is 93% now. It was 86% last year.", 86, 93),
        ("Satisfaction rose to 4.4 out of 5, compared to 3.7 out of 5.", 3.7, 4.4),
    ],
)
def test_before_and_after_in_many_shapes(text: str, before: float, after: float) -> None:
    """Shares, arms of a trial and two dated figures are before and after."""
    reading = read(text)
    assert [fact.value for fact in reading.of("baseline")] == [before]
    assert [fact.value for fact in reading.of("current")] == [after]


def test_from_weeks_to_minutes_holds_no_number() -> None:
    """Levels told in words alone are kept as words and are never compared."""
    reading = read("Issuing a licence went from weeks to minutes.")
    (before,), (after,) = reading.of("baseline"), reading.of("current")
    assert (before.text, before.value, before.is_level) == ("weeks", None, False)
    assert (after.text, after.value, after.is_level) == ("minutes", None, False)


@pytest.mark.parametrize(
    "text",
    [
        "At the moment, 38% of applications arrive incomplete.",
        "As things stand, one in four deliveries is late.",
        "The existing process takes up to six months.",
        "Analytics showed that 43% of users left at the payment page.",
    ],
)
def test_a_level_that_is_complained_of_is_a_baseline(text: str) -> None:
    """How things stand, told as a trouble, is what a change would start from."""
    reading = read(text)
    assert reading.of("baseline")
    assert not reading.of("current")


def test_an_error_rate_is_no_incident() -> None:
    """What people measure in an office is read, though machines are measured by it too."""
    reading = read("The invoice error rate fell from 8% to 5%.")
    (measure,) = reading.measures
    assert (measure.metric, measure.baseline, measure.current) == ("invoice error rate", 8, 5)


def test_two_measures_in_one_sentence_keep_their_names() -> None:
    """Each figure belongs to what its own clause names."""
    reading = read("Quote-to-cash fell from 14 to 9 days and win rate rose from 20% to 24%.")
    told = [(measure.metric, measure.baseline, measure.current) for measure in reading.measures]
    assert told == [("quote-to-cash", 14, 9), ("win rate", 20, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "The claims portal is now live and is now used by 300 adjusters.",
        "The service has allowed the regional offices of the council to send 63,000 letters.",
    ],
)
def test_what_is_so_now_is_not_hoped(text: str) -> None:
    """What a thing is now, or has allowed people to do, has happened."""
    assert {claim.status for claim in read(text).claims} == {"done"}
    assert read(text).made("adoption")


@pytest.mark.parametrize(
    "text",
    [
        "Complaints at R&amp;D fell from 9 to 4 &amp;",
        "Scrap fell 4% &amp; <https://x.example.com|more>",
        "Waits fell from 9 to 6 days &lt; the target",
        "Rework fell 8%, owned by the R&amp;D lead &amp; team",
    ],
)
def test_no_quote_cuts_an_entity_in_half(text: str) -> None:
    """What Slack writes for one character is quoted whole or not at all."""
    reading = read(text)
    quotes = [fact.quote for fact in reading.facts] + [one.quote for one in reading.claims]
    assert quotes
    for quote in quotes:
        assert not re.search(r"&(?!amp;|lt;|gt;)|&\w*$|&amp;$", quote)


def test_an_owner_with_an_ampersand_is_one_name() -> None:
    """A person is named as a reader sees the name."""
    assert only("Owner: R&amp;D lead. Scrap fell 4%.", "owner").person == "R&D lead"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Michael Osei, who heads the claims unit, is responsible for the results.",
            "Michael Osei",
        ),
        ("Karen Hill (service delivery) will be held to account for the target.", "Karen Hill"),
        ("Under the leadership of Ruth Adeyemi, the clinic cut waits to 9 days.", "Ruth Adeyemi"),
        ("Programme manager: Elif Kaya", "Elif Kaya"),
    ],
)
def test_an_owner_may_stand_behind_an_aside(text: str, person: str) -> None:
    """However the sentence is built, who answers is the owner."""
    assert only(text, "owner").person == person


@pytest.mark.parametrize(
    "text",
    [
        "In a survey of 240 customers, 88% said they would order again.",
        "A study of 1,100 patients found waits fell by 3 days.",
        "Turnover is 8% (source: HR monthly report).",
        "The finance dashboard puts the saving at £90k.",
        "We compared server logs for June and July: failed logins halved.",
        "In an A/B test with 20,000 visitors the new page converted 8% better.",
    ],
)
def test_what_a_figure_was_taken_from_is_evidence(text: str) -> None:
    """Surveys, studies, logs and trials named for a figure are its source."""
    assert read(text).of("evidence")


@pytest.mark.parametrize(
    "text",
    [
        "Complaints fell by 20% between January and June.",
        "During the pilot, errors fell by half.",
        "Six weeks in, returns are down 15%.",
        "Footfall rose 9% week on week.",
        "Over a 12-week trial, patients lost 4 kg on average.",
    ],
)
def test_a_stretch_of_time_beside_a_result_is_its_timeframe(text: str) -> None:
    """Trials, spans and rhythms say for when a result holds."""
    assert read(text).of("timeframe")


def test_a_long_address_does_not_part_words() -> None:
    """What lies inside a link does not stand between the words beside it."""
    address = "https://example.com/" + "a" * 200
    assert read(f"We [published]({address}) the dashboard for all stores.").made("reporting")


@pytest.mark.parametrize(
    "text",
    [
        "The programme is expected to deliver savings of £2.1m over three years.",
        "By Q3 the average claim should be paid in 5 days.",
        "Raise NPS to 45.",
        "Success looks like fewer than 10 escalations a month.",
        "The intended outcome is a 20% drop in readmissions.",
    ],
)
def test_what_ought_to_be_is_a_target(text: str) -> None:
    """Forecasts, duties and ambitions with a figure are targets, and no results."""
    reading = read(text)
    assert reading.of("target")
    assert not reading.of("current")


def test_what_stands_under_a_heading_of_goals_is_not_made() -> None:
    """Key results are written as if they had happened."""
    reading = read("Key results:\n- Satisfaction has increased by 5 points\n- Errors are fewer")
    assert reading.of("target")
    assert not reading.made("outcome")
