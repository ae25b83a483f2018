"""What Slack tells an app: our values in Slack's own JSON."""

from collections.abc import Sequence

from bot.sandbox.shapes import Identity, Json, Message, Person, Room, View


def channel_type(room: Room) -> str:
    """Slack's word for the kind of conversation."""
    if room.is_direct:
        return "mpim" if room.is_group else "im"
    return "group" if room.is_private else "channel"


def message_json(message: Message, who: Identity, with_metadata: bool = False) -> Json:
    """A message as it stands in histories, events and payloads."""
    if message.deleted:
        return _tombstone(message)
    found: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": who.team_id,
    }
    if message.blocks:
        found["blocks"] = list(message.blocks)
    if message.user == who.bot_user:
        found |= {"bot_id": who.bot_id, "app_id": who.app_id}
    if message.streaming:
        found["streaming_state"] = "in_progress"
    if message.edited_ts:
        found["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.files:
        found |= {"files": list(message.files), "upload": False}
    if message.reactions:
        found["reactions"] = [
            {"name": it.name, "users": list(it.users), "count": len(it.users)}
            for it in message.reactions
        ]
    if with_metadata and message.metadata:
        found["metadata"] = message.metadata
    return found | _threading(message)


def _tombstone(message: Message) -> Json:
    shown = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
    text = {"text": "This message was deleted.", "ts": message.ts}
    return shown | text | _threading(message)


def _threading(message: Message) -> Json:
    if message.reply_count:
        return {
            "thread_ts": message.ts,
            "reply_count": message.reply_count,
            "latest_reply": message.last_reply,
        }
    return {"thread_ts": message.thread_ts} if message.thread_ts else {}


def message_event(message: Message, room: Room, who: Identity) -> Json:
    """A new message."""
    event = message_json(message, who, with_metadata=True)
    if message.files:
        event["subtype"] = "file_share"
    return event | _place(room, message.ts)


def changed_event(now: Message, before: Message, room: Room, who: Identity, ts: str) -> Json:
    """A message somebody edited; `ts` is the event's own."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "ts": ts,
        "message": message_json(now, who),
        "previous_message": message_json(before, who),
    } | _place(room, ts)


def deleted_event(before: Message, room: Room, who: Identity, ts: str) -> Json:
    """A message somebody deleted; `ts` is the event's own."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": ts,
        "deleted_ts": before.ts,
        "previous_message": message_json(before, who),
    } | _place(room, ts)


def mention_event(message: Message, room: Room, who: Identity) -> Json:
    """The bot was spoken to in a channel."""
    event = message_json(message, who) | {"type": "app_mention"}
    return event | {"channel": room.id, "event_ts": message.ts}


def opened_event(person: Person, room: Room, tab: str, ts: str) -> Json:
    """Somebody looks at the bot: at its Home, or at what they and it say to one another."""
    return {
        "type": "app_home_opened",
        "user": person.id,
        "channel": room.id,
        "tab": tab,
        "event_ts": ts,
    }


def stopped_event(person: Person, room: Room, thread: str, streams: Sequence[str], ts: str) -> Json:
    """Somebody pressed Stop in a session; `streams` are the messages Slack ended for it."""
    return {
        "type": "agent_session_stopped",
        "user": person.id,
        "channel": room.id,
        "thread_ts": thread,
        "streaming_message_ts": list(streams),
        "event_ts": ts,
    }


def _place(room: Room, event_ts: str) -> Json:
    return {"channel": room.id, "channel_type": channel_type(room), "event_ts": event_ts}


def envelope(event: Json, event_id: str, event_time: int, who: Identity) -> Json:
    """An event on its way to the app. `event_time` is in seconds since 1970."""
    return {
        "type": "event_callback",
        "team_id": who.team_id,
        "context_team_id": who.team_id,
        "api_app_id": who.app_id,
        "event": event,
        "event_id": event_id,
        "event_time": event_time,
        "is_ext_shared_channel": False,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": who.team_id,
                "user_id": who.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
    }


def _interaction(kind: str, person: Person, who: Identity, trigger: str) -> Json:
    return {
        "type": kind,
        "team": {"id": who.team_id, "domain": "local"},
        "user": {
            "id": person.id,
            "username": handle(person),
            "name": handle(person),
            "team_id": who.team_id,
        },
        "api_app_id": who.app_id,
        "trigger_id": trigger,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def handle(person: Person) -> str:
    """A person's name in one lower-case word."""
    return ".".join("".join(c for c in word if c.isalnum()) for word in person.name.lower().split())


def click_payload(
    person: Person, room: Room, message: Message, action: Json, who: Identity, trigger: str
) -> Json:
    """A button pressed or a menu chosen under a message."""
    ephemeral = message.ephemeral_to is not None
    payload = _interaction("block_actions", person, who, trigger) | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": room.id,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": room.id, "name": _shown_name(room)},
        "state": {"values": {}},
        "actions": [action],
    }
    if message.is_reply:
        payload["container"]["thread_ts"] = message.thread_ts
    return payload if ephemeral else payload | {"message": message_json(message, who)}


def view_click_payload(
    person: Person, view: View, action: Json, who: Identity, trigger: str
) -> Json:
    """A button pressed or a menu chosen in a modal."""
    return _interaction("block_actions", person, who, trigger) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.view,
        "actions": [action],
    }


def submission_payload(person: Person, view: Json, who: Identity, trigger: str) -> Json:
    """A modal, sent."""
    payload = _interaction("view_submission", person, who, trigger)
    return payload | {"view": view, "response_urls": []}


def shortcut_payload(
    person: Person, callback_id: str, who: Identity, trigger: str, ts: str
) -> Json:
    """A shortcut run from anywhere; `ts` is when."""
    payload = _interaction("shortcut", person, who, trigger)
    return payload | {"callback_id": callback_id, "action_ts": ts}


def pointed_payload(
    person: Person,
    room: Room,
    message: Message,
    callback_id: str,
    who: Identity,
    trigger: str,
    ts: str,
) -> Json:
    """A shortcut run from the menu of a message; `ts` is when."""
    payload = _interaction("message_action", person, who, trigger)
    return payload | {
        "callback_id": callback_id,
        "action_ts": ts,
        "channel": {"id": room.id, "name": _shown_name(room)},
        "message_ts": message.ts,
        "message": message_json(message, who),
    }


def suggestion_payload(
    person: Person, view: View, block_id: str, action_id: str, typed: str, who: Identity
) -> Json:
    """What somebody types into a menu whose choices the app is asked for."""
    payload = _interaction("block_suggestion", person, who, "")
    del payload["trigger_id"]
    return payload | {
        "container": {"type": "view", "view_id": view.id},
        "action_id": action_id,
        "block_id": block_id,
        "value": typed,
        "view": view.view,
    }


def closed_payload(person: Person, view: Json, who: Identity, is_cleared: bool) -> Json:
    """A modal, closed without being sent; `is_cleared` where all above and below it went too."""
    payload = _interaction("view_closed", person, who, "")
    del payload["trigger_id"]
    return payload | {"view": view, "is_cleared": is_cleared}


def command_form(
    person: Person, room: Room, name: str, words: str, who: Identity, trigger: str
) -> dict[str, str]:
    """A slash command's fields; the response address is added by whoever sends it."""
    return {
        "team_id": who.team_id,
        "team_domain": "local",
        "channel_id": room.id,
        "channel_name": _shown_name(room),
        "user_id": person.id,
        "user_name": handle(person),
        "command": name,
        "text": words,
        "api_app_id": who.app_id,
        "is_enterprise_install": "false",
        "trigger_id": trigger,
    }


def _shown_name(room: Room) -> str:
    if room.is_direct:
        return "mpdm" if room.is_group else "directmessage"
    return "privategroup" if room.is_private else room.name
