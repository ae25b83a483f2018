"""Slack, the network and the disk fail: nothing is lost, nothing is doubled, nothing is told on."""

import asyncio
import http.client
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.cast import PRIYA, TOM
from bot.sandbox.hooks import Dropped, Hook
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json, Message
from tests.durable.process import Theatre, a_port, a_theatre
from tests.sandbox.builders import SECRET
from tests.stories.stage import TOKEN, Stage, a_stage, words

ROOT = Path(__file__).parents[2]
NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live: 340 people logged in this week, 12 workflows automated."
ANSWER = "about 14 days in Q1, per Finance's Salesforce report"


class Slow(Exception):
    """Raised where a call is to be answered too late."""


SLOW_SECONDS = 1.0

FAULTS = (
    Refused("ratelimited", 429, headers={"Retry-After": "1"}),
    Refused("internal_error", 500),
    Dropped(),
    Refused("fatal_error"),
    Slow(),
)

POINTS = (
    "before users.info",
    "before chat.getPermalink",
    "before chat.postMessage",
    "after chat.postMessage",
    "before chat.update",
    "after chat.update",
)
"""Where a call fails: before it has done anything, or when all but the answer is done."""


class Weather:
    """Fails once at each point, each time in another way."""

    def __init__(self, stage: Stage, points: Sequence[str], faults: Iterable[Exception]) -> None:
        self.failed: list[str] = []
        for point, fault in zip(points, cycle(faults), strict=False):
            when, method = point.split()
            getattr(stage.hooks, when)(method, self._once(point, fault))

    def _once(self, point: str, fault: Exception) -> Hook:
        async def fail(_args: Json) -> None:
            if point in self.failed:
                return
            self.failed.append(point)
            if not isinstance(fault, Slow):
                raise fault
            await asyncio.sleep(SLOW_SECONDS)

        return fail


@pytest_asyncio.fixture(loop_scope="function")
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """A bot that waits for Slack and for its disk no longer than a test does."""
    monkeypatch.setattr("bot.slack.calls.TIMEOUT_SECONDS", SLOW_SECONDS / 2)
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.2)
    for waiting in ("inbox", "outbox"):
        monkeypatch.setattr(f"bot.durable.{waiting}.LONGEST_WAIT", 0.1)
    monkeypatch.setattr("bot.durable.outbox.AFTER_SILENCE", SLOW_SECONDS)
    async with a_stage(tmp_path) as found:
        yield found


async def told_of(stage: Stage, since: int) -> list[int | None]:
    """What the bot answered to events, once all of them came to an end."""
    await stage.settled()
    return [made.status for made in list(stage.workspace.delivery.log)[since:]]


async def until_refused(stage: Stage, since: int) -> None:
    """Wait until the bot was told of something more, and turned it down."""
    async with asyncio.timeout(20):
        while len(stage.workspace.delivery.log) <= since:
            await asyncio.sleep(0.01)


def replies(stage: Stage, head: Message) -> list[Message]:
    """What stands under a message."""
    return stage.workspace.thread(head.channel, head.ts)[1:]


@pytest.mark.parametrize("turn", [0, 2])
async def test_whatever_slack_fails_at_is_done_once(stage: Stage, turn: int) -> None:
    """Too many calls, errors, cut lines, answers too late: asked, shown and recorded once."""
    weather = Weather(stage, POINTS, FAULTS[turn:] + FAULTS[:turn])
    await stage.command(PRIYA.id, NEW)
    await stage.settled()
    update = await stage.say(PRIYA.id, UPDATE)
    await stage.settled()
    assert len(replies(stage, update)) == 1
    await stage.say(PRIYA.id, ANSWER, thread=update)
    await stage.settled()
    question, _, card = replies(stage, update)
    await stage.click(TOM.id, card, "record")
    await stage.settled()
    assert len(replies(stage, update)) == 3
    assert stage.buttons(card) == ["undo", "attest"]
    assert stage.buttons(question) == []
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        home = work.investments()[0].id
        assert [fact.fact.slot for fact in work.facts([home])].count("baseline") == 1
        assert len(work.questions(home)) == 1
    assert set(weather.failed) == set(POINTS)


@contextmanager
def a_broken_inbox(home: Path) -> Iterator[None]:
    """Every write to the inbox fails until the block is left."""
    with closing(sqlite3.connect(home / "records.sqlite", isolation_level=None)) as file:
        file.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON inbox "
            "BEGIN SELECT RAISE(ABORT, 'a secret of the disk'); END"
        )
        yield
        file.execute("DROP TRIGGER broken")


async def test_what_cannot_be_kept_is_sent_again_by_slack(stage: Stage, tmp_path: Path) -> None:
    """A failed write is no acknowledgement; when the disk is well again, people are asked once."""
    await stage.command(PRIYA.id, NEW)
    since = len(await told_of(stage, 0))
    with a_broken_inbox(tmp_path):
        update = await stage.say(PRIYA.id, UPDATE)
        await until_refused(stage, since)
    assert (await told_of(stage, since))[0] == 500
    assert len(replies(stage, update)) == 1


async def test_a_person_whose_click_or_words_cannot_be_kept_is_told(
    stage: Stage, tmp_path: Path
) -> None:
    """In plain words, to them alone, and without a word of the database's."""
    await stage.command(PRIYA.id, NEW)
    update, _ = await stage.say_and_hear(PRIYA.id, UPDATE)
    _, card = await stage.say_and_hear(PRIYA.id, ANSWER, thread=update)
    with a_broken_inbox(tmp_path):
        shown = await stage.command(PRIYA.id, "/whatimproved improved")
        await stage.click(TOM.id, card, "record")
        told = await stage.next_by_the_bot(shown.ts)
    for said in (shown, told):
        assert "did not reach my record" in words(said)
        assert "secret of the disk" not in words(said)
    assert (shown.ephemeral_to, told.ephemeral_to) == (PRIYA.id, TOM.id)


async def test_a_locked_database_is_no_acknowledgement(stage: Stage, tmp_path: Path) -> None:
    """While somebody else holds the file, Slack is told to come back, and does."""
    await stage.command(PRIYA.id, NEW)
    since = len(await told_of(stage, 0))
    with closing(sqlite3.connect(tmp_path / "records.sqlite", isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        update = await stage.say(PRIYA.id, UPDATE)
        await until_refused(stage, since)
        file.execute("ROLLBACK")
    assert (await told_of(stage, since))[0] == 500
    assert len(replies(stage, update)) == 1


async def test_our_logs_hold_no_word_of_anybody(
    stage: Stage, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """However it fails, at whatever level: no message, no token, no secret."""
    for name in ("bot", "storage", "knowledge"):
        caplog.set_level(logging.DEBUG, logger=name)
    await stage.command(PRIYA.id, NEW)
    Weather(stage, POINTS[1:4], FAULTS[1:2])
    with a_broken_inbox(tmp_path):
        await stage.command(PRIYA.id, "/whatimproved improved on pomegranate")
    update = await stage.say(PRIYA.id, f"{UPDATE} pomegranate")
    await stage.say(PRIYA.id, f"{ANSWER} pomegranate", thread=update)
    await stage.settled()
    assert caplog.records
    for record in caplog.records:
        if record.name.startswith(("bot", "storage", "knowledge")):
            said = logging.Formatter().format(record)
            for hidden in ("omegranate", TOKEN, SECRET, "logged in this week"):
                assert hidden not in said


# the process


async def test_a_process_writes_nothing_anybody_said(tmp_path: Path) -> None:
    """What it prints and what it leaves on disk, with Slack failing: no message, no token."""
    async with a_theatre(tmp_path) as theatre:
        stage = theatre.stage
        await stage.command(PRIYA.id, NEW)
        await theatre.settled()
        Weather(stage, POINTS[1:3], FAULTS[1:2])
        update = await stage.say(PRIYA.id, f"{UPDATE} Who wants pomegranate?")
        await stage.say(PRIYA.id, "pomegranate first", thread=update)
        await stage.workspace.delivery.settled()
        await theatre.settled()
        assert len([one for one in replies(stage, update) if one.user != PRIYA.id]) >= 1
        theatre.rows.queues.sweep_old(stage.clock())
        _holds_nothing(theatre)


def _holds_nothing(theatre: Theatre) -> None:
    kept = {path: path.read_bytes() for path in theatre.process.home.rglob("*") if path.is_file()}
    assert any(path.name == "work.sqlite" for path in kept)
    for path, held in {**kept, Path("printed"): theatre.process.said().encode()}.items():
        for hidden in ("omegranate", TOKEN, SECRET):
            assert hidden.encode() not in held, path
    work = b"".join(held for path, held in kept.items() if path.name.startswith("work.sqlite"))
    for said in ("logged in", "workflows", "quote-to-cash", "CRM phase"):
        assert said.encode() not in work


# the local workspace


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the local workspace, as anybody starts it."""
    port, home = a_port(), tmp_path_factory.mktemp("local")
    env = {
        "PATH": os.environ["PATH"],
        "WHATIMPROVED_HOME": str(home),
        "WHATIMPROVED_PORT": str(port),
    }
    command = [sys.executable, "-m", "bot"]
    with (home / "out").open("wb") as out:
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        _until_it_answers(port)
        yield port
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()


def _until_it_answers(port: int) -> None:
    for _ in range(600):
        try:
            if _asked(port, "/health", {"Host": f"127.0.0.1:{port}"}) == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the local workspace did not start")


def _asked(port: int, path: str, headers: dict[str, str], method: str = "GET") -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders()
        return line.getresponse().status


SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport="
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
}

STRANGERS = {
    "another host": {"Host": "evil.example"},
    "another host on our port": {"Host": "evil.example:{port}"},
    "another page": {"Host": "127.0.0.1:{port}", "Origin": "http://evil.example"},
    "a page of nowhere": {"Host": "127.0.0.1:{port}", "Origin": "null"},
    "a page on another port": {"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:1"},
    "no host": {},
}


@pytest.mark.parametrize("headers", STRANGERS.values(), ids=list(STRANGERS))
def test_the_local_workspace_is_for_this_machine_alone(local: int, headers: dict[str, str]) -> None:
    """No page of another site reaches it: not the page, not the bot, not NiceGUI's own socket."""
    sent = {name: value.format(port=local) for name, value in headers.items()}
    for path in ("/", "/slack/events", "/api/auth.test", "/health", f"{SOCKET}polling"):
        for method in ("GET", "POST"):
            assert _asked(local, path, sent, method) in (400, 403)
    assert _asked(local, f"{SOCKET}websocket", {**sent, **UPGRADE}) in (400, 403)


def test_the_local_workspace_opens_for_its_own_page(local: int) -> None:
    """So that the refusals above are not those of a server that refuses everybody."""
    ours = {"Host": f"127.0.0.1:{local}"}
    assert _asked(local, "/", ours) == 200
    own_page = {**ours, "Origin": f"http://127.0.0.1:{local}"}
    assert _asked(local, f"{SOCKET}websocket", {**own_page, **UPGRADE}) == 101
    assert _asked(local, "/api/auth.test", ours) == 200


async def test_a_reply_that_comes_while_its_update_still_waits_is_answered(stage: Stage) -> None:
    """A team faster than Slack: the reply is kept, and read after the update."""
    await stage.command(PRIYA.id, NEW)
    replied = asyncio.Event()

    async def wait_for_the_reply(_args: Json) -> None:
        if not replied.is_set():
            raise Refused("internal_error", 500)

    stage.hooks.before("chat.getPermalink", wait_for_the_reply)
    update = await stage.say(PRIYA.id, UPDATE)
    await stage.workspace.delivery.settled()
    reply = await stage.say(PRIYA.id, ANSWER, thread=update)
    await stage.workspace.delivery.settled()
    replied.set()
    await stage.settled()
    asked, understood = [one for one in stage.by_the_bot() if one.thread_ts == update.ts]
    assert "14 days" not in words(asked)
    assert "14 days" in words(understood)
    assert understood.ts > reply.ts
