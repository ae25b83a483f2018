"""What we ask a workspace to allow, and why: as little as the work takes, in one place."""

from typing import Final, NamedTuple


class Scope(NamedTuple):
    """A permission by Slack's name, and what it is for, in words for who grants it."""

    name: str
    reason: str


BOT: Final = (
    Scope("app_mentions:read", "to answer where somebody mentions me"),
    Scope("channels:history", "to read updates in public channels I was invited to"),
    Scope("channels:read", "to know who is in a public channel, so that nobody reads too much"),
    Scope("chat:write", "to ask in the thread, and to answer"),
    Scope("commands", "to offer /whatimproved"),
    Scope("files:read", "to see when a chart of mine can be shown"),
    Scope("files:write", "to draw charts; without it answers go out in words alone"),
    Scope("groups:history", "to read updates in private channels I was invited to"),
    Scope("groups:read", "to know who is in a private channel, so that it stays private"),
    Scope("im:history", "to read what somebody writes to me directly"),
    Scope("im:read", "to know a direct message from a channel"),
    Scope("im:write", "to ask somebody directly what only they are to see"),
    Scope("users:read", "to show names, keep to people's hours and know guests from members"),
)
"""In the order of their names; none is for what a user could do in their own name."""

NAMES: Final = tuple(one.name for one in BOT)
