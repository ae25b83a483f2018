"""Which part each figure plays, what it is called and when it held: one table of ways of saying."""

from datetime import UTC, datetime

import pytest

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import AnswerContext, Said
from bot.reading import answers, quantities, rules

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)


def figures(text: str, slot: Slot) -> list[Fact]:
    """The figures the rules of language read in a slot."""
    return [fact for fact in rules.find(Said(text=text, at=AT)).facts if fact.slot == slot]


def parts(text: str) -> tuple[list[float | None], list[float | None], list[float | None]]:
    """Baseline, current and target of a text; of a change its size."""
    before, now, aim = (
        [fact.change if fact.value is None else fact.value for fact in figures(text, slot)]
        for slot in ("baseline", "current", "target")
    )
    return before, now, aim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Case closing time hasn't moved from 14 days.", ([], [14], [])),
        ("Case closing time has not moved from 14 days to 9.", ([], [14], [])),
        ("The wait is no longer 9 days.", ([9], [], [])),
        ("The wait did not fall to 9 days.", ([], [], [])),
        ("The abandonment rate did not drop below 12%.", ([], [], [])),
        ("The abandonment rate dropped below 12%.", ([], [12], [])),
        ("We have not reached the 95% target yet.", ([], [], [95])),
        ("Goal 90 %, actual 84 %", ([], [84], [90])),
        ("On-time delivery: 0.7 (target 0.8)", ([], [0.7], [0.8])),
        ("On-time delivery is 84% against a target of 90%.", ([], [84], [90])),
        ("Time to hire: 42 days / target 30 days", ([], [42], [30])),
        ("Baseline: 22%. Target: 40%. Current: 31%.", ([22], [31], [40])),
        ("Before: 14 days. After: 9 days.", ([14], [9], [])),
        ("KR1: Increase activation from 22% to 35%", ([22], [], [35])),
        ("By December we want 5 days; in March it was 9 days.", ([9], [], [5])),
        ("Handling time was 9 minutes in 2019 and is 6 minutes now.", ([9], [6], [])),
        ("Complaints were 120 a month last year; they are 80 a month now.", ([120], [80], [])),
        ("Handlers close a case in 6 days instead of 9.", ([9], [6], [])),
        (
            "By spring 52 percent of the maps were scanned, which exceeds a goal of 30 percent.",
            ([], [52], [30]),
        ),
        ("91% of sailings left on time, short of our target of 95%.", ([], [91], [95])),
        ("Direct orders made up 12% of sales; we took up 30 offers.", ([], [], [])),
        ("Direct orders are up 12% on last year.", ([], [12], [])),
        ("Orders picked up by 12% in May.", ([], [12], [])),
        ("900 guests use the lounge for 15 minutes on average a day.", ([], [], [])),
        ("Drivers wait at the gate for 15 minutes on average.", ([15], [], [])),
        ("We cannot move to the smaller yard: sorting is taking 6 to 8 hours.", ([], [], [])),
        ("Sorting went from taking 6 to 8 hours.", ([6], [8], [])),
        ("This step alone saves a planner around two days.", ([], [-2], [])),
        ("The new rota saves each night nurse 20 minutes.", ([], [-20], [])),
        ("We were never 100% sure that the dam would hold.", ([], [], [])),
        ("Target 3 is done, and goal 2 is on hold.", ([], [], [])),
        ("Pick-to-light went live in aisles 1 to 12; wards 3 to 9 follow.", ([], [], [])),
        ("We went from tickets 100 to 140, ward 7 is next.", ([], [], [])),
        (
            "Response time went back up to 9 days for two weeks while two people were off sick.",
            ([], [9], []),
        ),
        ("Call 0800 123 4567 or +44 20 7946 0000, extension 4512, room 204.", ([], [], [])),
        ("We started the year with 420 open complaints and ended with 180.", ([420], [180], [])),
        ("It has grown from around 20 errors in 2018 to nearly 2000 in 2023.", ([20], [2000], [])),
        ("The new system sped up the discharge process by 30 to 60 minutes.", ([], [-30], [])),
        ("We reduced the size of the installer by 2 MB.", ([], [-2], [])),
        ("13 weeks elapsed vs 4 weeks estimated.", ([], [13], [4])),
        ("Key Result: 200k views of articles (current is 125k)", ([125000], [], [200000])),
        ("We provided over $7.3 million during 2025, and $3.8 million in 2026.", ([], [], [])),
        ("Level 2: 88% complete. Staff take a 3-day course.", ([], [], [])),
        ("We reach 1.0 soon and moved the mail to Office 365 last week.", ([], [], [])),
        ("Improvements in decode time range from 200% to almost 500%.", ([], [], [])),
        ("Missed bins per round: from 48 to 30 by Christmas.", ([48], [], [30])),
        ("Crash-free sessions: baseline 97.1%, now 98.6%, goal 99%.", ([97.1], [98.6], [99])),
        ("Losses fell by a fifth. Officers get back 40 minutes.", ([], [-20, -40], [])),
        ("3 of us and two people from IT fixed it in Python 3.11 now.", ([], [], [])),
    ],
)
def test_each_figure_plays_the_part_its_words_give_it(
    text: str, expected: tuple[list[float], list[float], list[float]]
) -> None:
    """Negations, labels and neighbours decide; numbers that measure nothing play none."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Claims handlers now close a case in 6 days instead of 9.", "closing a case"),
        ("It takes us 14 minutes to register a patient today.", "registering a patient"),
        ("The team paid suppliers in 12 days before.", "paying suppliers"),
        ("Nurses spend 3 hours a shift on paperwork.", "paperwork"),
        ("Quote-to-cash did not fall; quote-to-cash is still 14 days.", "quote-to-cash"),
        ("The error rate has not yet dropped from 9%.", "error rate"),
        ("Over the last six months the average wait dropped from 21 to 13 days.", "wait"),
        ("In week 20 the backlog was 312 cases, down from 640 in week 3.", "backlog"),
        ("Target for first response: under 4 hours", "first response"),
        ("Waiting time is 14 days, compared with 12 in 2019.", "waiting time"),
        ("Conversion went back up to 3%.", "conversion"),
        ("Our target is 15 days.", None),
        ("Our target is to get to 15 days by June.", None),
        ("The aim is to be down to 4 hours by June.", None),
        ("We are aiming to get it to 2 days by the summer.", None),
        ("Our ambition is to see it drop to 5 days.", None),
        ("The goal being to come in under 3 days by May.", None),
        ("The goal is to hit 98% by June.", None),
        ("We aim for 2 working days by end of March 2027.", None),
        ("@What Improved? we aim for 15 days by March.", None),
        ("Goal: under 4 hours.", None),
        ("We aim for a berth wait of 2 days by June.", "berth wait"),
        ("Our target is to get claim handling down to 2 days.", "claim handling"),
        ("The aim is to have quotes out in 2 days.", "quotes"),
    ],
)
def test_a_measure_is_called_as_a_person_would(text: str, name: str | None) -> None:
    """No verb, denial, label, period or doer is a measure's name."""
    facts = [one for slot in ("baseline", "current", "target") for one in figures(text, slot)]
    assert facts
    assert {fact.measure for fact in facts} == {name}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In March we launched the portal, and handling time is now 6 minutes.", "2026-04-20"),
        ("The pilot ends in June, but turnaround is already down to 4 days.", "2026-04-20"),
        ("In March, handling time was down to 6 minutes.", "2026-03"),
        ("Handling time fell from 9 to 6 minutes since it went live in March.", "2026-04-20"),
        ("Turnaround is down to 4 days since the portal launched in March.", "2026-04-20"),
        ("Handling time was 9 minutes in 2019 and is 6 minutes now.", "2026-04-20"),
        ("Errors fell to 3% in the second quarter of 2025.", "2025-Q2"),
    ],
)
def test_a_period_is_of_the_clause_its_figure_stands_in(text: str, period: str) -> None:
    """A launch told beside a figure dates the launch alone."""
    (fact,) = figures(text, "current")
    assert fact.as_of == period


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Picking errors were 16 per 1,000 lines in August", "errors/1,000 lines"),
        ("roughly 16 errors per thousand lines", "errors/1,000 lines"),
        ("Errors: 16 per 10k lines", "errors/10,000 lines"),
        ("Complaints are now 16 per 100 calls", "complaints/100 calls"),
        ("Falls ran at 16 per thousand bed days in May", "falls/1,000 bed days"),
        ("Defects were 16 per million", "defects/1,000,000"),
        ("16 errors out of every 1,000 lines", "errors/1,000 lines"),
        ("16 cases per FTE", "cases/fte"),
        ("£16 per case", "GBP/case"),
        ("16 per 1,000 of them", None),
    ],
)
def test_a_denominator_is_part_of_the_unit(text: str, unit: str | None) -> None:
    """How many of what a rate is told of is no figure of its own."""
    assert [(one.value, one.unit) for one in quantities.find(text)] == [(16, unit)]


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("16 per 1,000", "errors/1000 lines"),
        ("roughly 16 errors per thousand lines", "errors/1000 lines"),
        ("16 out of every 1,000 lines", "errors/1000 lines"),
        ("16 per 10,000 lines", "errors/10,000 lines"),
        ("16 per 1,000 orders, per the WMS quality report", "errors/1,000 orders"),
    ],
)
def test_a_rate_is_told_in_the_unit_agreed(said: str, unit: str) -> None:
    """Where it is told of as many of the same, however that was written; else in its own."""
    asked = AnswerContext(asked="baseline", measure="picking errors", unit="errors/1000 lines")
    found = answers.read(said, asked).facts
    assert [(one.slot, one.value, one.unit) for one in found if one.is_level] == [
        ("baseline", 16, unit)
    ]
    assert [one.ref for one in found if one.ref] == ["WMS quality report"] * ("WMS" in said)


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        ("Refunds take 3 days now, they took 8 before, per the refund ledger.", 3, 8),
        ("Picking an order takes 11 minutes now, it took 19 before.", 11, 19),
        ("Stock counts take 2 hours today; they took a whole 6 last year.", 2, 6),
        ("Lead time is 5 days now and was 9 days in March.", 5, 9),
        ("Scrap is at 2% now, 5% before.", 2, 5),
        ("Now a permit takes 3 days, it took 8 before.", 3, 8),
        ("Calls wait 2 minutes now where they waited 7.", 2, 7),
        ("A claim needs 4 visits now; before, it needed 9.", 4, 9),
        ("Lead time was 9 days in March and is 5 days now.", 5, 9),
        ("A permit used to take 12 days, now it takes 5.", 5, 12),
    ],
)
def test_now_may_be_told_before_then(text: str, now: float, then: float) -> None:
    """The words decide which is which, not the order: nothing gets worse by being told so."""
    assert parts(text) == ([then], [now], [])


def test_a_goal_told_beside_how_it_is_now_was_never_so() -> None:
    """A target by a day is no level of before."""
    assert parts("Approval is at 3 days now, target 2 days before Easter.") == ([], [3], [2])


@pytest.mark.parametrize("when", ["now", "at the moment", "today"])
def test_when_something_is_done_is_no_name_of_what_is_done(when: str) -> None:
    """ "to confirm now" makes no measure of its own beside the one on record."""
    text = f"Orders take 2.8 working days to confirm {when}, per the order desk log."
    [fact] = [one for one in rules.find(Said(text=text, at=AT)).facts if one.value]
    assert fact.measure == "orders"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quote-to-cash is 9 days now, from the booking log.", ["booking log"]),
        ("Quote-to-cash is 9 days now (source: link).", []),
        (
            "Quote-to-cash is 9 days now, source: <https://example.com/reports/q2|link>",
            ["https://example.com/reports/q2"],
        ),
    ],
)
def test_a_word_that_points_at_a_source_is_none(text: str, names: list[str]) -> None:
    """The link it stands for is; and where a figure is from is called without the "from"."""
    assert [fact.ref for fact in figures(text, "evidence")] == names
