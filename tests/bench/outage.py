"""PostgreSQL goes away under load and comes back; nothing acknowledged is lost or done twice, and
no process has to be started anew.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import aiohttp

from tests.bench._judged import Line, Number, chosen, company_on, judged
from tests.bench._load import Load
from tests.durable.company import Company
from tests.durable.database import Postgres, Way
from tests.durable.toll import Toll

SECONDS = Number("seconds", 60, 5, "for which it is away, each time")

WAYS: tuple[Way, ...] = ("stopped", "killed")
"""As an operator would, and as a power cut would."""

A_DAY = 4.0
"""Seconds a day takes: what falls due while it is away is not forgotten for its age."""

WEEK = timedelta(days=7)

MENDS_WITHIN = 60.0
"""Seconds after its return in which every process is ready again."""


@dataclass
class Outage:
    """What was seen of one: what processes told while it was away, and how long they took after."""

    way: str
    told: set[str] = field(default_factory=set)
    back: float = 0.0


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost or doubled and all came back by itself."""
    asked = chosen("outage", run.__doc__, args, SECONDS)
    databases = [name for name in asked.databases if name == "postgresql"]
    if not databases:
        print("a file does not go away: --database postgresql")
        return 2
    return judged(databases, lambda name: measured(name, asked.seconds, asked.seed))


async def measured(name: str, seconds: int, seed: int) -> tuple[Iterator[Line], Toll]:
    """One outage of each kind, under load."""
    async with company_on(name) as (company, server):
        assert server is not None
        load = Load(company, Random(seed))
        await load.open(A_DAY)
        before, found = processes(company), []
        for way in WAYS:
            await load.round()
            found.append(await _outage(company, server, load, way, seconds))
            await load.round()
        await _a_week(company, load)
        toll = await load.end()
        return figures(found, before, processes(company), seconds), toll


async def _a_week(company: Company, load: Load) -> None:
    """People go on for so long that each room's weekly thread is due, whatever its day is: all that
    fell due by the time alone may have done so while nobody could know.
    """
    ends = company.time() + WEEK
    while company.time() < ends:
        await load.round()


async def _outage(company: Company, server: Postgres, load: Load, way: Way, seconds: int) -> Outage:
    """People go on while it is away; what they say then they see failing."""
    seen = Outage(way)
    await asyncio.to_thread(server.stop, way)
    talking = asyncio.create_task(load.round())
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        await asyncio.sleep(1)
        seen.told |= set(await _told(company))
        if talking.done():
            talking = asyncio.create_task(load.round())
    await asyncio.to_thread(server.start)
    started = time.perf_counter()
    async with asyncio.timeout(MENDS_WITHIN):
        while set(await _told(company)) != {"ready"}:
            await asyncio.sleep(0.2)
    seen.back = time.perf_counter() - started
    await talking
    return seen


async def _told(company: Company) -> list[str]:
    """What each process says: ready, or what is not."""
    async with aiohttp.ClientSession() as http:
        return [await _ready(http, one.port) for one in company.replicas]


async def _ready(http: aiohttp.ClientSession, port: int) -> str:
    async with http.get(f"http://127.0.0.1:{port}/ready") as answer:
        told = await answer.json()
    gone = sorted(part for part, state in told.items() if state == "unavailable")
    return ", ".join(gone) or str(told["status"])


def processes(company: Company) -> list[int]:
    """Those that run, by their ids."""
    running = [one.running for one in company.replicas]
    return [one.pid for one in running if one is not None and one.returncode is None]


def figures(
    found: Sequence[Outage], before: Sequence[int], after: Sequence[int], seconds: int
) -> Iterator[Line]:
    """What was seen of each, and whether the processes are those of before."""
    for one in found:
        told = "; ".join(sorted(one.told))
        yield f"{one.way}, away for {seconds} s; told meanwhile: {told}", "records" in one.told
        yield f"{one.way}: ready {one.back:.1f} s after its return", True
    same = len(set(before) & set(after))
    yield f"processes that went on: {same} of {len(before)} (goal all)", same == len(before)
