"""What Slack sends, in our words. Total: what is incomplete or not for us gives None."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, get_args

from bot.benefits.conversation import (
    FORM_SLOTS,
    Clicked,
    Commanded,
    CommandVerb,
    Deleted,
    Edited,
    Filled,
    Form,
    Left,
    Posted,
    Verb,
)

_BROADCAST = "thread_broadcast"
SUBTYPES = (None, "file_share", _BROADCAST)
"""Subtypes of a message that are still a person speaking."""

_Words = TypeVar("_Words", Posted, Edited, Deleted, Clicked, Filled, Commanded, Left)

_HALVES = re.compile("[\ud800-\udfff]")
_OPTION = re.compile(r"(?P<verb>[a-z_]+):\d+")
_VERBS: frozenset[str] = frozenset(get_args(Verb)) - {"guide"}
COMMANDS: frozenset[str] = frozenset(get_args(CommandVerb))
"""First words of a command that touch the record; all else is answered with help."""


def text_at(payload: object, *path: str) -> str | None:
    """The text at this path of keys, or None where anything on the way is missing or no text.

    Halves of a character, which JSON can carry and nothing else, stand as the sign for it.
    """
    found = payload
    for key in path:
        found = found.get(key) if isinstance(found, dict | Mapping) else None
    if not isinstance(found, str) or not found:
        return None
    return found if found.isascii() else _HALVES.sub("\ufffd", found)


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
    """A message in a channel or to us directly. One that mentions us comes a second time, from
    Slack at least: it is the same words both times.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or not _is_spoken(event, bot_user):
        return None
    direct = _is_direct(event)
    text = text_at(event, "text") or ""
    if not direct and _mentions(text, bot_user):
        return mentioned(body, bot_user)
    if not text.strip() and not links_of(event):
        return None
    return _post(body, event, text, to_us=direct, direct=direct)


def edited(body: Mapping[str, Any], bot_user: str) -> Edited | None:
    """A message whose words a person changed; None where Slack alone changed it, for a link shown.

    Without a mention of us at its ends, as it was read the first time.
    """
    event = _at(body, "event")
    now, before = _at(event, "message"), _at(event, "previous_message")
    if text_at(event, "subtype") != "message_changed" or not _is_spoken(now, bot_user):
        return None
    said = text_at(now, "text") or ""
    if said == (text_at(before, "text") or "") or text_at(now, "edited", "ts") is None:
        return None
    ts, thread = text_at(now, "ts"), text_at(now, "thread_ts")
    return _valid(
        Edited,
        workspace=team_of(body),
        channel=text_at(event, "channel"),
        user=text_at(now, "user"),
        at=moment(text_at(now, "edited", "ts")),
        ts=ts if moment(ts) else None,
        thread=None if thread == ts else thread,
        text=without_mention(said, bot_user),
        links=links_of(now),
        direct=_is_direct(event),
    )


def deleted(body: Mapping[str, Any], bot_user: str) -> Deleted | None:
    """A person's message that is gone, or only a sign that there was one above its thread."""
    event = _at(body, "event")
    now, before = _at(event, "message"), _at(event, "previous_message")
    is_sign = text_at(now, "subtype") == "tombstone"
    if text_at(event, "subtype") != "message_deleted" and not is_sign:
        return None
    ts = text_at(event, "deleted_ts") or text_at(now, "ts") or text_at(before, "ts")
    if text_at(before, "user") == bot_user:
        return None
    thread = text_at(before, "thread_ts") or text_at(now, "thread_ts")
    return _valid(
        Deleted,
        workspace=team_of(body),
        channel=text_at(event, "channel"),
        user=text_at(before, "user") or "",
        at=moment(text_at(event, "event_ts") or text_at(event, "ts")),
        ts=ts if moment(ts) else None,
        thread=None if thread == ts else thread,
    )


def _at(found: object, key: str) -> Mapping[str, Any]:
    """The object under this key; an empty one where there is none."""
    inner = found.get(key) if isinstance(found, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def left(body: Mapping[str, Any]) -> Left | None:
    """Somebody whose account was closed; None for any other change of a person."""
    event = _at(body, "event")
    told = _at(event, "user")
    user, at = text_at(told, "id"), body.get("event_time")
    if told.get("deleted") is not True or told.get("is_bot") or not isinstance(at, int):
        return None
    return _valid(Left, workspace=team_of(body), channel=user, user=user, at=moment(str(at)))


def opened(body: Mapping[str, Any], bot_user: str) -> tuple[str, str] | None:
    """The workspace and channel in which we may speak from now on; None where others joined it."""
    event = _at(body, "event")
    workspace, channel = team_of(body), text_at(event, "channel")
    is_other = text_at(event, "type") == "member_joined_channel" and (
        text_at(event, "user") != bot_user
    )
    return None if is_other or not workspace or not channel else (workspace, channel)


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
    if _is_direct(event):
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
    id = action.get("action_id", "")
    option = _OPTION.fullmatch(id)
    verb = option["verb"] if option else id
    at = moment(text_at(action, "action_ts"))
    where = place(body)
    is_picker = action.get("type") in ("users_select", "conversations_select")
    if verb not in _VERBS or at is None or where is None:
        return None
    return _valid(
        Clicked,
        verb=verb,
        workspace=team_of(body),
        user=text_at(body, "user", "id"),
        at=at,
        ref=text_at(action, "block_id" if is_picker else "value"),
        person=text_at(action, "selected_user"),
        to=text_at(action, "selected_conversation"),
        reply_to=reply_to(body),
        **where,
    )


def place(body: Mapping[str, Any]) -> dict[str, str] | None:
    """Channel, message and thread a button was pressed in; a message alone is its own thread. What
    was pressed in somebody's Home was between them and us.
    """
    if text_at(body, "view", "type") == "home" and (user := text_at(body, "user", "id")):
        return {"channel": user, "message": "home", "thread": "home"}
    channel = text_at(body, "channel", "id") or text_at(body, "container", "channel_id")
    message = text_at(body, "message", "ts") or text_at(body, "container", "message_ts")
    if channel is None or message is None:
        return None
    return {"channel": channel, "message": message, "thread": thread_of(body) or message}


def thread_of(body: Mapping[str, Any]) -> str | None:
    """The thread a button was pressed in; None where its message stands alone."""
    return text_at(body, "message", "thread_ts") or text_at(body, "container", "thread_ts")


def pressed_action(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was pressed or chosen, as Slack tells it; empty where nothing was."""
    action = _first(body.get("actions"))
    return action if isinstance(action, Mapping) else {}


def pressed(body: Mapping[str, Any]) -> dict[str, str]:
    """The texts of the button that was pressed; empty where none was."""
    action = pressed_action(body)
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
        form=Form(**{field: _typed(body, field) for field in FORM_SLOTS}),
    )


def commanded(body: Mapping[str, Any], at: datetime) -> Commanded | None:
    """A command that touches the record, given at this time; None for any other."""
    verb, words = verb_of(body)
    if verb not in COMMANDS:
        return None
    return _valid(
        Commanded,
        workspace=team_of(body),
        channel=text_at(body, "channel_id"),
        user=text_at(body, "user_id"),
        at=at,
        verb=verb,
        words=words,
        reply_to=reply_to(body),
    )


def reply_to(body: Mapping[str, Any]) -> str | None:
    """Where one person can be told something: an address, which may be missing, and after the last
    `#` who they are, for where it leads nowhere.
    """
    user = text_at(body, "user", "id") or text_at(body, "user_id")
    address = text_at(body, "response_url") or ""
    return f"{address}#{user}" if user else address or None


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
        links=links_of(event),
        titles=titles_of(event),
        to_us=to_us,
        direct=direct,
    )


def _is_spoken(event: Mapping[str, Any], bot_user: str) -> bool:
    """Whether a person said it, as opposed to an app, ourselves or Slack's own notices."""
    subtype = event.get("subtype")
    return (
        subtype in SUBTYPES
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and event.get("user") != bot_user
        and not event.get("hidden")
    )


def _is_direct(event: Mapping[str, Any]) -> bool:
    """Whether it stands in a direct conversation with us: by its kind, or by its id alone."""
    kind = text_at(event, "channel_type")
    return kind == "im" if kind else is_direct_id(text_at(event, "channel") or "")


def is_direct_id(channel: str) -> bool:
    """Whether an id is that of a direct conversation, as Slack makes them."""
    return channel.startswith("D")


def _mentions(text: str, bot_user: str) -> bool:
    return f"<@{bot_user}>" in text or f"<@{bot_user}|" in text


def links_of(event: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of the files given with a message."""
    found = (text_at(file, "permalink") for file in _files(event))
    return tuple(link for link in found if link is not None)


def titles_of(event: Mapping[str, Any]) -> tuple[str, ...]:
    """What those files are called, in the same order; nothing else of them is looked at."""
    with_address = (file for file in _files(event) if text_at(file, "permalink") is not None)
    return tuple(text_at(file, "title") or text_at(file, "name") or "" for file in with_address)


def _files(event: Mapping[str, Any]) -> list[object]:
    files = event.get("files")
    return files if isinstance(files, list) else []


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
    if any(fields.get(name) is None for name in _needed(into)):
        return None
    return into(**fields)


@cache
def _needed(into: type[_Words]) -> tuple[str, ...]:
    return tuple(name for name, field in into.model_fields.items() if field.is_required())
