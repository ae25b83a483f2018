"""That something is live is never met with silence, and noted once."""

from datetime import date

import pytest

from tests.advice.world import LEAD, World, words
from tests.builders import a_question

LIVE = [
    "Claims portal is live, 210 users, 9 workflows automated.",
    "claims portal is live, 210 users, 9 workflows automated",
    "We're live! 210 people logged in today.",
    "The claims portal went live this morning, 40 people trained.",
    "claims portal went live yesterday",
]


def waits(world: World) -> None:
    """Another question stands open."""
    with world.records.work("T1") as work:
        work.ask(a_question(asks="owner", person=LEAD, at=world.now, channel="C1"))
        work.commit()


@pytest.mark.parametrize("text", LIVE)
def test_live_is_noted_once_while_something_else_is_asked(world: World, text: str) -> None:
    """With the day from which it is asked what that changed."""
    world.begin(go_live=world.now.date())
    waits(world)
    told = words(world.say(text))
    assert "Claims portal is live: delivered, and noted" in told
    assert "I ask about claim handling time from 15 June 2026 on" in told
    assert world.say(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The training portal is live, 30 users.",
        "Two of five regions are live, 30 users.",
        "Claims portal is not live yet, 30 users trained.",
        "If all goes well we are live on Monday, 30 users trained.",
        "Training is done, 30 users.",
    ],
)
def test_what_is_not_live_as_a_whole_is_noted_as_nothing(world: World, text: str) -> None:
    """Nor another system, nor a part, nor a plan."""
    world.begin(go_live=world.now.date())
    waits(world)
    assert "delivered, and noted" not in words(world.say(text))


def test_a_go_live_long_before_its_day_is_another_one(world: World) -> None:
    """A week before its day it is its own: the day is offered for the record too."""
    world.begin(go_live=date(2027, 1, 15))
    waits(world)
    assert "delivered, and noted" not in words(world.say(LIVE[0]))
