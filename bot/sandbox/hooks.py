"""Where a test can hold, watch or break a call of the Web API."""

from collections import defaultdict
from collections.abc import Awaitable, Callable

from bot.sandbox.shapes import Json

Hook = Callable[[Json], Awaitable[None]]
ANY = "*"


class Dropped(Exception):
    """Raised by a hook: the connection is cut without an answer."""


class Hooks:
    """Callbacks by method name, `"*"` for every method; each is passed the call's arguments.

    A callback may wait, raise Refused for an answer of Slack's, or raise Dropped.
    """

    def __init__(self) -> None:
        self._before: dict[str, list[Hook]] = defaultdict(list)
        self._after: dict[str, list[Hook]] = defaultdict(list)

    def before(self, method: str, callback: Hook) -> None:
        """Call back before anything is done."""
        self._before[method].append(callback)

    def after(self, method: str, callback: Hook) -> None:
        """Call back once it is done and stored, before it is answered."""
        self._after[method].append(callback)

    def clear(self) -> None:
        """Forget every callback."""
        self._before.clear()
        self._after.clear()

    async def begin(self, method: str, args: Json) -> None:
        """Run what was asked for before this method."""
        await _run(self._before, method, args)

    async def end(self, method: str, args: Json) -> None:
        """Run what was asked for after this method."""
        await _run(self._after, method, args)


async def _run(hooks: dict[str, list[Hook]], method: str, args: Json) -> None:
    for callback in (*hooks.get(method, ()), *hooks.get(ANY, ())):
        await callback(args)
