"""The real Bolt app behind the real server on loopback, with a fake of what stands behind it."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.benefits.conversation import Event, Form, Posted
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
        self.broken = False
        self.known: tuple[str, Form] | None = ("Quote-to-cash", Form(baseline="14 days"))
        self.problems: dict[str, str] = {}

    async def receive(self, event_id: str, event: Event) -> None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        self.received.append((event_id, event))

    async def concerns_us(self, posted: Posted) -> bool:
        self.screened.append(posted)
        return self.concerned

    async def prefill(self, workspace: str, ref: str) -> tuple[str, Form] | None:
        if self.broken:
            raise RuntimeError("secret detail: the disk is full")
        return self.known

    def check(self, form: Form) -> dict[str, str]:
        return self.problems

    @property
    def events(self) -> list[Event]:
        return [event for _, event in self.received]


class FakeIdentities:
    """The bot is at home in one workspace."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, workspace: str) -> Identity | None:
        self.asked += 1
        known = Identity(workspace=TEAM, bot_user=BOT_USER, bot_id="B0BOT", token=TOKEN)
        return known if workspace == TEAM else None


@dataclass
class Place:
    """The edge as Slack meets it, and both things behind it."""

    slack: Slack
    edge: FakeEdge
    api: FakeApi
    api_url: str
    well: dict[str, bool] = field(default_factory=lambda: {"is": True})


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """The app on a free port of loopback, until the block ends."""
    with _free_socket() as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await running


@contextmanager
def serving_in_a_thread(app: Starlette) -> Iterator[str]:
    """The same for clients that block."""
    with _free_socket() as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@contextmanager
def _free_socket() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    edge, api, well = FakeEdge(), FakeApi(), {"is": True}
    async with serving(api.app) as api_url:
        bolt = build_app(
            edge,
            signing_secret=SECRET,
            identity=FakeIdentities(),
            now=lambda: NOW,
            client=AsyncWebClient(base_url=f"{api_url}/api/"),
        )
        async with (
            serving(build_web(bolt, is_well=lambda: well["is"])) as url,
            httpx.AsyncClient(base_url=url) as http,
        ):
            yield Place(slack=Slack(http), edge=edge, api=api, api_url=api_url, well=well)


@pytest.fixture
def fake_api() -> Iterator[tuple[FakeApi, str]]:
    api = FakeApi()
    with serving_in_a_thread(api.app) as url:
        yield api, url
