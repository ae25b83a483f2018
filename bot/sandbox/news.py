"""What the bot is told of: messages, where it is a member."""

import hashlib
from collections.abc import Sequence

from bot.sandbox.board import Board
from bot.sandbox.delivery import Delivery
from bot.sandbox.payloads import (
    changed_event,
    deleted_event,
    envelope,
    mention_event,
    message_event,
    opened_event,
    stopped_event,
)
from bot.sandbox.scopes import to_hear
from bot.sandbox.shapes import Identity, Json, Message, Person, Room


class News:
    """Each method starts the delivery of an event and returns at once.

    The bot hears its own messages too, as every app does; of a room it is not in, or of a kind of
    room it was not allowed to hear of, it hears nothing.
    The same news has the same id whenever it is told, so that telling it again is harmless.
    """

    def __init__(self, who: Identity, board: Board, delivery: Delivery) -> None:
        self._who = who
        self._board = board
        self._delivery = delivery

    def posted(self, message: Message) -> None:
        """A new message and, apart from it, that somebody mentioned the bot in a channel."""
        room = self._board.rooms[message.channel]
        self._tell(message_event(message, room, self._who), room)
        by_somebody = message.user != self._who.bot_user
        is_shared = not room.is_direct or room.is_group
        if by_somebody and is_shared and f"<@{self._who.bot_user}>" in message.text:
            self._tell(mention_event(message, room, self._who), room)

    def changed(self, now: Message, before: Message) -> None:
        """A message was edited."""
        room, ts = self._board.rooms[now.channel], self._board.next_ts()
        self._tell(changed_event(now, before, room, self._who, ts), room)

    def deleted(self, before: Message) -> None:
        """A message was deleted."""
        room, ts = self._board.rooms[before.channel], self._board.next_ts()
        self._tell(deleted_event(before, room, self._who, ts), room)

    def looked_at(self, person: Person, room: Room, tab: str) -> None:
        """Somebody looks at the bot's Home, or at their conversation with it."""
        self._tell(opened_event(person, room, tab, self._board.next_ts()), room)

    def stopped(self, person: Person, room: Room, thread: str, streams: Sequence[str]) -> None:
        """Somebody stopped what the bot is doing in a thread."""
        self._tell(stopped_event(person, room, thread, streams, self._board.next_ts()), room)

    def _tell(self, event: Json, room: Room) -> None:
        needed = to_hear(event, room)
        if self._who.bot_user in room.members and (needed is None or needed in self._who.scopes):
            seconds = int(float(event["event_ts"]))
            self._delivery.event(envelope(event, _id(event, room), seconds, self._who))


def _id(event: Json, room: Room) -> str:
    told = "\x1f".join((str(event["type"]), room.id, str(event["event_ts"])))
    return f"Ev{hashlib.sha256(told.encode()).hexdigest()[:16].upper()}"
