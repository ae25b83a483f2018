"""The methods of the Web API: what each does, how often it may be called, and what it needs."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot import limits
from bot.sandbox import (
    chat_methods,
    conversation_methods,
    file_methods,
    people_methods,
    session_methods,
    stream_methods,
    view_methods,
)
from bot.sandbox.calls import Call
from bot.sandbox.scopes import Needs, fixed, of_kinds, of_people, of_room
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace


class Method(NamedTuple):
    """One method. `tier` is Slack's, None where a rule of its own holds."""

    run: Callable[[Workspace, Call], Json]
    tier: int | None
    needs: Needs = fixed()

    @property
    def calls_a_minute(self) -> int | None:
        """How often it may be called; None without end."""
        return None if self.tier is None else limits.CALLS_A_MINUTE[self.tier]


_WRITE = fixed("chat:write")
_AGENT = fixed("assistant:write")
_USERS = fixed("users:read")

METHODS: Mapping[str, Method] = {
    "agents.sessions.rename": Method(session_methods.rename, 3, _WRITE),
    "agents.sessions.setStatus": Method(session_methods.set_status, 3, _WRITE),
    "assistant.threads.setStatus": Method(session_methods.set_loading, 4, _AGENT),
    "assistant.threads.setSuggestedPrompts": Method(session_methods.suggest, 4, _AGENT),
    "auth.test": Method(people_methods.auth_test, None),
    "chat.appendStream": Method(stream_methods.append, 4, _WRITE),
    "chat.delete": Method(chat_methods.delete, 3, _WRITE),
    "chat.getPermalink": Method(chat_methods.get_permalink, None),
    "chat.postEphemeral": Method(chat_methods.post_ephemeral, 4, _WRITE),
    "chat.postMessage": Method(chat_methods.post_message, None, _WRITE),
    "chat.startStream": Method(stream_methods.start, 2, _WRITE),
    "chat.stopStream": Method(stream_methods.stop, 2, _WRITE),
    "chat.update": Method(chat_methods.update, 3, _WRITE),
    "conversations.history": Method(conversation_methods.history, 3, of_room("history")),
    "conversations.info": Method(conversation_methods.info, 3, of_room("read")),
    "conversations.list": Method(conversation_methods.listed, 2, of_kinds),
    "conversations.members": Method(conversation_methods.members, 4, of_room("read")),
    "conversations.open": Method(conversation_methods.opened, 3, of_people),
    "conversations.replies": Method(conversation_methods.replies, 3, of_room("history")),
    "files.completeUploadExternal": Method(file_methods.completed, 4, fixed("files:write")),
    "files.getUploadURLExternal": Method(file_methods.upload_address, 4, fixed("files:write")),
    "files.info": Method(file_methods.info, 4, fixed("files:read")),
    "reactions.add": Method(chat_methods.add_reaction, 3, fixed("reactions:write")),
    "users.conversations": Method(conversation_methods.joined, 3, of_kinds),
    "users.info": Method(people_methods.info, 4, _USERS),
    "users.list": Method(people_methods.listed, 2, _USERS),
    "views.open": Method(view_methods.opened, 4),
    "views.publish": Method(view_methods.published, 4),
    "views.push": Method(view_methods.pushed, 4),
    "views.update": Method(view_methods.updated, 4),
}
