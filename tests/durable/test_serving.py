"""A process that serves: what it tells an operator, and how it ends when it is asked to."""

import asyncio
import json
import signal
from pathlib import Path

import aiohttp

from bot.sandbox.cast import PRIYA
from tests.durable.process import STARTS_WITHIN, a_port, a_theatre
from tests.durable.test_kill import NEW, UPDATE
from tests.sandbox.builders import SECRET
from tests.stories.stage import TOKEN


async def _read(port: int, path: str) -> str:
    url = f"http://127.0.0.1:{port}/{path}"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return await answer.text()


async def test_asked_to_end_it_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """What Slack was being told is told, and said once after the next start. Its metrics and its
    log hold neither a word nor a secret.
    """
    port, reached = a_port(), asyncio.Event()
    told = {"WHATIMPROVED_METRICS_PORT": str(port), "WHATIMPROVED_LOG_LEVEL": "debug"}
    async with a_theatre(tmp_path, told) as theatre:
        stage, running = theatre.stage, theatre.process.running
        assert running is not None
        await stage.command(PRIYA.id, NEW)
        await theatre.settled()
        release = asyncio.Event()

        async def slowly(_args: object) -> None:
            reached.set()
            await release.wait()

        stage.hooks.before("chat.postMessage", slowly)
        head = await stage.say(PRIYA.id, UPDATE)
        async with asyncio.timeout(STARTS_WITHIN):
            await reached.wait()
        counted = await _read(port, "metrics")
        assert (
            'whatimproved_event_handling_seconds_count{ended="done",kind="posted"} 1.0' in counted
        )
        running.send_signal(signal.SIGTERM)
        release.set()
        async with asyncio.timeout(STARTS_WITHIN):
            await running.wait()
        stage.hooks.clear()
        await theatre.process.start()
        await theatre.settled()
        assert len(stage.workspace.thread(stage.channel, head.ts)) == 2
        log = theatre.process.said()
        for hidden in (TOKEN, SECRET, "340 people", "quote-to-cash"):
            assert hidden not in log + counted
        assert all(json.loads(line)["level"] for line in log.splitlines() if line.strip())
