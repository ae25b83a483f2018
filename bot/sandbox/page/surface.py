"""What drawn words can do: name people and rooms, lead to a message, act on the bot's buttons."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from bot.benefits.hours import is_zone
from bot.sandbox.ahead import Ahead
from bot.sandbox.page.place import Place
from bot.sandbox.shapes import Message, Room, Try
from bot.sandbox.workspace import Workspace

Act = Callable[[str, dict[str, Any]], Awaitable[None]]
"""Takes a block's id and the action in Slack's form."""

_ARCHIVE = re.compile(r"/archives/(?P<room>[A-Z0-9]+)/p(?P<ts>\d{7,})$")
_FILE = re.compile(r"/files/\w+/(?P<id>F\w+)/")
_HERE = {"localhost", "127.0.0.1", "::1"}


class Picture(NamedTuple):
    """Where a picture is served, and its size in pixels where that is known."""

    path: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Surface:
    """Passed to whatever draws. `viewer` is the person this tab speaks for.

    `tries` are the steps offered to a newcomer. `behind` opens and closes the drawer behind the
    scenes; `why` opens it at a message, where the bot can be asked what it makes of one. `restart`
    asks whether all is to begin again. `offer` shows the app's shortcuts, those for a message or
    those for anywhere. `ahead` has time go by. `tend` shows what can be done with a channel, by
    its id, or makes one.
    """

    workspace: Workspace
    viewer: str
    go: Callable[[Place], None]
    tries: tuple[Try, ...] = ()
    behind: Callable[[], None] = lambda: None
    why: Callable[[Message], None] | None = None
    restart: Callable[[], None] = lambda: None
    ahead: Ahead | None = None
    offer: Callable[[Message | None], None] = lambda _: None
    tend: Callable[[str | None], None] = lambda _: None

    @property
    def zone(self) -> tzinfo:
        """Where the viewer lives."""
        name = self.workspace.people[self.viewer].tz
        return ZoneInfo(name) if is_zone(name) else UTC

    def name(self, user: str) -> str:
        """A person's name, or their id where nobody knows them."""
        person = self.workspace.people.get(user)
        return person.name if person else user

    def room(self, room: str) -> str:
        """A room's name, or "private channel" where the viewer may not know it."""
        found = self.workspace.rooms.get(room)
        if found is None:
            return room
        hidden = (found.is_private or found.is_direct) and self.viewer not in found.members
        return "private channel" if hidden else found.name

    def file_name(self, url: str) -> str | None:
        """What a file of this workspace is called, or None for a link to anything else."""
        parts = urlsplit(url)
        match = _FILE.match(parts.path)
        if match is None or parts.hostname not in _HERE:
            return None
        file = self.workspace.shelf.find(match["id"])
        return file.title if file else None

    def picture(self, id: str) -> Picture | None:
        """A picture of this workspace, or None where there is none."""
        file = self.workspace.shelf.find(id)
        if file is None or not file.is_picture:
            return None
        path = urlsplit(str(self.workspace.file_json(file)["permalink"])).path
        return Picture(path, *(file.pixels or (None, None)))

    def place_of(self, url: str) -> Place | None:
        """Where in this page a link leads, or None for one that leads away."""
        parts = urlsplit(url)
        match = _ARCHIVE.search(parts.path)
        if match is None or parts.hostname not in _HERE:
            return None
        thread = parse_qs(parts.query).get("thread_ts", [None])[0]
        return Place(user=self.viewer, channel=match["room"], thread=thread, at=dotted(match["ts"]))


def is_in(room: Room, viewer: str) -> bool:
    """Whether a room shows in this person's sidebar; a public one without a list is everybody's."""
    return viewer in room.members or not (room.is_private or room.is_direct or room.members)


def dotted(digits: str) -> str:
    """A ts as Slack writes it, from the digits of a permalink."""
    return f"{digits[:-6]}.{digits[-6:]}"
