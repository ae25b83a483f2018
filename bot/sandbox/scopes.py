"""What the bot was allowed to do when it was installed, and what each thing it does needs."""

from collections.abc import Callable, Iterable
from typing import Final, Literal

from bot.sandbox.calls import Call
from bot.sandbox.payloads import channel_type
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json, Room
from bot.sandbox.showing import Showing

Needs = Callable[[Showing, Call], Iterable[str]]
"""The scopes a call needs, all of them."""

_FAMILIES: Final = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
_LISTED: Final = {"public_channel": "channel", "private_channel": "group"}


def check_scopes(at: Showing, needed: Iterable[str]) -> None:
    """Raises Refused, naming what is missing and what there is."""
    missing = sorted(set(needed) - at.who.scopes)
    if missing:
        provided = ",".join(sorted(at.who.scopes))
        more = {"needed": ",".join(missing), "provided": provided}
        raise Refused("missing_scope", more=more)


def fixed(*scopes: str) -> Needs:
    """Always these."""
    return lambda _at, _call: scopes


def of_room(verb: Literal["read", "history"]) -> Needs:
    """The scope for the kind of room that is named; for one the bot cannot know of, any."""

    def needs(at: Showing, call: Call) -> Iterable[str]:
        room = at.rooms.get(call.text("channel"))
        if room is not None and (not room.is_closed or at.bot_user in room.members):
            return (_scope(channel_type(room), verb),)
        family = {_scope(kind, verb) for kind in _FAMILIES}
        return () if family & at.who.scopes else family

    return needs


def of_kinds(_at: Showing, call: Call) -> Iterable[str]:
    """The scopes for the kinds of room that are to be listed."""
    return [_scope(_LISTED.get(kind, kind), "read") for kind in kinds_listed(call)]


def of_people(_at: Showing, call: Call) -> Iterable[str]:
    """The scope for a conversation with one person or with several."""
    return ("mpim:write" if "," in call.text("users") else "im:write",)


def kinds_listed(call: Call) -> list[str]:
    """The kinds of room a call asks for. Raises Refused for one there is not."""
    kinds = (call.text("types") or "public_channel").replace(" ", "").split(",")
    if set(kinds) - {*_LISTED, "im", "mpim"}:
        raise Refused("invalid_types")
    return kinds


_OF_ROOMS: Final = ("member_joined_channel", "channel_unarchive", "group_unarchive")
_OF_EVENTS: Final = {
    "app_mention": "app_mentions:read",
    "agent_session_stopped": "assistant:write",
    "app_home_opened": None,
}


def to_hear(event: Json, room: Room) -> str | None:
    """The scope without which the bot is not told of an event; None where it takes none."""
    if event["type"] in _OF_EVENTS:
        return _OF_EVENTS[event["type"]]
    verb = "read" if event["type"] in _OF_ROOMS else "history"
    return _scope(channel_type(room), verb)


def _scope(kind: str, verb: str) -> str:
    return f"{_FAMILIES[kind]}:{verb}"
