"""The example: told in working hours, once, and to its end; the bot's part in it is its own."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.board import Board
from bot.sandbox.cast import PEOPLE, ROOMS, WHO
from bot.sandbox.example import Clock, seed
from bot.sandbox.journal import Journal
from bot.sandbox.shapes import Json, Message
from bot.sandbox.story import story
from bot.sandbox.typed import as_stored
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import a_workspace

NOW = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
ANSWERED = frozenset(
    as_stored(step.says, PEOPLE, ROOMS) for step in story(NOW.date()) if step.bot_speaks
)


class Answering:
    """Stands where the delivery stands: a bot that answers each step, until it falls silent."""

    def __init__(self, board: Board, heard: set[str], answers: int) -> None:
        self.board = board
        self.heard = heard
        self.left = answers

    def event(self, envelope: Json) -> None:
        """A message of a person is answered in its thread with a card; twice told is once heard."""
        event = envelope["event"]
        if event["user"] == WHO.bot_user or envelope["event_id"] in self.heard:
            return
        if event["text"] in ANSWERED and event["type"] == "message":
            self._speak(event["channel"], event.get("thread_ts") or event["ts"])
        self.heard.add(envelope["event_id"])

    async def command(self, form: dict[str, str]) -> Any:
        """A command is answered in the channel."""
        self._speak(form["channel_id"], None)
        return type("Taken", (), {"taken": True, "json_body": lambda _: {}, "body": ""})()

    async def interaction(self, _kind: str, payload: Json, _about: Any = None) -> Any:
        """A click takes every such button away; that nobody knows is noted besides."""
        channel, pressed = payload["channel"]["id"], payload["actions"][0]["action_id"]
        for message in self._cards(channel):
            left = [one for one in _buttons(message) if one["action_id"] != pressed]
            self.board.change(message, blocks=_row(left))
        if pressed == "not_known":
            head = payload["message"]["thread_ts"]
            self.board.say(WHO.bot_user, channel, "noted", thread_ts=head)
        return type("Taken", (), {"taken": True})()

    def status(self) -> None:
        """Nothing goes wrong."""

    async def close(self) -> None:
        """Nothing is open."""

    def _speak(self, channel: str, thread: str | None) -> None:
        self.left -= 1
        if self.left < 0:
            raise asyncio.CancelledError
        buttons = [{"type": "button", "action_id": name} for name in ("record", "not_known")]
        blocks = _row(buttons) if thread else ()
        self.board.say(WHO.bot_user, channel, "understood", thread_ts=thread, blocks=blocks)

    def _cards(self, channel: str) -> list[Message]:
        heads = self.board.messages(channel)
        found = [one for head in heads for one in self.board.thread(channel, head.ts)]
        return [one for one in found if one.blocks]


def _buttons(message: Message) -> list[Json]:
    return [element for block in message.blocks for element in block["elements"]]


def _row(buttons: list[Json]) -> tuple[Json, ...]:
    return ({"type": "actions", "block_id": "b", "elements": buttons},)


def lived_in(
    path: Path, heard: set[str] | None = None, answers: int = 100
) -> tuple[Workspace, Journal, Clock]:
    """A workspace with a bot that answers so many times before the process dies.

    `heard` holds the ids of events that outlive the process.
    """
    journal, clock = Journal(path), Clock(lambda: NOW)
    workspace = a_workspace()
    workspace.board = Board(PEOPLE, ROOMS, WHO.bot_user, journal, clock)
    bot = Answering(workspace.board, set() if heard is None else heard, answers)
    workspace.delivery = bot  # type: ignore[assignment]
    workspace.news._delivery = bot  # type: ignore[assignment]
    workspace.news._board = workspace.board
    return workspace, journal, clock


def told(journal: Journal) -> list[tuple[str, str, str]]:
    """What was said: where, by whom, and the words."""
    return [(m.channel, m.user, m.text) for m in journal.messages()]


@pytest.mark.parametrize("days", range(0, 400, 3))
def test_the_example_happens_on_working_days_in_office_hours(days: int) -> None:
    """Whatever day it is first started, each step is in the past, in order, at a sensible hour."""
    today = date(2026, 1, 1) + timedelta(days=days)
    steps = story(today)
    assert all(step.at.weekday() < 5 for step in steps)
    assert all(9 <= step.at.hour < 17 for step in steps)
    assert all(step.at.date() < today for step in steps)
    assert all(before.at < after.at for before, after in pairwise(steps))
    live = next(step for step in steps if "went live on Monday" in step.says)
    assert live.at.weekday() > 0


async def test_the_example_is_told_once(tmp_path: Path) -> None:
    """A workspace that has it, or in which people already spoke, is left as it is."""
    workspace, journal, clock = lived_in(tmp_path / "c.sqlite")
    await seed(workspace, journal, clock, NOW)
    first = told(journal)
    by_people = [words for _, user, words in first if user != WHO.bot_user]
    said = [as_stored(step.says, PEOPLE, ROOMS) for step in story(NOW.date()) if step.says]
    assert by_people == [words for words in said if not words.startswith("/")]
    await seed(workspace, journal, clock, NOW)
    assert told(journal) == first
    assert clock() == NOW

    workspace, journal, clock = lived_in(tmp_path / "other.sqlite")
    workspace.board.say("U0TOM00001", "C0GENERAL1", "hello")
    await seed(workspace, journal, clock, NOW)
    assert len(told(journal)) == 1


@pytest.mark.parametrize("answers", range(0, 20, 3))
async def test_an_example_that_was_broken_off_is_completed(tmp_path: Path, answers: int) -> None:
    """Killed at any step, the next start tells the rest: nothing twice, nothing missing."""
    whole, journal, clock = lived_in(tmp_path / "whole.sqlite")
    await seed(whole, journal, clock, NOW)
    expected = told(journal)

    heard: set[str] = set()
    broken, journal, clock = lived_in(tmp_path / "c.sqlite", heard, answers)
    with pytest.raises(asyncio.CancelledError):
        await seed(broken, journal, clock, NOW)
    broken.board.close()
    again, journal, clock = lived_in(tmp_path / "c.sqlite", heard)
    await seed(again, journal, clock, NOW + timedelta(days=100))
    assert told(journal) == expected


async def test_where_the_bot_stays_silent_the_example_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot that is broken is waited for once, and the page is not kept from opening."""
    monkeypatch.setattr("bot.sandbox.example.PATIENCE", 0.01)
    workspace, journal, clock = lived_in(tmp_path / "c.sqlite")
    monkeypatch.setattr(workspace.delivery, "_speak", lambda _channel, _thread: None)
    await seed(workspace, journal, clock, NOW)
    assert told(journal) == []
    assert clock() == NOW
