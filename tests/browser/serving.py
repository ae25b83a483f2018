"""A page served on loopback, with a bot that does as it is told."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from fastapi import FastAPI
from nicegui import core
from nicegui.slot import Slot
from nicegui.testing.general import nicegui_reset_globals
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.advice.explain import Explanation
from bot.benefits.reading import NOTHING
from bot.sandbox.faults import Faults
from bot.sandbox.file_routes import file_routes
from bot.sandbox.guard import Guard
from bot.sandbox.page.routes import build_page
from bot.sandbox.shapes import Message
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, Clock, a_workspace

Json = dict[str, Any]


class ScriptedBot:
    """Remembers what it was sent. Answers forms and commands with what `answers` says."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """As if nothing had been sent yet."""
        self.clicks: asyncio.Queue[Json] = asyncio.Queue()
        self.forms: asyncio.Queue[Json] = asyncio.Queue()
        self.commands: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self.answers: Callable[[Json], Json] = lambda _payload: {}

    async def hear(self, request: Request) -> Response:
        """Slack's requests, by their kind."""
        if request.headers["content-type"].startswith("application/json"):
            return Response()
        form = {key: values[0] for key, values in parse_qs((await request.body()).decode()).items()}
        if "payload" not in form:
            self.commands.put_nowait(form)
            return JSONResponse(self.answers({"type": "command", **form}))
        payload = json.loads(form["payload"])
        queue = self.forms if payload["type"] == "view_submission" else self.clicks
        queue.put_nowait(payload)
        answer = self.answers(payload)
        return JSONResponse(answer) if answer else Response()


class Explained:
    """Explains every message as `told` says; `asked` are the messages it was asked about."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """As if nothing had been asked yet."""
        self.told = Explanation(reading=NOTHING, why_silent="Nothing in it reads like an update.")
        self.asked: list[Message] = []

    async def __call__(self, message: Message) -> Explanation:
        """What is told, of whatever message."""
        self.asked.append(message)
        return self.told


class Local:
    """A served workspace: where it is, and what is behind it."""

    def __init__(
        self,
        url: str,
        workspace: Workspace,
        bot: ScriptedBot,
        clock: Clock,
        explained: Explained,
    ) -> None:
        self.url = url
        self.workspace = workspace
        self.bot = bot
        self.clock = clock
        self.explained = explained

    async def begin_anew(self) -> None:
        """As it was when it was first served, but for the tabs that are still open."""
        self.workspace.on_reset = None
        self.workspace.faults = Faults()
        await self.workspace.reset()
        await self.workspace.post("", "", "")  # nothing is said, nor what was said last
        self.clock.now = Clock().now
        self.bot.forget()
        self.explained.forget()

    async def says(self, text: str, **more: Any) -> str:
        """Have the bot say something in the first room; the message's ts."""
        room = more.pop("channel", "C0CRMROLL1")
        said = self.workspace.board.say(self.workspace.bot_user, room, text, **more)
        return said.ts


@asynccontextmanager
async def served(clock: Clock | None = None) -> AsyncIterator[Local]:
    """Serve a new workspace with its page until the block is left."""
    now = clock or Clock()
    forget_pages()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        bot, app = ScriptedBot(), FastAPI()
        app.add_route("/slack/events", bot.hear, methods=["POST"])
        workspace = a_workspace(address=f"{url}/slack/events", base_url=url, clock=now)
        explained = Explained()
        app.router.routes.extend(file_routes(workspace, TOKEN))
        build_page(app, workspace, now, explain=explained)
        guarded = Guard(app, listening.getsockname()[1])
        async with _running(guarded, listening):
            yield Local(url, workspace, bot, now, explained)
        await workspace.delivery.close()


def forget_pages() -> None:
    """NiceGUI is one per process: start it anew."""
    with nicegui_reset_globals():
        core.reset()
    core.reset()
    Slot.stacks.clear()


@asynccontextmanager
async def _running(app: Guard, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving
