"""The bot as a process of its own, that can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.app import Rows, open_rows
from bot.sandbox.hooks import Hooks
from bot.sandbox.standin import build_standin
from bot.settings import Settings
from tests.sandbox.builders import SECRET, Clock
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import TOKEN, Stage, a_workspace, serving

STARTS_WITHIN = 60.0
"""Seconds a process may take until it is well."""


@dataclass
class Process:
    """`whatimproved serve`, started and killed by its id; the same home each time."""

    home: Path
    port: int
    slack: str
    told: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ("-m", "bot", "serve")
    running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and wait until it is well."""
        env = {
            "PATH": os.environ["PATH"],
            "WHATIMPROVED_HOME": str(self.home),
            "WHATIMPROVED_PORT": str(self.port),
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{self.slack}/api/",
            **self.told,
        }
        log = (self.home.parent / "process.log").open("ab")
        with log:
            self.running = await asyncio.create_subprocess_exec(
                sys.executable, *self.command, env=env, stdout=log, stderr=log
            )
        await self._until_well()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.running is not None
        self.running.send_signal(signal.SIGKILL)
        await self.running.wait()

    async def stop(self) -> None:
        """End it, if it runs."""
        if self.running is not None and self.running.returncode is None:
            await self.kill()

    async def _until_well(self) -> None:
        async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as http:
            while not await self._is_well(http):
                assert self.running is not None
                assert self.running.returncode is None, self.said()
                await asyncio.sleep(0.05)

    async def _is_well(self, http: aiohttp.ClientSession) -> bool:
        try:
            async with http.get(f"http://127.0.0.1:{self.port}/ready") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def said(self) -> str:
        """What the process wrote."""
        return (self.home.parent / "process.log").read_text()


@dataclass
class Theatre:
    """A workspace, the process that serves it, and its rows."""

    stage: Stage
    process: Process
    rows: Rows

    async def settled(self) -> None:
        """Wait until nothing is waiting or under way."""
        async with asyncio.timeout(STARTS_WITHIN):
            while self.rows.queues.busy():
                await asyncio.sleep(0.02)


def a_port() -> int:
    """A port that was free a moment ago."""
    with a_socket() as found:
        return int(found.getsockname()[1])


@asynccontextmanager
async def a_theatre(folder: Path, told: dict[str, str] | None = None) -> AsyncIterator[Theatre]:
    """A stand-in for Slack in this process and the bot in another one, `told` by its environment
    what else is set.
    """
    theirs = a_socket()
    slack, port, home = address_of(theirs), a_port(), folder / "home"
    clock, hooks = Clock(datetime.now(UTC)), Hooks()
    workspace = a_workspace(slack, f"http://127.0.0.1:{port}", clock)
    process = Process(home, port, slack, told or {})
    async with serving(build_standin(workspace, TOKEN, hooks), theirs):
        try:
            rows = open_rows(Settings(home=home))
            await process.start()
            yield Theatre(Stage(workspace, hooks, clock, None), process, rows)
        finally:
            await process.stop()
            await workspace.close()
            rows.close()
