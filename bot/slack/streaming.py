"""Long answers, said piece by piece where a workspace takes that; one message all the same.

The law: a stream carries its key in its metadata from its end on, and from its beginning a mark
made of the key, as the id of its first block. Once it is begun, nothing else is ever said for that
key: what goes wrong on the way is put right in the same message, and where even that cannot be done
now, the outbox tries again, finds the mark, and makes that message whole. So a process may be
killed at any point: before the beginning nothing stands; after it one message, which is finished.
"""

import hashlib
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from slack_sdk import WebClient

from bot import limits
from bot.benefits.conversation import Post, Sending
from bot.errors import ChatError, RateLimitedError
from bot.slack.beyond import Beyond
from bot.slack.calls import chat_errors, text_of

log = logging.getLogger(__name__)

Block = dict[str, Any]
Shown = Mapping[str, Any]
"""What a message shows: `text` for notifications, `blocks` for the eye."""

LONG: Final = 4
"""Blocks from which on an answer is long enough to be said in pieces."""

SHARE: Final = 0.75
"""Of the streams Slack takes in a minute, so many are begun; answers beyond are said at once."""

_MINUTE: Final = 60.0
_START: Final = "chat.startStream"
_STOPPED: Final = "stopped_by_user"
_OVER: Final = frozenset({_STOPPED, "message_not_in_streaming_state"})
_OPEN: Final = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "no_ts"}
)
"""Answers after which a stream may stand all the same."""

_NEVER_ARRIVED: Final = frozenset({"unreachable: ConnectionRefusedError", "unreachable: gaierror"})

_NO_PICTURE: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "http_400"})


class Streams:
    """Says long answers piece by piece. `clock` counts seconds.

    `stopped_at` tells when somebody last said Stop in a thread of a workspace. What is being said
    then gives way to `stopped`; what is begun later is said, whatever it answers.
    """

    def __init__(
        self,
        beyond: Beyond,
        clock: Callable[[], float],
        stopped_at: Callable[[str, str, str], datetime | None],
        stopped: Shown,
    ) -> None:
        self._beyond = beyond
        self._clock = clock
        self._stopped_at = stopped_at
        self._stopped = stopped
        self._begun: dict[str, deque[float]] = defaultdict(deque)

    def say(
        self,
        workspace: str,
        client: WebClient,
        sending: Sending,
        shown: Shown,
        metadata: Mapping[str, Any],
    ) -> str | None:
        """The message's ts; None where nothing was begun and it is to be said at once.

        Raises ChatError where it is open what stands: `finished` finds out.
        """
        if not (self._suits(workspace, sending, shown) and self._beyond.takes(workspace, _START)):
            return None
        pieces = _pieces(shown["blocks"], sending.key)
        asked_to_stop = self._stop_from_now_on(workspace, sending)
        ts = self._start(workspace, client, sending, pieces[0])
        if ts is None:
            return None
        try:
            is_whole = _follow(client, sending, ts, pieces[1:], metadata, asked_to_stop)
            is_stopped = not is_whole
        except ChatError as error:
            log.info("a stream was broken off (%s) and is made whole", error.detail)
            is_stopped = error.detail == _STOPPED or asked_to_stop()
            is_whole = False
        if not is_whole:
            make_whole(client, sending, ts, self._stopped if is_stopped else shown, metadata)
        return ts

    def _suits(self, workspace: str, sending: Sending, shown: Shown) -> bool:
        """Whether it is a long answer to somebody alone, and Slack would take one more. What asks
        or records is none: Stop must not take it back.
        """
        is_answer = sending.channel.startswith("D") and sending.thread is not None
        only_tells = not (sending.at_leisure or _asks(sending.post))
        if not is_answer or not only_tells or len(shown["blocks"]) < LONG:
            return False
        now, begun = self._clock(), self._begun[workspace]
        while begun and begun[0] <= now - _MINUTE:
            begun.popleft()
        return len(begun) < int(limits.STREAMS_A_MINUTE * SHARE)

    def _start(
        self, workspace: str, client: WebClient, sending: Sending, first: Sequence[Block]
    ) -> str | None:
        self._begun[workspace].append(self._clock())
        try:
            with chat_errors():
                answer = client.chat_startStream(
                    channel=sending.channel, thread_ts=sending.thread or "", chunks=_chunks(first)
                )
                return text_of(answer, "ts")
        except ChatError as error:
            if not self._beyond.refused(workspace, _START, error) and _is_open(error):
                raise
            return None

    def _stop_from_now_on(self, workspace: str, sending: Sending) -> Callable[[], bool]:
        """Tells whether somebody said Stop there since this was called."""
        where = (workspace, sending.channel, sending.thread or "")
        before = self._stopped_at(*where)

        def asked_to_stop() -> bool:
            at = self._stopped_at(*where)
            return at is not None and (before is None or at > before)

        return asked_to_stop


def _follow(
    client: WebClient,
    sending: Sending,
    ts: str,
    pieces: Sequence[Sequence[Block]],
    metadata: Mapping[str, Any],
    asked_to_stop: Callable[[], bool],
) -> bool:
    """Say the rest and end it with its key; False where somebody said Stop meanwhile."""
    *middle, last = pieces
    with chat_errors():
        for piece in middle:
            if asked_to_stop():
                return False
            client.chat_appendStream(channel=sending.channel, ts=ts, chunks=_chunks(piece))
        if asked_to_stop():
            return False
        client.chat_stopStream(
            channel=sending.channel,
            ts=ts,
            blocks=list(last),
            metadata=dict(metadata),
            session_status="active",
        )
    return True


def make_whole(
    client: WebClient, sending: Sending, ts: str, shown: Shown, metadata: Mapping[str, Any]
) -> None:
    """Have one that was begun show all it is to show, and be found by its key.

    Doing it twice is doing it once. Raises ChatError where it cannot be done now.
    """
    try:
        with chat_errors():
            client.chat_stopStream(channel=sending.channel, ts=ts, session_status="active")
    except RateLimitedError:
        raise
    except ChatError as error:
        if error.detail not in _OVER:
            log.info("a stream could not be stopped (%s)", error.detail)
    try:
        _change(client, sending, ts, shown, metadata)
    except ChatError as error:
        if error.detail not in _NO_PICTURE:
            raise
        bare = [block for block in shown["blocks"] if block["type"] != "image"]
        _change(client, sending, ts, {**shown, "blocks": bare}, metadata)


def mark(key: str) -> str:
    """By which a stream is known before it carries its key."""
    return f"stream-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def is_marked(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message is the stream that was begun for this key."""
    blocks = message.get("blocks")
    ids = (block.get("block_id") for block in blocks or () if isinstance(block, Mapping))
    return mark(key) in ids


def _asks(post: Post) -> bool:
    """Whether it asks something or waits for somebody's click."""
    return bool(post.card or post.every_ask or post.picker)


def _pieces(blocks: Sequence[Block], key: str) -> list[list[Block]]:
    """The first two blocks, marked, then one at a time."""
    marked = _marked(blocks, key)
    return [marked[:2], *([block] for block in marked[2:])]


def _marked(blocks: Sequence[Block], key: str) -> list[Block]:
    return [{**blocks[0], "block_id": mark(key)}, *blocks[1:]]


def _chunks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [{"type": "blocks", "blocks": list(blocks)}]


def _change(
    client: WebClient, sending: Sending, ts: str, shown: Shown, metadata: Mapping[str, Any]
) -> None:
    with chat_errors():
        client.chat_update(
            channel=sending.channel,
            ts=ts,
            text=shown["text"],
            blocks=_marked(shown["blocks"], sending.key),
            metadata=dict(metadata),
            parse="none",
            link_names=False,
        )


def _is_open(error: ChatError) -> bool:
    if isinstance(error, RateLimitedError):
        return False
    unclear = error.detail.startswith(("unreachable:", "http_5"))
    return error.detail in _OPEN or (unclear and error.detail not in _NEVER_ARRIVED)
