"""The process is killed at named points; nothing acknowledged is lost, nothing is said twice."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.sandbox.cast import PRIYA
from bot.sandbox.shapes import Json
from tests.durable.process import Process, Theatre, a_port, a_theatre

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
UPDATE = "CRM phase 2 is live. 340 people logged in this week, 12 workflows automated."

Point = tuple[str, str]
POINTS: dict[str, Point] = {
    "acknowledged, not yet handled": ("before", "chat.getPermalink"),
    "handled, not yet posted": ("before", "chat.postMessage"),
    "posted, the post not yet committed": ("after", "chat.postMessage"),
}


def holding(reached: asyncio.Event) -> Callable[[Json], Awaitable[None]]:
    """Holds a call of the Web API for ever, and says that it has come so far."""

    async def hold(_args: Json) -> None:
        reached.set()
        await asyncio.Event().wait()

    return hold


async def killed_at(theatre: Theatre, point: Point) -> None:
    """Let the bot come to a point, kill it there, and start it again."""
    stage, reached = theatre.stage, asyncio.Event()
    when, method = point
    await stage.command(PRIYA.id, NEW)
    await theatre.settled()
    getattr(stage.hooks, when)(method, holding(reached))
    await stage.say(PRIYA.id, UPDATE)
    await stage.workspace.delivery.settled()
    assert stage.workspace.delivery.log[-1].taken, "it was acknowledged"
    async with asyncio.timeout(20):
        await reached.wait()
    await theatre.process.kill()
    stage.hooks.clear()
    await theatre.process.start()


@pytest.mark.parametrize("point", POINTS.values(), ids=list(POINTS))
async def test_after_a_kill_the_question_is_asked_once(tmp_path: Path, point: Point) -> None:
    """Asked, and not twice, whichever moment the process ended in."""
    async with a_theatre(tmp_path) as theatre:
        await killed_at(theatre, point)
        stage = theatre.stage
        head = stage.workspace.messages(stage.channel)[-1]
        await stage.until(lambda: len(stage.workspace.thread(stage.channel, head.ts)) > 1)
        await theatre.settled()
        assert len(stage.workspace.thread(stage.channel, head.ts)) == 2
        with theatre.rows.records.work(stage.workspace.team_id) as work:
            home = work.investments()[0]
            assert len(work.questions(home.id)) == 1


async def test_a_second_process_on_the_same_home_is_refused_with_a_reason(tmp_path: Path) -> None:
    """Two processes on one file would answer twice."""
    async with a_theatre(tmp_path) as theatre:
        second = Process(theatre.process.home, a_port(), theatre.process.slack)
        with pytest.raises(AssertionError, match="open in another process"):
            await second.start()
