"""More messages of many trades, read beside their measures: units, parts, owners and questions."""

from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext, Known, Reading, Said
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 6, 15, 9, tzinfo=UTC)
LIVE = date(2026, 3, 2)


def known(name: str, unit: str | None = None, go_live: date | None = LIVE) -> Known:
    return Known(name=name, unit=unit, go_live=go_live)


def read(text: str, *measures: Known) -> Reading:
    return READER.read(Said(text=text, at=AT, known=measures))


def replied(text: str, asked: str, *measures: Known) -> tuple[Fact, ...]:
    first = measures[0] if measures else None
    context = AnswerContext(
        asked=asked,
        measure=first.name if first else None,
        unit=first.unit if first else None,
        today=AT.date(),
        sender="U1",
        known=measures,
    )
    return READER.answer(text, context).facts


def levels(facts: tuple[Fact, ...]) -> list[tuple[str, float | None, str | None]]:
    return [(one.slot, one.value, one.unit) for one in facts if one.is_level]


@pytest.mark.parametrize(
    ("text", "measure", "told"),
    [
        ("Peat use 0.4 t/month in May, yard scale", known("peat use", "kg/month"), "t/month"),
        ("Skip waste was 1.2 t in April", known("skip waste", "kg"), "t"),
        ("Milk loss is 35 l/day now per the tank log", known("milk loss", "l/day"), "l/day"),
        ("Flour waste 2 tonnes/week in May", known("flour waste", "kg/week"), "tonnes/week"),
    ],
)
def test_a_weight_keeps_the_unit_it_was_told_in(text: str, measure: Known, told: str) -> None:
    """Tonnes are no kilograms, though each may be turned into the other."""
    assert [one.unit for one in read(text, measure).facts if one.is_level] == [told]


def test_a_year_in_a_heading_is_the_period_of_its_column() -> None:
    """When a baseline held, and by when a target is due."""
    text = "```\nwhat    | before 2025 | target 2027\nculls   | 14 %        | 9 %\n```"
    found = read(text, known("culls", "%"))
    told = [(one.slot, one.value, one.as_of, one.by) for one in found.facts if one.is_level]
    assert told == [("baseline", 14, "2025", None), ("target", 9, None, "2027")]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Kiln turnaround was 4 days last week, used to be a fortnight.", "kiln turnaround"),
        ("Permit wait: 4 days in May, used to take 14 days", "permit wait"),
        ("permit wait is 4 days now, it used to be 14 days", "permit wait"),
    ],
)
def test_what_something_used_to_be_is_where_it_was(text: str, measure: str) -> None:
    """Said behind how it is."""
    found = read(text, known(measure, "days")).facts
    assert levels(found) == [("current", 4, "days"), ("baseline", 14, "days")]


@pytest.mark.parametrize(
    "text",
    [
        "One thing got worse: checking a guest in takes 25 minutes, on paper it was 10 minutes",
        "One thing got worse: logging a lamb takes farmers 25 minutes, by hand it took 10 minutes",
        "One thing got worse: booking a slot takes 25 minutes, with the old form it was 10 minutes",
    ],
)
def test_how_it_was_done_before_names_no_measure(text: str) -> None:
    """Both figures are of what is done."""
    found = read(text).facts
    assert levels(found) == [("current", 25, "minutes"), ("baseline", 10, "minutes")]
    assert len({one.measure for one in found if one.is_level}) == 1


def test_how_many_answered_a_survey_is_no_figure() -> None:
    """Nor is what a share is taken of."""
    text = "Finding a shelf takes 9 minutes. From the readers' survey in May, 44 responses"
    assert 44 not in [one.value for one in read(text).facts]
    shares = (known("seat use", "%"), known("wait", "weeks"))
    text = "the wait was 6 weeks, seat use was 58% of 310 booked"
    assert levels(replied(text, "baseline", *reversed(shares))) == [
        ("baseline", 6, "weeks"),
        ("baseline", 58, "%"),
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Pass rate 78% of those who sat the exam (school log)", "those who sat the exam"),
        ("Pass rate was 64% of pupils who stayed on, school log", "pupils who stayed on"),
        ("Pass rate 81% of people that came twice", "people that came twice"),
    ],
)
def test_a_share_is_of_those_it_names(text: str, part: str) -> None:
    """In as many words as it takes."""
    found = read(text, known("pass rate", "%")).facts
    assert [one.segment for one in found if one.is_level] == [part]


@pytest.mark.parametrize(
    "behind",
    ["both for 2025, from the ward log", "All in 2025.", "each for 2025, ward log"],
)
def test_a_period_said_of_all_figures_holds_for_each(behind: str) -> None:
    """Though it stands in a sentence of its own."""
    beds = (known("bed wait", "hours"), known("falls", "falls"))
    found = replied(f"bed wait was 9 hours, falls were 12. {behind}", "baseline", *beds)
    assert {one.as_of for one in found if one.is_level} == {"2025"}


def test_a_period_somebody_goes_on_about_is_nobodys() -> None:
    """ "All we did in 2025" dates no figure."""
    beds = (known("bed wait", "hours"), known("falls", "falls"))
    text = "bed wait was 9 hours, falls were 12. All we did in 2025 was argue"
    assert {one.as_of for one in replied(text, "baseline", *beds) if one.is_level} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "5% or 5 points? 5% of 81 is 4 points",
        "is that 9 days or 9 working days?",
        "12% of 50 = 6 points",
        "3 hours or 3 hours each?",
    ],
)
def test_who_asks_which_unit_is_meant_states_no_figure(text: str) -> None:
    """Nor does who works out what it would come to."""
    assert not replied(text, "evidence", known("late trains", "%"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The board moved the goal for seat use, now +4 points by Q4", 4),
        ("Seat use: goal is +6 percentage points by 2027", 6),
        ("Target for seat use: -2.5 pp by December", -2.5),
    ],
)
def test_an_intended_move_of_a_percentage_is_a_change(text: str, change: float) -> None:
    """It is no level."""
    (aim,) = [one for one in read(text, known("seat use", "%")).facts if one.slot == "target"]
    assert (aim.value, aim.change, aim.change_unit) == (None, change, "percentage points")


def test_a_score_with_a_sign_stays_a_level() -> None:
    """One that may be above or below nought."""
    (aim,) = [one for one in read("NPS target is +31 points by Q4", known("NPS", "points")).facts
              if one.slot == "target"]  # fmt: skip
    assert (aim.value, aim.change) == (31, None)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("I own late trains, Bea owns seat use", {"late trains": "me", "seat use": "Bea"}),
        ("Bea owns seat use and I own late trains", {"seat use": "Bea", "late trains": "me"}),
        ("I never agreed to own seat use. Eva Lind owns it", {"seat use": "Eva Lind"}),
        ("Seat use needs a home. Omar answers for it from now on", {"seat use": "Omar"}),
    ],
)
def test_each_owns_what_is_said_to_be_theirs(text: str, owners: dict[str, str]) -> None:
    """ "It" is what the message is about, where that is one thing."""
    found = read(text, known("late trains", "%"), known("seat use", "%")).facts
    assert {one.measure: one.person for one in found if one.slot == "owner"} == owners


def test_who_owns_it_owns_all_that_was_spoken_of() -> None:
    """Behind two measures "it" is left to fill both."""
    text = "Late trains are 4% now. Seat use is 61% now. Omar owns it."
    found = read(text, known("late trains", "%"), known("seat use", "%")).facts
    assert [one.measure for one in found if one.slot == "owner"] == [None]


def test_who_answers_for_it_is_no_outcome() -> None:
    """An outcome with its first figure is told as both."""
    found = replied("deputy head Dr Osei is accountable for that", "outcome")
    assert [one.slot for one in found] == ["owner"]
    found = replied("Repairs should get faster. A repair took 12 days in 2025, van log", "outcome")
    told = {one.slot: one.value or one.text or one.ref for one in found}
    assert told["outcome"] == "Repairs should get faster"
    assert told["baseline"] == 12


@pytest.mark.parametrize(
    "text",
    [
        "rota: 14 slots open, 3 of them sunday",
        "Next week's duty roster: 2 of 9 nights covered",
        "still 4 night shifts uncovered in June",
        "volunteer rota for May: done, 6 joined",
    ],
)
def test_who_stands_in_when_is_no_update(text: str) -> None:
    """Nothing is asked of a rota."""
    found = read(text, known("call-back time", "hours"))
    assert not found.is_update
    assert not found.facts


def test_a_booking_project_may_well_have_slots() -> None:
    """What went live stays delivered."""
    text = "Slot booking is live, 120 slots booked on day one"
    assert read(text, known("berth time", "minutes")).is_update


def test_hearsay_names_the_measure_and_not_who_told_it() -> None:
    """The words before "told me" are a person's."""
    found = read(
        "a porter on 3 told me the linen wait is 3 hours now", known("pass rate", "%")
    ).facts
    assert [one.measure for one in found if one.is_level] == ["linen wait"]


def test_a_level_since_it_was_asked_how_it_stands_now_is_no_baseline() -> None:
    """Where nobody said when it went live; what held before that stays one."""
    asked = Known(name="box wait", unit="minutes", asked_since=date(2026, 2, 25))
    since = read("Box wait was 48 minutes in the week of 9 March (slip stamps)", asked).facts
    assert levels(since) == [("current", 48, "minutes")]
    before = read("before the lift, box wait was 75 minutes in 2024", asked).facts
    assert levels(before) == [("baseline", 75, "minutes")]
