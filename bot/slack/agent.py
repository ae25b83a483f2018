"""The agent's sessions: what they are called, what is shown while an answer is made, and Stop.

A status is shown only where an answer takes longer than a moment, and always ends: Slack takes it
away when we speak in the thread, and by itself after two minutes. The session goes back to active
when we speak there, when what was asked failed or came to nothing, and at Stop. Who speaks may be
another process than the one that showed it, and that one may be killed: so each says that a session
is active whenever it has spoken there, before what it said is kept as said.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot import limits
from bot.benefits.conversation import Event, Posted
from bot.benefits.markup import readable
from bot.errors import ChatError
from bot.slack.beyond import Beyond
from bot.slack.calls import ClientFor, chat_errors
from bot.slack.fitting import one_line
from bot.slack.texts import Texts

log = logging.getLogger(__name__)

MOMENT: Final = 1.0
"""Seconds an answer may take before anything is shown."""

LINGER: Final = 10.0
"""Seconds after which a status goes that no word of ours followed."""

TITLE: Final = 80
"""Characters of a question that a session is called by."""

_KEPT: Final = 2_000

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Does something after so many seconds, beside all else; what it returns takes that back."""

Place = tuple[str, str, str]
"""Workspace, channel, thread."""


def by_timer(seconds: float, do: Callable[[], None]) -> Callable[[], None]:
    """Later, in a thread of its own."""
    timer = threading.Timer(seconds, do)
    timer.daemon = True
    timer.start()
    return timer.cancel


@dataclass
class _Session:
    """What this process knows of one: who asked what, whether its status stands, and Stop. `title`
    is what Slack is still to be told that it is called by.
    """

    user: str | None = None
    title: str = ""
    is_shown: bool = False
    is_at_rest: bool = False
    stopped_at: datetime | None = None


class Agent:
    """Keeps sessions in step with what is done in them. Best effort: nothing here holds an answer
    up, and what a workspace does not take is not tried again. Safe between threads.

    `name` gives a person's name in a workspace, for titles.
    """

    def __init__(
        self,
        client_for: ClientFor,
        beyond: Beyond,
        texts: Texts,
        name: Callable[[str, str], str] = lambda _workspace, user: user,
        later: Later = by_timer,
    ) -> None:
        self._client_for = client_for
        self._beyond = beyond
        self._texts = texts
        self._name = name
        self._later = later
        self._sessions: OrderedDict[Place, _Session] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def at_work(self, event: Event) -> Iterator[None]:
        """While this is done somebody may be waiting: after a moment they are shown so."""
        place = place_of(event)
        if place is None or not isinstance(event, Posted):
            yield
            return
        session = self._asked(place, event)
        cancel = self._later(MOMENT, lambda: self._show(place, session))
        linger = 0.0
        try:
            yield
            linger = LINGER
        finally:
            cancel()
            if session.is_shown:
                self._later(linger, lambda: self._end(place, session))

    def spoke(self, workspace: str, channel: str, thread: str) -> None:
        """Something was said in a session: once this returns it is at rest, and has its title.

        Never raises: what was said would be taken for unsaid.
        """
        place = (workspace, channel, thread)
        try:
            self._rest(place, self._session(place))
        except Exception as error:
            log.warning("a session was not told that it is active (%s)", type(error).__name__)

    def stop(self, workspace: str, channel: str, thread: str, at: datetime) -> None:
        """Somebody said Stop: what was asked before is not done any more."""
        place = (workspace, channel, thread)
        session = self._session(place)
        session.stopped_at = max(at, session.stopped_at or at)
        self._later(0, lambda: self._rest(place, session))

    def stopped_at(self, workspace: str, channel: str, thread: str) -> datetime | None:
        """When somebody last said Stop there, as far as this process heard."""
        return self._session((workspace, channel, thread)).stopped_at

    def was_stopped(self, event: Event) -> bool:
        """Whether this was asked before somebody said Stop."""
        place = place_of(event)
        stopped = self._session(place).stopped_at if place else None
        return stopped is not None and event.at <= stopped

    def suggest(
        self, workspace: str, channel: str, title: str, prompts: tuple[tuple[str, str], ...]
    ) -> None:
        """Show what somebody may ask first. Without a thread: with one an agent's are not shown."""
        shown = [
            {"title": one_line(name, limits.BUTTON_TEXT), "message": words}
            for name, words in prompts[: limits.PROMPTS]
        ]
        self._call(
            workspace,
            "assistant.threads.setSuggestedPrompts",
            lambda client: client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=title, prompts=shown
            ),
        )

    def _asked(self, place: Place, event: Posted) -> _Session:
        session = self._session(place)
        session.user = event.user
        if event.thread is None and not session.title:
            words = readable(event.text, lambda user: self._name(event.workspace, user))
            session.title = one_line(words, TITLE)
        return session

    def _session(self, place: Place) -> _Session:
        with self._lock:
            session = self._sessions.setdefault(place, _Session())
            self._sessions.move_to_end(place)
            while len(self._sessions) > _KEPT:
                self._sessions.popitem(last=False)
        return session

    def _show(self, place: Place, session: _Session) -> None:
        """The session is at work, with Stop beside it, and says what it does."""
        session.is_shown, session.is_at_rest = True, False
        self._set(place, session, "processing")
        self._load(place, self._texts.working, self._texts.loading)
        if session.is_at_rest:
            self._load(place, "")
            self._rest(place, session)

    def _end(self, place: Place, session: _Session) -> None:
        """No word of ours followed: nothing is shown any more."""
        if session.is_shown and not session.is_at_rest:
            self._load(place, "")
            self._rest(place, session)

    def _load(self, place: Place, status: str, messages: Sequence[str] = ()) -> None:
        """What is shown while an answer is made; nothing, where it is empty."""
        workspace, channel, thread = place
        self._call(
            workspace,
            "assistant.threads.setStatus",
            lambda client: client.assistant_threads_setStatus(
                channel_id=channel,
                thread_ts=thread,
                status=status,
                loading_messages=list(messages) or None,
            ),
        )

    def _rest(self, place: Place, session: _Session) -> None:
        """It is active, and is called by what began it where it has no name."""
        session.is_shown, session.is_at_rest = False, True
        told = self._set(place, session, "active")
        if told is not None:
            title, session.title = session.title, ""
            if title and not told.get("title"):
                self._rename(place, title)

    def _rename(self, place: Place, title: str) -> None:
        workspace, channel, thread = place
        self._call(
            workspace,
            "agents.sessions.rename",
            lambda client: client.agents_sessions_rename(
                channel_id=channel, thread_ts=thread, title=title
            ),
        )

    def _set(self, place: Place, session: _Session, status: str) -> dict[str, Any] | None:
        workspace, channel, thread = place
        return self._call(
            workspace,
            "agents.sessions.setStatus",
            lambda client: client.agents_sessions_setStatus(
                channel_id=channel,
                thread_ts=thread,
                status=status,
                title=session.title or None,
                initiator_user_id=session.user,
            ),
        )

    def _call(
        self, workspace: str, method: str, ask: Callable[[WebClient], SlackResponse]
    ) -> dict[str, Any] | None:
        """What Slack says; None where it does not take it, which nobody waits for."""
        if not self._beyond.takes(workspace, method):
            return None
        try:
            with chat_errors():
                told = ask(self._client_for(workspace)).data
                return told if isinstance(told, dict) else {}
        except ChatError as error:
            log.info("%s was not taken (%s)", method, error.detail)
            self._beyond.refused(workspace, method, error)
        return None


def place_of(event: Event) -> Place | None:
    """The session a direct message belongs to; None for all else."""
    if not isinstance(event, Posted):
        return None
    is_direct = event.direct and event.channel.startswith("D")
    return (event.workspace, event.channel, event.thread or event.ts) if is_direct else None
