"""What we ask a workspace to allow, and why: as little as the work takes, in one place."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Scope(NamedTuple):
    """A permission by Slack's name, and what it is for, in words for who grants it. One that is not
    needed makes something nicer: the work is done without it.
    """

    name: str
    reason: str
    is_needed: bool = True


class Subscription(NamedTuple):
    """An event Slack tells us of, what it is for, and the scopes without which it comes not, or not
    from everywhere.
    """

    name: str
    reason: str
    scopes: tuple[str, ...] = ()


BOT: Final = (
    Scope("app_mentions:read", "to answer where somebody mentions me"),
    Scope(
        "assistant:write",
        "to be an agent of Slack's: first questions, what I am doing, Stop",
        False,
    ),
    Scope("channels:history", "to read updates in public channels I was invited to"),
    Scope("channels:read", "to know who is in a public channel, so that nobody reads too much"),
    Scope("chat:write", "to ask in the thread, and to answer"),
    Scope("commands", "to offer /whatimproved"),
    Scope("files:read", "to see when a chart of mine can be shown", False),
    Scope(
        "files:write",
        "to draw charts and give you reports; without it answers go out in words alone",
        False,
    ),
    Scope("groups:history", "to read updates in private channels I was invited to"),
    Scope("groups:read", "to know who is in a private channel, so that it stays private"),
    Scope("im:history", "to read what somebody writes to me directly"),
    Scope("im:read", "to know a direct message from a channel"),
    Scope("im:write", "to ask somebody directly what only they are to see"),
    Scope("users:read", "to show names, keep to people's hours and know guests from members"),
)
"""In the order of their names; none is for what a user could do in their own name."""

NAMES: Final = tuple(one.name for one in BOT)

_HISTORY: Final = ("channels:history", "groups:history", "im:history")
_READ: Final = ("channels:read", "groups:read", "im:read")

CALLS: Final[Mapping[str, tuple[str, ...]]] = {
    "agents.sessions.rename": ("chat:write",),
    "agents.sessions.setStatus": ("chat:write",),
    "apps.connections.open": (),
    "assistant.threads.setStatus": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.test": (),
    "chat.appendStream": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.list": ("channels:read",),
    "conversations.members": _READ,
    "conversations.open": ("im:write",),
    "conversations.replies": _HISTORY,
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "oauth.v2.access": (),
    "users.conversations": ("channels:read", "groups:read"),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
"""Each method of the Web API that is called, and the scopes it takes where we call it."""

EVENTS: Final = (
    Subscription(
        "agent_session_stopped",
        "to end what I am doing where somebody says Stop",
        ("assistant:write",),
    ),
    Subscription("app_home_opened", "to show people their Home, and what fits them to ask"),
    Subscription("app_mention", "to answer a mention", ("app_mentions:read",)),
    Subscription("app_uninstalled", "to fall silent at once, and to forget when the time comes"),
    Subscription(
        "channel_id_changed",
        "to keep what belongs to a channel that gets another id",
        ("channels:read", "groups:read"),
    ),
    Subscription("channel_unarchive", "to send at once what waited for it", ("channels:read",)),
    Subscription("group_unarchive", "to send at once what waited for it", ("groups:read",)),
    Subscription(
        "member_joined_channel",
        "to say once what I do where I am invited, and to send what waited for that",
        ("channels:read", "groups:read"),
    ),
    Subscription("message.channels", "to read updates and replies", ("channels:history",)),
    Subscription("message.groups", "the same in private channels", ("groups:history",)),
    Subscription("message.im", "to answer who writes to me directly", ("im:history",)),
    Subscription("team_access_granted", "to know which workspaces of an organisation let me in"),
    Subscription("team_access_revoked", "to fall silent where one puts me out"),
    Subscription("tokens_revoked", "the same as app_uninstalled, whichever comes first"),
    Subscription(
        "user_change", "to hand over at once what somebody owned who left", ("users:read",)
    ),
)
"""Every event with a listener, in the order of their names."""
