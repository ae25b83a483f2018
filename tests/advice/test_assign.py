"""An owner, a source or a figure without a measure, among several: asked which, and placed."""

import pytest

from bot.benefits.conversation import Option, Sending
from bot.ports import Message
from tests.advice.world import LEAD, World, card_of, cards_in, words
from tests.builders import CHANNEL, a_measure

TWO = (a_measure(), a_measure("m2", name="complaint rate", unit="%"))
OWNED = "The head of claims owns it."


def options_in(sent: list[Sending]) -> list[Option]:
    """The choices offered."""
    return [option for one in sent if one.way == "post" for option in one.post.options]


def test_it_is_asked_which_measure_an_owner_is_of(world: World) -> None:
    """A button each, and one for all; nothing is proposed on a guess."""
    world.begin(measures=TWO)
    said = world.say(OWNED)
    assert cards_in(said) == []
    assert "owner" in words([one for one in said if one.post.options])
    assert [one.label for one in options_in(said)] == [
        "claim handling time",
        "complaint rate",
        "All of them",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our target is to get to 2 days by September.",
        "<@UBOT> we aim for 2 days by the end of March 2027",
        "We're shooting for 2 days by Easter",
        "Goal: under 2 days",
        "The whole desk is pushing for 2 days by autumn",
        "The night shift is pushing for under 2 days by autumn",
    ],
)
def test_a_target_without_a_name_is_of_what_is_counted_in_its_unit(world: World, text: str) -> None:
    """Of the only measure where there is but one; words for aiming make no new one."""
    world.begin(measures=TWO)
    card = card_of(world.say(text, to_us="<@" in text))
    facts = world.proposal(card.proposal).facts
    assert {(one.fact.slot, one.measure) for one in facts} >= {("target", "m1")}
    world.click("record", card.proposal)
    assert [one.name for one in world.measures()] == ["claim handling time", "complaint rate"]


@pytest.mark.parametrize(("number", "homes"), [(0, ["m1"]), (1, ["m2"]), (2, ["m1", "m2"])])
def test_the_measure_picked_gets_it(world: World, number: int, homes: list[str]) -> None:
    """Shown on a card first, like all else; the choice shows what was picked."""
    world.begin(measures=TWO)
    offered = options_in(world.say(OWNED))
    after = world.click("pick", offered[number].ref)
    facts = world.proposal(card_of(after).proposal).facts
    assert [(one.fact.slot, one.measure) for one in facts] == [("owner", home) for home in homes]
    assert [one.post.options for one in after if one.way == "update"] == [()]
    assert "already closed" in words(world.click("pick", offered[0].ref))


def test_in_a_thread_about_the_whole_investment_it_is_asked_too(world: World) -> None:
    """A reply is no clearer than its question."""
    world.begin(measures=TWO)
    for text in ("Claim handling time is 9 days now.", "The complaint rate is 5% now."):
        world.say(text)
    world.begin(id="i2", name="Billing engine", measures=(), channel="CQUIET")
    said = world.say("Claim handling time is 8 days now. The complaint rate is 4% now.")
    offered = options_in(world.say(OWNED, thread=world.last))
    assert said
    if offered:
        card = card_of(world.click("pick", offered[0].ref, thread=said[0].thread))
        assert any(one.fact.slot == "owner" for one in world.proposal(card.proposal).facts)


def test_only_measures_on_record_are_offered(world: World) -> None:
    """One that the same message names for the first time waits on its card, and has no button."""
    world.begin()
    text = "The rework rate is 5% now. We were at 12 days before go-live."
    [option] = options_in(world.say(text))
    assert option.label == "claim handling time"
    assert card_of(world.click("pick", option.ref))


def test_with_one_measure_nobody_is_asked(world: World) -> None:
    """There is no doubt."""
    world.begin()
    assert options_in(world.say(OWNED)) == []


def test_an_owner_beside_a_figure_is_of_its_measure(world: World) -> None:
    """The message tells."""
    world.begin(measures=TWO)
    assert options_in(world.say(f"The complaint rate is 5% now. {OWNED}")) == []


def test_a_message_that_no_longer_says_it_is_told_of(world: World) -> None:
    """It is read as it stands now."""
    world.begin(measures=TWO)
    offered = options_in(world.say(OWNED))
    world.directory.messages[CHANNEL, world.last] = Message(LEAD, "lunch?")
    assert "no longer on record" in words(world.click("pick", offered[0].ref))
    world.directory.messages[CHANNEL, world.last] = Message(LEAD, OWNED)
    wrong = offered[0].ref.replace("i1/", "i9/")
    assert "no longer on record" in words(world.click("pick", wrong))
