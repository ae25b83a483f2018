"""A breaker: what failed again and again is left alone for a while, and then tried once."""

from collections.abc import Callable
from threading import Lock
from typing import Final

IN_A_ROW: Final = 3
"""Failures, or slow answers, one after the other until it rests."""

SHORTEST: Final = 30.0
LONGEST: Final = 600.0
"""Seconds of rest: each time in a row twice as long as the last."""

_A_TRY: Final = 120.0
"""Seconds after which a try nobody reported on is over."""


class Breaker:
    """Whether something may be asked, from how it went so far. `clock` tells seconds. Threads share
    it.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._rest = SHORTEST
        self._until: float | None = None
        self._tried_until = 0.0

    def may_ask(self) -> bool:
        """Whether to ask now. After a rest one may, and the others once it went well."""
        with self._lock:
            now = self._clock()
            if self._until is None:
                return True
            if now < max(self._until, self._tried_until):
                return False
            self._tried_until = now + _A_TRY
            return True

    def went_well(self) -> None:
        """It answered: all is forgotten."""
        with self._lock:
            self._failures, self._rest, self._until = 0, SHORTEST, None
            self._tried_until = 0.0

    def failed(self, rest: float = 0.0) -> None:
        """It failed; where it is said how long to leave it alone, that begins at once."""
        with self._lock:
            self._failures += 1
            self._tried_until = 0.0
            if self._until is None and not rest and self._failures < IN_A_ROW:
                return
            now = self._clock()
            is_new = self._until is None or self._until <= now
            seconds = min(max(self._rest if is_new else 0.0, rest), LONGEST)
            self._until = max(self._until or 0.0, now + seconds)
            self._rest = min(self._rest * 2, LONGEST) if is_new else self._rest

    def answered_slowly(self) -> None:
        """It answered, though late: again and again, it rests, and never longer than the shortest
        time. A rest that has begun goes on.
        """
        with self._lock:
            now = self._clock()
            if self._until is not None and now < self._until:
                return
            self._failures += 1
            self._rest, self._until, self._tried_until = SHORTEST, None, 0.0
            if self._failures >= IN_A_ROW:
                self._failures, self._until = 0, now + SHORTEST

    def undecided(self) -> None:
        """Nothing was learnt of it: who asks next tries."""
        with self._lock:
            self._tried_until = 0.0
