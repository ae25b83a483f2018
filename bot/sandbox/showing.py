"""What there is to see in a workspace."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from bot.sandbox.board import Board, Listener
from bot.sandbox.delivery import Delivery
from bot.sandbox.faults import Faults, Kind
from bot.sandbox.log import Log
from bot.sandbox.modals import Modals
from bot.sandbox.shapes import Change, Identity, Json, Message, Person, Room, View
from bot.sandbox.shelf import File, Shelf


class Showing:
    """What a page shows: people, rooms, messages, views, and what passes behind them.

    While it begins anew it is not `is_set_up`: what is said then is not for anybody to see yet.
    `beginnings` counts how often it did.
    """

    def __init__(
        self,
        who: Identity,
        board: Board,
        delivery: Delivery,
        new_id: Callable[[], str],
        base_url: str,
    ) -> None:
        self.who = who
        self.board = board
        self.delivery = delivery
        self.modals = Modals(who, new_id, lambda user: board.announce(Change(user=user)))
        self.base_url = base_url
        self.shelf = Shelf(board.folder, new_id)
        self.is_set_up = True
        self.beginnings = 0
        self._notice: str | None = None

    @property
    def team_id(self) -> str:
        """Slack's id of this workspace."""
        return self.who.team_id

    @property
    def bot_user(self) -> str:
        """The bot, as a member."""
        return self.who.bot_user

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody by id, the bot included."""
        return self.board.people

    @property
    def rooms(self) -> Mapping[str, Room]:
        """Every room by id, direct ones included once they are opened."""
        return self.board.rooms

    def messages(self, channel: str, viewer: str | None = None) -> list[Message]:
        """Top level, oldest first. With a viewer, what only others may see is left out."""
        return self.board.messages(channel, viewer)

    def thread(self, channel: str, ts: str, viewer: str | None = None) -> list[Message]:
        """The head, then its replies, oldest first."""
        return self.board.thread(channel, ts, viewer)

    def view_for(self, user: str) -> View | None:
        """The modal this person has open."""
        return self.modals.of(user)

    def home_for(self, user: str) -> View | None:
        """The bot's home as this person sees it."""
        return self.modals.home_of(user)

    def unread(self, user: str, channel: str) -> int:
        """Messages by others, in threads too, since the person last read the channel."""
        return self.board.unread(user, channel)

    def mark_read(self, user: str, channel: str) -> None:
        """The person has seen all there is in this channel."""
        self.board.mark_read(user, channel)

    def direct(self, user: str) -> Room:
        """The person's direct conversation with the bot, opened where there is none."""
        return self.board.direct(user)

    def direct_of(self, *members: str) -> Room:
        """The direct conversation of these people, opened where there is none.

        Only they see it; the bot, where it is one of them. Raises ValueError where they are fewer
        than two, or not all known.
        """
        return self.board.direct_of(members)

    def rooms_of(self, user: str) -> list[Room]:
        """The rooms this person may look into, those they are a member of first."""
        found = [room for room in self.rooms.values() if self.board.may_see(user, room.id)]
        return sorted(found, key=lambda room: user not in room.members)

    def title(self, room: Room, viewer: str) -> str:
        """What a room is called; a direct one by the others who are in it."""
        others = [self.people[it].name for it in room.members if it != viewer]
        return ", ".join(others) if room.is_direct and others else room.name

    def permalink(self, message: Message) -> str:
        """A lasting link to a message of this workspace."""
        link = f"{self.base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
        if not message.is_reply:
            return link
        return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}"

    def file_json(self, file: File) -> Json:
        """A file as Slack describes it: the bot gets it with its token, a person by the link."""
        name = quote(file.name, safe="")
        private = f"{self.base_url}/files-pri/{self.team_id}-{file.id}/{name}"
        return {
            "id": file.id,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": file.kind,
            "size": file.size,
            "user": file.user,
            "created": file.created,
            "timestamp": file.created,
            "mode": "hosted",
            "is_external": False,
            "is_public": any(not self.rooms[it].is_closed for it in file.rooms if it in self.rooms),
            "channels": list(file.rooms),
            "url_private": private,
            "url_private_download": private,
            "permalink": f"{self.base_url}/files/{file.user}/{file.id}/{name}",
        }

    def subscribe(self, callback: Listener) -> Callable[[], None]:
        """Have a function called at every change. Returns what ends it."""
        return self.board.subscribe(callback)

    def status(self) -> str | None:
        """What went wrong last, in words for a person; None where nothing did."""
        return self._notice or self.delivery.status()

    # what passes behind it

    @property
    def log(self) -> Log:
        """All that goes to the bot and comes from it."""
        return self.delivery.record

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose. Whoever listens to changes hears when it is set."""
        return self.delivery.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        if faults != self.delivery.faults:
            self.delivery.faults = faults
            self.board.announce(Change())

    def strikes(self, kind: Kind, method: str) -> bool:
        """Whether this call is one that is to go wrong; it is then counted."""
        left = self.faults.struck(kind, method)
        if left is not None:
            self.faults = left
        return left is not None
