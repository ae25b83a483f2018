"""Bare replies: which of them are answers though nobody knew of the question."""

import pytest

from bot.benefits.facts import Fact, Slot
from bot.replay import alone

NAMES = ("Priya Shah", "Tom")


def _tells(asks: Slot, text: str, **said: object) -> bool:
    quote = str(said.get("ref", text))
    start = text.index(quote)
    place = {"quote": quote, "start": start, "end": start + len(quote)}
    found = {"slot": asks, **place, **said}
    return alone.tells(Fact.model_validate(found), text, "U1", NAMES)


@pytest.mark.parametrize(
    ("text", "person", "names_one"),
    [
        ("Head of sales", "Head of sales", True),
        ("the rota desk", "rota desk", True),
        ("that's me", "U1", True),
        ("Gil White", "Gil White", True),
        ("Priya, from now on", "Priya", True),
        ("@tom", "@tom", True),
        ("Finally", "Finally", False),
        ("lovely news", "lovely news", False),
        ("congrats Priya and the whole team", "congrats Priya and the whole team", False),
        ("the sales team?", "sales team", False),
        ("wrong channel", "wrong channel", False),
    ],
)
def test_an_owner_is_a_role_a_name_or_whoever_speaks(
    text: str, person: str, names_one: bool
) -> None:
    """Praise and small talk name nobody."""
    assert _tells("owner", text, person=person) is names_one


@pytest.mark.parametrize(
    ("text", "ref", "names_one"),
    [
        ("timesheets", "timesheets", True),
        ("Finance's ledger", "Finance's ledger", True),
        ("SAP", "SAP", True),
        ("behind the yard gates", "yard gates", False),
        ("from the yard gates", "yard gates", True),
        ("about time", "about time", False),
        ("the report?", "report", False),
    ],
)
def test_a_source_is_a_record_of_some_kind_or_where_something_is_from(
    text: str, ref: str, names_one: bool
) -> None:
    """Other words are a remark."""
    assert _tells("evidence", text, ref=ref) is names_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("27", True),
        ("27, gate log, December", True),
        ("it was about 27 last winter", True),
        ("between 25 and 30 in Q4 I'd say", True),
        ("at least 27 from what I saw", True),
        ("12 of us are off to lunch", False),
        ("room 12 at 3", False),
        ("at 3", False),
        ("2 more to go", False),
        ("27?", False),
    ],
)
def test_a_number_answers_where_nothing_else_is_counted(text: str, is_one: bool) -> None:
    """The unit was in the question."""
    assert _tells("baseline", text, value=27.0) is is_one


def test_a_size_of_a_change_is_no_bare_level() -> None:
    """How much it was is still open."""
    assert not _tells("baseline", "27 in May", change=27.0)


@pytest.mark.parametrize(
    ("asks", "text", "is_one"),
    [
        ("outcome", "Quotes should go out sooner", True),
        ("outcome", "shorter queues at the desk", True),
        ("problem", "Clerks type each order in by hand", True),
        ("outcome", "time from call to quote", True),
        ("outcome", "see you at the stand-up", False),
        ("outcome", "will do", False),
        ("problem", "I want to drive it", False),
        ("problem", "we want one of those", False),
        ("measure", "time from call to quote", True),
        ("measure", "the new one", False),
        ("measure", "time " * 20, False),
        ("barrier", "too many approvals in the way", False),
    ],
)
def test_a_wish_speaks_of_a_change_and_a_measure_can_be_counted(
    asks: Slot, text: str, is_one: bool
) -> None:
    """What is asked in reviews is not taken from a bare reply."""
    assert _tells(asks, text, measure=text) is is_one
