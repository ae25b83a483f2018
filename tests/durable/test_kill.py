"""Processes are killed at named points; nothing acknowledged is lost, nothing is done twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.cast import PRIYA, TOM
from bot.sandbox.shapes import Json, Message
from tests.durable.company import Company, a_company, listen
from tests.durable.database import a_postgres
from tests.durable.process import Process, a_port, a_theatre

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live. 340 people logged in this week, 12 workflows automated."
BEFORE = "Quote-to-cash was 14 days in Q1, per the finance sales report."

POSTS = {
    "acknowledged, not yet handled": ("before", "chat.getPermalink"),
    "handled, not yet posted": ("before", "chat.postMessage"),
    "posted, the post not yet committed": ("after", "chat.postMessage"),
}
CHANGES = {
    "recorded, the card not yet changed": ("before", "chat.update"),
    "changed, the change not yet committed": ("after", "chat.update"),
}


def holding(reached: asyncio.Event) -> Callable[[Json], Awaitable[None]]:
    """Holds a call of the Web API for ever, and says that it has come so far."""

    async def hold(_args: Json) -> None:
        reached.set()
        await asyncio.Event().wait()

    return hold


async def killed_at(company: Company, point: tuple[str, str], does: Awaitable[object]) -> None:
    """Let whoever does this come to a point, kill it there, and start it again."""
    reached = asyncio.Event()
    getattr(company.stage.hooks, point[0])(point[1], holding(reached))
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


def figure(number: int) -> str:
    return f"Quote-to-cash is {number} days now, per the finance sales report."


def under(company: Company, said: Message) -> list[Message]:
    """What the bot says under a message."""
    return company.stage.workspace.thread(said.channel, said.ts)[1:]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_whatever_a_kill_interrupts_is_done_once(tmp_path: Path, database: str) -> None:
    """At five named points, one after the other: shown once, recorded once, and lost never."""
    async with company_on(database, tmp_path) as company:
        stage = company.stage
        await stage.command(PRIYA.id, NEW)
        _, card = await stage.say_and_hear(PRIYA.id, BEFORE)
        await stage.click(PRIYA.id, card, "record")
        await company.settled()
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
        assert not company.unhandled()
        assert max(Counter(company.said).values()) == 1
        with company.rows.records.work(stage.workspace.team_id) as work:
            home = work.investments()[0].id
            recorded = [one.fact.value for one in work.facts([home]) if one.fact.slot == "current"]
        assert set(recorded) == {7, 8}
        assert len(recorded) == 2


async def test_a_second_process_on_the_same_home_is_refused_with_a_reason(tmp_path: Path) -> None:
    """Two processes on one file would answer twice."""
    async with a_theatre(tmp_path) as theatre:
        second = Process(theatre.process.home, a_port(), theatre.process.slack)
        with pytest.raises(AssertionError, match="open in another process"):
            await second.start()
