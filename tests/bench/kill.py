"""Processes are killed at random moments under load; nothing acknowledged is lost or done twice."""

import asyncio
import time
from collections.abc import Iterator
from random import Random

from tests.bench._judged import Line, Number, chosen, company_on, judged
from tests.bench._load import WITHIN, Load
from tests.durable.company import Company
from tests.durable.toll import Toll

ROUNDS = Number("rounds", 20, 3, "kills on each database")


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    asked = chosen("kill", run.__doc__, args, ROUNDS)
    return judged(asked.databases, lambda name: measured(name, asked.rounds, asked.seed))


async def measured(name: str, rounds: int, seed: int) -> tuple[Iterator[Line], Toll]:
    """So many kills on a database."""
    async with company_on(name) as (company, _):
        chance = Random(seed)
        load = Load(company, chance)
        await load.open()
        started = time.perf_counter()
        for _ in range(rounds):
            await asyncio.gather(load.round(), strike(company, chance))
        spent = time.perf_counter() - started
        return figures(rounds, spent), await load.end()


async def strike(company: Company, chance: Random) -> None:
    """Somebody is killed, and is started again."""
    await asyncio.sleep(chance.uniform(0, WITHIN))
    victim = chance.choice(company.replicas)
    await victim.kill()
    await asyncio.sleep(chance.uniform(0, 0.5))
    await victim.start()


def figures(kills: int, seconds: float) -> Iterator[Line]:
    """How many there were, and how long they took."""
    yield f"kills: {kills}, {seconds / max(kills, 1):.1f} s each", kills > 0
