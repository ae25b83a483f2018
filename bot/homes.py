"""What stands behind people's Homes: each call leaves the event loop for a thread."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.advice import home_full
from bot.advice.doors import Doors
from bot.advice.home import home
from bot.advice.home_seen import Health
from bot.benefits.conversation import Event, Form, Post
from bot.benefits.home import Home, Wanted
from bot.ports import Chat, Queues
from bot.slack.calls import ClientFor
from bot.slack.home import unpacked
from bot.slack.home_door import Ask, HomeChat, HomeDoor
from bot.slack.readers import Readers

Hear = Callable[[Event, str, datetime], None]
Name = Callable[[str, str], str]

log = logging.getLogger(__name__)


class AppHomes:
    """Reads Homes and has them shown. `parts` are what we need to be ready, as `/ready` tells;
    `tokens` tells what a workspace's language model used today, and may use.
    """

    def __init__(
        self,
        doors: Doors,
        queues: Queues,
        client_for: ClientFor,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        name: Name,
        ask: Ask,
        readers: Readers | None = None,
    ) -> None:
        self.parts: Mapping[str, Callable[[], bool]] = {}
        self.tokens: Callable[[str], tuple[int, int] | None] = lambda _workspace: None
        self._doors = doors
        self._queues = queues
        self._clock = clock
        self._swept_at: datetime | None = None
        self._door = HomeDoor(client_for, self._read, monotonic, name, ask, readers=readers)

    def swept(self) -> None:
        """What is due was looked for."""
        self._swept_at = self._clock()

    def speaking(self, chat: Chat) -> Chat:
        """A chat that says in a Home what came of what was done there."""
        return HomeChat(chat, self._door)

    def hearing(self, hear: Hear) -> Hear:
        """The same; and where something was done in a Home, that shows what came of it."""

        def heard(event: Event, id: str, now: datetime, /) -> None:
            hear(event, id, now)
            if event.home is not None:
                self._door.show(event.workspace, event.user, unpacked(event.home))

        return heard

    async def show(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        """Show somebody their Home as it is now; never fails."""
        await asyncio.to_thread(self._door.show, workspace, user, wanted, notice)

    async def prefill(self, workspace: str, ref: str, user: str) -> tuple[str, Form] | None:
        """What the form opens with, for who may see what it is about."""
        return await asyncio.to_thread(home_full.prefill, workspace, ref, user, self._doors)

    async def behind(self, workspace: str, ref: str, user: str) -> tuple[Post, ...]:
        """The question a form answers, and what is told of its investment."""
        given = (workspace, ref, user, self._doors, self._clock())
        found = await asyncio.to_thread(home_full.behind, *given)
        read = (partial(self._door.readable, workspace, user, post) for post in found)
        return tuple([await asyncio.to_thread(one) for one in read])

    async def full(self, workspace: str, user: str, investment: str | None) -> Post:
        """All that is told of an investment, or of all they may see."""
        now = self._clock()
        post = await asyncio.to_thread(
            home_full.full, workspace, user, investment, self._doors, now
        )
        return await asyncio.to_thread(self._door.readable, workspace, user, post)

    def _read(self, workspace: str, user: str, wanted: Wanted) -> Home:
        return home(workspace, user, wanted, self._doors, self._clock(), self._health)

    def _health(self, workspace: str) -> Health:
        parts = tuple((name, _answers(name, look)) for name, look in self.parts.items())
        parked = tuple(self._queues.parked(workspace))
        return Health(parts, self._swept_at, parked, self.tokens(workspace))


def _answers(name: str, look: Callable[[], bool]) -> bool:
    try:
        return look()
    except Exception as error:
        log.warning("%s does not answer (%s)", name, type(error).__name__)
        return False
