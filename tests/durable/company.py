"""Several replicas of the bot on one database behind a balancer, each of which can be killed."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import parse_qs

import aiohttp
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import Rows, open_rows
from bot.sandbox.hooks import Hooks
from bot.sandbox.shapes import Json
from bot.sandbox.standin import build_standin
from bot.settings import Settings
from bot.slack.event_ids import event_id, message_id
from bot.slack.texts import Texts
from storage import tables
from storage.database import open_engine
from tests.durable.backlog import PROJECTS
from tests.durable.fast import FastTime
from tests.durable.process import Process, a_port
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import TOKEN, Stage, a_workspace, serving, words

PATIENCE = 120.0
SLACKS_PATIENCE = (0.1, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before what was not taken is sent again: longer than a restart takes."""

MISCHIEF = (None, None, None, None, "lost", "unanswered", "twice", "late")
LATE = 1.0

HASTY = ("-m", "tests.durable.hasty")

ONCE = aiohttp.ClientTimeout(total=10)


class Balancer:
    """Sends each request to the next replica that takes it; remembers what was acknowledged, by the
    id it is kept by, with what it was.

    What a replica may have begun is sent to no other one: there Slack tries again. With a `chance`
    it is a bad line: it loses requests, and answers, sends some twice and holds others up.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self.acknowledged: dict[str, str] = {}
        self.pressed: set[str] = set()
        self.chance: Random | None = None
        self._ports = list(ports)
        self._turn = 0
        self._http: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Starlette]:
        """The application that stands before the replicas."""
        async with aiohttp.ClientSession(timeout=ONCE) as self._http:
            yield Starlette(routes=[Route("/{path:path}", self._pass_on, methods=["POST"])])

    async def _pass_on(self, request: Request) -> Response:
        body = await request.body()
        mischief = self.chance.choice(MISCHIEF) if self.chance else None
        if mischief == "lost":
            return Response(status_code=502)
        if mischief == "late":
            await asyncio.sleep(LATE)
        if mischief == "twice":
            await self._sent(request, body)
        answer = await self._sent(request, body)
        if mischief == "unanswered":
            return Response(status_code=502)
        named = name_of(body, request.headers["content-type"])
        if answer.status_code == 200 and named:
            self.acknowledged[named] = told_by(body, request.headers["content-type"])
            if not request.headers["content-type"].startswith("application/json"):
                self.pressed.add(named)
        return answer

    async def _sent(self, request: Request, body: bytes) -> Response:
        for _ in self._ports:
            self._turn += 1
            port = self._ports[self._turn % len(self._ports)]
            try:
                return await self._asked(port, request, body)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                break
        return Response(status_code=502)

    async def _asked(self, port: int, request: Request, body: bytes) -> Response:
        assert self._http is not None
        sent = {key: value for key, value in request.headers.items() if key != "host"}
        where = f"http://127.0.0.1:{port}{request.url.path}"
        async with self._http.post(where, data=body, headers=sent) as answer:
            told = await answer.read()
            kind = answer.headers.get("Content-Type", "text/plain")
            return Response(told, answer.status, {"Content-Type": kind})


def name_of(body: bytes, kind: str) -> str | None:
    """The id by which the bot keeps what this request tells it; None for its own messages."""
    if kind.startswith("application/json"):
        told = json.loads(body)
        event = told["event"]
        if event.get("subtype") or event.get("bot_id"):
            return None
        is_said = event["type"] in ("message", "app_mention")
        return message_id(told) if is_said else event_id(told)
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    told = json.loads(form["payload"]) if "payload" in form else form
    return str(told.get("trigger_id"))


def told_by(body: bytes, kind: str) -> str:
    """What a request tells, in a line: for who looks for what became of it."""
    if kind.startswith("application/json"):
        event = json.loads(body)["event"]
        under = event.get("thread_ts")
        thread = f" under {under}" if under else ""
        return f"{event['type']} {event.get('ts')} in {event.get('channel')}{thread}: " + str(
            event.get("text")
        )
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    told: Json = json.loads(form["payload"]) if "payload" in form else {**form}
    pressed = [f"{one.get('action_id')} {one.get('value')}" for one in told.get("actions", ())]
    return f"{told.get('type') or told.get('text')} {', '.join(pressed)}"


class Said(NamedTuple):
    """A message of the bot's that Slack made."""

    key: str
    where: str
    words: str


@dataclass
class Company:
    """A workspace, its replicas, and their rows; `said` is every message Slack made of the bot's.
    What falls due goes by a `time` that stands until it runs.
    """

    stage: Stage
    balancer: Balancer
    replicas: list[Process]
    rows: Rows
    url: str
    time: FastTime
    said: list[Said] = field(default_factory=list)

    async def settled(self) -> None:
        """Wait until all was delivered, nothing waits and nothing is under way: however long, as
        long as there is ever less to do.
        """
        try:
            await self._settles()
        except TimeoutError:
            raise TimeoutError("\n".join(self._open())) from None

    async def _settles(self) -> None:
        async with asyncio.timeout(PATIENCE) as patience:
            await self.stage.workspace.delivery.settled()
            least = inf
            while await asyncio.to_thread(self.rows.queues.busy):
                if (left := sum(await asyncio.to_thread(self._left))) < least:
                    least = left
                    patience.reschedule(asyncio.get_running_loop().time() + PATIENCE)
                await asyncio.sleep(0.05)

    def _open(self) -> list[str]:
        """Some of what is still open, for who looks why."""
        engine, came, goes = open_engine(self.url), tables.inbox, tables.outbox
        told = ("attempts", "holder", "lease_until", "error")
        with engine.connect() as connection:
            events = select(came.c.event, *(came.c[one] for one in told))
            posts = select(goes.c.key, *(goes.c[one] for one in (*told, "retry_at")))
            left = [
                *connection.execute(events.where(came.c.handled_at.is_(None)).limit(9)),
                *connection.execute(posts.where(goes.c.posted_at.is_(None)).limit(9)),
            ]
        engine.dispose()
        return [" ".join(map(str, row)) for row in left]

    async def keeps_up(self, behind: int) -> None:
        """Wait until no more than so many of the things that people did are still to be handled."""
        async with asyncio.timeout(PATIENCE):
            while (await asyncio.to_thread(self._left))[0] > behind:
                await asyncio.sleep(0.1)

    def _left(self) -> tuple[int, int]:
        """How many rows of the inbox and of the outbox are still open."""
        engine, came, goes = open_engine(self.url), tables.inbox, tables.outbox
        with engine.connect() as connection:
            events = select(func.count()).where(came.c.handled_at.is_(None))
            posts = select(func.count()).where(goes.c.posted_at.is_(None))
            came_in, goes_out = (connection.scalar(one) or 0 for one in (events, posts))
        engine.dispose()
        return came_in, goes_out

    async def ended(self) -> None:
        """Stop the time, and wait until all that fell due by then is done."""
        self.time.stand()
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(self._is_anything_due):
                await asyncio.sleep(0.1)
        await self.settled()

    def _is_anything_due(self) -> bool:
        engine, kept = open_engine(self.url), tables.due
        with engine.connect() as connection:
            due = connection.scalar(select(func.count()).where(kept.c.due_at <= self.time()))
        engine.dispose()
        return bool(due)

    async def start(self) -> None:
        """Start whoever does not run."""
        gone = [one for one in self.replicas if one.running is None or one.running.returncode]
        await asyncio.gather(*(one.start() for one in gone))

    def holders(self) -> list[Process]:
        """The replicas that have something in hand."""
        engine = open_engine(self.url)
        names: set[str] = set()
        with engine.connect() as connection:
            for table, done in ((tables.inbox, "handled_at"), (tables.outbox, "posted_at")):
                held = select(table.c.holder).where(
                    table.c.lease_until.is_not(None), table.c[done].is_(None)
                )
                names |= set(connection.scalars(held))
        engine.dispose()
        return [one for one in self.replicas if one.told["WHATIMPROVED_EXECUTOR"] in names]

    def unhandled(self) -> set[str]:
        """What was acknowledged and is not kept as handled: lost."""
        engine, kept = open_engine(self.url), tables.inbox
        with engine.connect() as connection:
            done = set(
                connection.scalars(select(kept.c.event).where(kept.c.handled_at.is_not(None)))
            )
        engine.dispose()
        return self.balancer.acknowledged.keys() - done

    def refused(self) -> int:
        """How often somebody who pressed something was told that it was not kept."""
        rooms = list(self.stage.workspace.board.rooms)
        said = [one for room in rooms for one in self.stage.by_the_bot(room)]
        return sum(Texts().failed in words(one) for one in said if one.ephemeral_to)


@asynccontextmanager
async def a_company(
    folder: Path, database: str | None = None, replicas: int = 1, told: dict[str, str] | None = None
) -> AsyncIterator[Company]:
    """So many replicas on the database at an address, or one on a file of its own."""
    theirs, ours = a_socket(), a_socket()
    slack, clock, hooks = address_of(theirs), FastTime(folder / "time.json"), Hooks()
    clock.stand()
    workspace = a_workspace(
        slack, address_of(ours), clock, delays=SLACKS_PATIENCE, more_rooms=PROJECTS
    )
    homes = [folder / f"home{number}" for number in range(replicas)]
    set_up = {"HASTY_TIME": str(folder / "time.json"), **(told or {})}
    if database:
        set_up["DATABASE_URL"] = database
    processes = [
        Process(home, a_port(), slack, {"WHATIMPROVED_EXECUTOR": home.name, **set_up}, HASTY)
        for home in homes
    ]
    settings = Settings(home=homes[0], database_url=database, executor="the-test")
    balancer = Balancer([one.port for one in processes])
    async with (
        serving(build_standin(workspace, TOKEN, hooks), theirs),
        balancer.opened() as before,
        serving(before, ours),
    ):
        rows = open_rows(settings)
        stage = Stage(workspace, hooks, clock, None)
        company = Company(stage, balancer, processes, rows, settings.records_url, clock)
        listen(company)
        try:
            await company.start()
            yield company
        finally:
            await asyncio.gather(*(one.stop() for one in processes))
            await workspace.close()
            rows.close()


def listen(company: Company) -> None:
    """Note every message the bot makes."""

    async def note(call: Json) -> None:
        metadata = call.get("metadata")
        found = json.loads(metadata) if isinstance(metadata, str) else metadata or {}
        key = str(found.get("event_payload", {}).get("key"))
        company.said.append(Said(key, str(call["channel"]), str(call.get("text"))))

    company.stage.hooks.after("chat.postMessage", note)
