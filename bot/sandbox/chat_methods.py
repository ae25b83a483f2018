"""Web API: what the bot says."""

from bot.sandbox.blocks import with_ids
from bot.sandbox.calls import Call
from bot.sandbox.conversation_methods import joined_room, known_room, open_room
from bot.sandbox.payloads import message_json
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json, Message, Reaction, Room
from bot.sandbox.sizes import check_text, checked_blocks
from bot.sandbox.workspace import Workspace


def post_message(at: Workspace, call: Call) -> Json:
    """chat.postMessage: to a channel, by id or name, or to a person's direct conversation."""
    room = open_room(at, _named_room(at, call.text("channel")))
    text, blocks = _content(call)
    message = at.board.say(
        at.bot_user,
        room.id,
        text,
        blocks=blocks,
        thread_ts=thread_of(at, room, call),
        metadata=metadata_of(call),
    )
    at.news.posted(message)
    at.sessions.said(message)
    shown = message_json(message, at.who, with_metadata=True)
    return {"channel": room.id, "ts": message.ts, "message": shown}


def post_ephemeral(at: Workspace, call: Call) -> Json:
    """chat.postEphemeral: for one person's eyes, gone after a restart."""
    room = open_room(at, known_room(at, call.text("channel")))
    user = call.text("user")
    if user not in at.people or user not in room.members:
        raise Refused("user_not_in_channel")
    text, blocks = _content(call)
    thread = thread_of(at, room, call)
    message = at.board.say(
        at.bot_user, room.id, text, blocks=blocks, thread_ts=thread, ephemeral_to=user
    )
    return {"message_ts": message.ts}


def update(at: Workspace, call: Call) -> Json:
    """chat.update: only the bot's own messages. Blocks that are not passed stay as they were."""
    before = _own_message(at, call, "cant_update_message")
    if before.streaming:
        raise Refused("streaming_state_conflict")
    text, blocks = _content(call)
    changes: Json = {"text": text, "edited_ts": at.board.next_ts()}
    if call.given("blocks"):
        changes["blocks"] = blocks
    if call.given("metadata"):
        changes["metadata"] = metadata_of(call)
    now = at.board.change(before, **changes)
    at.news.changed(now, before)
    shown = message_json(now, at.who, with_metadata=True)
    return {"channel": now.channel, "ts": now.ts, "text": now.text, "message": shown}


def delete(at: Workspace, call: Call) -> Json:
    """chat.delete: only the bot's own messages."""
    message = _own_message(at, call, "cant_delete_message")
    if message.streaming:
        raise Refused("cant_delete_message")
    at.take_away(message)
    at.news.deleted(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(at: Workspace, call: Call) -> Json:
    """chat.getPermalink."""
    room = known_room(at, call.text("channel"))
    message = message_at(at, room, call.text("message_ts"))
    return {"channel": room.id, "permalink": at.permalink(message)}


def add_reaction(at: Workspace, call: Call) -> Json:
    """reactions.add: once by the bot."""
    room = joined_room(at, known_room(at, call.text("channel")))
    message = message_at(at, room, call.text("timestamp"))
    name = call.text("name").strip(":")
    if not name:
        raise Refused("invalid_name")
    had = {reaction.name: reaction.users for reaction in message.reactions}
    if at.bot_user in had.get(name, ()):
        raise Refused("already_reacted")
    had[name] = (*had.get(name, ()), at.bot_user)
    reactions = tuple(Reaction(name=each, users=users) for each, users in had.items())
    at.board.change(message, reactions=reactions)
    return {}


def message_at(at: Workspace, room: Room, ts: str) -> Message:
    """A message everybody in the room may see. Raises Refused where there is none."""
    message = at.board.find(room.id, ts)
    if message is None or message.deleted or message.ephemeral_to:
        raise Refused("message_not_found")
    return message


def _own_message(at: Workspace, call: Call, refusal: str) -> Message:
    room = known_room(at, call.text("channel"))
    message = message_at(at, room, call.text("ts"))
    if message.user != at.bot_user:
        raise Refused(refusal)
    return message


def _named_room(at: Workspace, name: str) -> Room:
    if name in at.people and name != at.bot_user:
        return at.direct(name)
    for room in at.rooms.values():
        if not room.is_direct and name.removeprefix("#") == room.name:
            return known_room(at, room.id)
    return known_room(at, name)


def _content(call: Call) -> tuple[str, tuple[Json, ...]]:
    text = call.text("text")
    check_text(text)
    blocks = checked_blocks(call.structure("blocks", "invalid_blocks_format"))
    if not text.strip() and not blocks:
        raise Refused("no_text")
    return text, tuple(with_ids(blocks))


def thread_of(at: Workspace, room: Room, call: Call) -> str | None:
    """The thread a call is to reply in. Raises Refused where there is no head to reply to."""
    ts = call.text("thread_ts")
    if not ts:
        return None
    head = at.board.find(room.id, ts)
    if head is None:
        raise Refused("thread_not_found")
    if head.is_reply or head.ephemeral_to:
        raise Refused("cannot_reply_to_message")
    return ts


def metadata_of(call: Call) -> Json | None:
    """The metadata a call carries. Raises Refused where it is none."""
    metadata = call.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= set(metadata):
        raise Refused("invalid_metadata_format")
    return metadata
