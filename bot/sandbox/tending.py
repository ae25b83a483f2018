"""What people do with channels and accounts: whom they ask in, what they rename, close, archive."""

import re
from collections.abc import Callable
from typing import Final

from bot.sandbox.news import News
from bot.sandbox.shapes import Person, Room
from bot.sandbox.showing import Showing

_NAME: Final = re.compile(r"[\w-]{1,80}")
_NO_NAME: Final = "A channel's name has letters, figures, hyphens and underscores, 80 at most."
_EMPTY: Final = "Give it a name."
_TAKEN: Final = "There is a channel of that name already."


class Tending:
    """Each method does it at once and tells the bot what Slack would tell it. What cannot be done
    is told by `say`, which also takes None: then nothing is wrong.
    """

    def __init__(
        self, at: Showing, news: News, new_id: Callable[[], str], say: Callable[[str | None], None]
    ) -> None:
        self._at = at
        self._news = news
        self._new_id = new_id
        self._say = say

    def create(self, user: str, name: str, *, is_private: bool) -> Room | None:
        """A channel: a public one with everybody in it but the bot, a private one with who makes
        it. None where `say` tells why not.
        """
        called = self._name(name)
        if called is None:
            return None
        people = (one.id for one in self._at.people.values() if not (one.is_bot or one.is_gone))
        members = (user,) if is_private else tuple(people)
        id = f"C0{self._new_id().upper()[-8:]}"
        room = Room(id=id, name=called, is_private=is_private, members=members)
        self._at.board.add_room(room)
        return room

    def rename(self, room: Room, name: str) -> None:
        """Call a channel otherwise; the bot finds its name when it looks."""
        called = self._name(name)
        if called is not None:
            self._put(room, name=called)

    def add(self, user: str, room: Room, member: str) -> None:
        """Ask somebody in, or the bot."""
        if member in self._at.people and member not in room.members:
            self._news.joined(member, self._put(room, members=(*room.members, member)), user)

    def remove(self, room: Room, member: str) -> None:
        """Take somebody out, or the bot: it is told nothing of that."""
        self._put(room, members=tuple(one for one in room.members if one != member))

    def make_private(self, user: str, room: Room) -> None:
        """For its members alone; there is no way back."""
        if not room.is_closed:
            self._news.made_private(self._at.people[user], self._put(room, is_private=True))

    def archive(self, room: Room) -> None:
        """Nobody says anything there any more; what was said stays."""
        self._put(room, is_archived=True)

    def unarchive(self, user: str, room: Room) -> None:
        """Open again."""
        if room.is_archived:
            self._news.unarchived(self._at.people[user], self._put(room, is_archived=False))

    def close_account(self, person: Person) -> None:
        """They leave: they are in no channel any more, and nobody speaks as them."""
        gone = person.model_copy(update={"is_gone": True})
        self._at.board.put_person(gone)
        for room in list(self._at.rooms.values()):
            if person.id in room.members and not room.is_direct:
                self.remove(room, person.id)
        self._news.gone(gone)

    def _put(self, room: Room, **change: object) -> Room:
        changed = room.model_copy(update=change)
        self._at.board.add_room(changed)
        self._say(None)
        return changed

    def _name(self, typed: str) -> str | None:
        name = "-".join(typed.strip().removeprefix("#").lower().split())
        is_taken = any(name == room.name for room in self._at.rooms.values() if not room.is_direct)
        bad = None if _NAME.fullmatch(name) else _NO_NAME if name else _EMPTY
        wrong = _TAKEN if is_taken else bad
        self._say(wrong)
        return None if wrong else name
