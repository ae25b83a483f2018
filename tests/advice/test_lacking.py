"""Lacking: whoever types a command without a person or a channel picks one instead."""

import pytest

from bot.benefits.conversation import Clicked, Sending
from tests.advice.world import LEAD, OTHER, OWNER, World, words
from tests.builders import CHANNEL, WORKSPACE


def picks(world: World, ref: str, **picked: str) -> list[Sending]:
    """Somebody chooses from the menu under what they were told."""
    where = {"workspace": WORKSPACE, "channel": CHANNEL, "user": LEAD, "at": world.now}
    told = {"verb": "order", "ref": ref, "message": "1.1", "thread": "1.1"}
    hook = {"reply_to": "https://hooks.example/1"}
    return world.happens(Clicked.model_validate(where | told | hook | picked))


@pytest.mark.parametrize(
    ("verb", "typed", "label"),
    [
        ("sponsor", "", "Who sponsors it?"),
        ("sponsor", "Claims portal @somebody", "Who sponsors it?"),
        ("lead", "Claims portal", "Who leads it?"),
        ("viewer", "", "Who may see it?"),
        ("move", "Claims portal", "Which channel?"),
        ("move", "Claims portal to #elsewhere", "Which channel?"),
    ],
)
def test_what_a_command_lacks_can_be_picked(
    world: World, verb: str, typed: str, label: str
) -> None:
    """A menu stands beside how it is written, for the eyes of who typed it."""
    world.begin(delivery_lead=f"<@{LEAD}>")
    [sent] = world.command(verb, typed)
    assert sent.post.picker is not None
    assert (sent.way, sent.in_channel, sent.post.picker.label) == ("reply", False, label)
    picked = {"to": OTHER} if verb == "move" else {"person": OWNER}
    picks(world, sent.post.picker.ref, **picked)
    now = world.investment()
    assert {
        "sponsor": now.sponsor == f"<@{OWNER}>",
        "lead": now.delivery_lead == f"<@{OWNER}>",
        "viewer": OWNER in now.viewers,
        "move": now.channel == OTHER,
    }[verb]


@pytest.mark.parametrize("verb", ["rename", "go-live", "confidential"])
def test_what_cannot_be_picked_has_no_menu(world: World, verb: str) -> None:
    """A name or a day is typed."""
    world.begin()
    [sent] = world.command(verb, "nonsense")
    assert sent.post.picker is None


def test_a_menu_that_says_too_little_changes_nothing(world: World) -> None:
    """Whatever comes back from Slack; and who may not is told so, as for any command."""
    before = world.begin()
    assert picks(world, "sponsor") == []
    assert picks(world, "freeze until friday", person=OWNER) == []
    assert "I know nothing called" in words(picks(world, "sponsor Nowhere", person=OWNER))
    assert world.investment() == before
