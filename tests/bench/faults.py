"""Slack and the line to it fail all the time; nothing acknowledged is lost or done twice."""

import asyncio
import time
from collections.abc import Iterator
from random import Random

from bot.sandbox.faults import Faults
from bot.sandbox.hooks import ANY, Dropped
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from tests.bench._judged import Line, Number, chosen, company_on, judged
from tests.bench._load import Load
from tests.durable.company import listen
from tests.durable.toll import Toll

ROUNDS = Number("rounds", 20, 3, "rounds on each database")
SHARE = 0.15
"""Of the calls of the Web API, so many fail before they do anything; of posts as many after."""

A_DAY = 2.0
"""Seconds a day takes: what waits for its turn leaves on the day it was meant for, and a question
goes further after two weeks.
"""

SLOW = 11.0
"""Seconds: longer than the bot waits for Slack's answer."""

SILENCE = "8"
"""Seconds until it looks whether a call that was not answered was done all the same: by then such a
one is. A bot that is in no hurry takes thirty.
"""


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    asked = chosen("faults", run.__doc__, args, ROUNDS)
    return judged(asked.databases, lambda name: measured(name, asked.rounds, asked.seed))


async def measured(name: str, rounds: int, seed: int) -> tuple[Iterator[Line], Toll]:
    """So many rounds in bad weather, then all is well again."""
    async with company_on(name, {"HASTY_SILENCE": SILENCE}) as (company, _):
        load = Load(company, Random(seed))
        await load.open(A_DAY)
        weather = Weather(Random(seed + 1))
        stage = company.stage
        company.balancer.chance = Random(seed + 2)
        stage.workspace.delivery.faults = Faults(reorder_seconds=0.3)
        stage.hooks.before(ANY, weather.before)
        stage.hooks.after("chat.postMessage", weather.after)
        stage.hooks.after("chat.update", weather.after)
        started = time.perf_counter()
        for _ in range(rounds):
            await load.round()
        stage.hooks.clear()
        listen(company)
        company.balancer.chance = None
        stage.workspace.delivery.faults = Faults()
        spent = time.perf_counter() - started
        return figures(weather.failed, rounds, spent), await load.end()


def figures(failed: int, rounds: int, seconds: float) -> Iterator[Line]:
    """How bad the weather was, and how long a round took."""
    yield f"calls that failed: {failed}, in {rounds} rounds", failed > 0
    yield f"seconds a round: {seconds / max(rounds, 1):.1f}", rounds > 0


class Weather:
    """Fails some calls, each in another way: too many, an error, a cut line, an answer too late."""

    def __init__(self, chance: Random) -> None:
        self.failed = 0
        self._chance = chance

    async def before(self, _call: Json) -> None:
        """Nothing has been done yet."""
        await self._strike()

    async def after(self, _call: Json) -> None:
        """All is done but the answer."""
        await self._strike()

    async def _strike(self) -> None:
        if self._chance.random() >= SHARE:
            return
        self.failed += 1
        kind = self._chance.choice(("limited", "error", "cut", "cut", "error", "slow"))
        if kind == "slow":
            await asyncio.sleep(SLOW)
        elif kind == "cut":
            raise Dropped
        elif kind == "error":
            raise Refused("internal_error", 500)
        else:
            raise Refused("ratelimited", 429, headers={"Retry-After": "1"})
