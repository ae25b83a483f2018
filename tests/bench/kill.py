"""Processes are killed at random moments under load; nothing acknowledged is lost or done twice."""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.sandbox.cast import PEOPLE
from bot.sandbox.shapes import Room
from tests.bench._traffic import BEGIN
from tests.durable.company import Company, a_company
from tests.durable.database import a_postgres
from tests.durable.hasty import KIND

ROUNDS, QUICK = 20, 3
AT_ONCE = 3
"""Things that happen in a round in each room."""

SAYS = {
    "crm-rollout": "Quote-to-cash {} days {}, per the finance sales report.",
    "returns-portal": "Refund turnaround {} days {}, per the finance refunds ledger.",
    "service-desk": "Waiting time for a fix {} hours {}, per the monthly ticket export.",
}
WITHIN = 3.0
"""Seconds of a round in which the kill comes."""


@dataclass
class Toll:
    """What was counted on one database."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    posts: int = 0
    posts_doubled: list[str] = field(default_factory=list)
    facts: int = 0
    facts_doubled: int = 0
    escalations: int = 0
    escalations_doubled: int = 0
    seconds: float = 0.0


def run(args: list[str]) -> int:
    """Print a line a figure; 0 where nothing was lost and nothing doubled."""
    parser = argparse.ArgumentParser(prog="kill", description=run.__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rounds on each database")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="kills on each database")
    parser.add_argument("--seed", type=int, default=0, help="of who is killed when")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one of them alone")
    chosen = parser.parse_args(args)
    rounds = QUICK if chosen.quick else chosen.rounds
    failed = []
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        toll = asyncio.run(measured(name, rounds, chosen.seed))
        for line, holds in figures(name, toll):
            print(line, flush=True)
            failed += [] if holds else [line]
    print("all hold" if not failed else "not all hold")
    return 1 if failed else 0


def figures(name: str, toll: Toll) -> Iterator[tuple[str, bool]]:
    """Each figure as a line, and whether it holds."""
    yield f"{name}: kills: {toll.kills}, in {toll.seconds:.0f} s", toll.kills > 0
    yield f"{name}: events and clicks acknowledged: {toll.acknowledged}", toll.acknowledged > 0
    yield f"{name}: acknowledged and lost: {toll.lost} (goal 0)", not toll.lost
    yield f"{name}: messages posted: {toll.posts}", toll.posts > 0
    yield f"{name}: messages doubled: {len(toll.posts_doubled)} (goal 0)", not toll.posts_doubled
    for key in toll.posts_doubled[:5]:
        yield f"  {key}", True
    yield f"{name}: facts recorded: {toll.facts}", toll.facts > 0
    yield f"{name}: facts doubled: {toll.facts_doubled} (goal 0)", not toll.facts_doubled
    yield f"{name}: escalations: {toll.escalations}", toll.escalations > 0
    twice = toll.escalations_doubled
    yield f"{name}: escalations doubled: {twice} (goal 0)", not twice


@asynccontextmanager
async def company_on(name: str, told: dict[str, str] | None = None) -> AsyncIterator[Company]:
    """One process on a file, or three on a PostgreSQL server."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            async with a_company(Path(folder), told=told) as company:
                yield company
            return
        with a_postgres() as server:
            async with a_company(Path(folder), server.url, replicas=3, told=told) as company:
                yield company


async def measured(name: str, rounds: int, seed: int) -> Toll:
    """So many rounds on a database."""
    async with company_on(name) as company:
        load = Load(company, Random(seed))
        await load.open()
        started = time.perf_counter()
        for _ in range(rounds):
            await load.round()
        await load.end()
        load.toll.seconds = time.perf_counter() - started
        return load.toll


class Load:
    """People who talk and click whatever happens, and who is killed meanwhile."""

    def __init__(self, company: Company, chance: Random) -> None:
        self.toll = Toll()
        self.company = company
        self._stage = company.stage
        self._chance = chance
        self._number = 0

    async def open(self) -> None:
        """Link each room to its investment; from then on something falls due all the time."""
        for room, line in BEGIN.items():
            who = room.members[0]
            await self._stage.command(who, line, room.id)
            before = SAYS[room.name].format("was 400", "in Q1")
            _, card = await self._stage.say_and_hear(who, before, channel=room.id)
            await self._stage.click(who, card, "record")
        await self.company.settled()
        with self.company.rows.records.work(self._stage.workspace.team_id) as work:
            for room in BEGIN:
                work.plan_due(KIND, f"{room.id}:{room.name}", self._stage.clock())
            work.commit()

    async def round(self) -> None:
        """People talk, somebody is killed, and is started again."""
        talking = [asyncio.create_task(self.talk(room)) for room in BEGIN]
        await asyncio.sleep(self._chance.uniform(0, WITHIN))
        victim = self._chance.choice(self.company.replicas)
        await victim.kill()
        self.toll.kills += 1
        await asyncio.sleep(self._chance.uniform(0, 0.5))
        await victim.start()
        await asyncio.gather(*talking)

    async def talk(self, room: Room) -> None:
        """So many things are said and pressed in a room."""
        chance, people = self._chance, [one.id for one in PEOPLE if one.id in room.members]
        for _ in range(AT_ONCE):
            self._number += 1
            words = SAYS[room.name].format(f"is {self._number}", "now")
            said = await self._stage.workspace.post(chance.choice(people), room.id, words)
            assert said is not None
            await asyncio.sleep(chance.uniform(0, WITHIN / AT_ONCE))
            await self._click(room, chance.choice(people))

    async def _click(self, room: Room, who: str) -> None:
        """Press what can be pressed; a click into the void is one the person sees failing."""
        for message in self._stage.by_the_bot(room.id)[-6:]:
            if "record" in self._stage.buttons(message):
                with suppress(AssertionError):
                    await self._stage.click(who, message, "record")
                return

    async def end(self) -> None:
        """Nobody talks any more and nothing falls due: what is left is done, and all is counted."""
        stage, company = self._stage, self.company
        await stage.workspace.delivery.settled()
        with company.rows.records.work(stage.workspace.team_id) as work:
            for room in BEGIN:
                never = stage.clock() + timedelta(days=365)
                work.plan_due(KIND, f"{room.id}:{room.name}", never)
            work.commit()
        await company.settled()
        toll = self.toll
        toll.acknowledged = len(company.balancer.acknowledged)
        toll.lost = len(company.unhandled())
        toll.posts = len(company.said)
        toll.posts_doubled = [key for key, many in Counter(company.said).items() if many > 1]
        with company.rows.records.work(stage.workspace.team_id) as work:
            facts = work.facts([one.id for one in work.investments()])
            stated = Counter((one.ts, one.fact.slot, one.fact.value, one.fact.ref) for one in facts)
            steps = Counter(done.words for done in work.audited() if done.what == "escalated")
        toll.facts, toll.facts_doubled = len(facts), sum(many > 1 for many in stated.values())
        toll.escalations = len(steps)
        toll.escalations_doubled = sum(many > 1 for many in steps.values())
