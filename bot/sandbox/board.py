"""What everybody sees: people, rooms and messages, and who wants to hear of changes."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox.journal import EXAMPLE_DONE, Journal
from bot.sandbox.shapes import Change, Message, Person, Room

Listener = Callable[[Change], None]


class Board:
    """The messages of a workspace. Used from one event loop; every change is kept before it shows.

    A ts comes from the clock and is later than every ts before it, so that the order in which
    things were said stands even when the clock is set back.
    """

    def __init__(
        self,
        people: Sequence[Person],
        rooms: Sequence[Room],
        bot_user: str,
        journal: Journal,
        clock: Callable[[], datetime],
    ) -> None:
        self.bot_user = bot_user
        self._first_people = tuple(people)
        self.people: Mapping[str, Person] = {one.id: _kept(one, journal) for one in people}
        self._first_rooms = tuple(rooms)
        self._rooms = {room.id: room for room in [*rooms, *journal.rooms()]}
        self._journal = journal
        self._clock = clock
        self._listeners: list[Listener] = []
        self._messages: dict[str, dict[str, Message]] = defaultdict(dict)
        self._threads: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._marks = journal.marks()
        self._last = "0"
        for message in journal.messages():
            self._place(message)
            self._last = max(self._last, message.ts)

    def now(self) -> datetime:
        """The time messages are stamped with."""
        return self._clock()

    @property
    def folder(self) -> Path | None:
        """Where files belong that are given with messages; None where nothing is on disk."""
        return self._journal.folder

    @property
    def rooms(self) -> Mapping[str, Room]:
        """Every room by id, those opened later included."""
        return self._rooms

    # reading

    def may_see(self, viewer: str | None, channel: str) -> bool:
        """Whether this person may look into a room; None stands for somebody who sees all."""
        if viewer is None:
            return True
        room, person = self._rooms.get(channel), self.people.get(viewer)
        return room is not None and person is not None and room.is_open_to(person)

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that is still there, with its replies counted."""
        found = self._messages[channel].get(ts)
        return self._counted(found) if found else None

    def messages(self, channel: str, viewer: str | None = None) -> list[Message]:
        """Top level, oldest first. With a viewer, what they may not see is left out."""
        if not self.may_see(viewer, channel):
            return []
        return [
            self._counted(message)
            for message in self._messages[channel].values()
            if not message.is_reply and message.seen_by(viewer)
        ]

    def thread(self, channel: str, ts: str, viewer: str | None = None) -> list[Message]:
        """The head, then its replies, oldest first; for a viewer, those they may see."""
        if not self.may_see(viewer, channel):
            return []
        head = self.find(channel, ts)
        replies = [message for message in self._replies(channel, ts) if message.seen_by(viewer)]
        return ([head] if head else []) + replies

    def unread(self, user: str, channel: str) -> int:
        """Messages by others, in threads too, since the person last read the channel."""
        if not self.may_see(user, channel):
            return 0
        mark = self._marks.get((user, channel), "0")
        return sum(
            message.ts > mark and message.user != user and message.seen_by(user)
            for message in self._messages[channel].values()
        )

    def read_up_to(self, user: str, channel: str) -> str:
        """The ts of the latest message there was when the person last looked; "0" before that."""
        return self._marks.get((user, channel), "0")

    # changing

    def say(self, user: str, channel: str, text: str, **more: Any) -> Message:
        """Store a new message under a new ts and show it."""
        message = Message(ts=self.next_ts(), channel=channel, user=user, text=text, **more)
        self._store(message)
        return message

    def change(self, message: Message, **update: Any) -> Message:
        """Store a message with some of its fields changed and show it."""
        changed = message.model_copy(update={"reply_count": 0, "last_reply": None, **update})
        self._store(changed)
        return self._counted(changed)

    def remove(self, message: Message) -> None:
        """Take a message away; under one with replies an empty one stays."""
        if message.reply_count:
            empty = {"text": "", "blocks": (), "files": (), "reactions": (), "metadata": None}
            self.change(message, deleted=True, **empty)
            return
        self._messages[message.channel].pop(message.ts, None)
        self._journal.drop(message.channel, message.ts)
        self.announce(Change(channel=message.channel))

    def mark_read(self, user: str, channel: str) -> None:
        """The person has seen all there is in this channel."""
        if not self.unread(user, channel):
            return
        self._marks[user, channel] = max(self._messages[channel])
        self._journal.mark(user, channel, self._marks[user, channel])
        self.announce(Change(user=user))

    def direct(self, user: str) -> Room:
        """The direct conversation of this person with the bot, opened where there is none."""
        id = "D" + user[1:]
        if id not in self._rooms:
            name = self.people[self.bot_user].name
            self.add_room(Room(id=id, name=name, is_direct=True, members=(user, self.bot_user)))
        return self._rooms[id]

    def direct_of(self, members: Collection[str]) -> Room:
        """The direct conversation of these people, opened where there is none.

        Raises ValueError where they are fewer than two, or not all known.
        """
        those = tuple(sorted(set(members)))
        if len(those) < 2 or not self.people.keys() >= set(those):
            raise ValueError("a conversation needs two members who are known")
        other = {self.bot_user} ^ set(those)
        if len(other) == 1:
            return self.direct(other.pop())
        digest = hashlib.sha256(" ".join(those).encode()).hexdigest()[:9].upper()
        id = f"{'D' if len(those) == 2 else 'G'}{digest}"
        if id not in self._rooms:
            name = ", ".join(self.people[member].name for member in those)
            self.add_room(Room(id=id, name=name, is_direct=True, members=those))
        return self._rooms[id]

    def add_room(self, room: Room) -> None:
        """Add a room, or put it in place of the one with its id."""
        self._rooms[room.id] = room
        self._journal.keep_room(room)
        self.announce(Change(channel=room.id))

    def put_person(self, person: Person) -> None:
        """Put a member in place of the one with their id."""
        self.people = {**self.people, person.id: person}
        self._journal.note(_note(person), person.model_dump_json())
        self.announce(Change(user=person.id))

    def next_ts(self) -> str:
        """A new ts, later than every one before."""
        now = self.now()
        whole, part = self._last.split(".") if "." in self._last else (self._last, "0")
        last = int(whole) * 1_000_000 + int(part)
        micros = max(int(now.timestamp()) * 1_000_000 + now.microsecond, last + 1)
        self._last = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
        return self._last

    def reset(self, *, example: bool = True) -> None:
        """Forget all that was said, who read it, and the rooms opened later.

        The next ts comes from the clock again, however far it goes back. Without `example` it is
        noted that none is wanted, and no topic tells of what is not there.
        """
        known = list(self._rooms)
        self._rooms = {room.id: room for room in self._first_rooms}
        self.people = {person.id: person for person in self._first_people}
        self._messages.clear()
        self._threads.clear()
        self._marks.clear()
        self._last = "0"
        self._journal.reset()
        if not example:
            self._journal.note(EXAMPLE_DONE, "none is wanted")
            for room in self._first_rooms:
                self.add_room(room.model_copy(update={"topic": ""}))
        for channel in known:
            self.announce(Change(channel=channel))

    def close(self) -> None:
        """Let go of the file; nothing more can be said."""
        self._journal.close()

    # listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called at every change. Returns what ends it; ending twice is fine."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def announce(self, change: Change) -> None:
        """Tell everybody who listens."""
        for listener in tuple(self._listeners):
            listener(change)

    def _store(self, message: Message) -> None:
        if message.ephemeral_to is None:
            self._journal.keep(message)
        self._place(message)
        self.announce(Change(channel=message.channel))

    def _place(self, message: Message) -> None:
        known = self._messages[message.channel]
        if message.is_reply and message.thread_ts and message.ts not in known:
            self._threads[message.channel, message.thread_ts].append(message.ts)
        known[message.ts] = message

    def _replies(self, channel: str, ts: str) -> list[Message]:
        known = self._messages[channel]
        return [known[reply] for reply in self._threads.get((channel, ts), ()) if reply in known]

    def _counted(self, message: Message) -> Message:
        if message.is_reply:
            return message
        kept = [m.ts for m in self._replies(message.channel, message.ts) if not m.ephemeral_to]
        if not kept:
            return message
        return message.model_copy(update={"reply_count": len(kept), "last_reply": kept[-1]})


def _note(person: Person) -> str:
    return f"person {person.id}"


def _kept(person: Person, journal: Journal) -> Person:
    """A member as they became since the workspace began."""
    kept = journal.noted(_note(person))
    return Person.model_validate_json(kept) if kept else person
