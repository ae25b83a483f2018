"""Publishing Homes: each is read when it is shown, and the latest reading is what stands."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from bot.benefits.conversation import Post, Sending
from bot.benefits.home import Home, Wanted
from bot.benefits.markup import readable_home, readable_post
from bot.errors import ChatError
from bot.ports import Chat
from bot.slack.at_home import AT_HOME, person_and_home
from bot.slack.cache import Cache
from bot.slack.calls import ClientFor, chat_errors
from bot.slack.home import unpacked, view
from bot.slack.readers import Readers
from bot.slack.texts import ENGLISH, Texts

Read = Callable[[str, str, Wanted], Home]
"""What a workspace's person is to see in their Home now."""

Ask = Callable[[str, Callable[[], object], object], object]
"""Calls a method of Slack's by its name. Raises ChatError."""

NOTICE_SECONDS = 15.0
"""What came of what somebody did stands in their Home for so long, however often it is shown."""

TURNS_SECONDS = 3_600.0

Key = tuple[str, str]

log = logging.getLogger(__name__)


def _asked(_method: str, ask: Callable[[], object], _instead: object) -> object:
    with chat_errors():
        return ask()


class HomeDoor:
    """Shows people their Homes. Safe between threads."""

    def __init__(
        self,
        client_for: ClientFor,
        read: Read,
        clock: Callable[[], float],
        name: Callable[[str, str], str] = lambda _workspace, user: user,
        ask: Ask = _asked,
        texts: Texts = ENGLISH,
        readers: Readers | None = None,
    ) -> None:
        """`clock` counts seconds and never goes back; `name` gives a person's name; `ask` calls a
        method, and gives what is told instead where there is none of that name; `readers` write
        numbers as each person does.
        """
        self._readers = readers or Readers()
        self._client_for = client_for
        self._read = read
        self._name = name
        self._texts = texts
        self._ask = ask
        self._notices: Cache[Key, str] = Cache(clock, NOTICE_SECONDS)
        self._latest: Cache[Key, list[int]] = Cache(clock, TURNS_SECONDS)
        self._lock = threading.Lock()
        self._count = 0

    def show(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        """Best effort: what is not shown now is when it is opened again."""
        try:
            self.publish(workspace, user, wanted, notice)
        except Exception as error:
            detail = error.detail if isinstance(error, ChatError) else type(error).__name__
            log.warning("a Home could not be shown (%s)", detail)

    def publish(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        """Raises ChatError where Slack does not take it, RecordsError where it cannot be read."""
        key = (workspace, user)
        if notice:
            self._notices.drop(key)
            self._notices.get(key, lambda: notice)
        turn = self._begin()
        found = self._read(workspace, user, wanted)
        found = found.model_copy(update={"notice": self._notices.known(key) or ""})
        shown = readable_home(found, partial(self._name, workspace))
        made = view(self._readers.home(workspace, user, shown), self._texts)
        client = self._client_for(workspace)
        if not self._is_overtaken(key, turn):
            publish = partial(client.views_publish, user_id=user, view=made)
            self._ask("views.publish", publish, None)

    def readable(self, workspace: str, user: str, post: Post) -> Post:
        """A post as one person reads it: people by their names, numbers as they write them."""
        named = readable_post(post, partial(self._name, workspace))
        return self._readers.post_for(workspace, user, named)

    def _begin(self) -> int:
        with self._lock:
            self._count += 1
            return self._count

    def _is_overtaken(self, key: Key, turn: int) -> bool:
        """Whether what was read later was given to Slack already."""
        latest = self._latest.get(key, lambda: [0])
        with self._lock:
            is_late = latest[0] > turn
            latest[0] = max(latest[0], turn)
        return is_late


class HomeChat:
    """A chat that says in somebody's Home what came of what they did there."""

    def __init__(self, chat: Chat, door: HomeDoor) -> None:
        self._chat = chat
        self._door = door

    def send(self, workspace: str, sending: Sending) -> str | None:
        """As the protocol has it."""
        if not (sending.reply_to or "").startswith(AT_HOME):
            return self._chat.send(workspace, sending)
        user, shown = person_and_home(sending.reply_to or "")
        words = " ".join("".join(span.text for span in line) for line in sending.post.lead)
        self._door.publish(workspace, user, unpacked(shown), words)
        return None

    def find(self, workspace: str, sending: Sending) -> str | None:
        """As the protocol has it."""
        return self._chat.find(workspace, sending)
