"""Messages typed in a hurry, read beside their measures: roles, sources and what is no figure."""

import pytest

from bot.benefits.facts import Fact, Slot
from bot.benefits.reading import AnswerContext
from tests.reading.test_known_by_strangers import AT, READER, known, read, replied


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("12 minutes in Q1, gate log. night porter owns it", "night porter"),
        ("about 12 min in Feb. Duty sergeant answers for that one", "Duty sergeant"),
        ("12 minutes in Q1; bursar owns this", "bursar"),
        ("12 min in Q1, till log, stage carpenter is accountable for it", "stage carpenter"),
        ("12 minutes in Q1. So parish clerk owns it now", "parish clerk"),
        ("12 min in Q1, from the cutters' book\nhead cutter owns that", "head cutter"),
        ("12 min in Q1, from the porters' log\nbell captain owns it", "bell captain"),
    ],
)
def test_a_role_needs_no_article_to_own_it(text: str, owner: str) -> None:
    """Nor a word that says it is a role."""
    found = replied(text, "baseline", known("queue time", "minutes"))
    assert [one.person for one in found if one.slot == "owner"] == [owner]


@pytest.mark.parametrize("role", ["Night porter", "stage carpenter", "Lead gardener"])
def test_a_role_owns_a_measure_by_its_name(role: str) -> None:
    """In an update, where nothing else is said."""
    (found,) = read(f"{role} answers for queue time", known("queue time", "minutes")).facts
    assert (found.person, found.measure) == (role, "queue time")


@pytest.mark.parametrize(
    "text",
    [
        "12 minutes in Q1. sadly no-one really owns it",
        "12 minutes in Q1. not sure who owns it",
        "12 minutes in Q1. still unclear whether ops owns it",
        "12 minutes in Q1. The kitchen porter does not own it",
        "12 minutes in Q1. every site owns it themselves",
        "12 minutes in Q1. that answers for it",
    ],
)
def test_words_without_a_role_own_nothing(text: str) -> None:
    """Doubt, denial and everybody are nobody."""
    found = replied(text, "baseline", known("queue time", "minutes"))
    assert [one.slot for one in found if one.slot == "owner"] == []
    no_team = read("No single team owns queue time", known("queue time", "minutes"))
    assert not no_team.facts


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Target for T-cell assays is 3 days by Q4 now, board agreed", "T-cell assays", "days"),
        ("Target for C-leg fittings is 14 by Q4, board softened it", "C-leg fittings", "fittings"),
        ("A-Level resits: target is 9 by Q4 now, board softened it", "A-Level resits", "resits"),
    ],
)  # fmt: skip
def test_the_name_of_a_measure_is_nobody(text: str, name: str, unit: str) -> None:
    """However much its first word looks like one of a person."""
    found = read(text, known(name, unit)).facts
    assert [one.person for one in found if one.slot == "owner"] == []
    assert [one.slot for one in found if one.is_level] == ["target"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Falls: 23 in May, from Kardex. ward sister owns it", ["Kardex"]),
        ("falls were 23 in 2025, from the annual ward count. thanks", ["annual ward count"]),
        ("• falls: 23 in May, from the gate camera study\n• bed wait: 9 h, from the register",
         ["gate camera study", "register"]),
        ("23 falls in May (median, n=212), from the whiteboard audit", ["whiteboard audit"]),
    ],
)  # fmt: skip
def test_a_reply_names_its_sources_in_passing(text: str, sources: list[str]) -> None:
    """Each line has its own, and how many were counted is none."""
    found = replied(text, "baseline", known("falls", "falls"), known("bed wait", "hours"))
    assert [one.ref for one in found if one.slot == "evidence"] == sources


@pytest.mark.parametrize(
    ("text", "measure", "slot", "value"),
    [
        ("Queue time should fall. It was 14 minutes in Q1, gate log", "queue time", "baseline", 14),
        ("We want the quote turnaround to be shorter. It took 9 days in 2025, order book",
         "quote turnaround", "baseline", 9),
        ("Missed bins need to go down. They were 31 bins a week in March, round book",
         "missed bins", "baseline", 31),
        ("Milk waste must shrink. It is 4% today, per the tank log", "milk waste", "current", 4),
    ],
)  # fmt: skip
def test_it_is_what_should_be_otherwise(text: str, measure: str, slot: str, value: float) -> None:
    """Asked for the outcome, somebody tells it and how it stands: both are kept."""
    found = replied(text, "outcome")
    assert [(one.slot, one.measure, one.value) for one in found if one.is_level] == [
        (slot, measure, value)
    ]
    assert [one.text for one in found if one.slot == "outcome"] == [text.partition(".")[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Parents should find a slot sooner. It was 3 weeks in May",
        "People should be happier. It was 12 in April",
        "Deliveries should arrive on time. It was 3 April when we last talked",
    ],
)
def test_a_wish_for_people_names_no_measure(text: str) -> None:
    """Nor does one for what something does."""
    assert [one.slot for one in replied(text, "outcome")] == ["outcome"]


@pytest.mark.parametrize(
    ("text", "asked", "unit", "told"),
    [
        ("half an hour? thrilling. somebody frame it", "target", "minutes", []),
        ("30?? nice one", "evidence", "minutes", []),
        ("30 min?! never", "baseline", "minutes", []),
        ("so 0.5 hours? call the papers", "current", "minutes", []),
        ("30? it was 41 minutes, gate log", "current", "minutes", ["41", "gate log"]),
        ("maybe 25 min?", "target", "minutes", ["25"]),
    ],
)
def test_a_figure_said_back_with_a_question_is_not_told_again(
    text: str, asked: Slot, unit: str, told: list[str]
) -> None:
    """In whatever unit; one that was not told before still answers."""
    prior = (Fact(slot="current", value=30, unit=unit, quote="30 min", start=0, end=6),)
    one = known("turnaround", unit)
    context = AnswerContext(
        asked=asked, measure=one.name, unit=unit, sender="U1", prior=prior, known=(one,)
    )
    facts = READER.answer(text, context).facts
    assert [one.ref or f"{one.value or 0:g}" for one in facts] == told


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Saved 65 hours of staff time last month, desk rota", "staff time"),
        ("Freed up 12 hours of surveyor time in Q1, timesheets", "surveyor time"),
        ("The new rota saves about 6 hours of admin a week, ward log", "admin"),
        ("We saved £12k of agency spend in May, ledger", "agency spend"),
        ("Saved 20 minutes of queue time in May", "queue time"),
    ],
)
def test_what_was_saved_is_of_what_it_was_saved(text: str, measure: str) -> None:
    """Not of the only measure on record."""
    (change,) = [one for one in read(text, known("queue time", "minutes")).facts if one.change]
    assert change.measure == measure


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("now, sorter report: <https://r.example/38|report>", "sorter report"),
        ("now, per the gate log (<https://r.example/38|log>)", "gate log"),
        ("now, sorter report: <https://r.example/38|link>", "sorter report"),
        ("now: <https://r.example/38|gate report>", "gate report"),
    ],
)
def test_a_link_is_called_by_the_words_that_lead_to_it(text: str, source: str) -> None:
    """Where its own do not say which one it is."""
    facts = read(f"Queue time is 31 minutes {text}", known("queue time", "minutes")).facts
    refs = {one.ref for one in facts if one.slot == "evidence"}
    assert refs == {source, "https://r.example/38"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("at Eastgate it's still 60 hours though, the conveyor's out", "Eastgate"),
        ("In Leeds it is 60 hours", "Leeds"),
        ("still 60 hours at Hove", "Hove"),
        ("but on ward 7 it was 60 hours last week", "ward 7"),
        ("for night shifts it is more like 60 hours", "night shifts"),
        ("at the moment it is 60 hours", None),
        ("on Monday it was 60 hours", None),
        ("on paper it's 60 hours", None),
        ("60 hours in Salesforce", None),
        ("in Zendesk it is 60 hours", None),
        ("for the whole network it is 60 hours", None),
    ],
)
def test_a_reply_tells_how_it_is_in_one_place(text: str, part: str | None) -> None:
    """Which is not how it is in all of them."""
    wait = known("shelf wait", "hours")
    context = AnswerContext(today=AT.date(), sender="U1", known=(wait,))
    (level,) = [one for one in READER.answer(text, context).facts if one.is_level]
    assert level.segment == part
