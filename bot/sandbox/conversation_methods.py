"""Web API: conversations, who is in them and what was said."""

from bot.sandbox.calls import Call
from bot.sandbox.paging import Period, a_page, cursor_after, start_after
from bot.sandbox.payloads import handle, message_json
from bot.sandbox.refusal import Refused
from bot.sandbox.scopes import kinds_listed
from bot.sandbox.shapes import Json, Message, Room
from bot.sandbox.workspace import Workspace


def known_room(at: Workspace, id: str) -> Room:
    """A room the bot may know of. Raises Refused: a private one it is not in does not exist."""
    room = at.rooms.get(id)
    if room is None or (room.is_closed and at.bot_user not in room.members):
        raise Refused("channel_not_found")
    return room


def joined_room(at: Workspace, room: Room) -> Room:
    """The same room. Raises Refused where the bot is not in it."""
    if at.bot_user not in room.members:
        raise Refused("not_in_channel")
    return room


def open_room(at: Workspace, room: Room) -> Room:
    """The same room, to be spoken in. Raises Refused where that is not possible any more."""
    if joined_room(at, room).is_archived:
        raise Refused("is_archived")
    return room


def info(at: Workspace, call: Call) -> Json:
    """conversations.info."""
    room = known_room(at, call.text("channel"))
    found = _room_json(at, room)
    if call.flag("include_num_members"):
        found["num_members"] = len(room.members)
    if call.flag("include_locale"):
        found["locale"] = "en-GB"
    return {"channel": found}


def members(at: Workspace, call: Call) -> Json:
    """conversations.members."""
    return a_page("members", list(known_room(at, call.text("channel")).members), call)


def listed(at: Workspace, call: Call) -> Json:
    """conversations.list: public channels, and others the bot is in, by `types`."""
    kinds = kinds_listed(call)
    rooms = [
        _room_json(at, room)
        for room in at.rooms.values()
        if _kind(room) in kinds and (at.bot_user in room.members or _kind(room) == _PUBLIC)
    ]
    return a_page("channels", rooms, call)


def joined(at: Workspace, call: Call) -> Json:
    """users.conversations: those a person is in and the bot may know of, by `types`."""
    kinds, user = kinds_listed(call), call.text("user") or at.bot_user
    rooms = [
        _room_json(at, room)
        for room in at.rooms.values()
        if _kind(room) in kinds and {user, at.bot_user} <= set(room.members)
    ]
    return a_page("channels", rooms, call)


def opened(at: Workspace, call: Call) -> Json:
    """conversations.open: the direct conversation with one person, or with up to eight."""
    if call.given("channel"):
        room = known_room(at, call.text("channel"))
    else:
        room = at.direct_of(at.bot_user, *_asked(at, call))
    return {"channel": _room_json(at, room) if call.flag("return_im") else {"id": room.id}}


def _asked(at: Workspace, call: Call) -> list[str]:
    users = [user.strip() for user in call.text("users").split(",") if user.strip()]
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > _MOST_IN_A_GROUP:
        raise Refused("too_many_users")
    if any(user not in at.people or user == at.bot_user for user in users):
        raise Refused("user_not_found")
    return users


def history(at: Workspace, call: Call) -> Json:
    """conversations.history: top level, newest first, without what only one person may see."""
    room = joined_room(at, known_room(at, call.text("channel")))
    period = Period.of(call)
    before = start_after(call)
    found = [
        message
        for message in reversed(at.messages(room.id))
        if not message.ephemeral_to and period.holds(message.ts) and _earlier(message, before)
    ]
    return _messages(at, found, call, default=100)


def replies(at: Workspace, call: Call) -> Json:
    """conversations.replies: the head, whatever the period, then replies, oldest first."""
    room = joined_room(at, known_room(at, call.text("channel")))
    head = at.board.find(room.id, call.text("ts"))
    if head is None or head.ephemeral_to:
        raise Refused("thread_not_found")
    thread = [head] if head.is_reply else at.thread(room.id, head.ts)
    period, after = Period.of(call), start_after(call)
    found = [
        message
        for message in thread
        if not message.ephemeral_to
        and (message.ts == head.ts or period.holds(message.ts))
        and (after is None or message.ts > after)
    ]
    return _messages(at, found, call, default=1000)


_PUBLIC = "public_channel"
_MOST_IN_A_GROUP = 8


def _kind(room: Room) -> str:
    if room.is_direct:
        return "mpim" if room.is_group else "im"
    return "private_channel" if room.is_private else _PUBLIC


def _group_name(at: Workspace, room: Room) -> str:
    return f"mpdm-{'--'.join(handle(at.people[member]) for member in room.members)}-1"


def _earlier(message: Message, before: str | None) -> bool:
    return before is None or message.ts < before


def _messages(at: Workspace, found: list[Message], call: Call, default: int) -> Json:
    limit = call.number("limit", default, 1000)
    page, more = found[:limit], len(found) > limit
    with_metadata = call.flag("include_all_metadata")
    return {
        "messages": [message_json(message, at.who, with_metadata) for message in page],
        "has_more": more,
        "response_metadata": {"next_cursor": cursor_after(page[-1].ts) if more else ""},
    }


def _room_json(at: Workspace, room: Room) -> Json:
    found: Json = {
        "id": room.id,
        "is_channel": not room.is_private and not room.is_direct,
        "is_group": room.is_private,
        "is_im": room.is_direct and not room.is_group,
        "is_mpim": room.is_group,
        "is_private": room.is_closed,
        "is_archived": room.is_archived,
        "is_ext_shared": any(at.people[it].is_external for it in room.members if it in at.people),
        "context_team_id": at.team_id,
    }
    if room.is_direct and not room.is_group:
        return found | {"user": next(it for it in room.members if it != at.bot_user)}
    name = _group_name(at, room) if room.is_group else room.name
    return found | {
        "name": name,
        "name_normalized": name,
        "is_general": room.name == "general",
        "is_member": at.bot_user in room.members,
        "topic": {"value": room.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
