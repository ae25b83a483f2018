"""Web API: a message that is said piece by piece: begun, added to, and ended once."""

from datetime import timedelta
from typing import Final

from bot import limits
from bot.sandbox.blocks import with_ids
from bot.sandbox.calls import Call
from bot.sandbox.chat_methods import message_at, metadata_of, thread_of
from bot.sandbox.conversation_methods import known_room, open_room
from bot.sandbox.faulty import length
from bot.sandbox.refusal import Refused
from bot.sandbox.sessions import STATUSES
from bot.sandbox.shapes import Json, Message, Room
from bot.sandbox.sizes import checked_blocks
from bot.sandbox.workspace import Workspace

_KINDS: Final = ("markdown_text", "blocks", "task_update", "plan_update")


def start(at: Workspace, call: Call) -> Json:
    """chat.startStream: a reply to what somebody said; in a channel it names for whom."""
    room = open_room(at, known_room(at, call.text("channel")))
    thread = thread_of(at, room, call)
    if thread is None:
        raise Refused("invalid_arguments", details=["[ERROR] a stream is a reply: thread_ts"])
    if not room.is_direct:
        _check_recipient(call)
    blocks = _added(call, ())
    message = at.board.say(at.bot_user, room.id, "", thread_ts=thread, streaming=True)
    at.sessions.streams(message)
    message = at.board.change(message, blocks=blocks)
    at.news.posted(message)
    return {"channel": room.id, "ts": message.ts}


def append(at: Workspace, call: Call) -> Json:
    """chat.appendStream: more of one that was begun and not stopped."""
    message = _streaming(at, call)
    if not (call.text("markdown_text") or call.given("chunks")):
        raise Refused("no_text")
    at.board.change(message, blocks=_added(call, message.blocks))
    return {"channel": message.channel, "ts": message.ts}


def stop(at: Workspace, call: Call) -> Json:
    """chat.stopStream: the rest, and its end; blocks stand below all that was said before."""
    message = _streaming(at, call)
    status = call.text("session_status")
    if status and status not in STATUSES:
        raise Refused("invalid_arguments", details=["[ERROR] no such session_status"])
    last = checked_blocks(call.structure("blocks", "invalid_blocks_format"))
    before = _added(call, message.blocks)
    blocks = tuple(with_ids([*before, *last]))
    checked_blocks(list(blocks), limits.BLOCKS * 2)
    if not blocks:
        raise Refused("no_text")
    now = at.board.change(message, blocks=blocks, streaming=False, metadata=metadata_of(call))
    at.sessions.ended(now, status or None)
    at.news.changed(now, message)
    return {"channel": now.channel, "ts": now.ts}


def is_over(at: Workspace, message: Message) -> bool:
    """Whether Slack would have ended this stream by now."""
    began = at.sessions.began(message)
    most = timedelta(seconds=limits.STREAM_SECONDS)
    return began is None or at.delivery.clock() - began > most


def _streaming(at: Workspace, call: Call) -> Message:
    room: Room = known_room(at, call.text("channel"))
    message = message_at(at, room, call.text("ts"))
    if message.user != at.bot_user:
        raise Refused("message_not_owned_by_app")
    if message.streaming and is_over(at, message):
        message = at.board.change(message, streaming=False)
    if not message.streaming:
        stopped = at.sessions.was_stopped(message)
        raise Refused("stopped_by_user" if stopped else "message_not_in_streaming_state")
    return message


def _check_recipient(call: Call) -> None:
    for name in ("recipient_user_id", "recipient_team_id"):
        if not call.text(name):
            raise Refused(f"missing_{name}")


def _added(call: Call, before: tuple[Json, ...]) -> tuple[Json, ...]:
    """The blocks of a stream with what this call adds. Raises Refused."""
    chunks = call.structure("chunks", "invalid_chunks") or []
    if not isinstance(chunks, list) or not all(isinstance(it, dict) for it in chunks):
        raise Refused("invalid_chunks")
    if text := call.text("markdown_text"):
        chunks = [{"type": "markdown_text", "text": text}, *chunks]
    blocks = list(before)
    for chunk in chunks:
        blocks = _with(blocks, chunk)
    checked_blocks(blocks)
    return tuple(with_ids(blocks))


def _with(blocks: list[Json], chunk: Json) -> list[Json]:
    kind = chunk.get("type")
    if kind not in _KINDS:
        raise Refused("invalid_chunks")
    if kind == "blocks":
        return [*blocks, *checked_blocks(chunk.get("blocks") or [])]
    if kind != "markdown_text":
        return blocks
    text = str(chunk.get("text") or "")
    if length(text) > limits.MARKDOWN:
        raise Refused("msg_too_long")
    if blocks and blocks[-1]["type"] == "markdown":
        return [*blocks[:-1], blocks[-1] | {"text": f"{blocks[-1]['text']}{text}"}]
    return [*blocks, {"type": "markdown", "text": text}]
