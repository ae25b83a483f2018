"""What Slack tells an app of channels and accounts themselves, in Slack's own JSON."""

from bot.sandbox.payloads import channel_type, handle
from bot.sandbox.shapes import Identity, Json, Person, Room


def joined_event(member: str, room: Room, who: Identity, inviter: str, ts: str) -> Json:
    """Somebody, or the bot, is in a channel from now on."""
    return {
        "type": "member_joined_channel",
        "user": member,
        "channel": room.id,
        "channel_type": "G" if room.is_private else "C",
        "team": who.team_id,
        "inviter": inviter,
        "event_ts": ts,
    }


def unarchived_event(person: Person, room: Room, ts: str) -> Json:
    """A channel is open again."""
    kind = "group_unarchive" if room.is_private else "channel_unarchive"
    return {"type": kind, "channel": room.id, "user": person.id, "event_ts": ts}


def converted_event(person: Person, room: Room, ts: str) -> Json:
    """A public channel was made private; `room` as it is now."""
    return {
        "type": "message",
        "subtype": "channel_convert_to_private",
        "user": person.id,
        "text": "made this channel private",
        "ts": ts,
    } | {"channel": room.id, "channel_type": channel_type(room), "event_ts": ts}


def gone_event(person: Person, who: Identity, ts: str) -> Json:
    """An account was closed."""
    user = {
        "id": person.id,
        "team_id": who.team_id,
        "name": handle(person),
        "real_name": person.name,
        "deleted": True,
        "is_bot": person.is_bot,
    }
    return {"type": "user_change", "user": user, "event_ts": ts}
