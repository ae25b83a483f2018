"""The bot as an agent: its sessions, one a thread, what it suggests, and what it is saying."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot import limits
from bot.benefits.facts import Value
from bot.sandbox.shapes import Change, Message

STATUSES: Final = ("active", "processing", "suspended", "closed")
"""What a session can be, in Slack's words."""


class Session(Value):
    """One conversation with the bot. `loading` is what it says it is doing, since `since`."""

    status: str = "active"
    title: str = ""
    loading: tuple[str, ...] = ()
    since: datetime | None = None


class Suggested(Value):
    """What somebody may ask first: each by its title and the words it stands for."""

    title: str = ""
    prompts: tuple[tuple[str, str], ...] = ()


NOTHING: Final = Session()


class Sessions:
    """Sessions by channel and thread, suggestions by channel, streams by their message.

    `clock` is the real time: a status that nothing follows goes by itself. Nothing survives a
    restart: a stream that was under way then is over.
    """

    def __init__(self, clock: Callable[[], datetime], announce: Callable[[Change], None]) -> None:
        self._clock = clock
        self._announce = announce
        self._sessions: dict[tuple[str, str], Session] = {}
        self._suggested: dict[str, Suggested] = {}
        self._began: dict[tuple[str, str], datetime] = {}
        self._stopped: set[tuple[str, str]] = set()

    def of(self, channel: str, thread: str) -> Session:
        """The session of a thread as it is now."""
        found = self._sessions.get((channel, thread), NOTHING)
        most = timedelta(seconds=limits.STATUS_SECONDS)
        if found.since is not None and self._clock() - found.since > most:
            return found.model_copy(update={"loading": (), "since": None})
        return found

    def knows(self, channel: str, thread: str) -> bool:
        """Whether there is a session in a thread."""
        return (channel, thread) in self._sessions

    def keep(self, channel: str, thread: str, session: Session) -> None:
        """A session as it is from now on."""
        self._sessions[channel, thread] = session
        self._announce(Change(channel=channel))

    def suggested(self, channel: str) -> Suggested:
        """What is suggested in a direct conversation."""
        return self._suggested.get(channel, Suggested())

    def suggest(self, channel: str, suggested: Suggested) -> None:
        """What is suggested there from now on."""
        self._suggested[channel] = suggested
        self._announce(Change(channel=channel))

    def said(self, message: Message) -> None:
        """The bot said something in a thread: what it was doing is done."""
        where = (message.channel, message.thread_ts or message.ts)
        if where in self._sessions:
            quiet = {"loading": (), "since": None}
            self.keep(*where, self._sessions[where].model_copy(update=quiet))

    def streams(self, message: Message) -> None:
        """It begins to say something."""
        self._began[message.channel, message.ts] = self._clock()
        where = (message.channel, message.thread_ts or message.ts)
        known = self._sessions.get(where, NOTHING)
        self.keep(*where, known.model_copy(update={"status": "processing", "loading": ()}))

    def began(self, message: Message) -> datetime | None:
        """When a stream began; None where that was in an earlier life."""
        return self._began.get((message.channel, message.ts))

    def ended(self, message: Message, status: str | None) -> None:
        """It has said it; its session is then what the bot says it is."""
        self._began.pop((message.channel, message.ts), None)
        where = (message.channel, message.thread_ts or message.ts)
        if status is not None:
            known = self._sessions.get(where, NOTHING)
            self.keep(*where, known.model_copy(update={"status": status, "loading": ()}))

    def stop(self, message: Message) -> None:
        """Somebody stopped it."""
        self._stopped.add((message.channel, message.ts))

    def was_stopped(self, message: Message) -> bool:
        """Whether somebody stopped it."""
        return (message.channel, message.ts) in self._stopped

    def forget(self) -> None:
        """All of it, as when the workspace begins anew."""
        for kept in (self._sessions, self._suggested, self._began):
            kept.clear()
        self._stopped.clear()
