"""The local workspace: a small Slack, its page and the bot in one process."""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.app import Bot, Clock, build_bot, hold, make_home, now, tell_where
from bot.errors import SettingsError
from bot.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bot.advice.explain import Explanation
    from bot.sandbox.ahead import Ahead
    from bot.sandbox.example import Clock as MovableClock
    from bot.sandbox.journal import Journal
    from bot.sandbox.page.thinking import Explain
    from bot.sandbox.shapes import Message
    from bot.sandbox.workspace import Workspace

HOST = "127.0.0.1"
"""The local workspace is for this machine alone."""

PORTS_TRIED = 20

PATIENCE = 20.0
"""Seconds that what falls due is waited for, on the way to a later time."""

LOOKS_EVERY = 0.05
"""Seconds between looks at whether all of it is said."""


def run_local(settings: Settings, port: int | None) -> None:
    """Serve the local workspace until the process is ended, and say where it is."""
    import uvicorn

    with hold(settings), _free_port(port or settings.port) as listening:
        port = listening.getsockname()[1]
        tell_where(settings, port)
        local = build_local(settings, port)
        server = uvicorn.Server(uvicorn.Config(local, log_level="warning"))
        server.run(sockets=[listening])


def _free_port(wanted: int) -> socket.socket:
    """A socket that listens on the wanted port, else on the next free one.

    It listens from the start: what is sent before the page is served waits. The protocol is named
    because asyncio sends small answers at once only where it is.
    """
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port))
            found.listen()
        except OSError:
            found.close()
            continue
        return found
    raise SettingsError(f"No port from {wanted} on is free; choose one with --port.")


def build_local(settings: Settings, port: int, real: Clock = now) -> "ASGIApp":
    """The local workspace and the bot in one application, speaking Slack's protocol over it."""
    from fastapi import FastAPI

    from bot.sandbox.example import TRIES, seed
    from bot.sandbox.example import Clock as MovableClock
    from bot.sandbox.guard import Guard
    from bot.sandbox.journal import Journal
    from bot.sandbox.page.routes import build_page
    from bot.sandbox.standin import standin_routes

    make_home(settings)
    base, secret, token = f"http://{HOST}:{port}", secrets.token_hex(), secrets.token_hex()
    clock = MovableClock(real)
    journal = Journal(settings.home / "conversation.sqlite")
    workspace = _workspace(base, secret, journal, clock, real)
    bot = build_bot(settings, secret, token, api_url=f"{base}/api/", clock=clock)
    ready = asyncio.Event()
    ahead = _ahead(bot, workspace, clock, journal)

    async def begin_anew() -> None:
        ahead.forget()
        await asyncio.to_thread(bot.rows.records.forget, workspace.team_id)
        await asyncio.to_thread(bot.runner.forget)
        await seed(workspace, journal, clock, real())

    workspace.on_reset = begin_anew

    async def begin() -> None:
        try:
            await seed(workspace, journal, clock, real())
            ahead.restore()
        finally:
            ready.set()
        print(f"What Improved? is open at {base}/  (Ctrl+C ends it)", flush=True)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with bot.lifespan(app):
            beginning = asyncio.create_task(begin())
            yield
            beginning.cancel()
            await workspace.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.router.routes.extend([*standin_routes(workspace, token), *bot.web.routes])
    build_page(app, workspace, clock, ready, TRIES, _explainer(bot, workspace, clock), ahead)
    return Guard(app, port)


def _explainer(bot: Bot, workspace: "Workspace", clock: Clock) -> "Explain":
    """Looks at a message of the workspace as the bot would, in a thread."""
    from datetime import UTC, datetime

    from bot.advice.explain import explain
    from bot.benefits.conversation import Posted

    async def look(message: "Message") -> "Explanation":
        said = Posted(
            workspace=workspace.team_id,
            channel=message.channel,
            user=message.user,
            at=datetime.fromtimestamp(float(message.ts), UTC),
            ts=message.ts,
            thread=message.thread_ts if message.is_reply else None,
            text=message.text,
        )
        return await asyncio.to_thread(explain, said, bot.doors, clock())

    return look


def _ahead(bot: Bot, workspace: "Workspace", clock: "MovableClock", journal: "Journal") -> "Ahead":
    """Has time go by: what falls due is asked and said before it goes on."""
    from datetime import date, datetime

    from bot.sandbox.ahead import Ahead
    from bot.sandbox.cast import PRIYA
    from bot.sandbox.page.rows import zone_of
    from bot.sandbox.shapes import Change

    async def catch_up() -> None:
        await asyncio.to_thread(bot.runner.sweep)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await workspace.delivery.settled()
                while await asyncio.to_thread(bot.rows.queues.busy):
                    await asyncio.sleep(LOOKS_EVERY)

    async def next_due(after: datetime) -> datetime | None:
        return await asyncio.to_thread(bot.rows.queues.next_due, after)

    def lives() -> list[date]:
        with bot.rows.records.work(workspace.team_id) as work:
            return [one.go_live for one in work.investments() if one.go_live is not None]

    def tell() -> None:
        workspace.board.announce(Change())

    return Ahead(clock, journal, zone_of(PRIYA.tz), catch_up, next_due, lives, tell)


def _workspace(
    base: str, secret: str, journal: "Journal", clock: "MovableClock", real: Clock
) -> "Workspace":
    """What people say goes by the movable clock; signatures and tickets by the real one."""
    from bot.sandbox.board import Board
    from bot.sandbox.cast import PEOPLE, ROOMS, WHO
    from bot.sandbox.delivery import Delivery
    from bot.sandbox.tickets import Tickets
    from bot.sandbox.workspace import Workspace

    return Workspace(
        WHO,
        Board(PEOPLE, ROOMS, WHO.bot_user, journal, clock),
        Delivery(f"{base}/slack/events", secret, real),
        Tickets(real, secrets.token_hex),
        secrets.token_hex,
        base,
    )
