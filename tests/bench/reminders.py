"""Thousands of reminders fall due at once: planned in seconds, sent at the pace that is allowed."""

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_rows
from bot.sandbox.cast import WHO
from bot.sandbox.faults import Faults
from bot.sandbox.hooks import Hooks
from bot.sandbox.shapes import Json, Room
from bot.sandbox.standin import build_standin
from bot.settings import Settings
from tests.bench._planning import put, room_of
from tests.durable.company import HASTY
from tests.durable.database import Postgres, a_postgres
from tests.durable.fast import FastTime
from tests.durable.process import Process, a_port
from tests.sandbox.builders import Clock
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import TOKEN, a_workspace, serving

MANY, QUICK = 10_000, 2_000
FEW = 10
"""Memory is weighed with this many times fewer as well."""

ROOMS = 400
PER_SECOND = 20
SHARE = 0.95
"""Of the pace allowed, at least so much is kept."""

PLANNED_WITHIN = 10.0
"""Seconds for all of them; of fewer, as many less."""

GROWTH = 0.10
STEADY = 15.0
"""Seconds of sending in which the pace is measured and after which memory is weighed."""


@dataclass
class Run:
    """What was seen of so many reminders: seconds, megabytes, posts, refusals for haste."""

    planned: int
    seconds: float
    own: float
    planning_memory: float
    sent: int = 0
    pace: float = 0.0
    refused: int = 0
    sending_memory: float = 0.0


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where the goals hold."""
    parser = argparse.ArgumentParser(prog="reminders", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} investments, not {MANY}")
    parser.add_argument("--all", action="store_true", help="send every one of them")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one of them alone")
    chosen = parser.parse_args(args)
    count = QUICK if chosen.quick else MANY
    failed = []
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        few = asyncio.run(measured(name, count // FEW, False))
        many = asyncio.run(measured(name, count, chosen.all))
        for line, holds in figures(name, few, many):
            print(line, flush=True)
            failed += [] if holds else [line]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


def figures(name: str, few: Run, many: Run) -> Iterator[tuple[str, bool]]:
    """Each figure as a line, and whether it holds."""
    within = PLANNED_WITHIN * many.planned / MANY
    yield f"{name}: due investments: {many.planned}", many.planned > 0
    told = f"{name}: seconds to plan them: {many.seconds:.1f} (goal under {within:.0f})"
    yield told, many.seconds < within
    yield f"{name}: seconds of them it had a processor: {many.own:.1f}", True
    yield f"{name}: posts sent meanwhile measured: {many.sent}", many.sent > 0
    share = many.pace / PER_SECOND
    yield f"{name}: posts a second: {many.pace:.2f}", True
    yield (
        f"{name}: share of the {PER_SECOND} allowed: {share:.1%} (goal {SHARE:.0%})",
        share >= SHARE,
    )
    yield f"{name}: posts refused for haste: {many.refused}", True
    for what in ("planning", "sending"):
        before, after = getattr(few, f"{what}_memory"), getattr(many, f"{what}_memory")
        grown = after / before - 1
        told = (
            f"{name}: memory {what} {few.planned}: {before:.0f} MB, {many.planned}: {after:.0f} MB"
        )
        yield f"{told}, growth {grown:.1%} (goal under {GROWTH:.0%})", grown < GROWTH


@asynccontextmanager
async def database(name: str, folder: Path) -> AsyncIterator[str]:
    """The address of an empty one."""
    if name == "sqlite":
        yield f"sqlite:///{folder / 'home' / 'records.sqlite'}"
        return
    with a_postgres() as server:
        found: Postgres = server
        yield found.url


async def measured(name: str, count: int, to_the_end: bool) -> Run:
    """So many reminders on a database, planned by one process and sent by another."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        async with database(name, Path(folder)) as url:
            rows = open_rows(Settings(home=home, database_url=url))
            await asyncio.to_thread(put, rows.records, "T0LOCAL001", count, ROOMS)
            rows.close()
            found = await planned(url, home)
            await sent(found, url, home, to_the_end)
            return found


async def planned(url: str, home: Path) -> Run:
    """Planned in a process of its own."""
    args = (sys.executable, "-m", "tests.bench._planning", url, str(home))
    child = await asyncio.create_subprocess_exec(*args, stdout=asyncio.subprocess.PIPE)
    told, _ = await child.communicate()
    found = json.loads(told)
    return Run(found["rows"], found["seconds"], found["own"], found["memory"])


async def sent(found: Run, url: str, home: Path, to_the_end: bool) -> None:
    """Sent by `whatimproved serve` to a workspace that counts, for a while or all of them."""
    theirs, hooks, asked, made = a_socket(), Hooks(), list[float](), list[float]()
    slack, port = address_of(theirs), a_port()
    us = (WHO.bot_user,)
    rooms = [Room(id=room_of(n, ROOMS), name=f"room-{n}", members=us) for n in range(ROOMS)]
    bot = f"http://127.0.0.1:{port}"
    workspace = a_workspace(slack, bot, Clock(datetime.now(UTC)), more_rooms=rooms)
    workspace.faults = Faults(post_rate=True, house_rate=PER_SECOND)

    async def note(_call: Json) -> None:
        made.append(time.perf_counter())

    async def note_asked(_call: Json) -> None:
        asked.append(time.perf_counter())

    hooks.before("chat.postMessage", note_asked)
    hooks.after("chat.postMessage", note)
    time_there = FastTime(home / "time.json")
    time_there.stand()
    told = {"DATABASE_URL": url, "HASTY_SWEEP": "0 * * * * *", "HASTY_FALLS": "none"}
    told["HASTY_TIME"] = str(home / "time.json")
    process = Process(home, port, slack, told, HASTY)
    async with serving(build_standin(workspace, TOKEN, hooks), theirs):
        try:
            await process.start()
            while len(made) < found.planned:
                await asyncio.sleep(0.2)
                if not to_the_end and made and time.perf_counter() - made[0] > STEADY:
                    break
            found.sending_memory = memory_of(process)
        finally:
            await process.stop()
            await workspace.close()
    found.sent, found.pace = len(made), (len(made) - 1) / (made[-1] - made[0])
    found.refused = len(asked) - len(made)


def memory_of(process: Process) -> float:
    """Resident, in megabytes."""
    assert process.running is not None
    status = Path(f"/proc/{process.running.pid}/status").read_text()
    found = re.search(r"VmRSS:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
