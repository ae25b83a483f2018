"""One name for one thing that happened, the same however often Slack tells of it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.slack.payloads import pressed, team_of, text_at


def event_id(body: Mapping[str, Any]) -> str:
    """Slack's own id of an event, or one made of where and when the message was posted."""
    return text_at(body, "event_id") or _made_of(
        team_of(body), text_at(body, "event", "channel"), text_at(body, "event", "ts")
    )


def message_id(body: Mapping[str, Any]) -> str:
    """The same for a message, whichever kind of event tells of it and under whatever id: Slack
    tells twice of one that speaks to us, and others than Slack tell again under a new id.
    """
    event = body.get("event")
    where = (team_of(body), text_at(event, "channel"), text_at(event, "ts"))
    if None in where:
        return event_id(body)
    return _made_of("said", *where, text_at(event, "edited", "ts"))


def interaction_id(body: Mapping[str, Any]) -> str:
    """The trigger's id, or one made of who did it and when."""
    user = text_at(body, "user", "id") or text_at(body, "user_id")
    when = pressed(body).get("action_ts") or text_at(body, "view", "hash")
    return text_at(body, "trigger_id") or _made_of(
        team_of(body), user, when, text_at(body, "view", "id"), text_at(body, "text")
    )


def _made_of(*parts: str | None) -> str:
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:32]
