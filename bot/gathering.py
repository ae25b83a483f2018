"""Gathering: what comes while others are being kept is kept together, in the next transaction. Each
waits for the disk all the same; a thread and a transaction for each would cost more than the rows.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence

from bot.benefits.conversation import Event
from bot.errors import AwayError

Came = tuple[str, Event]
"""What somebody did, with its lasting id."""

Waiting = tuple[Came, "asyncio.Future[None]"]


class Gathering:
    """`keep_all` keeps several at once or none; where it fails, `keep` tries each by itself: nobody
    fails because of what another one did.
    """

    def __init__(
        self, keep_all: Callable[[Sequence[Came]], None], keep: Callable[[str, Event], None]
    ) -> None:
        self._keep_all = keep_all
        self._keep = keep
        self._waiting: list[Waiting] = []
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
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._keep_batch(batch)
        finally:
            self._is_keeping = False

    async def _keep_batch(self, batch: list[Waiting]) -> None:
        try:
            await asyncio.to_thread(self._keep_all, [came for came, _ in batch])
        except Exception:
            self._begin(self._one_by_one(batch))
        except BaseException as error:
            for _, kept in batch:
                _tell(kept, error)
            raise
        else:
            for _, kept in batch:
                _tell(kept)

    async def _one_by_one(self, batch: list[Waiting]) -> None:
        """One after another, so that no more than one thread waits; where the record is away, it is
        away for all of them.
        """
        away: Exception | None = None
        for came, kept in batch:
            try:
                if away is None:
                    await asyncio.to_thread(self._keep, *came)
            except AwayError as error:
                away = error
            except Exception as error:
                _tell(kept, error)
            _tell(kept, away)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _tell(kept: "asyncio.Future[None]", error: BaseException | None = None) -> None:
    """Who waits; nobody does where the request was given up meanwhile."""
    if kept.done():
        return
    if error is None:
        kept.set_result(None)
    else:
        kept.set_exception(error)
