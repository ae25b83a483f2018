"""Brings what happens to the bot, as Slack does: again where it was not taken."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.sandbox.faults import Faults
from bot.sandbox.link import Link, LinkSender
from bot.sandbox.log import About, Log
from bot.sandbox.overtaking import Overtaking
from bot.sandbox.parcels import Kind, Parcel, a_command, an_event, an_interaction
from bot.sandbox.sending import Attempt, Reason, Sender, retry
from bot.sandbox.shapes import Json

__all__ = ["Attempt", "Delivery", "Kind", "Reason"]

SLACKS_DELAYS = (0.0, 60.0, 300.0)
"""Seconds before the first, second and third time an event is sent again."""


class Delivery:
    """Sends to one bot at one address.

    An event that is not taken is sent again after each of `delays`, with the same event id and
    the retry headers. Clicks, forms and commands are sent once. `log` holds the latest attempts,
    `record` all that went between the workspace and the bot. `clock` is the real time: it goes
    into the signature, which the bot refuses when it is five minutes off.
    """

    def __init__(
        self,
        address: str,
        secret: str,
        clock: Callable[[], datetime],
        *,
        delays: Sequence[float] = SLACKS_DELAYS,
        timeout_seconds: float = 3.0,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        link: Link | None = None,
    ) -> None:
        """With a `link`, all goes over the connections that the bot opened."""
        self.clock = clock
        self.faults = Faults()
        self._address = address
        self._delays = tuple(delays)
        self._pause = pause
        self._sender = (
            LinkSender(link, clock, timeout_seconds)
            if link is not None
            else Sender(address, secret, clock, timeout_seconds)
        )
        self._overtaking = Overtaking()
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def log(self) -> deque[Attempt]:
        """The latest attempts, without what was answered."""
        return self._sender.attempts

    @property
    def record(self) -> Log:
        """What went to the bot, and what came from it."""
        return self._sender.log

    def event(self, envelope: Json) -> None:
        """Start bringing an event to the bot; returns at once."""
        self._start(self._bring(an_event(envelope)))

    async def interaction(self, kind: Kind, payload: Json, about: About | None = None) -> Attempt:
        """Send a click or a form and wait for the bot's answer."""
        return await self._sender.send(an_interaction(kind, payload, about))

    async def command(self, form: Mapping[str, str]) -> Attempt:
        """Send a slash command and wait for the bot's answer."""
        return await self._sender.send(a_command(form))

    async def settled(self) -> None:
        """Wait until every event started so far, and those they led to, were taken or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    def status(self) -> str | None:
        """What went wrong with the last delivery, in words for a person; None where nothing did."""
        return self.log[-1].trouble if self.log else None

    async def forget(self) -> None:
        """Give up what is under way, and forget what was sent."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        self.log.clear()
        self.record.clear()

    async def close(self) -> None:
        """Give up what is under way and let go of the connections."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._sender.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _bring(self, parcel: Parcel) -> None:
        faults = self.faults
        if faults.delay_seconds:
            await self._pause(faults.delay_seconds)
        async with self._overtaking.turn(faults.reorder_seconds):
            if faults.twice:
                again = self._sender.send(parcel, 2, retry(1, "http_timeout"))
                await asyncio.gather(self._tell(parcel), again)
            else:
                await self._tell(parcel)

    async def _tell(self, parcel: Parcel) -> None:
        made = await self._sender.send(parcel)
        for number, delay in enumerate(self._delays, start=1):
            if made.reason is None or made.final:
                return
            await self._pause(delay)
            made = await self._sender.send(parcel, number + 1, retry(number, made.reason))
