"""The real Bolt app behind the real server on loopback, with a fake of what stands behind it."""

import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.benefits.conversation import (
    Deleted,
    Edited,
    Event,
    Filled,
    Form,
    Guided,
    Measured,
    Posted,
    PutOff,
    Stopped,
)
from bot.benefits.guides import Guide
from bot.benefits.sheet import Sheet
from bot.slack.identity import Identity
from bot.slack.listeners import build_app
from bot.web import build_web
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import BOT_USER, SECRET, TEAM, TOKEN, Slack

NOW = datetime(2026, 2, 18, 9, 0, tzinfo=UTC)


class FakeEdge:
    """Remembers what it was given; fails, knows and objects as told."""

    def __init__(self) -> None:
        self.received: list[tuple[str, Event]] = []
        self.screened: list[Posted] = []
        self.concerned = True
        self.threads: set[str] | None = None
        self.broken = False
        self.known: tuple[str, Form] | None = ("Quote-to-cash", Form(baseline="14 days"))
        self.problems: dict[str, str] = {}
        self.barred: str | None = None
        self.wrong: str | None = None
        self.admins: set[str] = set()
        self.chosen: list[str | None] = []
        self.offers: Callable[[str | None], Sheet] = lambda _: Sheet(homes=(), today=NOW.date())
        self.looked: list[tuple[str, str, str]] = []
        self.opened: list[tuple[str, str]] = []
        self.forms: dict[str, str] = {}
        self.guides: dict[str, Guide | str] = {}
        self.wanted: list[tuple[str, ...]] = []
        self.steps: list[Guide] = []
        self.forgotten: list[tuple[str, str]] = []

    async def receive(self, event_id: str, event: Event) -> None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        self.received.append((event_id, event))

    async def concerns_us(self, said: Posted | Edited | Deleted) -> bool:
        if isinstance(said, Posted):
            self.screened.append(said)
        ours = self.threads is None or said.thread is None or said.thread in self.threads
        return self.concerned and ours

    async def let_in(self, workspace: str, channel: str) -> None:
        self.opened.append((workspace, channel))

    async def converted(self, workspace: str, channel: str) -> None:
        self.forgotten.append((workspace, channel))

    async def prefill(self, workspace: str, ref: str, channel: str) -> tuple[str, Form] | None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        return self.known

    async def may_put_off(self, workspace: str, ref: str, user: str) -> str | None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        return self.barred

    async def check_put_off(self, done: PutOff) -> str | None:
        return self.wrong

    async def is_admin(self, workspace: str, user: str) -> bool:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        return user in self.admins

    async def sheet(self, workspace: str, user: str, chosen: str | None = None) -> Sheet:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        self.chosen.append(chosen)
        return self.offers(chosen)

    async def check_measured(self, entered: Measured) -> dict[str, str]:
        return self.problems

    async def check(self, filled: Filled) -> dict[str, str]:
        return self.problems

    def form_of(self, verb: str) -> str | None:
        return self.forms.get(verb)

    async def guide(
        self, name: str, workspace: str, channel: str, user: str, ref: str
    ) -> Guide | str | None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        self.wanted.append((name, workspace, channel, user, ref))
        return self.guides.get(name)

    async def check_guided(self, sent: Guided) -> dict[str, str]:
        return self.problems

    async def next_guide(self, sent: Guided) -> Guide | None:
        return self.steps.pop(0) if self.steps else None

    async def looked_at(self, workspace: str, user: str, channel: str) -> None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        self.looked.append((workspace, user, channel))

    async def stopped(self, event_id: str, stopped: Stopped) -> None:
        await self.receive(event_id, stopped)

    @property
    def events(self) -> list[Event]:
        return [event for _, event in self.received]


class FakeIdentities:
    """The bot is at home in one workspace."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, workspace: str | None) -> Identity | None:
        self.asked += 1
        known = Identity(workspace=TEAM, bot_user=BOT_USER, bot_id="B0BOT", token=TOKEN)
        return known if workspace == TEAM else None


@dataclass
class Place:
    """The edge as Slack meets it, and both things behind it."""

    slack: Slack
    edge: FakeEdge
    api: FakeApi
    well: dict[str, bool]


class Switch:
    """A server's app that is another one for each test: starting servers is what takes long."""

    def __init__(self) -> None:
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@dataclass
class Server:
    switch: Switch
    url: str


@contextmanager
def serving() -> Iterator[Server]:
    """A real server on a free port of loopback, in a thread of its own."""
    switch = Switch()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(switch, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Server(switch, f"http://127.0.0.1:{listening.getsockname()[1]}")
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def edge_server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def api_server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def api(api_server: Server) -> FakeApi:
    """A fresh Slack API; `api.url` tells where."""
    fake = FakeApi(f"{api_server.url}/api/", f"{api_server.url}/hook")
    api_server.switch.app = fake.app
    return fake


@pytest.fixture
async def place(edge_server: Server, api: FakeApi) -> AsyncIterator[Place]:
    edge, well = FakeEdge(), {"is": True}
    bolt = build_app(
        edge,
        signing_secret=SECRET,
        identity=FakeIdentities(),
        now=lambda: NOW,
        client=AsyncWebClient(base_url=api.url),
    )
    edge_server.switch.app = build_web(bolt, parts={"records": lambda: well["is"]})
    async with httpx.AsyncClient(base_url=edge_server.url) as http:
        yield Place(slack=Slack(http), edge=edge, api=api, well=well)
