"""All that goes between the workspace and the bot, in the order it began, for looking at."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Literal

from bot.benefits.facts import Value

LENGTH: Final = 500
"""Entries that are kept; the oldest goes first."""

LONGEST: Final = 20_000
"""Characters of a body that are kept."""

_HIDDEN: Final = frozenset({"token", "authorization", "signing_secret", "client_secret"})
_MASK: Final = "…"
_SHOWN_OF_SIGNATURE: Final = 11

Way = Literal["to_bot", "from_bot"]


class About(Value):
    """The message something is about, as far as that is known."""

    channel: str | None = None
    ts: str | None = None
    thread_ts: str | None = None


NOTHING: Final = About()


class Entry(Value):
    """One request and its answer.

    `name` is the event's type or subtype, the kind of interaction, or the Web API method, a post
    to a response address being `response_url`. `ms` is None until it is answered; `status` is that
    of HTTP, None where no answer came; `error` is Slack's code, or the reason an event was not
    taken. `sent` and `answered` are JSON or words, cut where they are long, without secrets.
    """

    number: int
    at: datetime
    way: Way
    name: str
    about: About = NOTHING
    event_id: str | None = None
    attempt: int = 1
    retry_reason: str | None = None
    signature: str | None = None
    sent: str = ""
    status: int | None = None
    error: str | None = None
    answered: str = ""
    ms: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether it was answered or given up."""
        return self.ms is not None


Listener = Callable[[Entry], None]


class Log:
    """The latest entries. A listener is called when one begins and again when it is over."""

    def __init__(self, length: int = LENGTH) -> None:
        self._length = length
        self._entries: dict[int, Entry] = {}
        self._last = 0
        self._listeners: list[Listener] = []

    def entries(self) -> list[Entry]:
        """All there are, in the order they began."""
        return list(self._entries.values())

    def around(self, channel: str, ts: str) -> list[Entry]:
        """Those about a message; about the head of a thread, those about its replies too."""
        return [
            entry
            for entry in self._entries.values()
            if entry.about.channel == channel and ts in (entry.about.ts, entry.about.thread_ts)
        ]

    def begin(self, at: datetime, way: Way, name: str, **more: Any) -> Entry:
        """Enter what was just sent."""
        self._last += 1
        return self._keep(Entry(number=self._last, at=at, way=way, name=name, **more))

    def end(self, entry: Entry, now: datetime, **more: Any) -> None:
        """Enter what became of it; nothing where the entry is no longer there."""
        if entry.number in self._entries:
            passed = max((now - entry.at).total_seconds() * 1000, 0.0)
            self._keep(entry.model_copy(update={"ms": passed, **more}))

    def clear(self) -> None:
        """Forget all entries; the numbers go on."""
        self._entries.clear()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called with every change. Returns what ends it; ending twice is fine."""
        self._listeners.append(listener)

        def leave() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return leave

    def _keep(self, entry: Entry) -> Entry:
        self._entries[entry.number] = entry
        while len(self._entries) > self._length:
            del self._entries[next(iter(self._entries))]
        for listener in tuple(self._listeners):
            listener(entry)
        return entry


def shown(body: Any) -> str:
    """A body to look at: laid out, its secrets left out, cut where it is long."""
    laid_out = (
        body
        if isinstance(body, str)
        else json.dumps(_masked(body), indent=2, ensure_ascii=False, default=str)
    )
    readable = laid_out.encode("utf-8", "replace").decode()
    return readable if len(readable) <= LONGEST else readable[: LONGEST - 1] + _MASK


def shown_signature(signature: str) -> str:
    """Enough of a signature to tell it from another."""
    return signature[:_SHOWN_OF_SIGNATURE] + _MASK


def _masked(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: _MASK if str(key).lower() in _HIDDEN else _masked(value)
            for key, value in part.items()
        }
    return [_masked(item) for item in part] if isinstance(part, list | tuple) else part
