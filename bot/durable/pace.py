"""The drain: posts leave the outbox at the pace allowed, answers to people before all else.

Rows say what goes out, in which order and when; here they are only carried. One in a process, any
number on a database.
"""

import heapq
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count
from threading import Event, Lock, Thread

from bot import limits
from bot.durable import outbox
from bot.ports import Chat, Pace, Queues, Taken

log = logging.getLogger(__name__)

SENDERS = 16
"""Posts that are on their way to Slack together, at most."""

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
    again.
    """

    def __init__(
        self, queues: Queues, chat: Chat, clock: Callable[[], datetime], pace: Pace
    ) -> None:
        self._queues = queues
        self._chat = chat
        self._clock = clock
        self._pace = pace
        self._due: list[tuple[datetime, int, Taken]] = []
        self._number = count()
        self._under_way = 0
        self._lock = Lock()
        self._woken = Event()
        self._ends = False
        self._is_well = True
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
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
        self._senders.shutdown()

    def _run(self) -> None:
        while not self._ends or self._due:
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
        while self._due and self._due[0][0] <= now:
            self._senders.submit(self._send, heapq.heappop(self._due)[2])
        return max((self._due[0][0] - now).total_seconds(), 0.0) if self._due else AFTER_FAILURE

    def _take(self) -> None:
        room = SENDERS - self._under_way
        if room <= 0:
            return
        for one in self._queues.take(self._clock(), room, outbox.LEASE, self._pace):
            with self._lock:
                self._under_way += 1
            heapq.heappush(self._due, (one.at, next(self._number), one))

    def _send(self, taken: Taken) -> None:
        try:
            outbox.deliver(self._queues, taken, self._chat, self._clock)
        except Exception as error:
            log.warning("what became of post %s is not kept (%s)", taken.key, type(error).__name__)
        with self._lock:
            self._under_way -= 1
        self._woken.set()
