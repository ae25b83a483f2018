"""Processes are killed at named points; nothing acknowledged is lost, nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, TOM
from bot.sandbox.shapes import Json, Message
from tests.durable.backlog import put_backlog
from tests.durable.company import Company, a_company, listen
from tests.durable.database import a_postgres
from tests.durable.process import Process, a_port, a_theatre
from tests.durable.toll import counted

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live. 340 people logged in this week, 12 workflows automated."
BEFORE = "Quote-to-cash was 14 days in Q1, per the finance sales report."

POSTS = {
    "acknowledged, not yet handled": ("before", "chat.getPermalink"),
    "handled, not yet posted": ("before", "chat.postMessage"),
    "posted, the post not yet committed": ("after", "chat.postMessage"),
}
STREAMS = {
    "begun, its beginning not yet known": ("after", "chat.startStream"),
    "half said": ("after", "chat.appendStream"),
    "ended, its post not yet committed": ("after", "chat.stopStream"),
}
ESCALATED = ("after", "chat.postMessage")
"""An escalation went out, its post is not yet committed."""

CHANGES = {
    "recorded, the card not yet changed": ("before", "chat.update"),
    "changed, the change not yet committed": ("after", "chat.update"),
}


def holding(reached: asyncio.Event, about: str) -> Callable[[Json], Awaitable[None]]:
    """Holds calls of the Web API that name this for ever, and says that one has come."""

    async def hold(args: Json) -> None:
        if about in str(args):
            reached.set()
            await asyncio.Event().wait()

    return hold


async def killed_at(
    company: Company, point: tuple[str, str], does: Awaitable[object], about: str = CRM_ROLLOUT.id
) -> None:
    """Let whoever does this come to a point, kill it there, and start it again."""
    reached = asyncio.Event()
    getattr(company.stage.hooks, point[0])(point[1], holding(reached, about))
    await does
    async with asyncio.timeout(30):
        await reached.wait()
    for one in company.holders():
        await one.kill()
    company.stage.hooks.clear()
    listen(company)
    await company.start()


@asynccontextmanager
async def company_on(database: str, folder: Path) -> AsyncIterator[Company]:
    """One process on a file, or three on a server."""
    if database == "sqlite":
        async with a_company(folder) as found:
            yield found
        return
    with a_postgres() as server:
        async with a_company(folder, server.url, replicas=3) as found:
            yield found


async def told(company: Company, number: int) -> Message:
    """A figure, said; its message."""
    said = await company.stage.say(PRIYA.id, figure(number))
    await company.stage.workspace.delivery.settled()
    return said


async def answered_directly(company: Company) -> Message:
    """Somebody asks what improved, directly; their message."""
    direct = company.stage.workspace.direct(TOM.id).id
    said = await company.stage.say(TOM.id, "what improved?", channel=direct)
    await company.stage.workspace.delivery.settled()
    return said


async def days_go_by(company: Company) -> None:
    """From now on things fall due."""
    company.time.run()


def figure(number: int) -> str:
    return f"Quote-to-cash is {number} days now, per the finance sales report."


def under(company: Company, said: Message) -> list[Message]:
    """What the bot says under a message."""
    return company.stage.workspace.thread(said.channel, said.ts)[1:]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_whatever_a_kill_interrupts_is_done_once(tmp_path: Path, database: str) -> None:
    """At six named points, one after the other: shown once, recorded once, and lost never; what
    nobody answers meanwhile goes up once a step.
    """
    async with company_on(database, tmp_path) as company:
        stage = company.stage
        await stage.command(PRIYA.id, NEW)
        _, card = await stage.say_and_hear(PRIYA.id, BEFORE)
        await stage.click(PRIYA.id, card, "record")
        await company.settled()
        put_backlog(company.rows.records, stage.workspace.team_id)
        await killed_at(company, ESCALATED, days_go_by(company), "escalate:")
        await company.ended()
        for number, point in enumerate(POSTS.values(), start=4):
            saying = asyncio.create_task(told(company, number))
            await killed_at(company, point, saying)
            await company.settled()
            assert len(under(company, saying.result())) == 1, point
        for number, point in enumerate(CHANGES.values(), start=7):
            said = await told(company, number)
            await company.settled()
            card = next(one for one in under(company, said) if "record" in stage.buttons(one))
            await killed_at(company, point, stage.click(TOM.id, card, "record"))
            await company.settled()
            assert "record" not in stage.buttons(card), point
        toll = counted(company)
        assert (toll.lost, toll.posts_doubled, toll.facts_doubled) == (0, [], [])
        assert toll.steps_doubled == []
        assert toll.escalations > 0
        with company.rows.records.work(stage.workspace.team_id) as work:
            home = work.investments_in(CRM_ROLLOUT.id)[0].id
            recorded = [one.fact.value for one in work.facts([home]) if one.fact.slot == "current"]
        assert set(recorded) == {7, 8}
        assert len(recorded) == 2


async def test_a_stream_that_a_kill_interrupts_is_said_once_and_whole(tmp_path: Path) -> None:
    """At three named points, one after the other: one answer in its thread, all of it, and its
    session at rest; what was begun is ended, never begun again beside it.
    """
    async with company_on("sqlite", tmp_path) as company:
        stage = company.stage
        await stage.command(PRIYA.id, NEW)
        _, card = await stage.say_and_hear(PRIYA.id, BEFORE)
        await stage.click(PRIYA.id, card, "record")
        await company.settled()
        whole = None
        direct, sessions = stage.workspace.direct(TOM.id).id, stage.workspace.sessions
        for name, point in STREAMS.items():
            asking = asyncio.create_task(answered_directly(company))
            await killed_at(company, point, asking, direct)
            await company.settled()
            [answer] = under(company, asking.result())
            assert not answer.streaming, name
            assert answer.metadata is not None, name
            whole = whole or [one["type"] for one in answer.blocks]
            assert [one["type"] for one in answer.blocks] == whole, name
            session = partial(sessions.of, direct, asking.result().ts)
            await stage.until(lambda of=session: of().status == "active")  # type: ignore[misc]


async def test_a_second_process_on_the_same_home_is_refused_with_a_reason(tmp_path: Path) -> None:
    """Two processes on one file would answer twice."""
    async with a_theatre(tmp_path) as theatre:
        second = Process(theatre.process.home, a_port(), theatre.process.slack)
        with pytest.raises(AssertionError, match="open in another process"):
            await second.start()
