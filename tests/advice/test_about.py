"""What improved at a place: answered where one investment alone is about it."""

import pytest

from tests.advice.world import DIRECT, LEAD, OTHER, OWNER, PRIVATE, World, card_of, words
from tests.builders import CHANNEL, a_measure

SCHOOLS = "Call-out time was 14 days in Q1 before go-live across the schools, per the repairs log."


def two_channels(world: World) -> None:
    """Boilers, of which only what was said tells that they are in schools; scanners by name."""
    boilers, errors = a_measure(name="call-out time"), a_measure("m2", name="warehouse errors")
    world.begin(id="i1", name="Boiler replacement", measures=(boilers,))
    world.begin(id="i2", name="Scanner roll-out", channel=OTHER, measures=(errors,))
    world.click("record", card_of(world.say(SCHOOLS)).proposal)


def test_a_place_is_that_of_the_only_channel_whose_record_is_about_it(world: World) -> None:
    """Asked there alone; elsewhere, and where another channel is about it too, it says so."""
    two_channels(world)
    ask = "<@UBOT> what improved at the schools?"
    assert words(world.say(ask, to_us=True)).startswith("Boiler replacement: ")
    for channel in (OTHER, DIRECT):
        told = words(world.say(ask, channel=channel, to_us=True))
        assert "I know no investment called “schools”" in told
        assert "Boiler replacement, Scanner roll-out" in told
    more = "Warehouse errors were 30 days in Q1 before go-live across the schools, per the log."
    world.click("record", card_of(world.say(more, channel=OTHER)).proposal, channel=OTHER)
    assert "I know no investment called" in words(world.say(ask, to_us=True))


@pytest.mark.parametrize(
    "text",
    [
        "what improved in the warehouse?",
        "what improved in warehousing?",
        "what improved for the warehouse team?",
        "what improved in our two warehouses?",
        "what got better at both warehouses since April?",
    ],
)
def test_a_word_that_one_investment_alone_has_in_its_names_is_answered_for_it(
    world: World, text: str
) -> None:
    """In a channel and directly; of several, or none, the names that may be seen are told."""
    two_channels(world)
    for channel in (CHANNEL, OTHER, DIRECT):
        told = words(world.say(text, channel=channel, to_us=True))
        assert told.startswith("Scanner roll-out: ")
    unknown = words(world.say(text.replace("warehous", "harbour"), channel=DIRECT))
    assert "I know no investment called" in unknown


def test_what_is_hidden_makes_no_difference_to_whoever_does_not_see_it(world: World) -> None:
    """The same word in a private channel's names: who sees both is told that it is not clear."""
    two_channels(world)
    ask = "what improved for the warehouse team?"
    before = words(world.say(ask, OWNER, channel=OTHER, to_us=True)[:1])
    world.begin(id="i3", name="Warehouse merger", channel=PRIVATE, channel_is_private=True)
    assert words(world.say(ask, OWNER, channel=OTHER, to_us=True)[:1]) == before
    assert "I know no investment called" in words(world.say(ask, LEAD, channel=DIRECT))
