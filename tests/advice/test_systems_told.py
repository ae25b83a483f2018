"""What tells how systems run is not met with silence, and is told once a quarter what it shows."""

import pytest

from tests.advice.test_went_live import waits
from tests.advice.world import World, words

SOUND = [
    "uptime 99.95 %, all patches current, 31 tickets closed within SLA :white_check_mark:",
    "All servers patched, backups tested, uptime 99.9 % this month.",
    "Backups ran every night, no outage, all tickets closed within SLA.",
]


@pytest.mark.parametrize("text", SOUND)
def test_how_systems_run_is_told_as_that_while_something_else_is_asked(
    world: World, text: str
) -> None:
    """In a calm line with what is asked here already, no second question; again in a quarter."""
    world.begin()
    waits(world)
    sent = world.say(text)
    told = words(sent)
    assert "It does not show yet what Claims portal does better for the business" in told
    assert "Asked here since 1 June 2026: " in told
    assert [one.post.ask for one in sent] == [None]
    assert world.say(text) == []
    world.later(days=92)
    waits(world)
    assert world.say(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is the uptime fine this week?",
        "Thanks all, the patches look good!",
        "Training is done, 30 users.",
        "I'll restart the server at noon, please save your work.",
    ],
)
def test_talk_of_systems_and_what_is_more_than_that_is_left_alone(world: World, text: str) -> None:
    """Silence stays silence."""
    world.begin()
    waits(world)
    assert "how the systems are" not in words(world.say(text)).casefold()


def test_who_wonders_is_told_how_it_was_read_and_what_is_asked_already(world: World) -> None:
    """With the open question in its words."""
    world.begin()
    waits(world)
    world.say(SOUND[0])
    told = words(world.say("why did you stay silent?", to_us=True))
    assert "I read the last message as how systems run" in told
    assert "one at a time is enough. It is: " in told
