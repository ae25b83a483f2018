"""Tests of alignment: answers are nobody's to read before the round closes, then compared."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.benefits.entries import Entry
from bot.benefits.practices.alignment import (
    Answer,
    compare,
    head_in,
    moved,
    of_user,
    rounds,
    widest,
)
from tests.builders import NOON


def an_entry(id: str, what: str, author: str | None = "U1", **given: Any) -> Entry:
    """An entry of the round r1, said at noon."""
    about = "" if what == "round" else "r1"
    usual = {"investment": "i1", "practice": "alignment", "about": about, "said_at": NOON}
    who = {"author": author, "recorded_by": "U1", "recorded_at": NOON}
    return Entry.model_validate({"id": id, "what": what} | usual | who | given)


def a_round(*more: Entry) -> list[Entry]:
    """A round of three people."""
    asked = [an_entry(f"a{n}", "asked", f"U{n}", text="owner") for n in (1, 2, 3)]
    return [an_entry("r1", "round", "U1"), *asked, *more]


OWN = [
    an_entry("s1", "success", "U1", text="Quotes go out faster"),
    an_entry("f1", "first", "U1", text="efficiency"),
    an_entry("s2", "success", "U2", text="We sell more"),
]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("We sell more and win more deals", "revenue"),
        ("Nobody types the order twice, which saves hours", "efficiency"),
        ("Fewer complaints from customers", "customers"),
        ("The auditors find nothing", "risk"),
        ("It works", None),
        ("More revenue and fewer complaints", None),
    ],
)
def test_a_sentence_has_a_head_only_where_it_speaks_of_one(words: str, head: str | None) -> None:
    """What speaks of none, or of two alike, cannot be told."""
    assert head_in(words) == head


@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        ("that we launch on time", True),
        ("we go live by 25 January", True),
        ("rolled out to all wards before summer", True),
        ("The migration is finished within budget", True),
        ("on time and on budget", True),
        ("Orders are confirmed faster, and we launch on time", False),
        ("the tenants stop ringing us before noon", False),
        ("deliveries arrive with the right papers", False),
        ("fewer complaints by March", False),
        ("cases are completed by one person", False),
    ],
)
def test_a_day_of_delivery_is_no_effect(words: str, is_said: bool) -> None:
    """It is told as what it is."""
    assert Answer(user="U1", success=words).is_of_delivery == is_said
    assert not Answer(user="U1", success=words, first="risk").is_of_delivery


def test_no_answer_is_told_while_the_round_is_open() -> None:
    """Only how many answered; once it is closed, in the order people were asked."""
    [open_one] = rounds([*a_round(), *OWN])
    assert (open_one.told, open_one.waits_for, set(open_one.own)) == ((), ("U3",), {"U1", "U2"})
    assert open_one.closes_at == NOON + timedelta(days=7)
    [over] = rounds([*a_round(), *OWN, an_entry("c", "closed", None)])
    assert [one.user for one in over.told] == ["U1", "U2"]
    assert over.told[0].head == "efficiency"
    assert over.told[1].head == "revenue"
    assert not over.is_stale(NOON + timedelta(days=180))
    assert over.is_stale(NOON + timedelta(days=190))


def test_a_round_with_too_few_answers_tells_nothing_ever() -> None:
    """It ended, and what was answered stays with who answered it."""
    [ended] = rounds([*a_round(), OWN[0], an_entry("c", "ended", None)])
    assert (ended.state, ended.told) == ("ended", ())


def test_an_answer_that_is_changed_or_taken_back_counts_no_more() -> None:
    """The later piece stands; who took all of theirs back has not answered."""
    changed = an_entry("s1b", "success", "U1", text="Quotes are right", supersedes="s1")
    back = an_entry("s2b", "success", "U2", supersedes="s2", withdraws=True)
    entries = [*a_round(), *OWN, changed, back]
    [one] = rounds(entries)
    assert set(one.own) == {"U1"}
    assert one.own["U1"].success == "Quotes are right"
    assert of_user(entries, "r1", "U1")["success"].id == "s1b"
    assert of_user(entries, "r1", "U2") == {}


def test_whose_name_was_forgotten_is_asked_by_no_round() -> None:
    """Nor told of in it."""
    gone = [one.redacted() if one.author == "U2" else one for one in a_round()]
    assert rounds(gone)[0].users == ("U1", "U3")


DAY = date(2026, 9, 30)
ALIKE = [
    Answer(user="U1", first="efficiency", measure="quote-to-cash", by="Q3", by_day=DAY),
    Answer(user="U2", first="efficiency", measure="Quote to cash", by="mid-October"),
    Answer(
        user="U3",
        first="cannot_tell",
        measure="win rate",
        by="October",
        by_day=date(2026, 10, 31),
    ),
]


def test_what_people_say_is_laid_side_by_side() -> None:
    """One name for one measure, days within a month are one horizon, words are words; who cannot
    tell is on no side, and agrees with nobody.
    """
    purpose, measure, horizon = compare(ALIKE)
    assert (purpose.stands, measure.stands, horizon.stands) == ("open", "differs", "differs")
    assert [one.users for one in purpose.sides] == [("U1", "U2")]
    assert (purpose.silent, purpose.unsure) == ((), ("U3",))
    assert [one.users for one in measure.sides] == [("U1", "U2"), ("U3",)]
    assert [one.users for one in horizon.sides] == [("U1", "U3"), ("U2",)]
    widest_one = widest(compare(ALIKE))
    assert widest_one is not None
    assert widest_one.topic == "measure"


def test_one_voice_alone_agrees_with_nobody() -> None:
    """And where nobody differs nothing needs to be settled."""
    alone = compare([ALIKE[0], Answer(user="U2", success="It works")])
    assert [one.stands for one in alone] == ["open", "open", "open"]
    assert widest(alone) is None
    both = compare([ALIKE[0], ALIKE[1]])
    assert both[0].stands == "agreed"


def test_what_stands_otherwise_than_a_round_before_is_told() -> None:
    """And what did not move is not."""
    closed = an_entry("c", "closed", None)
    before = rounds([*a_round(), *OWN, closed])[0]
    agrees = an_entry("f2", "first", "U2", text="efficiency")
    after = rounds([*a_round(), *OWN, agrees, closed])[0]
    assert moved(before, after) == (("purpose", "differs", "agreed"),)
    assert moved(after, after) == ()
