"""Enter: a measurement typed from anywhere is checked field by field and recorded by its card."""

from datetime import date
from typing import Any

import pytest

from bot.advice import enter
from bot.benefits.conversation import Measured, Sending
from bot.benefits.sheet import Choice
from bot.ports import Channel
from tests.advice.world import (
    GUEST,
    LEAD,
    OWNER,
    PARTNER,
    PRIVATE,
    QUIET,
    World,
    card_of,
    levels,
    words,
)
from tests.builders import CHANNEL, NOON, WORKSPACE

TODAY = NOON.date()
MEASURE = "m1"


def measured(user: str = LEAD, **typed: Any) -> Measured:
    """The form, sent; a right one but for what is told."""
    where = {"workspace": WORKSPACE, "channel": user, "user": user, "at": NOON}
    right = {"investment": "i1", "measure": MEASURE, "value": "9 days", "on": TODAY}
    return Measured.model_validate(where | right | typed)


def enters(world: World, **typed: Any) -> list[Sending]:
    return world.happens(measured(**typed))


def wrong(world: World, **typed: Any) -> dict[str, str]:
    return enter.check(measured(**typed), world.doors, world.now)


def test_the_card_is_for_who_typed_it_and_counts_once_recorded(world: World) -> None:
    """Nothing is recorded until a person says so; then all of it is, source and owner too."""
    world.begin()
    link = "https://reports.example.com/claims"
    [sent] = enters(world, source=link, owner=OWNER)
    assert (sent.way, sent.channel, sent.thread) == ("post", LEAD, None)
    assert "It counts once you record it" in words([sent])
    assert world.facts() == []
    world.click("record", card_of([sent]).proposal, channel="DLEAD")
    told = {one.fact.slot: one.fact for one in world.facts()}
    assert (told["current"].value, told["current"].unit) == (9, "days")
    assert told["current"].as_of == TODAY.isoformat()
    assert (told["evidence"].ref, told["owner"].person) == (link, f"<@{OWNER}>")
    assert any(one.channel == OWNER for one in world.sent), "the owner is asked"


def test_two_that_wait_do_not_take_each_other_s_place(world: World) -> None:
    """Figures of two days are two measurements; of one day the newer one stands."""
    world.begin()
    for value, on in (("14 days", date(2026, 3, 2)), ("9 days", TODAY), ("8 days", TODAY)):
        enters(world, value=value, on=on)
    waiting = [card_of([one]) for one in world.sent if one.post.card and one.way == "post"]
    for one in waiting:
        world.click("record", one.proposal, channel="DLEAD")
    assert levels(world.facts(), "current") == [14, 8]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"value": ""}, "value", "For example: 9 days"),
        ({"value": "a lot"}, "value", "cannot read a figure"),
        ({"value": ":tada:"}, "value", "cannot read a figure"),
        ({"value": "まだ"}, "value", "cannot read a figure"),
        ({"value": "x" * 40_000}, "value", "too long"),
        ({"value": "40%"}, "value", "counted in days, this in %"),
        ({"value": "£400"}, "value", "counted in days, this in GBP"),
        ({"value": "12 working days"}, "value", "working days are not days"),
        ({"value": "5 days less"}, "value", "Write what it is now"),
        ({"value": "9 days in March 2026"}, "day", "The figure says March 2026"),
        ({"on": None}, "day", "Choose the day"),
        ({"on": date(2027, 1, 1)}, "day", "still ahead"),
        ({"source": ":tada:"}, "source", "Name the report"),
        ({"source": "x" * 301}, "source", "too long"),
        ({"owner": "UNOBODY"}, "owner", "Choose somebody"),
        ({"measure": None}, "measure", "Choose what was measured"),
        ({"measure": "m9"}, "measure", "Choose what was measured"),
        ({"measure": None, "name": ":tada:"}, "name", "letters or digits"),
        ({"measure": None, "name": "x" * 81}, "name", "80 characters"),
        ({"investment": None}, "investment", "Choose the investment"),
        ({"investment": "i9"}, "investment", "Choose the investment"),
        ({"user": GUEST}, "investment", "Only full members"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(
    world: World, typed: dict[str, Any], field: str, says: str
) -> None:
    """And what would be right; nothing else is complained about."""
    world.begin()
    found = wrong(world, **typed)
    assert list(found) == [field]
    assert says in found[field]


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    """Nobody sends a form three times to learn three things."""
    world.begin()
    ahead = date(2027, 1, 1)
    found = wrong(world, value="40%", on=ahead, source=":tada:", owner="UNOBODY")
    assert list(found) == ["day", "value", "source", "owner"]
    assert list(wrong(world, value="9 days in March 2026", on=ahead)) == ["day"]


def test_what_is_right_is_not_complained_about(world: World) -> None:
    """Other units that convert, a range, a period around the day, a word for a number."""
    world.begin()
    said = f"9 days in {TODAY:%B %Y}"
    for value in ("9", "nine", "9 days", "216 hours", "8-10 days", "about 9", said):
        assert wrong(world, value=value) == {}, value


def test_the_same_figure_is_not_recorded_twice(world: World) -> None:
    """Whoever types it again is told that it is there."""
    world.begin()
    world.click("record", card_of(enters(world)).proposal, channel="DLEAD")
    assert "on record with this figure already" in wrong(world)["value"]
    assert wrong(world, value="8 days") == {}


def test_a_measure_can_be_named_for_the_first_time(world: World) -> None:
    """One that means the same as one on record is that one."""
    world.begin()
    known = card_of(enters(world, measure=None, name="Claim Handling Time")).title
    assert "claim handling time" in known
    new = card_of(enters(world, measure=None, name="open claims", value="40 claims"))
    world.click("record", new.proposal, channel="DLEAD")
    assert [(one.name, one.unit) for one in world.measures()][1:] == [("open claims", "claims")]


def test_what_is_not_so_any_more_is_told_to_who_typed_it(world: World) -> None:
    """The form is closed by then: it is said in a direct message."""
    world.begin()
    left = Channel(id=CHANNEL, name="claims", members=frozenset({OWNER}))
    world.directory.channels[CHANNEL] = left
    [sent] = enters(world)
    assert (sent.channel, sent.way, sent.post.card) == (LEAD, "post", None)
    assert "Only full members" in words([sent])


def test_only_what_somebody_may_record_for_is_offered(world: World) -> None:
    """Members of its home alone; what they may not see is not there to be chosen."""
    world.begin()
    world.begin(id="i2", name="Board pack", channel=PRIVATE, channel_is_private=True, measures=())
    world.begin(id="i3", name="Quiet one", channel=QUIET, measures=())
    offered = {
        user: [one.name for one in enter.sheet(WORKSPACE, user, world.doors, world.now).homes]
        for user in (LEAD, OWNER, GUEST, PARTNER)
    }
    assert offered == {
        LEAD: ["Board pack", "Claims portal"],
        OWNER: ["Claims portal", "Quiet one"],
        GUEST: [],
        PARTNER: [],
    }


def test_the_only_investment_is_chosen_and_its_measures_with_it(world: World) -> None:
    """Nobody chooses among one; an owner is asked for where none is on record."""
    world.begin()
    found = enter.sheet(WORKSPACE, LEAD, world.doors, world.now)
    assert (found.chosen, found.today) == (Choice(id="i1", name="Claims portal"), TODAY)
    assert [(one.name, one.unit, one.is_owned) for one in found.measures] == [
        ("claim handling time", "days", False)
    ]
    world.click("record", card_of(enters(world, owner=OWNER)).proposal, channel="DLEAD")
    assert enter.sheet(WORKSPACE, LEAD, world.doors, world.now).measures[0].is_owned
    world.begin(id="i2", name="Second", measures=())
    assert enter.sheet(WORKSPACE, LEAD, world.doors, world.now).chosen is None
    chosen = enter.sheet(WORKSPACE, LEAD, world.doors, world.now, "i2")
    assert (chosen.chosen, chosen.measures) == (Choice(id="i2", name="Second"), ())
