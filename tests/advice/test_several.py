"""A reply may speak of each measure there is, and of one that was not asked about."""

import pytest

from bot.benefits.questions import Question
from tests.advice.world import World, ask_of, asks_in, card_of, levels
from tests.builders import a_measure

TWO = (a_measure(), a_measure("m2", name="complaint rate", unit="%"))
LIVE = "The claims portal is live, 340 people logged in this week."


def asked(world: World) -> str:
    """The thread of an update that was asked for the first of two baselines."""
    world.begin(measures=TWO)
    world.say(LIVE)
    return world.last


def owners(world: World) -> dict[str | None, str | None]:
    return {one.measure: one.fact.person for one in world.facts() if one.fact.slot == "owner"}


def test_one_reply_gives_both_baselines(world: World) -> None:
    """Each under its own measure, with the source that is named for both."""
    text = "claim handling time was 21 days in Q1, complaint rate 4.2% in Q1, both per the ledger"
    world.click("record", card_of(world.say(text, thread=asked(world))).proposal)
    told = {one.measure: one.fact.value for one in world.facts() if one.fact.slot == "baseline"}
    shown = [one.measure for one in world.facts() if one.fact.slot == "evidence"]
    assert (set(told.values()), len(told), len(set(shown))) == ({21, 4.2}, 2, 2)


@pytest.mark.parametrize(
    "text",
    ["Ada Byron owns both", "Ada Byron owns both of them", "Ada Byron answers for all of them"],
)
def test_an_owner_of_both_is_one_of_each(world: World, text: str) -> None:
    """Nobody is asked which of two is meant."""
    world.click("record", card_of(world.say(text, thread=asked(world))).proposal)
    assert set(owners(world).values()) == {"Ada Byron"}
    assert len(owners(world)) == 2


def test_an_owner_of_it_is_one_of_what_was_asked_about(world: World) -> None:
    """One word more is no one measure more."""
    world.click("record", card_of(world.say("Ada Byron owns it", thread=asked(world))).proposal)
    assert len(owners(world)) == 1


def states(world: World) -> dict[str | None, Question]:
    return {one.measure: one for one in world.questions()}


def test_what_is_not_known_of_another_measure_leaves_the_question_open(world: World) -> None:
    """Nobody said that what was asked about is not known."""
    world.say("complaint rate? nobody ever counted that. not known", thread=asked(world))
    assert [one.state for one in world.questions()] == ["posted"]


def test_not_known_closes_the_question_about_the_measure_it_names(world: World) -> None:
    """Wherever that one was asked."""
    first = asked(world)
    world.later(days=8)
    [asks] = asks_in(world.say("Training is done in all branches, 64 people."))
    assert ask_of is not None
    assert asks is not None
    world.say("complaint rate? nobody ever counted that. not known", thread=first)
    assert sorted(one.state for one in world.questions()) == ["not_known", "posted"]
    of_rate = [one for one in world.questions() if one.state == "not_known"]
    assert [one.measure for one in of_rate] == ["m2"]


def test_a_figure_of_what_should_get_better_is_asked_about(world: World) -> None:
    """It sounds like talk to who does not know what the team hopes for."""
    world.begin(measures=())
    world.say("The new tills are live at both doors.")
    world.click(
        "record", card_of(world.say("queue time should come down", thread=world.last)).proposal
    )
    world.later(days=8)
    said = world.say("Queue time is 6 minutes this week")
    assert "queue time" in ask_of(said).text
    assert levels(world.facts(), "current") == []
