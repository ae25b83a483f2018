"""What other apps and workflows post: read as an update, and never as words to us."""

from collections.abc import Mapping
from typing import Any

from bot.benefits.conversation import Edited, Posted
from bot.slack.payloads import links_of, moment, team_of, text_at

SUBTYPES = (None, "bot_message", "file_share")


def posted(body: Mapping[str, Any], bot_user: str, bot_id: str | None) -> Posted | None:
    """A post of another app at the top of a channel; None for our own, for what may be ours, and
    for an app's replies: they may be to one another.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("channel_type") in ("im", "mpim"):
        return None
    author, ts = _author(event, bot_user, bot_id), text_at(event, "ts")
    at, text = moment(ts), words_of(event)
    if event.get("subtype") not in SUBTYPES or event.get("hidden") or author is None:
        return None
    workspace, channel = team_of(body), text_at(event, "channel")
    if not (workspace and channel and ts and at and text.strip()):
        return None
    if text_at(event, "thread_ts") not in (None, ts):
        return None
    where = {"workspace": workspace, "channel": channel, "user": author, "at": at, "ts": ts}
    return Posted.model_validate({**where, "text": text, "links": links_of(event), "by_app": True})


def edited(body: Mapping[str, Any], bot_user: str, bot_id: str | None) -> Edited | None:
    """What another app has its post say now; None where Slack alone changed it, and of all that
    would not have been read when it was posted.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("subtype") != "message_changed":
        return None
    now, before = event.get("message"), event.get("previous_message")
    if not isinstance(now, Mapping) or not isinstance(before, Mapping):
        return None
    at = moment(text_at(now, "edited", "ts"))
    if at is None or words_of(now) == words_of(before):
        return None
    place = {name: event.get(name) for name in ("channel", "channel_type")}
    said = posted({**body, "event": {**now, **place}}, bot_user, bot_id)
    if said is None:
        return None
    kept = said.model_dump(
        include={"workspace", "channel", "user", "ts", "text", "links", "by_app"}
    )
    return Edited(**kept, at=at)


def _author(event: Mapping[str, Any], bot_user: str, bot_id: str | None) -> str | None:
    """The user of the app, else its id; None where it is no app, or may be ourselves."""
    app, user = text_at(event, "bot_id"), text_at(event, "user")
    if app is None or user == bot_user or app == bot_id:
        return None
    return user or (app if bot_id is not None else None)


def words_of(event: Mapping[str, Any]) -> str:
    """What an app says: its text, else that of its attachments."""
    said = text_at(event, "text")
    if said:
        return said
    found = event.get("attachments")
    beside = found if isinstance(found, list) else []
    told = (text_at(one, "text") or text_at(one, "fallback") for one in beside)
    return "\n".join(one for one in told if one)
