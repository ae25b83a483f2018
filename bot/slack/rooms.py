"""What Slack tells of a channel itself: that we were asked into it, or who may read it changed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.benefits.conversation import Invited, Renumbered
from bot.slack.payloads import team_of, text_at

_CONVERTED = ("channel_convert_to_private", "channel_convert_to_public")


def invited(body: Mapping[str, Any], bot_user: str) -> Invited | None:
    """That we were asked into a channel, and by whom where Slack says so."""
    event, at = body.get("event"), body.get("event_time")
    workspace, channel = team_of(body), text_at(event, "channel")
    is_us = text_at(event, "type") == "member_joined_channel" and (
        text_at(event, "user") == bot_user
    )
    if not is_us or not workspace or not channel or not isinstance(at, int):
        return None
    user = text_at(event, "inviter") or bot_user
    moment = datetime.fromtimestamp(at, UTC)
    return Invited(workspace=workspace, channel=channel, user=user, at=moment)


def converted(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """The workspace and the channel of which who may read it changed at once."""
    event = body.get("event")
    workspace, channel = team_of(body), text_at(event, "channel")
    is_told = text_at(event, "subtype") in _CONVERTED
    return (workspace, channel) if is_told and workspace and channel else None


def renumbered(body: Mapping[str, Any]) -> Renumbered | None:
    """That a channel has another id, as one gets that is shared with another company."""
    workspace, at = team_of(body), body.get("event_time")
    before = text_at(body, "event", "old_channel_id")
    channel = text_at(body, "event", "new_channel_id")
    if not workspace or not before or not channel or before == channel or not isinstance(at, int):
        return None
    moment = datetime.fromtimestamp(at, UTC)
    return Renumbered(workspace=workspace, channel=channel, before=before, user="", at=moment)
