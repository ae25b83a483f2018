"""What Slack sends, in our words. Total: what is incomplete or not for us gives None."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, get_args

from bot.benefits.conversation import Clicked, Commanded, Filled, Form, Posted, Verb

_BROADCAST = "thread_broadcast"
_SUBTYPES = (None, "file_share", _BROADCAST)
"""Subtypes of a message that are still a person speaking."""

_Words = TypeVar("_Words", Posted, Clicked, Filled, Commanded)

_HALVES = re.compile("[\ud800-\udfff]")
_CHOICE = re.compile(r"choose(?::\d+)?")
_VERBS: frozenset[str] = frozenset(get_args(Verb))


def text_at(payload: object, *path: str) -> str | None:
    """The text at this path of keys, or None where anything on the way is missing or no text.

    Halves of a character, which JSON can carry and nothing else, stand as the sign for it.
    """
    found = payload
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return _HALVES.sub("\ufffd", found) if isinstance(found, str) and found else None


def team_of(body: object) -> str | None:
    """The workspace the app is installed in, which for shared channels is not the sender's."""
    first = _first(body.get("authorizations")) if isinstance(body, Mapping) else None
    return (
        text_at(first, "team_id")
        or text_at(body, "view", "app_installed_team_id")
        or text_at(body, "team_id")
        or text_at(body, "team", "id")
        or text_at(body, "user", "team_id")
    )


def posted(body: Mapping[str, Any], bot_user: str) -> Posted | None:
    """A message in a channel or to us directly. One that mentions us comes a second time."""
    event = body.get("event")
    if not isinstance(event, Mapping) or not _is_spoken(event, bot_user):
        return None
    direct = event.get("channel_type") == "im"
    text = text_at(event, "text") or ""
    if not text.strip() or (not direct and _mentions(text, bot_user)):
        return None
    return _post(body, event, text, to_us=direct, direct=direct)


def meanings(body: Mapping[str, Any], said: Posted) -> tuple[Posted, ...]:
    """The ways to take a message, best first.

    A reply that was also sent to the channel is a reply if its thread is ours, else it stands for
    itself.
    """
    if said.thread is None or text_at(body, "event", "subtype") != _BROADCAST:
        return (said,)
    return said, said.model_copy(update={"thread": None})


def mentioned(body: Mapping[str, Any], bot_user: str) -> Posted | None:
    """A message that mentions us, without the mention at its head or tail.

    A mention and nothing else is an empty text: it wants an answer too.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or not _is_spoken(event, bot_user):
        return None
    if event.get("channel_type") == "im":
        return None
    text = without_mention(text_at(event, "text") or "", bot_user)
    return _post(body, event, text, to_us=True, direct=False)


def without_mention(text: str, bot_user: str) -> str:
    """The text less one mention of us at each end; one in the middle is part of what is said."""
    mention = rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>"
    headless = re.sub(rf"\A\s*{mention}[\s,:]*", "", text)
    return re.sub(rf"\s*{mention}\s*\Z", "", headless)


def clicked(body: Mapping[str, Any]) -> Clicked | None:
    """A button pressed under one of our messages, where it is one of those that decide."""
    action = pressed(body)
    verb = "choose" if _CHOICE.fullmatch(action.get("action_id", "")) else action.get("action_id")
    at = moment(text_at(action, "action_ts"))
    where = place(body)
    if verb not in _VERBS or at is None or where is None:
        return None
    return _valid(
        Clicked,
        verb=verb,
        workspace=team_of(body),
        user=text_at(body, "user", "id"),
        at=at,
        ref=text_at(action, "value"),
        reply_to=text_at(body, "response_url"),
        **where,
    )


def place(body: Mapping[str, Any]) -> dict[str, str] | None:
    """Channel, message and thread a button was pressed in; a message alone is its own thread."""
    channel = text_at(body, "channel", "id") or text_at(body, "container", "channel_id")
    message = text_at(body, "message", "ts") or text_at(body, "container", "message_ts")
    if channel is None or message is None:
        return None
    thread = text_at(body, "message", "thread_ts") or text_at(body, "container", "thread_ts")
    return {"channel": channel, "message": message, "thread": thread or message}


def pressed(body: Mapping[str, Any]) -> dict[str, str]:
    """The texts of the button that was pressed; empty where none was."""
    action = _first(body.get("actions"))
    if not isinstance(action, Mapping):
        return {}
    return {key: text_at(action, key) or "" for key in action if isinstance(action[key], str)}


def filled(body: Mapping[str, Any], at: datetime) -> Filled | None:
    """The form, sent at this time; Slack sends none with it."""
    hidden = _unpacked(text_at(body, "view", "private_metadata"))
    return _valid(
        Filled,
        workspace=team_of(body),
        channel=text_at(hidden, "channel"),
        user=text_at(body, "user", "id"),
        at=at,
        ref=text_at(hidden, "ref"),
        form=Form(**{field: _typed(body, field) for field in Form.model_fields}),
    )


def commanded(body: Mapping[str, Any], at: datetime) -> Commanded | None:
    """A command that touches the record, given at this time; None for any other."""
    verb, words = verb_of(body)
    if verb not in ("new", "improved"):
        return None
    return _valid(
        Commanded,
        workspace=team_of(body),
        channel=text_at(body, "channel_id"),
        user=text_at(body, "user_id"),
        at=at,
        verb=verb,
        words=words,
        reply_to=text_at(body, "response_url"),
    )


def verb_of(body: Mapping[str, Any]) -> tuple[str, str]:
    """A command's first word, in lower case, and what follows; both may be empty."""
    verb, *words = (text_at(body, "text") or "").split(maxsplit=1) or [""]
    return verb.lower(), "".join(words).strip()


def moment(ts: str | None) -> datetime | None:
    """The time a Slack timestamp names, or None where it names none."""
    if ts is None or not re.fullmatch(r"[0-9]{1,11}(\.[0-9]{1,6})?", ts):
        return None
    return datetime.fromtimestamp(float(ts), UTC)


def _post(
    body: Mapping[str, Any], event: Mapping[str, Any], text: str, *, to_us: bool, direct: bool
) -> Posted | None:
    ts = text_at(event, "ts")
    thread = text_at(event, "thread_ts")
    return _valid(
        Posted,
        workspace=team_of(body),
        channel=text_at(event, "channel"),
        user=text_at(event, "user"),
        at=moment(ts),
        ts=ts,
        thread=None if thread == ts else thread,
        text=text,
        links=_links(event),
        to_us=to_us,
        direct=direct,
    )


def _is_spoken(event: Mapping[str, Any], bot_user: str) -> bool:
    """Whether a person said it, as opposed to an app, ourselves or Slack's own notices."""
    subtype = event.get("subtype")
    return (
        subtype in _SUBTYPES
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and event.get("user") != bot_user
        and not event.get("hidden")
    )


def _mentions(text: str, bot_user: str) -> bool:
    return f"<@{bot_user}>" in text or f"<@{bot_user}|" in text


def _links(event: Mapping[str, Any]) -> tuple[str, ...]:
    files = event.get("files")
    found = [text_at(file, "permalink") for file in files] if isinstance(files, list) else []
    return tuple(link for link in found if link is not None)


def _typed(body: Mapping[str, Any], field: str) -> str | None:
    value = text_at(body, "view", "state", "values", field, "value", "value")
    return (value.strip() or None) if value else None


def _unpacked(hidden: str | None) -> object:
    try:
        return json.loads(hidden or "{}")
    except (ValueError, RecursionError):
        return {}


def _first(found: object) -> object:
    return found[0] if isinstance(found, list) and found else None


def _valid(into: type[_Words], /, **fields: Any) -> _Words | None:
    """These words, or None where Slack sent too little for them."""
    needed = (name for name, field in into.model_fields.items() if field.is_required())
    if any(fields.get(name) is None for name in needed):
        return None
    return into(**fields)
