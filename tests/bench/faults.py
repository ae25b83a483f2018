"""Slack and the line to it fail all the time; nothing acknowledged is lost or done twice."""

import argparse
import asyncio
import time
from random import Random

from bot.sandbox.faults import Faults
from bot.sandbox.hooks import ANY, Dropped
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from tests.bench._traffic import BEGIN
from tests.bench.kill import Load, Toll, company_on, figures
from tests.durable.company import listen

ROUNDS, QUICK = 20, 3
SHARE = 0.15
"""Of the calls of the Web API, so many fail before they do anything; of posts as many after."""

SLOW = 11.0
"""Seconds: longer than the bot waits for Slack's answer."""

SILENCE = "8"
"""Seconds until it looks whether a call that was not answered was done all the same: by then such a
one is. A bot that is in no hurry takes thirty.
"""


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    parser = argparse.ArgumentParser(prog="faults", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rounds on each database")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds on each database")
    parser.add_argument("--seed", type=int, default=0, help="of what fails when")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one of them alone")
    chosen = parser.parse_args(args)
    rounds = QUICK if chosen.quick else chosen.rounds
    failed = []
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        toll, failures = asyncio.run(_measured(name, rounds, chosen.seed))
        print(f"{name}: calls that failed: {failures}, in {toll.seconds:.0f} s", flush=True)
        for line, holds in list(figures(name, toll))[1:]:
            print(line, flush=True)
            failed += [] if holds else [line]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


async def _measured(name: str, rounds: int, seed: int) -> tuple[Toll, int]:
    """So many rounds in bad weather, then all is well again."""
    async with company_on(name, {"HASTY_SILENCE": SILENCE}) as company:
        load = Load(company, Random(seed))
        await load.open()
        weather = Weather(Random(seed + 1))
        stage = company.stage
        company.balancer.chance = Random(seed + 2)
        stage.workspace.delivery.faults = Faults(reorder_seconds=0.3)
        stage.hooks.before(ANY, weather.before)
        stage.hooks.after("chat.postMessage", weather.after)
        stage.hooks.after("chat.update", weather.after)
        started = time.perf_counter()
        for _ in range(rounds):
            await asyncio.gather(*(load.talk(room) for room in BEGIN))
        stage.hooks.clear()
        listen(company)
        company.balancer.chance = None
        stage.workspace.delivery.faults = Faults()
        await load.end()
        load.toll.seconds = time.perf_counter() - started
        return load.toll, weather.failed


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
