"""What the bot is told of: messages and comings where it is a member, accounts that are closed."""

import hashlib
from collections.abc import Sequence

from bot.sandbox.board import Board
from bot.sandbox.delivery import Delivery
from bot.sandbox.house_events import (
    converted_event,
    gone_event,
    joined_event,
    unarchived_event,
)
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

    def joined(self, member: str, room: Room, inviter: str) -> None:
        """Somebody was asked into a channel; the bot, too."""
        ts = self._board.next_ts()
        self._tell(joined_event(member, room, self._who, inviter, ts), room)

    def unarchived(self, person: Person, room: Room) -> None:
        """A channel that was archived is open again."""
        self._tell(unarchived_event(person, room, self._board.next_ts()), room)

    def made_private(self, person: Person, room: Room) -> None:
        """A channel is for its members alone from now on."""
        self._tell(converted_event(person, room, self._board.next_ts()), room)

    def gone(self, person: Person) -> None:
        """Somebody's account was closed."""
        if "users:read" in self._who.scopes:
            event = gone_event(person, self._who, self._board.next_ts())
            self._send(event, person.id)

    def _tell(self, event: Json, room: Room) -> None:
        needed = to_hear(event, room)
        if self._who.bot_user in room.members and (needed is None or needed in self._who.scopes):
            self._send(event, room.id)

    def _send(self, event: Json, where: str) -> None:
        seconds = int(float(event["event_ts"]))
        self._delivery.event(envelope(event, _id(event, where), seconds, self._who))


def _id(event: Json, where: str) -> str:
    told = "\x1f".join((str(event["type"]), where, str(event["event_ts"])))
    return f"Ev{hashlib.sha256(told.encode()).hexdigest()[:16].upper()}"
