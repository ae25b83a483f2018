"""What was done in somebody's Home, and what it showed then: it travels with what came of it."""

import json
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from bot.benefits.conversation import Incoming
from bot.slack.payloads import text_at

Json = dict[str, Any]

AT_HOME: Final = "home:"
"""How an address begins that leads into somebody's Home."""

_Done = TypeVar("_Done", bound=Incoming)


def home_of(body: Mapping[str, Any]) -> str | None:
    """What the Home showed in which something was done, or in which its form was opened; None where
    it was done elsewhere.
    """
    hidden = text_at(body, "view", "private_metadata")
    if text_at(body, "view", "type") == "home":
        return hidden or "{}"
    return text_at(_unpacked(hidden), "home")


def carried(view: Json, body: Mapping[str, Any]) -> Json:
    """A form that is opened from a Home, with what that shows."""
    home = home_of(body)
    if home is None:
        return view
    hidden = _unpacked(view.get("private_metadata"))
    return {**view, "private_metadata": json.dumps({**hidden, "home": home})}


def told(done: _Done, body: Mapping[str, Any]) -> _Done:
    """What was done, and that it was in a Home, where it was."""
    home = home_of(body)
    if home is None:
        return done
    more = {"home": home}
    if "reply_to" in type(done).model_fields:
        more["reply_to"] = f"{AT_HOME}{done.user}:{home}"
    return done.model_copy(update=more)


def person_and_home(reply_to: str) -> tuple[str, str]:
    """Whose Home an address leads into, and what it showed."""
    user, _, home = reply_to.removeprefix(AT_HOME).partition(":")
    return user, home


def _unpacked(hidden: str | None) -> Json:
    try:
        found = json.loads(hidden or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
