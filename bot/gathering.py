"""Gathering: what comes while others are being kept is kept together, in the next transaction. Each
waits for the disk all the same; a thread and a transaction for each would cost more than the rows.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence

from bot.benefits.conversation import Event

Came = tuple[str, Event]
"""What somebody did, with its lasting id."""


class Gathering:
    """`keep_all` keeps several at once or none; where it fails, `keep` tries each by itself: nobody
    fails because of what another one did.
    """

    def __init__(
        self, keep_all: Callable[[Sequence[Came]], None], keep: Callable[[str, Event], None]
    ) -> None:
        self._keep_all = keep_all
        self._keep = keep
        self._waiting: list[tuple[Came, asyncio.Future[None]]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._is_keeping = False

    async def __call__(self, id: str, event: Event) -> None:
        """Kept when this returns. Raises what `keep` raises for it alone."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append(((id, event), kept))
        if not self._is_keeping:
            self._is_keeping = True
            self._begin(self._run())
        await kept

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(self._keep_all, [came for came, _ in batch])
            except Exception:
                for came, kept in batch:
                    self._begin(self._alone(came, kept))
            else:
                for _, kept in batch:
                    _tell(kept)
        self._is_keeping = False

    async def _alone(self, came: Came, kept: "asyncio.Future[None]") -> None:
        try:
            await asyncio.to_thread(self._keep, *came)
        except Exception as error:
            _tell(kept, error)
        else:
            _tell(kept)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _tell(kept: "asyncio.Future[None]", error: Exception | None = None) -> None:
    """Who waits; nobody does where the request was given up meanwhile."""
    if kept.done():
        return
    if error is None:
        kept.set_result(None)
    else:
        kept.set_exception(error)
