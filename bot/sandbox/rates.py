"""How often the bot may call, where a workspace counts it."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import limits
from bot.sandbox.refusal import Refused

_MINUTE = timedelta(minutes=1)
_POST = timedelta(seconds=limits.POST_SECONDS)


class Rates:
    """Remembers when each method was called; `clock` is the real time."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._called: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)

    def count(self, method: str, most: int) -> None:
        """Raises Refused where the method was called so often within a minute already."""
        self._pass((method, ""), most, _MINUTE)

    def count_post(self, channel: str) -> None:
        """Raises Refused where something was posted in this channel a moment ago."""
        self._pass(("post", channel), 1, _POST)

    def count_in_house(self, most: int) -> None:
        """Raises Refused where so much was posted within a second already, in whatever channels."""
        self._pass(("house", ""), most, _POST)

    def _pass(self, what: tuple[str, str], most: int, within: timedelta) -> None:
        now, called = self._clock(), self._called[what]
        while called and called[0] <= now - within:
            called.popleft()
        if len(called) >= most:
            wait = math.ceil((called[0] + within - now).total_seconds())
            raise Refused("ratelimited", 429, headers={"Retry-After": str(max(wait, 1))})
        called.append(now)
