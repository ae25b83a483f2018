"""What people say beside a figure of a known measure: its source, its part, its owner, its time."""

import re
from datetime import UTC, date, datetime

import pytest

from bot.benefits.facts import LEVELS, Fact
from bot.benefits.reading import AnswerContext, AnswerReading, Known, Reading, Said
from bot.reading.local import LocalReader

READER = LocalReader()
AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
LIVE = date(2026, 3, 2)
QUEUE = Known(name="gate queue", unit="minutes", go_live=LIVE)
ON_TIME = Known(name="on-time milk runs", unit="%", go_live=LIVE)
SPILLS = Known(name="spilled litres", unit="litres/run", go_live=LIVE)
REPEATS = Known(name="repeat inspections", go_live=LIVE)
CLOSE = Known(name="close rate", unit="%", go_live=LIVE)
DOWNTIME = Known(name="downtime", unit="minutes/pump", go_live=LIVE)
ALL = (QUEUE, ON_TIME, SPILLS, REPEATS, CLOSE)


def read(text: str, *known: Known, at: datetime = AT) -> Reading:
    return READER.read(Said(text=text, at=at, known=known or ALL))


def answer(text: str, **context: object) -> AnswerReading:
    return READER.answer(text, AnswerContext(today=AT.date(), **context))


def level(text: str, *known: Known, at: datetime = AT) -> Fact:
    """The one level a text states."""
    [found] = [one for one in read(text, *known, at=at).facts if one.slot in LEVELS]
    return found


SOURCES = {
    "audited in August by Brandt & Sons": "audited in August by Brandt & Sons",
    "counted by the night porters": "counted by the night porters",
    "timed with an egg timer": "timed with an egg timer",
    "clocked 40 lorries with a phone": "clocked 40 lorries with a phone",
    "measured every Monday by the dairy board": "measured every Monday by the dairy board",
    "read off the weighbridge gauge": "weighbridge gauge",
    "from the cash-desk reconciliation": "cash-desk reconciliation",
    "says the annual return": "annual return",
    "annual return": "annual return",
    "4GL extract": "4GL extract",
    "YardView": "YardView",
    "WMS2": "WMS2",
    "Farmlog again": "Farmlog",
    "also Farmlog": "Farmlog",
    "all out of Farmlog": "Farmlog",
    "with the ticket stamps": "ticket stamps",
    "barrier clock": "barrier clock",
    "per the weighbridge logger": "weighbridge logger",
    "off the haulier database": "haulier database",
}


@pytest.mark.parametrize(("words", "ref"), SOURCES.items())
def test_a_source_may_be_a_deed_or_a_bare_name(words: str, ref: str) -> None:
    """Who counted, what it was timed with, a system's name behind the figure."""
    found = read(f"Gate queue was 22 minutes in April, {words}.")
    assert [one.ref for one in found.of("evidence")] == [ref]


_ARTICLE = re.compile(r"^(?:The|Our)\s+")


@pytest.mark.parametrize("opening", ["Report", "The audit", "Our survey", "April yard log"])
def test_a_report_may_open_the_sentence(opening: str) -> None:
    """What has, says or shows the figure is where it stands, and no order to the bot."""
    found = read(f"{opening} has gate queue at 22 minutes for April")
    assert [one.ref for one in found.of("evidence")] == [_ARTICLE.sub("", opening)]


@pytest.mark.parametrize("words", ["TGIF", "Leeds", "counted by hand", "well done Ada again"])
def test_a_cheer_a_place_or_a_hand_is_no_source(words: str) -> None:
    """Nothing that nobody could look up."""
    assert not read(f"Gate queue was 22 minutes in April, {words}!").of("evidence")


SEGMENTS = {
    "Gate queue is 22 minutes at berth 4 in April": "berth 4",
    "Gate queue on the west side gates was 22 minutes in April": "west side gates",
    "Gate queue at terminal B: 22 minutes": "terminal B",
    "Gate queue over all gates was 22 minutes in April": None,
    "In May gate queue was 22 minutes": None,
    "Gate queue on average was 22 minutes in April": None,
}


@pytest.mark.parametrize(("text", "segment"), SEGMENTS.items())
def test_a_part_may_stand_before_its_figure(text: str, segment: str | None) -> None:
    """A month is none, and neither is the whole."""
    assert level(text).segment == segment


def test_each_owner_has_what_is_named_behind_them() -> None:
    """Two people and two measures are two owners, not four; in a reply as in a post."""
    text = "The yard lead owns gate queue, <@U2> owns close rate."
    told = [("yard lead", "gate queue"), ("<@U2>", "close rate")]
    assert [(one.person, one.measure) for one in read(text).of("owner")] == told
    given = answer(text, asked="owner", measure="gate queue")
    assert [(one.person, one.measure) for one in given.facts] == told


ELSEWHERE = {
    "I own gate queue, Mei Tan keeps the yard book and Amara owns the milking side": "me",
    "The yard book is owned by me, I own gate queue. Rafael owns the link to the dairy.": "me",
    "I answer for gate queue; Bea Moor answers for the hauliers": "me",
    "I'm responsible for gate queue and Rafael is responsible for the weighbridge": "me",
    "Gate queue is mine, the weighbridge belongs to Rafael Costa.": "me",
    "The yard lead owns gate queue, Amara owns the weighbridge.": "yard lead",
    "Gate queue was 30 minutes in January. Rafael owns the gate camera.": None,
    "Amara owns the milking side and gate queue.": "Amara",
    "Gate queue was 30 minutes in January. Rafael owns that number.": "Rafael",
}


@pytest.mark.parametrize(("text", "owner"), ELSEWHERE.items())
def test_who_owns_something_else_owns_no_measure_by_it(text: str, owner: str | None) -> None:
    """Only what is measured, or a word for it, makes them its owner."""
    assert [one.person for one in read(text).of("owner")] == ([owner] if owner else [])
    told = answer(text, asked="owner", measure="gate queue").facts
    assert not {"Amara", "Rafael Costa", "Bea Moor"} & ({one.person for one in told} - {owner})


ECHOES = {
    "Gate queue is 22 minutes now, see barrier gate log <https://log.test/1>. The log shows it.": [
        "barrier gate log",
        "https://log.test/1",
    ],
    "Gate queue is 22 minutes now, per the weighbridge register, the register has it": [
        "weighbridge register"
    ],
    "The haulier survey says gate queue is 22 minutes now. Survey shows it clearly.": [
        "haulier survey"
    ],
    "Gate queue is 22 minutes now (dairy council report). The report says so.": [
        "dairy council report"
    ],
    "Gate queue is 22 minutes now, the log shows it": ["log"],
}


@pytest.mark.parametrize(("text", "refs"), ECHOES.items())
def test_a_word_that_points_back_at_a_source_is_no_other(text: str, refs: list[str]) -> None:
    """The log that is spoken of again is the log that was named."""
    assert [one.ref for one in read(text).of("evidence")] == refs


def test_a_deed_names_its_measure_without_what_is_done_to() -> None:
    """And its owner is who says so, whatever else another owns."""
    light = (Known(name="time to rinse a crate", unit="minutes"),)
    text = "Mei's crate log is owned by me, i own the time to rinse. Rafael owns the rinsing line."
    found = READER.read(Said(text=text, at=AT, known=light)).of("owner")
    assert [(one.person, one.measure) for one in found] == [("me", "time to rinse")]


def test_any_role_may_answer_for_a_known_measure() -> None:
    """The word for it need not be one we know; where it was agreed is no person."""
    found = read("Agreed at the dairy council: the senior herdsman is accountable for gate queue.")
    assert [one.person for one in found.of("owner")] == ["senior herdsman"]


PARTS = {
    "The goal for gate queue is now 12 minutes by October": "target",
    "Our target for gate queue was 12 and gate queue is now 22 minutes": "current",
    "Not what we had hoped and wanted: gate queue was 22 minutes in April": "current",
    "That move took all my strength, gate queue is 22 minutes": "current",
    "Where we started from: 64% close rate in January": "baseline",
}


@pytest.mark.parametrize(("text", "slot"), PARTS.items())
def test_the_words_nearest_to_a_figure_tell_its_part(text: str, slot: str) -> None:
    """What is aimed at now is a target; what was wished before a colon is none."""
    slots = [one.slot for one in read(text).facts if one.slot in LEVELS]
    assert slots[-1] == slot


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("currently sits at 31 minutes", "baseline"),
        ("these days is 31 minutes", "baseline"),
        ("averaged 31 minutes last quarter", "baseline"),
        ("is now 22 minutes in the pilot", "current"),
    ],
)
def test_how_things_stand_before_go_live_is_the_baseline(words: str, slot: str) -> None:
    """But not what a trial of the new way shows."""
    assert level(f"Gate queue {words}.", at=datetime(2026, 2, 2, tzinfo=UTC)).slot == slot


def test_a_quarter_that_had_hardly_begun_is_after_go_live() -> None:
    """What it shows is what came of it; of one that was nearly over that is not told."""
    early = Known(name="gate queue", unit="minutes", go_live=date(2026, 1, 12))
    assert level("Gate queue was 22 minutes in Q1, gate log", early).slot == "current"


def test_a_name_that_opens_like_an_order_is_no_order() -> None:
    """Repeat, report and close are words of measures too; record is still an order."""
    assert level("Repeat inspections were 40 a month in April").value == 40
    assert level("Close rate is 31% in April").value == 31
    assert not read("Record gate queue was 22 minutes").of("current")


def test_a_rate_that_was_agreed_is_kept() -> None:
    """Minutes of each pump are not minutes; of another thing they stay minutes."""
    assert level("Downtime was 9 minutes per pump in April", DOWNTIME).unit == "minutes/pump"
    assert level("Gate queue was 9 minutes a truck in April", QUEUE).unit == "minutes"


def test_a_reply_that_points_at_a_figure_tells_where_it_is_from() -> None:
    """It is shown to be what was said before, and no new figure."""
    place = {"quote": "40%", "start": 0, "end": 3}
    before = Fact(slot="current", change=-40, change_unit="%", measure="gate queue", **place)
    told = answer("that 40% is straight out of the yard log", asked="baseline", prior=(before,))
    assert [(one.slot, one.ref, one.measure) for one in told.facts] == [
        ("evidence", "yard log", "gate queue")
    ]
    first = answer("the 40 is from the yard log", asked="baseline", measure="gate queue")
    assert [one.slot for one in first.facts] == ["baseline", "evidence"]


def test_a_first_answer_may_name_its_measure_by_the_subject_alone() -> None:
    """With nothing on record, what were how many is what is counted; the aim goes on about it."""
    text = "Fewer spoiled crates. Spoiled crates were 70 a week in Q1, and we want 30 by December."
    told = [one for one in answer(text, asked="outcome").facts if one.slot in LEVELS]
    assert [(one.slot, one.value, one.measure) for one in told] == [
        ("baseline", 70, "spoiled crates"),
        ("target", 30, "spoiled crates"),
    ]


def test_a_quote_begins_behind_an_emoji() -> None:
    """Not in the middle of its code."""
    found = read("Live in all yards :tractor: drivers get their slot automatically")
    assert {one.quote.split()[0] for one in found.claims} <= {"Live", "drivers"}


TIMED = {
    "Gate queue averaged 22 minutes between 4 and 15 May": "2026-05",
    "Gate queue is 22 minutes, same as last month": "2026-05-20",
    "Gate queue: 22 minutes (January: 31)": "2026-05-20",
    "Gate queue: 22 minutes in April, in January 31 minutes": "2026-04",
    "YTD gate queue is 22 minutes": None,
}


@pytest.mark.parametrize(("text", "period"), TIMED.items())
def test_a_period_is_the_figure_s_it_stands_with(text: str, period: str | None) -> None:
    """Days of a month are that month; a bracket's period is of the figure in it."""
    [found, *_] = [one for one in read(text).facts if one.slot in LEVELS and one.value == 22]
    assert (found.slot, found.as_of, found.segment) == ("current", period, None)


LEVELS_TOLD = {
    "Gate queue 22 minutes (target 15)": [("current", 22), ("target", 15)],
    "Gate queue still misses the 15 minute target at 22 minutes": [("current", 22)],
    "Gate queue down from 31": [("baseline", 31)],
    "Gate queue target moved from 12 to 15 minutes, due end of September": [("target", 15)],
    "The harbour signed up to 15 minutes gate queue by end of Q4": [("target", 15)],
    "Turns out gate queue was 31 minutes in January, not 22": [("baseline", 31)],
    "Gate queue: avg 22 minutes ; baseline 31 minutes": [("current", 22), ("baseline", 31)],
    "Gate queue is 22½ minutes now": [("current", 22.5)],
    "On-time milk runs dipped below 90% in week 19": [("current", 90)],
    "On-time milk runs are 4 points short of the 95% target": [("target", 95)],
}


@pytest.mark.parametrize(("text", "told"), LEVELS_TOLD.items())
def test_short_words_beside_a_figure_are_its_own(text: str, told: list[tuple[str, float]]) -> None:
    """A target in brackets, where it came from, how far it is from a target."""
    found = [(one.slot, one.value) for one in read(text).facts if one.slot in LEVELS]
    assert found == told


def test_initials_in_capitals_name_a_measure_of_three_words() -> None:
    """As people write it."""
    fix = Known(name="first time fix", unit="%", go_live=LIVE)
    assert level("FTF is at 78%", fix).value == 78
    assert level("FTF is at 78%", fix).measure == fix.name


def test_a_score_may_have_a_plus() -> None:
    """It is no telephone number and no change."""
    score = Known(name="promoter score", unit="points", go_live=LIVE)
    assert level("Promoter score is +31 in April", score).value == 31


def test_a_change_beside_a_level_is_of_its_time_and_in_points() -> None:
    """Points of what is counted in per cent are percentage points."""
    found = read("On-time milk runs are up 3 points to 91% in April").of("current")
    told = [(one.change or one.value, one.change_unit or one.unit, one.as_of) for one in found]
    assert told == [(3, "percentage points", "2026-04"), (91, "%", "2026-04")]


def test_a_rate_said_once_is_that_of_both() -> None:
    """Money a month, however short the month is written."""
    cost = Known(name="fuel cost", unit="GBP/month", go_live=LIVE)
    found = read("Fuel cost is down to £41k pcm in April, from £48,500", cost)
    told = [one.unit for one in found.facts if one.slot in LEVELS]
    assert told == ["GBP/month", "GBP/month"]


AGAIN = {
    "Pitline has gate queue at 22 minutes in April": ["Pitline"],
    "Gate queue was 22 minutes in April, Pitline": ["Pitline"],
    "Pitline crew cheered: gate queue was 22 minutes in April": [],
}


@pytest.mark.parametrize(("text", "refs"), AGAIN.items())
def test_a_source_named_before_is_known_by_its_name(text: str, refs: list[str]) -> None:
    """Where it speaks for itself or stands beside the figure; elsewhere it is only a name."""
    known = Known(name="gate queue", unit="minutes", go_live=LIVE, sources=("Pitline",))
    found = READER.read(Said(text=text, at=AT, known=(known,)))
    assert [one.ref for one in found.of("evidence")] == refs


@pytest.mark.parametrize("name", ["roster change time", "register entry errors", "log-in time"])
def test_the_name_of_a_measure_is_no_source(name: str) -> None:
    """What a source is called may stand in it."""
    text = f"{name} was 45 minutes in January, from the AIMS printout"
    found = read(text, Known(name=name, unit="minutes")).of("evidence")
    assert [one.ref for one in found] == ["AIMS printout"]
