"""What people say where we are: nearly all that Slack sends, and nearly none of it concerns us."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.slack import other_apps, payloads, rooms
from bot.slack.edge import Edge
from bot.slack.event_ids import event_id, message_id
from bot.slack.identity import Identity

Hear = Callable[[Mapping[str, Any], Identity], Awaitable[bool]]
"""See `Talk.hear`."""

EVENT: Final = "message"
"""What Slack calls it."""

_NEW: Final = frozenset({*payloads.SUBTYPES, *other_apps.SUBTYPES})
"""Subtypes of a message that is said; all others tell of one that was, or of its channel."""


class Talk:
    """Keeps of what is said, changed and deleted what is to us or concerns us. An error goes up and
    makes Slack try again.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def hear(self, body: Mapping[str, Any], us: Identity) -> bool:
        """Deal with a message; False where it is none. Durable when it returns."""
        if payloads.text_at(body, "event", "type") != EVENT:
            return False
        if payloads.text_at(body, "event", "subtype") in _NEW:
            await self._said(body, us)
        else:
            await self._changed(body, us)
        return True

    async def _said(self, body: Mapping[str, Any], us: Identity) -> None:
        said = payloads.posted(body, us.bot_user) or other_apps.posted(body, us.bot_user, us.bot_id)
        for meant in payloads.meanings(body, said) if said is not None else ():
            if meant.to_us or await self._edge.concerns_us(meant):
                await self._edge.receive(message_id(body), meant)
                return

    async def _changed(self, body: Mapping[str, Any], us: Identity) -> None:
        changed = payloads.edited(body, us.bot_user) or payloads.deleted(body, us.bot_user)
        changed = changed or other_apps.edited(body, us.bot_user, us.bot_id)
        if changed is not None and await self._edge.concerns_us(changed):
            await self._edge.receive(event_id(body), changed)
        if (room := rooms.converted(body)) is not None:
            await self._edge.converted(*room)
