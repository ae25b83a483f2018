"""Who speaks to the bot where it is no member is told that it is not here, and may add it."""

from collections.abc import Sequence

from bot.sandbox.page.elements import tag
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Message, Room


class Absent:
    """A line above the box one writes in; there only while it is so."""

    def __init__(self, surface: Surface, room: str) -> None:
        self._surface = surface
        self._room = room
        name = shown(surface.workspace.people[surface.workspace.bot_user].name)
        with tag("div", "status", role="status") as self.element:
            tag("span", text=f"{name} is not in this channel and has not read this. ")
            add = tag("button", "link", type="button", text="Add it")
            tag("span", text=" and say it again.")
        self.element.props["data-testid"] = "absent"
        add.on("click", self._add, args=[])

    def show(self, messages: Sequence[Message]) -> None:
        """Bring it in step with who is here and what was said last."""
        workspace, viewer = self._surface.workspace, self._surface.viewer
        room = workspace.rooms.get(self._room)
        is_missed = room is not None and is_spoken_to(room, workspace.bot_user, viewer, messages)
        self.element.set_visibility(is_missed)

    def _add(self) -> None:
        workspace = self._surface.workspace
        room = workspace.rooms.get(self._room)
        if room is not None:
            workspace.tending.add(self._surface.viewer, room, workspace.bot_user)


def is_spoken_to(room: Room, bot: str, viewer: str, messages: Sequence[Message]) -> bool:
    """Whether the last this person said in a channel is said to the bot, which is not here."""
    if room.is_direct or room.is_archived or bot in room.members:
        return False
    own = [one for one in messages if one.user == viewer]
    return bool(own) and f"<@{bot}>" in own[-1].text
