"""People who talk, press and answer, whatever happens to the bot meanwhile."""

import asyncio
from contextlib import suppress
from random import Random

from bot.sandbox.cast import HELEN, PEOPLE, TOM
from bot.sandbox.shapes import Message, Room
from tests.bench._traffic import BEGIN
from tests.durable.backlog import PROJECTS, TEAM, answer_for, put_backlog
from tests.durable.company import Company
from tests.durable.toll import Toll, counted

AT_ONCE = 3
"""Things that happen in a round in each room."""

WITHIN = 3.0
"""Seconds of a round in which they do."""

SAYS = {
    "crm-rollout": "Quote-to-cash {} days {}, per the finance sales report.",
    "returns-portal": "Refund turnaround {} days {}, per the finance refunds ledger.",
    "service-desk": "Waiting time for a fix {} hours {}, per the monthly ticket export.",
}


class Load:
    """What people do in a company. A click into the void is one the person sees failing."""

    def __init__(self, company: Company, chance: Random) -> None:
        self.company = company
        self._stage = company.stage
        self._chance = chance
        self._number = 0

    async def open(self, day: float = 1.0) -> None:
        """Link each room to its investment, and have owners and sponsors accept; from then on
        days go by, each in so many seconds, and what nobody answers goes further.
        """
        for room, line in BEGIN.items():
            who = room.members[0]
            await self._stage.command(who, line, room.id)
            before = SAYS[room.name].format("was 400", "in Q1")
            _, card = await self._stage.say_and_hear(who, before, channel=room.id)
            await self._stage.click(who, card, "record")
        await self.company.settled()
        team, records = self._stage.workspace.team_id, self.company.rows.records
        with records.work(team) as work:
            for home in work.investments():
                answer_for(work, home, TOM.id, HELEN.id)
            work.commit()
        put_backlog(records, team)
        self.company.time.run(day)

    async def round(self) -> None:
        """People talk in every room, and some questions are given a word."""
        await asyncio.gather(*(self._talk(room) for room in BEGIN), self._answer())

    async def end(self) -> Toll:
        """Nobody talks any more and no day goes by: what is left is done, and all is counted."""
        await self._stage.workspace.delivery.settled()
        await self.company.ended()
        return counted(self.company)

    async def _talk(self, room: Room) -> None:
        """So many things are said and pressed in a room."""
        chance, people = self._chance, [one.id for one in PEOPLE if one.id in room.members]
        for _ in range(AT_ONCE):
            self._number += 1
            words = SAYS[room.name].format(f"is {self._number}", "now")
            said = await self._stage.workspace.post(chance.choice(people), room.id, words)
            assert said is not None
            await asyncio.sleep(chance.uniform(0, WITHIN / AT_ONCE))
            for message in self._stage.by_the_bot(room.id)[-6:]:
                if await self._press(chance.choice(people), message, "record"):
                    break

    async def _answer(self) -> None:
        """One question of the backlog is not known; one is left for another time, in words."""
        stage, chance = self._stage, self._chance
        rooms = [room.id for room in PROJECTS]
        rooms += [stage.workspace.direct(person).id for person in TEAM]
        chance.shuffle(rooms)
        for room in rooms[:2]:
            for message in self._shown_to_all(room)[-2:]:
                who = self._whose(message)
                if chance.random() < 0.5:
                    await self._press(who, message, "not_known")
                else:
                    await stage.workspace.post(who, room, "skip", thread_ts=message.ts)
            await asyncio.sleep(chance.uniform(0, WITHIN / 2))

    def _shown_to_all(self, room: str) -> list[Message]:
        """Nobody can reply to what is shown to one person alone."""
        return [one for one in self._stage.by_the_bot(room) if not one.ephemeral_to]

    def _whose(self, message: Message) -> str:
        """Who a message of the bot's is for: in a direct conversation the one person there."""
        room = self._stage.workspace.board.rooms[message.channel]
        people = [one for one in room.members if one != self._stage.workspace.bot_user]
        return people[0] if room.is_direct else self._chance.choice(people)

    async def _press(self, who: str, message: Message, action: str) -> bool:
        """Press what begins like this, where the message offers it."""
        offered = [one for one in self._stage.buttons(message) if one.startswith(action)]
        if offered:
            with suppress(AssertionError):
                await self._stage.click(who, message, offered[0])
        return bool(offered)
