"""Answering comes first: while somebody waits to be answered, what can wait gives way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from math import inf
from threading import Lock

PAUSE = 0.02
"""Seconds without a request in hand after which what waits goes on."""

HOLDS = 0.25
"""Seconds for which a request holds anything up: after that it waits for somebody itself."""

LONGEST = 10.0
"""Seconds of a rush after which what waits goes on beside it."""

QUIET = 1.0
"""Seconds without a request after which a rush is over: who waits misses shorter pauses."""


class Precedence:
    """Between those who answer and those who work on what was taken, all in one process: they
    share one interpreter, and each piece of work would hold up each answer.

    `clock` tells seconds that only go on; `sleep` is how who gives way waits.
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._begun: dict[int, float] = {}
        self._numbers = count()
        self._since = self._until = -inf

    @contextmanager
    def answering(self) -> Iterator[None]:
        """A request is in hand while this is open."""
        with self._lock:
            number, now = next(self._numbers), self._clock()
            if self._pauses(now, QUIET):
                self._since = now
            self._begun[number] = now
        try:
            yield
        finally:
            with self._lock:
                del self._begun[number]
                self._until = self._clock()

    def give_way(self) -> None:
        """Wait until nobody waits to be answered, or has for long enough."""
        while not self._may_go():
            self._sleep(PAUSE)

    def _may_go(self) -> bool:
        with self._lock:
            now = self._clock()
            return self._pauses(now, PAUSE) or now - self._since >= LONGEST

    def _pauses(self, now: float, seconds: float) -> bool:
        if any(now - began < HOLDS for began in self._begun.values()):
            return False
        return now - self._until >= seconds
