"""Lacking: methods we call that what answers in Slack's place does not know."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from bot.errors import ChatError
from bot.slack.addresses import origin
from bot.slack.calls import chat_errors

Told = TypeVar("Told")

UNKNOWN: Final = frozenset(
    {"method_deprecated", "method_not_found", "not_implemented", "unknown_method"}
)
"""Words for a method there is none of. Slack itself knows all that we call."""

NOT_THERE: Final = frozenset({"http_404", "http_405", "http_501"})
"""The same from a server without words for it; from Slack it tells that a proxy is broken."""

_SLACKS: Final = ("https://slack.com", "https://slack-gov.com")

INSTEAD: Final[Mapping[str, str]] = {
    "chat.getPermalink": "figures lead to no message",
    "chat.postEphemeral": "what is for one person goes to them in a direct message",
    "chat.update": "what would change a message is said anew",
    "conversations.history": "a message may stand twice after a crash",
    "conversations.info": "channels go by their ids and count as private",
    "conversations.members": "every full member may record, and nothing of other channels is told",
    "conversations.open": "direct messages go to people's ids",
    "conversations.replies": "a message may stand twice after a crash, and none is looked up again",
    "users.info": "people go by their ids, and everybody counts as a full member",
    "views.open": "no form can be opened",
}
"""What is done without each of these."""

WITHOUT: Final = "what it is for is left out"

log = logging.getLogger(__name__)


def is_slack(api_url: str) -> bool:
    """Whether a Web API is Slack's own."""
    return origin(api_url) in _SLACKS


class Lacking:
    """Which methods are unknown there, each tried once and told of once. Safe between threads."""

    def __init__(self, api_url: str = "") -> None:
        """`api_url` is where the Web API is."""
        self._words = UNKNOWN if is_slack(api_url) else UNKNOWN | NOT_THERE
        self._methods: set[str] = set()
        self._lock = threading.Lock()

    def ask(self, method: str, ask: Callable[[], Told], instead: Told) -> Told:
        """What `ask` tells by this method, or `instead` where it is unknown. Raises ChatError."""
        if self.lacks(method):
            return instead
        try:
            with chat_errors():
                return ask()
        except ChatError as error:
            if not self.notes(method, error):
                raise
            return instead

    def notes(self, method: str, error: ChatError) -> bool:
        """Whether an error says that the method is unknown; then that is kept."""
        if error.detail not in self._words:
            return False
        with self._lock:
            is_new = method not in self._methods
            self._methods.add(method)
        if is_new:
            what = INSTEAD.get(method, WITHOUT)
            log.warning("what answers in Slack's place does not know %s: %s", method, what)
        return True

    def lacks(self, *methods: str) -> bool:
        """Whether any of these is known to be unknown."""
        return not self._methods.isdisjoint(methods)

    def told(self) -> list[str]:
        """All of them, by name."""
        with self._lock:
            return sorted(self._methods)

    def in_words(self) -> str:
        """All of them, each with what is done without it."""
        return "; ".join(f"{one}: {INSTEAD.get(one, WITHOUT)}" for one in self.told())
