"""What people said at the top of a channel before, as Slack tells it."""

from collections.abc import Mapping
from typing import Any

from bot.ports import Earlier, Past
from bot.slack.payloads import links_of, moment, text_at

_SUBTYPES = (None, "file_share", "thread_broadcast")


def past_of(told: Mapping[str, Any]) -> Past:
    """Oldest first; without what apps posted, and Slack's own notices."""
    found = told.get("messages")
    messages = [_earlier(one) for one in found or [] if isinstance(one, Mapping)]
    people = sorted((one for one in messages if one), key=lambda one: float(one.ts))
    return Past(tuple(people), bool(told.get("has_more")))


def replies_of(told: Mapping[str, Any], head: str) -> list[Earlier]:
    """The same of a thread: what is below its head."""
    return [one for one in past_of(told).messages if one.thread == head]


def _earlier(message: Mapping[str, Any]) -> Earlier | None:
    thread = text_at(message, "thread_ts")
    ts, author, text = (text_at(message, key) for key in ("ts", "user", "text"))
    is_spoken = message.get("subtype") in _SUBTYPES and not (
        message.get("bot_id") or message.get("hidden")
    )
    if not is_spoken or ts is None or author is None or moment(ts) is None:
        return None
    is_head = thread == ts and bool(message.get("reply_count"))
    below = thread if thread != ts else None
    return Earlier(ts, author, text or "", links_of(message), below, is_head)
