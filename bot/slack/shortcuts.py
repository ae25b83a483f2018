"""Shortcuts, at the edge: what can be done with a message, and from anywhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.benefits.conversation import Challenged
from bot.slack.payloads import moment, team_of, text_at

CHALLENGE: Final = "challenge_update"
"""The message shortcut's callback id, as the manifest has it."""

RECORD: Final = "record_measurement"
"""The same of the shortcut from anywhere, and what a button with the same end is called."""

HINDERS: Final = "tell_what_hinders"
"""The same of the one that tells what gets in the way."""


def challenged(body: Mapping[str, Any], at: datetime) -> Challenged | None:
    """The message somebody pointed at, at this time; None where it is told of too little."""
    ts, thread = text_at(body, "message", "ts"), text_at(body, "message", "thread_ts")
    workspace, channel = team_of(body), text_at(body, "channel", "id")
    user = text_at(body, "user", "id")
    if workspace is None or channel is None or user is None or ts is None or moment(ts) is None:
        return None
    return Challenged(
        workspace=workspace,
        channel=channel,
        user=user,
        at=moment(text_at(body, "action_ts")) or at,
        ts=ts,
        thread=None if thread == ts else thread,
        reply_to=text_at(body, "response_url"),
    )


def is_by(body: Mapping[str, Any], user: str) -> bool:
    """Whether the message somebody pointed at is this user's own."""
    return text_at(body, "message", "user") == user
