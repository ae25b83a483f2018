"""What is sent to the bot, packed: the bytes, what they are, and which message they are about."""

import json
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlencode

from bot.benefits.facts import Value
from bot.sandbox.log import NOTHING, About, shown
from bot.sandbox.shapes import Json

Kind = Literal["event", "action", "submission", "closed", "command", "shortcut", "suggestion"]

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Parcel(Value):
    """One request to the bot, ready to be sent any number of times. `words` is it for reading."""

    kind: Kind
    name: str
    body: bytes
    content_type: str
    words: str
    about: About = NOTHING
    event_id: str | None = None


def an_event(envelope: Json) -> Parcel:
    """An event in its envelope."""
    event = envelope.get("event") or {}
    return Parcel(
        kind="event",
        name=str(event.get("subtype") or event.get("type") or "event"),
        body=json.dumps(envelope).encode(),
        content_type=_JSON,
        words=shown(envelope),
        about=_about_event(event),
        event_id=envelope.get("event_id"),
    )


def an_interaction(kind: Kind, payload: Json, about: About | None = None) -> Parcel:
    """A click or a form; without `about`, what the payload itself tells."""
    return Parcel(
        kind=kind,
        name=str(payload.get("type") or kind),
        body=urlencode({"payload": json.dumps(payload)}).encode(),
        content_type=_FORM,
        words=shown(payload),
        about=about or _about_click(payload),
    )


def a_command(form: Mapping[str, str]) -> Parcel:
    """A slash command."""
    return Parcel(
        kind="command",
        name=form.get("command", "command"),
        body=urlencode(form).encode(),
        content_type=_FORM,
        words=shown(dict(form)),
        about=About(channel=form.get("channel_id")),
    )


def _about_event(event: Json) -> About:
    message = _first(event.get("message"), event.get("previous_message"), event)
    return About(
        channel=event.get("channel"), ts=message.get("ts"), thread_ts=message.get("thread_ts")
    )


def _about_click(payload: Json) -> About:
    box = payload.get("container") or {}
    return About(
        channel=box.get("channel_id"), ts=box.get("message_ts"), thread_ts=box.get("thread_ts")
    )


def _first(*found: Any) -> Json:
    return next(one for one in found if isinstance(one, dict))
