"""Coming, listening over a socket, and leaving: the whole bot, as an admin and a process see it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import update
from starlette.applications import Starlette

from bot.app import Bot, build_bot, open_rows
from bot.installing import Grant
from bot.ports import Received
from bot.sandbox.board import Board
from bot.sandbox.cast import PEOPLE, PRIYA, RAFAEL, ROOMS, WHO
from bot.sandbox.consent import Consent
from bot.sandbox.delivery import Delivery
from bot.sandbox.hooks import Hooks
from bot.sandbox.journal import Journal
from bot.sandbox.link import Link
from bot.sandbox.standin import standin_routes
from bot.sandbox.tickets import Tickets
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from storage import tables
from storage.installations import SqlInstallations
from storage.queues import SqlQueues
from tests.sandbox.builders import Clock, numbered
from tests.sandbox.serving import a_socket, address_of
from tests.storage.test_installations import installed
from tests.stories.stage import PATIENCE, TOKEN, Stage, real, serving, words

APP_TOKEN = "xapp-for-tests"
KEYS = ("111.222", "client-secret-of-tests")
SEALED_BY = [Fernet.generate_key().decode() for _ in range(2)]
SECRET = "the signing secret of these tests"
NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live: 340 people logged in this week, 12 workflows automated"


@dataclass
class Place:
    """A workspace, the bot, and how they meet."""

    stage: Stage
    bot: Bot
    link: Link
    consent: Consent
    browser: httpx.AsyncClient
    home: Path


@asynccontextmanager
async def a_place(home: Path, *, socket: bool, many: bool, grace: int = 30) -> AsyncIterator[Place]:
    """By a socket or by requests; by one token or by an installation."""
    ours, theirs, new_id = a_socket(), a_socket(), numbered()
    slack, address = address_of(theirs), address_of(ours)
    clock, hooks = Clock(datetime(2026, 4, 20, 9, 0, tzinfo=UTC)), Hooks()
    link = Link(APP_TOKEN, new_id)
    delivery = Delivery(
        f"{address}/slack/events",
        SECRET,
        real,
        delays=(0.05, 0.1, 0.2, 0.4),
        timeout_seconds=1 if socket else 3,
        link=link if socket else None,
    )
    board = Board([*PEOPLE], [*ROOMS], WHO.bot_user, Journal(":memory:"), clock)
    workspace = Workspace(WHO, board, delivery, Tickets(real, new_id), new_id, slack)
    back = f"{address}/slack/oauth_redirect"
    consent = Consent(workspace, KEYS, TOKEN, back, RAFAEL, new_id)
    told = {
        "slack_app_token": SecretStr(APP_TOKEN),
        "slack_client_id": KEYS[0] if many else None,
        "slack_client_secret": SecretStr(KEYS[1]) if many else None,
        "secret_key": SecretStr(",".join(SEALED_BY)) if many else None,
        "purge_after": grace,
    }
    settings = Settings(home=home, **told)  # type: ignore[arg-type]
    if many:
        sealed_by_the_old_key(settings)
    bot = build_bot(
        settings,
        None if socket else SECRET,
        None if many else TOKEN,
        api_url=f"{slack}/api/",
        app_token=APP_TOKEN if socket else None,
        clock=clock,
    )
    routes = [*link.routes(), *consent.routes(), *standin_routes(workspace, TOKEN, hooks)]
    stage = Stage(workspace, hooks, clock, bot)
    async with (
        serving(Starlette(routes=routes), theirs),
        serving(bot.web, ours),
        httpx.AsyncClient(base_url=address) as browser,
    ):
        yield Place(stage, bot, link, consent, browser, home)
        await workspace.close()


def sealed_by_the_old_key(settings: Settings) -> None:
    """A workspace that installed it before the key was changed."""
    rows = open_rows(settings)
    one = installed("T9", grant=Grant(token=SecretStr("xoxb-of-T9")))
    SqlInstallations(rows.engine, SEALED_BY[1:]).save(one)
    rows.close()


async def ready(place: Place) -> None:
    """Wait until the bot knows that Slack reaches it, which Slack may know a moment before."""
    async with asyncio.timeout(PATIENCE):
        while (await place.browser.get("/ready")).json()["slack"] != "ok":
            await asyncio.sleep(0.02)


async def comes(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)


async def test_over_a_socket_the_same_story_is_told(tmp_path: Path) -> None:
    """Commands, messages and clicks. What cannot be kept is not acknowledged, and comes again; a
    connection that is refreshed or cut loses nothing. Requests are nobody's then, and `/ready`
    knows whether Slack reaches us.
    """
    async with a_place(tmp_path, socket=True, many=False) as place:
        stage = place.stage
        await comes(lambda: place.link.is_open)
        await ready(place)
        assert (await place.browser.post("/slack/events", json={})).status_code == 404
        await stage.command(PRIYA.id, NEW)
        await stage.settled()
        fails_once(place.bot.rows.queues)
        said, question = await stage.say_and_hear(PRIYA.id, UPDATE)
        assert question.thread_ts == said.ts
        attempts = [one for one in stage.workspace.delivery.log if one.kind == "event"]
        assert "http_timeout" in [one.reason for one in attempts]
        await place.link.refresh()
        await comes(lambda: place.link.opened == 2)
        await stage.click(PRIYA.id, question, "not_known")
        await place.link.cut()
        await comes(lambda: place.link.opened == 3)
        answer = await stage.command(PRIYA.id, "/whatimproved improved")
        assert "CRM phase 2" in words(answer)


def fails_once(queues: SqlQueues) -> None:
    """The next event cannot be kept: not with others, and not alone."""
    keep, left = queues.receive_all, [1, 2]

    def failing(came: Sequence[Received]) -> set[str]:
        if not left:
            return keep(came)
        left.pop()
        raise OSError("the disk is full")

    queues.receive_all = failing  # type: ignore[method-assign]


async def test_an_admin_installs_uses_and_removes_it(tmp_path: Path) -> None:
    """In the browser, through Slack's page; removed, it falls silent and is forgotten, with a
    receipt of ids and counts. An app's token that is set opens no socket of itself, and what an
    old key encrypted is read by the new one from then on.
    """
    async with a_place(tmp_path, socket=False, many=True, grace=0) as place:
        stage, browser = place.stage, place.browser
        await ready(place)
        assert place.link.opened == 0
        assert SqlInstallations(place.bot.rows.engine, SEALED_BY[:1]).find("T9") is not None
        page = await browser.get("/slack/install")
        state, link = page.headers["set-cookie"].split(";")[0], _link(page)
        done = await browser.get(_link(await browser.get(link)), headers={"cookie": state})
        assert "is installed in Local workspace" in done.text
        assert "Installed by Rafael Costa" in done.text
        await stage.command(PRIYA.id, NEW)
        await stage.say_and_hear(PRIYA.id, UPDATE)
        await stage.settled()
        assert place.bot.doors.records.workspaces() == [WHO.team_id]
        place.consent.remove(real())
        await stage.workspace.delivery.settled()
        before = len(stage.by_the_bot())
        await stage.say(PRIYA.id, f"<@{WHO.bot_user}> what improved?")
        await stage.settled()
        await asyncio.to_thread(place.bot.runner.sweep)
        assert place.bot.doors.records.workspaces() == [WHO.team_id]
        an_hour_passed(place)
        await asyncio.to_thread(place.bot.runner.sweep)
        assert len(stage.by_the_bot()) == before
        assert place.bot.doors.records.workspaces() == []
        receipt = json.loads((place.home / "receipts.jsonl").read_text())
        assert (receipt["id"], receipt["removed"]["investments"]) == (WHO.team_id, 1)
        assert "CRM" not in (place.home / "receipts.jsonl").read_text()


def an_hour_passed(place: Place) -> None:
    """Since we were put out."""
    kept = tables.installations
    with place.bot.rows.engine.begin() as connection:
        left = update(kept).where(kept.c.removed_at.is_not(None))
        connection.execute(left.values(removed_at=real() - timedelta(hours=1)))


def _link(page: httpx.Response) -> str:
    """Where the first button of a page leads."""
    return unescape(page.text.split("<a ")[1].split('href="')[1].split('"')[0])
