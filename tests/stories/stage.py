"""A stage for stories: the whole bot over signed HTTP, and people in a workspace of their own."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot.app import Bot, build_bot
from bot.errors import RecordsError
from bot.sandbox.board import Board
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, PEOPLE, RETURNS, ROOMS, WHO
from bot.sandbox.delivery import Attempt, Delivery
from bot.sandbox.hooks import Hooks
from bot.sandbox.journal import Journal
from bot.sandbox.shapes import Change, Json, Message, Person, Room
from bot.sandbox.standin import build_standin
from bot.sandbox.tickets import Tickets
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from tests.sandbox.builders import SECRET, Clock, numbered
from tests.sandbox.serving import a_socket, address_of
from tests.stories.conforming import Conforming

TOKEN = "xoxb-for-tests"
PATIENCE = 60.0
"""Seconds until a test that waits for the bot fails."""

__all__ = ["CRM_ROLLOUT", "GENERAL", "RETURNS", "Filling", "Stage", "a_stage", "words"]


def real() -> datetime:
    """The time it is, for signatures."""
    return datetime.now(UTC)


@asynccontextmanager
async def serving(app: ASGIApp, at: socket.socket) -> AsyncIterator[None]:
    """An application with its lifespan, served on a socket by a real server in this event loop."""
    config = uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[at]))
    try:
        while not server.started:
            if running.done():
                running.result()
                raise RuntimeError("the server ended before it started")
            await asyncio.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        await running
        at.close()


class Stage:
    """What a story is told with: people say and click, the bot is waited for."""

    def __init__(self, workspace: Workspace, hooks: Hooks, clock: Clock, bot: Bot | None) -> None:
        self.workspace = workspace
        self.hooks = hooks
        self.clock = clock
        self.bot = bot
        self.channel = CRM_ROLLOUT.id

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so, looking again at each change of the workspace."""
        changed = asyncio.Event()

        def note(_change: Change) -> None:
            changed.set()

        leave = self.workspace.subscribe(note)
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    changed.clear()
                    await changed.wait()
        finally:
            leave()

    def by_the_bot(self, channel: str | None = None) -> list[Message]:
        """Every message of the bot in a channel, threads included, oldest first."""
        room = channel or self.channel
        heads = self.workspace.messages(room)
        replies = [one for head in heads for one in self.workspace.thread(room, head.ts)[1:]]
        found = [one for one in (*heads, *replies) if one.user == self.workspace.bot_user]
        return sorted(found, key=lambda one: one.ts)

    async def say(
        self, who: str, text: str, thread: Message | None = None, channel: str | None = None
    ) -> Message:
        """Post as a person."""
        said = await self.workspace.post(
            who, channel or self.channel, text, thread_ts=thread.ts if thread else None
        )
        assert said is not None, self.workspace.status()
        return said

    async def say_and_hear(
        self, who: str, text: str, thread: Message | None = None, channel: str | None = None
    ) -> tuple[Message, Message]:
        """Post as a person, and the bot's next message after it."""
        said = await self.say(who, text, thread, channel)
        return said, await self.next_by_the_bot(said.ts, channel)

    async def next_by_the_bot(self, after: str, channel: str | None = None) -> Message:
        """The first message of the bot after a ts; waited for."""

        def found() -> list[Message]:
            return [one for one in self.by_the_bot(channel) if one.ts > after]

        await self.until(lambda: bool(found()))
        return found()[0]

    async def settled(self) -> None:
        """Wait until all that was said is delivered, handled and answered, or was left alone."""
        assert self.bot is not None
        await self.workspace.delivery.settled()
        async with asyncio.timeout(PATIENCE):
            while self._is_busy(self.bot):
                await asyncio.sleep(0.02)

    def _is_busy(self, bot: Bot) -> bool:
        """Rows that cannot be asked, as the bot has them in hand, are busy."""
        try:
            return bot.rows.queues.busy()
        except RecordsError:
            return True

    async def click(self, who: str, message: Message, action: str) -> None:
        """Press one of the bot's buttons, as it stands now."""
        block, element = self.button(message, action)
        await self.workspace.click(who, message.channel, message.ts, block, element)

    async def click_and_see(self, who: str, message: Message, action: str) -> Message:
        """Press a button, and the message once it has changed."""
        before = self.now(message)
        await self.click(who, message, action)
        await self.until(lambda: self.now(message).blocks != before.blocks)
        return self.now(message)

    def button(self, message: Message, action: str) -> tuple[str, Json]:
        """A button of a message, with its block; fails where there is none."""
        for block in self.now(message).blocks:
            for element in block.get("elements", ()):
                if element.get("action_id") == action:
                    return block["block_id"], element
        raise AssertionError(f"no {action!r} among {self.buttons(message)}")

    def buttons(self, message: Message) -> list[str]:
        """The actions a message offers now."""
        return [
            str(element["action_id"])
            for block in self.now(message).blocks
            for element in block.get("elements", ())
            if element.get("type") == "button"
        ]

    def now(self, message: Message) -> Message:
        """A message as it stands now."""
        found = self.workspace.board.find(message.channel, message.ts)
        assert found is not None
        return found

    async def opens(self, who: str, line: str, channel: str | None = None) -> "Filling":
        """Type a slash command that opens a form."""
        await self.workspace.command(who, channel or self.channel, line)
        return self.form(who)

    async def click_and_fill(self, who: str, message: Message, action: str) -> "Filling":
        """Press a button that opens a form."""
        await self.click(who, message, action)
        return self.form(who)

    def form(self, who: str) -> "Filling":
        """The form a person has open; fails where there is none, with what they read instead."""
        open = self.workspace.view_for(who)
        assert open is not None, [one.text for one in self.workspace.messages(self.channel)][-1:]
        return Filling(self.workspace, who)

    async def command(self, who: str, line: str, channel: str | None = None) -> Message:
        """Type a slash command, and what the bot shows for it."""
        room = channel or self.channel
        before = {one.ts for one in self.workspace.messages(room)}
        await self.workspace.command(who, room, line)

        def shown() -> list[Message]:
            return [one for one in self.workspace.messages(room) if one.ts not in before]

        await self.until(lambda: bool(shown()))
        return shown()[0]


_HELD = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "users_select": "selected_user",
    "datepicker": "selected_date",
}
_INITIAL = {
    "selected_option": "initial_option",
    "selected_user": "initial_user",
    "selected_date": "initial_date",
    "value": "initial_value",
}


class Filling:
    """A form before a person: what stands in it, and what they put into it."""

    def __init__(self, workspace: Workspace, who: str) -> None:
        self._workspace = workspace
        self._who = who

    @property
    def view(self) -> Json:
        """The form as it stands now; empty once it is closed."""
        open = self._workspace.view_for(self._who)
        return open.view if open else {}

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return " ".join(_texts(list(self.view.get("blocks", ()))))

    @property
    def fields(self) -> list[str]:
        """The keys of its fields."""
        return [one["block_id"] for one in self._inputs()]

    @property
    def holds(self) -> dict[str, str]:
        """What stands in each field as it opened, without those that are empty."""
        return {key: value for key, value in map(self._initial, self._inputs()) if value}

    def choices(self, field: str) -> dict[str, str]:
        """What a menu offers, by its id."""
        [block] = [one for one in self._inputs() if one["block_id"] == field]
        return {one["value"]: one["text"]["text"] for one in block["element"]["options"]}

    async def send(self, **typed: str) -> dict[str, str]:
        """Put words, a choice's id, a person's id or an ISO day into fields; send the form. Returns
        what is wrong, by field: empty where it was taken, or went on to its next step.
        """
        assert not typed.keys() - {*self.fields}, (typed.keys(), self.fields)
        state: Json = {}
        for block in self._inputs():
            key, kept = self._initial(block)
            element = block["element"]
            held = _HELD.get(element["type"], "value")
            said: str | Json | None = typed.get(key, kept) or None
            if held == "selected_option" and said is not None:
                said = {"text": {"type": "plain_text", "text": str(said)}, "value": said}
            state[key] = {element["action_id"]: {"type": element["type"], held: said}}
        await self._workspace.submit(self._who, state)
        open = self._workspace.view_for(self._who)
        return dict(open.errors) if open else {}

    def _inputs(self) -> list[Json]:
        return [one for one in self.view.get("blocks", ()) if one["type"] == "input"]

    def _initial(self, block: Json) -> tuple[str, str]:
        element = block["element"]
        found = element.get(_INITIAL[_HELD.get(element["type"], "value")])
        value = found["value"] if isinstance(found, dict) else found
        return block["block_id"], value or ""


def words(message: Message) -> str:
    """All that a message shows, as text: its blocks' words, and where its links lead."""
    return " ".join(_texts(list(message.blocks))) or message.text


def _texts(node: object) -> list[str]:
    if isinstance(node, list | tuple):
        return [text for one in node for text in _texts(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node[key]) for key in ("text", "url") if isinstance(node.get(key), str)]
    if node.get("type") == "user":
        own.append(f"@{node['user_id']}")
    return own + [text for value in node.values() for text in _texts(value)]


def a_workspace(
    base: str,
    bot: str,
    clock: Clock,
    journal: Path | str = ":memory:",
    *,
    guests: Sequence[Person] = (),
    more_rooms: Sequence[Room] = (),
    delays: Sequence[float] = (0.05, 0.1, 0.2),
) -> Workspace:
    """The cast of the local workspace and whoever joins it, speaking to a bot at an address; what
    it does not take is sent again after each of the delays.
    """
    new_id = numbered()
    people, rooms = [*PEOPLE, *guests], [*ROOMS, *more_rooms]
    board = Board(people, rooms, WHO.bot_user, Journal(journal), clock)
    delivery = Delivery(f"{bot}/slack/events", SECRET, real, delays=delays)
    return Workspace(WHO, board, delivery, Tickets(real, new_id), new_id, base)


@asynccontextmanager
async def a_stage(
    home: Path, *, guests: Sequence[Person] = (), more_rooms: Sequence[Room] = ()
) -> AsyncIterator[Stage]:
    """The whole bot on records of its own, until the story ends. What it sends is such that Slack
    takes it and people can read it, or the story fails.
    """
    ours, theirs = a_socket(), a_socket()
    slack, address = address_of(theirs), address_of(ours)
    clock, hooks = Clock(datetime(2026, 4, 20, 9, 0, tzinfo=UTC)), Hooks()
    workspace = a_workspace(slack, address, clock, guests=guests, more_rooms=more_rooms)
    settings = Settings(home=home)
    bot = build_bot(settings, SECRET, TOKEN, api_url=f"{slack}/api/", clock=clock)
    looking = Conforming()
    standin = looking.calls(build_standin(workspace, TOKEN, hooks))
    async with serving(standin, theirs), serving(looking.answers(bot.web), ours):
        yield Stage(workspace, hooks, clock, bot)
    await workspace.close()
    assert not looking.faults, looking.faults[:5]


def attempts(stage: Stage) -> list[Attempt]:
    """Every request to the bot so far."""
    return list(stage.workspace.delivery.log)
