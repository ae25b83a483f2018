"""Whether a language model may be shown what is said is for an admin to say, aloud."""

from dataclasses import replace

import pytest

from bot.benefits.manners import is_model_on
from tests.advice.world import LEAD, OWNER, World, words
from tests.builders import CHANNEL, WORKSPACE


@pytest.fixture
def here(world: World) -> World:
    """One investment, an admin, and a model that is set."""
    world.begin()
    admin = world.directory.people[OWNER].model_copy(update={"is_admin": True})
    world.directory.people[OWNER] = admin
    world.doors = replace(world.doors, model_name="openai:some")
    return world


def _is_on(world: World, channel: str = CHANNEL) -> bool:
    with world.records.work(WORKSPACE) as work:
        return is_model_on(work.manners_of_channels([channel])[channel], work.manners_of_house())


SAID = [
    ("on", True, False, "sent to openai:some", "model default"),
    ("off", False, False, "Nothing said in this channel", "model default"),
    ("default", False, False, "Nothing said in this channel", "model default"),
    ("Everywhere ON", True, True, "in every channel that says nothing", "model everywhere off"),
    ("everywhere off", False, False, "No language model is used", "model everywhere off"),
]


@pytest.mark.parametrize(("typed", "is_here", "is_elsewhere", "told", "undo"), SAID)
def test_it_is_said_for_a_channel_or_for_all(
    here: World, typed: str, is_here: bool, is_elsewhere: bool, told: str, undo: str
) -> None:
    """A channel learns what is sent where; how it is undone stands beside it."""
    assert not _is_on(here)
    sent = here.command("model", typed, user=OWNER)
    assert told in words(sent)
    assert f"To undo: /whatimproved {undo}" in words(sent)
    assert sent[0].in_channel == ("everywhere" not in typed.casefold())
    assert [_is_on(here), _is_on(here, "C9")] == [is_here, is_elsewhere]


def test_a_channels_own_word_stays_whatever_the_workspace_says(here: World) -> None:
    """And goes with the word that takes it back."""
    for typed in ("off", "everywhere on"):
        here.command("model", typed, user=OWNER)
    assert not _is_on(here)
    told = words(here.command("settings", user=LEAD))
    assert "Nothing said in this channel is shown" in told
    assert "in every channel that says nothing else" in told
    here.command("model", "default", user=OWNER)
    assert _is_on(here)


@pytest.mark.parametrize("typed", ["", "yes", "on everywhere", "everywhere default", "on " * 9_000])
def test_what_means_neither_changes_nothing(here: World, typed: str) -> None:
    """It is told how it is said."""
    assert "Say on, off or default" in words(here.command("model", typed, user=OWNER))
    assert not _is_on(here)


def test_who_is_no_admin_changes_nothing(here: World) -> None:
    """What a team says is theirs, and where it is sent is the workspace's to answer for."""
    assert "for an admin" in words(here.command("model", "on", user=LEAD))
    assert not _is_on(here)


def test_where_no_model_is_set_that_is_told(here: World) -> None:
    """It holds as soon as one is; until then the settings say nothing of it."""
    here.doors = replace(here.doors, model_name=None)
    assert "has set none yet" in words(here.command("model", "on", user=OWNER))
    assert "language model" not in words(here.command("settings", user=LEAD))
