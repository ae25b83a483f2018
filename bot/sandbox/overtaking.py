"""Events that arrive in another order than they happened in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Overtaking:
    """Swaps events in pairs: the first waits until the second is through."""

    def __init__(self) -> None:
        self._waiting: asyncio.Event | None = None

    @asynccontextmanager
    async def turn(self, seconds: float) -> AsyncIterator[None]:
        """Come in when it is one's turn; one that nobody overtakes waits so many seconds."""
        first, self._waiting = self._waiting, None
        if seconds and first is None:
            await self._wait(seconds)
        try:
            yield
        finally:
            if first is not None:
                first.set()

    async def _wait(self, seconds: float) -> None:
        self._waiting = passed = asyncio.Event()
        try:
            async with asyncio.timeout(seconds):
                await passed.wait()
        except TimeoutError:
            pass
        finally:
            if self._waiting is passed:
                self._waiting = None
