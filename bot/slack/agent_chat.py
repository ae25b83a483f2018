"""Speaking as an agent: what somebody asked directly is answered in its thread, piece by piece
where it is long.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.benefits.conversation import Sending
from bot.slack.blocks import render
from bot.slack.calls import ClientFor
from bot.slack.chat import EVENT_TYPE, SlackChat, carries_key
from bot.slack.streaming import Streams, is_marked, make_whole
from bot.slack.texts import ENGLISH, Texts

Spoke = Callable[[str, str, str], None]
"""Hears that something was said: workspace, channel, thread."""


class AgentChat(SlackChat):
    """The chat door of an agent. `streams` say long answers; `spoke` hears of what was said in a
    session. All else is as the door it is made of.

    What was tried before and does not stand is said at once, not piece by piece: where streams fail
    for hours, answers wait for none.
    """

    def __init__(
        self,
        client_for: ClientFor,
        streams: Streams,
        spoke: Spoke,
        texts: Texts = ENGLISH,
        **more: Any,
    ) -> None:
        super().__init__(client_for, texts, **more)
        self._streams = streams
        self._spoke = spoke
        self._absent: set[tuple[str, str]] = set()

    def send(self, workspace: str, sending: Sending) -> str | None:
        """Piece by piece where it is long and was not looked for; raises as the door does."""
        try:
            return super().send(workspace, sending)
        finally:
            self._absent.discard((workspace, sending.key))

    def _sent(self, workspace: str, sending: Sending, shown: dict[str, Any]) -> str | None:
        ts = None
        if _is_answer(sending) and (workspace, sending.key) not in self._absent:
            client = self._client_for(workspace)
            ts = self._streams.say(workspace, client, sending, shown, _metadata(sending))
        return self._told(workspace, sending, ts or super()._sent(workspace, sending, shown))

    def find(self, workspace: str, sending: Sending) -> str | None:
        """The message with this key. A stream that was begun for it and not ended is made whole."""
        found = self._found(workspace, sending)
        if found is None:
            if _is_answer(sending) and not sending.at_leisure:
                self._absent.add((workspace, sending.key))
            return None
        ts = str(found["ts"])
        if not carries_key(found, sending):
            self._finish(workspace, sending, ts)
        return self._told(workspace, sending, ts)

    def _is(self, message: Mapping[str, Any], sending: Sending) -> bool:
        """Or the stream that was begun for it: both are looked for at once, as Slack may allow one
        look a minute.
        """
        is_begun = _is_answer(sending) and is_marked(message, sending.key)
        return is_begun or super()._is(message, sending)

    def _finish(self, workspace: str, sending: Sending, ts: str) -> None:
        post = self._for_eyes(workspace, sending)
        shown = render(post, self._texts, self._pictures(workspace, post))
        make_whole(self._client_for(workspace), sending, ts, shown, _metadata(sending))

    def _told(self, workspace: str, sending: Sending, ts: str | None) -> str | None:
        if ts is not None and _is_answer(sending):
            self._spoke(workspace, sending.channel, sending.thread or "")
        return ts


def _is_answer(sending: Sending) -> bool:
    """Whether it is said in a thread of a direct conversation: in a session."""
    is_direct = sending.channel.startswith("D")
    return sending.way == "post" and is_direct and sending.thread is not None


def _metadata(sending: Sending) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": sending.key}}
