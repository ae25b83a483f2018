"""Processes are killed at random moments under load; nothing acknowledged is lost or done twice."""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.bench._judged import Line, Number, chosen, company_on, judged
from tests.bench._load import WITHIN, Load
from tests.durable.company import Company
from tests.durable.toll import Toll

ROUNDS = Number("rounds", 20, 3, "kills on each database")

TOLD_EVERY = 10
"""Rounds after which it is told how it goes."""

BEHIND = 30
"""Things people did that wait when they go on: who gets no answer for long does no more."""

SLOWER = 2.0
"""By so much the last tenth of the rounds may be slower than the first: what is kept grows."""

JUDGED_FROM = 50
"""Rounds from which on that can be judged: one alone is as long as chance has it."""


class Kill(NamedTuple):
    """Seconds a round took, and of them those until who was killed was well again."""

    round: float
    start: float


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    asked = chosen("kill", run.__doc__, args, ROUNDS)
    return judged(asked.databases, lambda name: measured(name, asked.rounds, asked.seed))


async def measured(name: str, rounds: int, seed: int) -> tuple[Iterator[Line], Toll]:
    """So many kills on a database."""
    async with company_on(name) as (company, _):
        chance, kills = Random(seed), list[Kill]()
        load = Load(company, chance)
        await load.open()
        for number in range(1, rounds + 1):
            began = time.perf_counter()
            await company.keeps_up(BEHIND)
            _, start = await asyncio.gather(load.round(), strike(company, chance))
            kills.append(Kill(time.perf_counter() - began, start))
            if number % TOLD_EVERY == 0:
                _tell(number, kills[-TOLD_EVERY:])
        began = time.perf_counter()
        toll = await load.end()
        return figures(kills, time.perf_counter() - began), toll


async def strike(company: Company, chance: Random) -> float:
    """Somebody is killed, and is started again; the seconds until they are well."""
    await asyncio.sleep(chance.uniform(0, WITHIN))
    victim = chance.choice(company.replicas)
    await victim.kill()
    await asyncio.sleep(chance.uniform(0, 0.5))
    began = time.perf_counter()
    await victim.start()
    return time.perf_counter() - began


def _tell(number: int, last: Sequence[Kill]) -> None:
    each, start = _mean([one.round for one in last]), max(one.start for one in last)
    told = f"after {number} kills: {each:.1f} s each, a start in {start:.1f} s at most"
    print(told, file=sys.stderr, flush=True)


def figures(kills: Sequence[Kill], end: float) -> Iterator[Line]:
    """How many there were, how long they took and whether that grew, and how long the rest took."""
    rounds, tenth = [one.round for one in kills], max(len(kills) // 10, 1)
    yield f"kills: {len(kills)}, {_mean(rounds):.1f} s each", bool(kills)
    first, last = _mean(rounds[:tenth]), _mean(rounds[-tenth:])
    told = f"seconds a kill, first tenth and last: {first:.1f}, {last:.1f}"
    is_slow = len(kills) >= JUDGED_FROM and last > SLOWER * first
    yield f"{told} (goal no more than {SLOWER:.0f} times)", not is_slow
    yield f"longest start: {max((one.start for one in kills), default=0):.1f} s", True
    yield f"seconds until nothing was left: {end:.1f}", True


def _mean(of: Sequence[float]) -> float:
    return sum(of) / len(of) if of else 0.0
