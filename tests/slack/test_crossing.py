"""Three workspaces in one process come, speak, renew and go at once: nothing crosses."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pydantic import SecretStr
from sqlalchemy import select

from bot.access import Purging, many_workspaces
from bot.agency import Agency, build_agency
from bot.benefits.conversation import Event, Form, Post, Posted, Span
from bot.benefits.home import Home, Wanted
from bot.durable.outbox import deliver
from bot.slack.calls import async_web_client
from bot.slack.directory import SlackDirectory
from bot.slack.event_ids import message_id
from bot.slack.home_door import HomeDoor
from bot.slack.install import ManyTokens
from bot.slack.listeners import build_app
from bot.slack.readers import Readers
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
from tests.slack.slackside import SECRET, Slack, event_body, mention, message

START = datetime.now(UTC).replace(microsecond=0)
GRACE = timedelta(days=2)
HOMES = {"TAA": "TAA", "TBB": "TBB", "TCC": "ECC"}
"""Each workspace, and where its token comes from: the third has its organisation's."""

WROTE = {"TAA": "1.200,5", "TBB": "1,200.5", "ECC": "1\u00a0200,5"}
"""How numbers are written where each token comes from: by the locale Slack tells there."""

PERSON = "U0ANA01"
"""Has the same id in every workspace, and another name in each."""

INSTALLER = "U1"
"""Who installs us is asked about by the new token, before anybody speaks for a workspace."""

A_MOMENT = timedelta(seconds=2)
STEPS = 25
EXAMPLES = 12


class Edge(FakeEdge):
    """Answers whatever it hears by a post into where it came from, and names in it somebody who has
    the same id everywhere; suggests questions to who looks at their conversation.
    """

    def __init__(
        self, records: SqlRecords, slacks: Slacks, directory: SlackDirectory, agency: Agency
    ) -> None:
        super().__init__()
        self._records = records
        self._slacks = slacks
        self._directory = directory
        self._agency = agency

    async def receive(self, event_id: str, event: Event) -> None:
        await asyncio.to_thread(self._answer, event_id, event)

    async def looked_at(self, workspace: str, user: str, channel: str) -> None:
        suggest, what = self._agency.agent.suggest, self.named(workspace)
        await asyncio.to_thread(suggest, workspace, channel, what, ((what, what),))

    def named(self, workspace: str) -> str:
        return f"{self._name_of_home(workspace)}, {self._directory.name(workspace, PERSON)}"

    def _name_of_home(self, workspace: str) -> str:
        with self._records.work(workspace) as work:
            return next((one.name for one in work.investments()), "Nothing yet")

    def _answer(self, key: str, event: Event) -> None:
        assert isinstance(event, Posted)
        workspace = event.workspace
        with self._agency.agent.at_work(event), self._records.work(workspace) as work:
            if not work.investments():
                named = an_investment().model_copy(update={"name": f"CRM of {workspace}"})
                work.add_investment(named, f"U{workspace}", self._slacks.now)
            work.commit()
        told = Post(lead=((Span(text=f"{self.named(workspace)}: 1,200.5 days"),),))
        thread = event.ts if event.direct else None
        with self._records.work(workspace) as work:
            work.send(a_sending(key, channel=event.channel, thread=thread, post=told), event.at)
            work.commit()


class Homes:
    """Shows each person's Home: what is at home in their workspace."""

    def __init__(self, edge: Edge, door: HomeDoor) -> None:
        self._door = door
        self._edge = edge

    async def show(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        await asyncio.to_thread(self._door.show, workspace, user, wanted, notice)

    async def prefill(self, workspace: str, ref: str, user: str) -> tuple[str, Form] | None:
        return None

    async def full(self, workspace: str, user: str, investment: str | None) -> Post:
        return Post()

    async def behind(self, workspace: str, ref: str, user: str) -> tuple[Post, ...]:
        return ()


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
    agency: Agency
    expected: dict[str, set[str]] = field(default_factory=lambda: {one: set() for one in HOMES})
    news: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {one: [] for one in HOMES}
    )
    posted: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    homes_shown: int = 0
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
        """Somebody mentions us in a channel."""
        self.number += 1
        event = mention("<@U0BOT> hi", channel=f"C{workspace}", ts=f"{self.number}.000100")
        await self._promised(workspace, event)

    async def ask(self, workspace: str) -> None:
        """Somebody asks us directly: a session of its own."""
        self.number += 1
        ts, text = f"{self.number}.000100", f"what improved in {workspace}?"
        asked = message(text, channel=f"D{workspace}", channel_type="im", user=PERSON, ts=ts)
        await self._promised(workspace, asked)

    async def look(self, workspace: str, tab: str = "home") -> None:
        """Somebody opens their Home, or their conversation with us."""
        event = {"type": "app_home_opened", "user": PERSON, "channel": f"D{workspace}", "tab": tab}
        await self.slack.event(self._body(workspace, event))

    async def chat(self, workspace: str) -> None:
        await self.look(workspace, "messages")

    async def remove(self, workspace: str) -> None:
        """Slack takes the token back at once, and tells of it some time later, as often as it
        likes.
        """
        self.slacks.revoke(HOMES[workspace])
        tokens = {"bot": ["UBOT"]}
        told: Sequence[dict[str, Any]] = (
            {"type": "app_uninstalled"},
            {"type": "tokens_revoked", "tokens": tokens},
            {"type": "app_uninstalled"},
        )
        self.news[workspace] += [
            self._body(workspace, event) | {"authorizations": []} for event in told
        ]

    async def tell(self, workspace: str) -> None:
        """What is told of it comes in any order."""
        waiting = self.news[workspace]
        if waiting:
            body = waiting.pop(self.number % len(waiting))
            assert (await self.slack.event(body)).status_code == 200

    async def deliver(self, _workspace: str = "") -> None:
        await asyncio.to_thread(self._deliver)

    def _deliver(self) -> None:
        for taken in self.queues.take(self.slacks.now, 20, 60, FREELY):
            deliver(self.queues, taken, self.agency.chat, lambda: self.slacks.now)

    async def sweep(self, _workspace: str = "") -> None:
        """Who was away for too long is purged: nothing is expected there from then on."""
        for workspace in self.kept.overdue(self.slacks.now - GRACE):
            self.expected.get(workspace, set()).clear()
        await asyncio.to_thread(self.speaking.renew_all)
        await asyncio.to_thread(self.purging.sweep, self.slacks.now)

    async def _promised(self, workspace: str, event: dict[str, Any]) -> None:
        body = self._body(workspace, event)
        if (await self.slack.event(body)).status_code == 200:
            self.expected[workspace].add(message_id(body))

    def _body(self, workspace: str, event: dict[str, Any]) -> dict[str, Any]:
        whole = HOMES[workspace] != workspace
        told = {"team_id": workspace, "enterprise_id": HOMES[workspace] if whole else None}
        allowed = {**told, "user_id": "UBOT", "is_enterprise_install": whole}
        more = {**told, "authorizations": [allowed], "is_enterprise_install": whole}
        return event_body(event, event_time=int(self.slacks.now.timestamp()), **more)

    def check(self) -> None:
        """No token spoke elsewhere, nothing shown or said tells of another workspace, no row
        either.
        """
        calls, self.slacks.calls = self.slacks.calls, []
        for method, home, args in calls:
            workspace = next(one for one, known in HOMES.items() if known == home)
            others = [one for one in HOMES if one != workspace]
            shown = json.dumps(args, ensure_ascii=False)
            assert not [one for one in others if one in shown], method
            if method != "auth.test" and args.get("user") != INSTALLER:
                assert args.get("team_id") == (workspace if home != workspace else None), method
            if method == "chat.postMessage":
                written = [one for one in ("1,200.5", WROTE[home]) if f"{one} days" in args["text"]]
                assert written, "as in English at most, where Slack could not be asked"
                self.written |= {*written} & {WROTE[home]}
                self.posted.append(key_of(args))
            self.homes_shown += method == "views.publish"
        with self.purging.engine.connect() as connection:
            for table in BACKUP:
                for row in connection.execute(select(*columns(table))).mappings():
                    strangers = HOMES.keys() - {row["workspace"]}
                    assert not [one for one in strangers if one in str(dict(row))], table.name

    async def to_the_end(self) -> None:
        """All are let in again and asked; what was promised and is not forgotten goes out."""
        for workspace in HOMES:
            await self.install(workspace)
            self.slacks.now += A_MOMENT
            while self.news[workspace]:
                await self.tell(workspace)
            await self.use(workspace)
            await self.ask(workspace)
            await self.look(workspace)
        for _ in range(STEPS * 4):
            if not self._waiting():
                break
            self.slacks.now += timedelta(seconds=301)
            await self.deliver()
        self.check()
        assert len(self.posted) == len(set(self.posted))
        for workspace, keys in self.expected.items():
            assert keys, "each was let in at the end"
            assert keys <= set(self.posted), workspace
        assert self.homes_shown >= len(HOMES)
        assert self.written == {*WROTE.values()}
        assert not self._waiting()

    def _waiting(self) -> list[str]:
        goes = tables.outbox
        with self.purging.engine.connect() as connection:
            waiting = connection.scalars(select(goes.c.key).where(goes.c.posted_at.is_(None)))
            return list(waiting)


async def a_world(within: AsyncExitStack, folder: Path, server: Server) -> World:
    engine = open_engine("sqlite://")
    within.callback(engine.dispose)
    migrate(engine)
    slacks, names = Slacks(START), iter(range(100_000))
    server.switch.app = slacks.app
    kept, url = SqlInstallations(engine, [Fernet.generate_key().decode()]), f"{server.url}/api/"
    access = many_workspaces(
        Keys(CLIENT_ID, SecretStr(CLIENT_SECRET)),
        kept,
        engine,
        url,
        lambda: slacks.now.timestamp(),
        lambda: slacks.now,
        lambda: f"state{next(names)}",
    )
    speaking, records = access.installations, SqlRecords(engine)
    assert isinstance(speaking, ManyTokens)
    clock = lambda: slacks.now.timestamp()  # noqa: E731 - it is an argument
    directory = SlackDirectory(speaking.client, clock)
    readers = Readers(locale=directory.locale)
    agency = build_agency(speaking.client, directory.name, clock, readers=readers)
    edge = Edge(records, slacks, directory, agency)

    def read(workspace: str, _user: str, _wanted: Wanted) -> Home:
        return Home(at=slacks.now, lead=((Span(text=edge.named(workspace)),),))

    door = HomeDoor(speaking.client, read, clock, directory.name, readers=readers)
    bolt = build_app(
        edge,
        signing_secret=SECRET,
        identity=speaking.identity,
        now=lambda: slacks.now,
        client=async_web_client(url),
        homes=Homes(edge, door),
        meet=speaking.meet,
    )
    web = httpx.ASGITransport(build_web(bolt, parts={}, routes=access.routes))
    http = await within.enter_async_context(httpx.AsyncClient(base_url="http://bot", transport=web))
    purging = Purging(engine, kept, folder, GRACE, directory.forget)
    return World(slacks, Slack(http), http, speaking, kept, SqlQueues(engine), purging, agency)


ACTS = (
    "install",
    "remove",
    "tell",
    "tell",
    "use",
    "use",
    "ask",
    "look",
    "chat",
    "deliver",
    "sweep",
)

WORKSPACES = st.sampled_from(sorted(HOMES))
WAITS = st.sampled_from([2, 2, 2, 3_600, 20_000, 60_000])


def crossing(folder: Path, server: Server) -> type[RuleBasedStateMachine]:
    """Anything that can happen, in any order and at once."""

    class Crossing(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.runner, self.within = asyncio.Runner(), AsyncExitStack()
            self.world = self.runner.run(a_world(self.within, folder, server))

        @initialize(first=st.sets(WORKSPACES))
        def are_there(self, first: set[str]) -> None:
            for one in sorted(first):
                self.runner.run(self.world.install(one))
            self.world.slacks.now += A_MOMENT

        @rule(acts=st.dictionaries(WORKSPACES, st.sampled_from(ACTS), min_size=1))
        def at_once(self, acts: dict[str, str]) -> None:
            """One thing in each of some workspaces: Slack tells seconds apart, and no less."""

            async def together() -> None:
                await asyncio.gather(*(getattr(self.world, act)(one) for one, act in acts.items()))

            self.runner.run(together())
            self.world.slacks.now += A_MOMENT

        @rule(workspace=WORKSPACES, waits=WAITS)
        def comes_back(self, workspace: str, waits: int) -> None:
            """Put out and let in again, before anybody told us."""
            self.runner.run(self.world.remove(workspace))
            self.world.slacks.now += timedelta(seconds=waits)
            self.runner.run(self.world.install(workspace))
            self.world.slacks.now += A_MOMENT

        @rule(seconds=WAITS)
        def time_goes_by(self, seconds: int) -> None:
            self.world.slacks.now += timedelta(seconds=seconds)

        @invariant()
        def nothing_crosses(self) -> None:
            self.world.check()

        def teardown(self) -> None:
            try:
                self.runner.run(self.world.to_the_end())
            finally:
                self.runner.run(self.within.aclose())
                self.runner.close()

    return Crossing


def test_whatever_comes_after_what_nothing_crosses(tmp_path: Path, api_server: Server) -> None:
    """Each post that was promised is made once, in its own workspace and by its own token, as soon
    as we are let in there; Homes, sessions, names and numbers are each workspace's own; of who was
    purged nothing is left.
    """
    run_state_machine_as_test(
        crossing(tmp_path, api_server),
        settings=settings(
            max_examples=EXAMPLES,
            phases=(Phase.reuse, Phase.generate),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def key_of(args: dict[str, Any]) -> str:
    """The key of a post that Slack took."""
    told = args["metadata"]
    return str((json.loads(told) if isinstance(told, str) else told)["event_payload"]["key"])
