"""Every story of the dry run, played through the use cases of the bot."""

import json

import pytest

from bot.operating import build_replay
from bot.ports import Library
from bot.settings import Settings
from tests.replay import story

WAITS: dict[str, str] = {}
"""Stories that wait for other parts, and what each waits for."""


def _marked(name: str) -> object:
    reason = WAITS.get(name)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(name, id=name, marks=marks)


def test_no_story_waits_that_is_not_there() -> None:
    """A story that was renamed takes its reason along."""
    assert set(story.names()) >= set(WAITS)


@pytest.mark.parametrize("name", [_marked(name) for name in story.names()])
def test_a_story_ends_as_it_promises(name: str, settings: Settings, library: Library) -> None:
    """Its positions, what is unknown, what was posted and where the bot was silent."""
    promised = story.expected(name)
    folder = story.STORIES / name
    listed = folder / "investments.yaml"
    files = (folder / "export", listed if listed.exists() else None)
    replay = build_replay(settings, *files, promised["accept"], library)
    found = json.loads(json.dumps(replay.play().as_json()))
    missed = list(story.misses(promised, found))
    assert not missed, "\n".join(missed)
