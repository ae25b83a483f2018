"""The drain: posts leave the outbox at the pace allowed, answers to people before all else.

Rows say what goes out, in which order and when; here they are only carried. One in a process, any
number on a database.
"""

import heapq
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count
from threading import Event, Lock, Thread

from bot import limits
from bot.durable import outbox
from bot.durable.outbox import Leisure
from bot.ports import Chat, Pace, Queues, Taken

log = logging.getLogger(__name__)

SENDERS = 16
"""Posts that are on their way to Slack together, at most."""

LOOKED_AT = 8
"""Posts at leisure that are looked at together before they go, at most; each may have a thread of
its own for that.
"""

LOOK = 0.25
"""Seconds between two looks at what waits, where nobody says that there is something."""

AFTER_FAILURE = 1.0
"""Seconds until the next look where the rows cannot be reached."""

MARGIN = 1.005
"""By this much posts keep further apart than Slack asks: no two clocks are the same."""


def pace_of(per_second: float) -> Pace:
    """At so many posts a second in a workspace."""
    return Pace(lane=limits.POST_SECONDS * MARGIN, house=MARGIN / per_second)


class Drain:
    """Carries what waits in the outbox to Slack until it is stopped.

    What it has taken when it stops is finished first. A failure of the rows ends nothing: it looks
    again. What is at leisure is looked at by `leisure` before it goes, so many at once; nothing
    that people wait for waits for that, and what is looked at takes no sender's place.
    """

    def __init__(
        self,
        queues: Queues,
        chat: Chat,
        clock: Callable[[], datetime],
        pace: Pace,
        leisure: Leisure | None = None,
    ) -> None:
        self._queues = queues
        self._chat = chat
        self._clock = clock
        self._pace = pace
        self._leisure = leisure
        self._due: list[tuple[datetime, int, Taken]] = []
        self._looking = 0
        self._number = count()
        self._under_way = 0
        self._lock = Lock()
        self._woken = Event()
        self._ends = False
        self._is_well = True
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
        self._lookers = ThreadPoolExecutor(LOOKED_AT, thread_name_prefix="looker")
        self._thread = Thread(target=self._run, daemon=True, name="drain")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look now: there is something new."""
        self._woken.set()

    def stop(self) -> None:
        """Take no more; returns when what was taken is sent, or Slack let it time out."""
        self._ends = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()
        self._lookers.shutdown()
        self._senders.shutdown()

    def _run(self) -> None:
        while not self._ends or self._due or self._looking:
            self._woken.clear()
            look = LOOK if self._looks() else AFTER_FAILURE
            self._woken.wait(min(look, self._starts()))

    def _looks(self) -> bool:
        """Take what may go; whether the rows could be reached."""
        was_well, self._is_well = self._is_well, True
        try:
            if not self._ends:
                self._take()
        except Exception as error:
            self._is_well = False
            if was_well:
                log.warning("the outbox cannot be reached (%s)", type(error).__name__)
        return self._is_well

    def _starts(self) -> float:
        """Send what is to go now; the seconds until the next one is."""
        now = self._clock()
        with self._lock:
            while self._due and self._due[0][0] <= now:
                self._senders.submit(self._send, heapq.heappop(self._due)[2])
            first = self._due[0][0] if self._due else None
        return max((first - now).total_seconds(), 0.0) if first else AFTER_FAILURE

    def _take(self) -> None:
        room = SENDERS - self._under_way
        if room <= 0:
            return
        most = min(LOOKED_AT, room) - self._looking if self._leisure else None
        taken = self._queues.take(self._clock(), room, outbox.LEASE, self._pace, most)
        at_leisure: dict[str, list[Taken]] = defaultdict(list)
        with self._lock:
            for one in taken:
                if self._leisure and one.sending.at_leisure:
                    at_leisure[one.workspace].append(one)
                    self._looking += 1
                else:
                    self._under_way += 1
                    self._push(one)
        if self._leisure:
            for batch in at_leisure.values():
                self._lookers.submit(self._look, batch, self._leisure)

    def _push(self, taken: Taken) -> None:
        heapq.heappush(self._due, (taken.at, next(self._number), taken))

    def _look(self, batch: Sequence[Taken], leisure: Leisure) -> None:
        """Have those of one workspace go that are still right; the others are taken back."""
        seen = outbox.look(self._queues, batch, leisure, self._clock)
        with self._lock:
            for one in seen.right:
                self._push(one)
            self._looking -= len(batch)
            self._under_way += len(seen.right) + len(seen.wrong)
        self._woken.set()
        for one in seen.wrong:
            self._send(one, leisure)

    def _send(self, taken: Taken, wrong_to: Leisure | None = None) -> None:
        try:
            outbox.deliver(self._queues, taken, self._chat, self._clock, wrong_to)
        except Exception as error:
            log.warning("what became of post %s is not kept (%s)", taken.key, type(error).__name__)
        with self._lock:
            self._under_way -= 1
        self._woken.set()
