"""Three workspaces in one process come, speak, renew and go at once: nothing crosses."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from bot.access import Purging, many_workspaces
from bot.benefits.conversation import Event, Post, Span
from bot.durable.outbox import deliver
from bot.slack.calls import async_web_client
from bot.slack.chat import SlackChat
from bot.slack.directory import SlackDirectory
from bot.slack.event_ids import message_id
from bot.slack.install import ManyTokens
from bot.slack.listeners import build_app
from bot.slack.rotation import Keys
from bot.web import build_web
from storage import tables
from storage.database import migrate, open_engine
from storage.installations import SqlInstallations
from storage.lines import BACKUP, columns
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import FREELY, a_sending, an_investment
from tests.slack.conftest import FakeEdge, Server
from tests.slack.installing import CLIENT_ID, CLIENT_SECRET, Slacks
from tests.slack.slackside import SECRET, Slack, event_body, mention

START = datetime.now(UTC).replace(microsecond=0)
GRACE = timedelta(days=2)
HOMES = {"TAA": "TAA", "TBB": "TBB", "TCC": "ECC"}
"""Each workspace, and where its token comes from: the third has its organisation's."""

ROUNDS = 60

Act = Callable[[str], Awaitable[None]]


class Edge(FakeEdge):
    """Answers each mention by a post into the workspace it came from, and names in it somebody who
    has the same id in all of them.
    """

    def __init__(self, records: SqlRecords, slacks: Slacks, directory: SlackDirectory) -> None:
        super().__init__()
        self._records = records
        self._slacks = slacks
        self._directory = directory

    async def receive(self, event_id: str, event: Event) -> None:
        await asyncio.to_thread(self._answer, event_id, event.workspace)

    def _answer(self, key: str, workspace: str) -> None:
        name = self._directory.name(workspace, "U1")
        with self._records.work(workspace) as work:
            if not work.investments():
                named = an_investment().model_copy(update={"name": f"CRM of {workspace}"})
                work.add_investment(named, f"U{workspace}", self._slacks.now)
            told = Post(lead=((Span(text=f"{work.investments()[0].name}, {name}"),),))
            sent = a_sending(key, channel=f"C{workspace}", thread=None, post=told)
            work.send(sent, self._slacks.now)
            work.commit()


@dataclass
class World:
    """All of it, and what is expected: the posts each workspace asked for and was not purged of."""

    slacks: Slacks
    slack: Slack
    browser: httpx.AsyncClient
    speaking: ManyTokens
    kept: SqlInstallations
    queues: SqlQueues
    purging: Purging
    chance: random.Random
    expected: dict[str, set[str]] = field(default_factory=lambda: {one: set() for one in HOMES})
    news: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {one: [] for one in HOMES}
    )
    number: int = 0

    async def install(self, workspace: str) -> None:
        page = await self.browser.get("/slack/install")
        state = page.headers["set-cookie"].split(";")[0]
        code = self.slacks.code(HOMES[workspace])
        query = {"state": state.partition("=")[2], "code": code}
        done = await self.browser.get(
            "/slack/oauth_redirect", params=query, headers={"cookie": state}
        )
        assert done.status_code == 200, done.text

    async def use(self, workspace: str) -> None:
        self.number += 1
        whole = HOMES[workspace] != workspace
        told = {"team_id": workspace, "enterprise_id": HOMES[workspace] if whole else None}
        authorization = {**told, "user_id": "UBOT", "is_enterprise_install": whole}
        body = event_body(
            mention("<@U0BOT> what improved?", channel=f"C{workspace}", ts=f"{self.number}.000100"),
            event_time=int(self.slacks.now.timestamp()),
            **told | {"authorizations": [authorization]},
        )
        if (await self.slack.event(body)).status_code == 200:
            self.expected[workspace].add(message_id(body))

    async def remove(self, workspace: str) -> None:
        """Slack takes the token back at once, and tells of it some time later, as often as it
        likes.
        """
        self.slacks.revoke(HOMES[workspace])
        whole = HOMES[workspace] != workspace
        more = {
            "team_id": workspace,
            "event_time": int(self.slacks.now.timestamp()),
            "authorizations": [],
            "is_enterprise_install": whole,
            "enterprise_id": HOMES[workspace] if whole else None,
        }
        tokens = {"bot": ["UBOT"]}
        for event in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": tokens}):
            self.news[workspace] += [event_body(event, **more)] * self.chance.randint(1, 2)

    async def tell(self, workspace: str) -> None:
        waiting = self.news[workspace]
        if waiting:
            body = waiting.pop(self.chance.randrange(len(waiting)))
            assert (await self.slack.event(body)).status_code == 200

    async def deliver(self, _workspace: str = "") -> None:
        await asyncio.to_thread(self._deliver)

    def _deliver(self) -> None:
        chat = SlackChat(self.speaking.client)
        for taken in self.queues.take(self.slacks.now, 20, 60, FREELY):
            deliver(self.queues, taken, chat, lambda: self.slacks.now)

    async def sweep(self, _workspace: str = "") -> None:
        """Who was away for too long is purged: nothing is expected there from then on."""
        for workspace in self.kept.overdue(self.slacks.now - GRACE):
            self.expected.get(workspace, set()).clear()
        await asyncio.to_thread(self.speaking.renew_all)
        await asyncio.to_thread(self.purging.sweep, self.slacks.now)

    def check(self) -> None:
        """No token spoke elsewhere, no post went elsewhere, no row tells of another workspace."""
        for method, home, args in self.slacks.calls:
            if method == "chat.postMessage":
                workspace = str(args["channel"]).removeprefix("C")
                assert HOMES[workspace] == home
                assert args.get("team_id") == (workspace if home != workspace else None)
                shown = json.dumps(args)
                assert not [one for one in HOMES if one != workspace and one in shown]
        self.slacks.calls.clear()
        with self.purging.engine.connect() as connection:
            for table in BACKUP:
                for row in connection.execute(select(*columns(table))).mappings():
                    others = HOMES.keys() - {row["workspace"]}
                    assert not [one for one in others if one in str(dict(row))], table.name


@pytest.fixture
async def world(tmp_path: Path, api_server: Server) -> AsyncIterator[World]:
    engine = open_engine("sqlite://")
    migrate(engine)
    slacks, names = Slacks(START), iter(range(100_000))
    api_server.switch.app = slacks.app
    kept, url = SqlInstallations(engine, [Fernet.generate_key().decode()]), f"{api_server.url}/api/"
    access = many_workspaces(
        Keys(CLIENT_ID, SecretStr(CLIENT_SECRET)),
        kept,
        engine,
        url,
        lambda: slacks.now.timestamp(),
        lambda: slacks.now,
        lambda: f"state{next(names)}",
    )
    speaking = access.installations
    assert isinstance(speaking, ManyTokens)
    directory = SlackDirectory(speaking.client, lambda: slacks.now.timestamp())
    bolt = build_app(
        Edge(SqlRecords(engine), slacks, directory),
        signing_secret=SECRET,
        identity=speaking.identity,
        now=lambda: slacks.now,
        client=async_web_client(url),
        meet=speaking.meet,
    )
    web = httpx.ASGITransport(build_web(bolt, parts={}, routes=access.routes))
    purging = Purging(engine, kept, tmp_path, GRACE, directory.forget)
    async with httpx.AsyncClient(base_url="http://bot", transport=web) as http:
        yield World(
            slacks,
            Slack(http),
            http,
            speaking,
            kept,
            SqlQueues(engine),
            purging,
            random.Random(),
        )
    engine.dispose()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_comes_after_what_nothing_crosses(world: World, seed: int) -> None:
    """Each post that was promised is made once, in its own workspace and by its own token, as soon
    as we are let in there; of who was purged nothing is left.
    """
    world.chance.seed(seed)
    acts: list[Act] = [world.install, world.remove, world.sweep]
    for act, times in ((world.use, 3), (world.tell, 2), (world.deliver, 2)):
        acts += [act] * times
    posted: list[str] = []
    for _ in range(ROUNDS):
        await asyncio.gather(*(world.chance.choice(acts)(one) for one in HOMES))
        posted += keys_of(world)
        world.check()
        passed = world.chance.choice([2, 2, 2, 3_600, 20_000, 60_000])
        world.slacks.now += timedelta(seconds=passed)
    for workspace in HOMES:
        await world.install(workspace)
        world.slacks.now += timedelta(seconds=2)
        while world.news[workspace]:
            await world.tell(workspace)
        await world.use(workspace)
    for _ in range(20):
        world.slacks.now += timedelta(seconds=301)
        await world.deliver()
        posted += keys_of(world)
        world.check()
    assert len(posted) == len(set(posted))
    for workspace, keys in world.expected.items():
        assert keys, "each was let in at the end"
        assert keys <= set(posted), workspace
    assert len(posted) > ROUNDS / 6
    goes = tables.outbox
    with world.purging.engine.connect() as connection:
        waiting = connection.scalars(select(goes.c.key).where(goes.c.posted_at.is_(None))).all()
    assert waiting == []


def keys_of(world: World) -> list[str]:
    """The keys of the posts that Slack took since the last look."""
    found = [args for method, _, args in world.slacks.calls if method == "chat.postMessage"]
    told = [args["metadata"] for args in found]
    read = [json.loads(one) if isinstance(one, str) else one for one in told]
    return [str(one["event_payload"]["key"]) for one in read]
