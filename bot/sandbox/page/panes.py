"""The channel and the thread: a head, a list of messages, a box to write in."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.absent import Absent
from bot.sandbox.page.agent import AgentBar, in_sessions, is_agents, title_of
from bot.sandbox.page.attaching import files_of
from bot.sandbox.page.composer import Composer
from bot.sandbox.page.elements import icon, set_text, tag
from bot.sandbox.page.home import bot_tabs
from bot.sandbox.page.member import opens_member
from bot.sandbox.page.message import Pen
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.rows import Row, rows, session_rows, thread_rows, zone_of
from bot.sandbox.page.session_list import SessionList
from bot.sandbox.page.surface import Surface
from bot.sandbox.page.timeline import Timeline
from bot.sandbox.page.tries import Tries, offers_tries
from bot.sandbox.shapes import Message, Room

Clock = Callable[[], datetime]
WHOLE = 10_000
"""A thread is drawn whole: its head belongs to it."""


class Pane:
    """What channel and thread have in common. `thread` is the ts of its head, or None."""

    def __init__(self, surface: Surface, room: Room, thread: str | None, clock: Clock) -> None:
        self.surface = surface
        self.room = room
        self.thread = thread
        self._clock = clock
        self._acted: str | None = None
        self._is_agents = is_agents(surface, room)
        self._new_from = self._first_unread() if thread is None else None

    @property
    def draft(self) -> str:
        """What is begun here is kept under this name."""
        return f"{self.room.id} {self.thread or ''}".rstrip()

    def pen(self, open_thread: Callable[[str], None] | None) -> Pen:
        """How this pane draws."""
        return Pen(self.surface, self._click, self._edit, self._delete, open_thread)

    def messages(self) -> list[Message]:
        """What was said here, as the workspace has it now."""
        workspace, viewer = self.surface.workspace, self.surface.viewer
        if self.thread is None:
            heads = workspace.messages(self.room.id, viewer)
            return in_sessions(self.surface, heads) if self._is_agents else heads
        return workspace.thread(self.room.id, self.thread, viewer)

    def _first_unread(self) -> str | None:
        """Where what others said since the person last looked begins, as the pane opens."""
        viewer = self.surface.viewer
        mark = self.surface.workspace.board.read_up_to(viewer, self.room.id)
        unread = (m.ts for m in self.messages() if m.ts > mark and m.user != viewer)
        return next(unread, None)

    def rows_of(self, messages: Sequence[Message]) -> list[Row]:
        """The lines for them, on the viewer's clock."""
        zone = zone_of(self.surface.workspace.people[self.surface.viewer].tz)
        today = self._clock().astimezone(zone).date()
        if self.thread is not None:
            return thread_rows(messages, zone, today)
        found = rows(messages, zone, today)
        if self._is_agents:
            found = [self._titled(row) for row in session_rows(found)]
        return [
            row.model_copy(update={"is_new": True}) if row.message.ts == self._new_from else row
            for row in found
        ]

    def _titled(self, row: Row) -> Row:
        return row.model_copy(update={"title": title_of(self.surface, row.message)})

    def follow_focus(self, client: ui.element) -> None:
        """Where a button took its own message's place, leave the keyboard at that message."""
        if self._acted is not None:
            browser.focus_if_lost(client.client, f'#{client.html_id} [data-ts="{self._acted}"]')
            self._acted = None

    async def send(self, text: str, files: tuple[str, ...] = ()) -> None:
        """Say it here, with the files of these ids, or run it where it is a command."""
        workspace, viewer = self.surface.workspace, self.surface.viewer
        if text.lstrip().startswith("/"):
            await workspace.command(viewer, self.room.id, text.strip())
        else:
            attached = files_of(workspace, viewer, files)
            await workspace.post(viewer, self.room.id, text, self.thread, attached)

    async def _click(self, message: Message, block_id: str, action: dict[str, Any]) -> None:
        self._acted = message.ts
        workspace, viewer = self.surface.workspace, self.surface.viewer
        await workspace.click(viewer, message.channel, message.ts, block_id, action)

    async def _edit(self, message: Message, text: str) -> None:
        workspace, viewer = self.surface.workspace, self.surface.viewer
        await workspace.edit(viewer, message.channel, message.ts, text)

    async def _delete(self, message: Message) -> None:
        workspace, viewer = self.surface.workspace, self.surface.viewer
        await workspace.delete(viewer, message.channel, message.ts)


class ChannelPane(Pane):
    """A room and what was said in it."""

    def __init__(
        self, surface: Surface, room: Room, clock: Clock, back: Callable[[], None]
    ) -> None:
        super().__init__(surface, room, None, clock)
        name = _title(surface, room)
        bot = surface.workspace.people[surface.workspace.bot_user].name
        with tag("main", "channel", aria_label=name) as self.element:
            self._head(name, back)
            if room.is_direct and surface.workspace.bot_user in room.members:
                tabs = bot_tabs(surface, room, "messages")
            self.timeline = Timeline(
                f"Messages in {name}", self.pen(self._open_thread), self.rows_of
            )
            self._empty = self._beginning(name, shown(bot))
            self._absent = Absent(surface, room.id)
            self._status = tag("p", "status", role="status")
            self._status.props["data-testid"] = "status"
            self._tries = Tries(surface, surface.tries) if offers_tries(surface, room) else None
            self._bar = AgentBar(surface, room) if self._is_agents else None
            self._sessions: SessionList | None = None
            if self._is_agents:
                with tabs:
                    self._sessions = SessionList(surface, room)
            Composer(f"Message {name}", "composer", self.draft, self._say, surface)
        self.element.props["data-testid"] = "channel"

    def show(self) -> None:
        """Bring messages and the last delivery problem in step."""
        found = self.messages()
        if self.timeline.show(found):
            self.follow_focus(self.timeline.element)
        self._empty.set_visibility(not found)
        self._absent.show(found)
        if self._tries is not None:
            self._tries.show()
        if self._bar is not None:
            heads = [one for one in found if not one.is_reply]
            self._bar.show(heads)
            if self._sessions is not None:
                self._sessions.show(heads)
        words = self.surface.workspace.status() or ""
        set_text(self._status, words)
        self._status.set_visibility(bool(words))

    def _head(self, name: str, back: Callable[[], None]) -> None:
        with tag("header", "head"):
            _leave("back", "tool back", "Back to channels", back)
            with tag("div", "head-words"):
                with tag("h2"):
                    self._titled_by(name)
                tag("p", "topic", text=shown(self.room.topic))
            if not self.room.is_direct:
                self._tend()
            _behind(self.surface.behind)

    def _titled_by(self, name: str) -> None:
        """A colleague's name leads to their card; they may never have said anything."""
        people = self.surface.workspace.people
        others = [people[one] for one in self.room.members if one != self.surface.viewer]
        if self.room.is_direct and len(others) == 1 and not others[0].is_bot:
            opens_member(tag("button", "name", type="button", text=name), others[0])
        else:
            tag("span", text=name)

    def _tend(self) -> None:
        """How many are in it, and the way to what can be done with it."""
        count = len(self.room.members)
        words = "1 member" if count == 1 else f"{count} members"
        label = f"{words}: add, remove, rename, archive"
        made = tag("button", "tool behind-open tend", type="button", title=label, aria_label=label)
        made.props["data-testid"] = "tend"
        with made:
            icon("people")
            tag("span", "behind-word", text=words)
        made.on("click", lambda: self.surface.tend(self.room.id), args=[])

    def _beginning(self, name: str, bot: str) -> ui.element:
        is_ours = self.surface.workspace.bot_user in self.room.members
        hint = "Here the bot says what is for you alone. Ask it what improved."
        if self.room.is_direct and not is_ours:
            hint = f"Only the two of you read this; {bot} does not."
        if not self.room.is_direct:
            hint = f"Post an update, or ask @{bot} what improved."
        if not (self.room.is_direct or is_ours):
            hint = f"{bot} is not here: add it by the members' button above."
        with tag("div", "empty") as made:
            tag("p", "empty-title", text=f"{name} begins here")
            tag("p", text=hint)
        return made

    def _open_thread(self, ts: str) -> None:
        self.surface.go(Place(user=self.surface.viewer, channel=self.room.id, thread=ts))

    async def _say(self, text: str, files: tuple[str, ...]) -> None:
        browser.to_end(self.element.client, self.timeline.element.html_id)
        await self.send(text, files)


class ThreadPane(Pane):
    """One thread, beside its channel."""

    def __init__(self, surface: Surface, room: Room, thread: str, clock: Clock) -> None:
        super().__init__(surface, room, thread, clock)
        with tag("aside", "thread", aria_label="Thread") as self.element:
            self._head()
            self.timeline = Timeline("Messages in the thread", self.pen(None), self.rows_of, WHOLE)
            tries = surface.tries if offers_tries(surface, room) else ()
            self._tries = Tries(surface, tries, "thread-") if tries else None
            label, testid = "Reply in the thread", "thread-composer"
            Composer(label, testid, self.draft, self._say, surface)
        self.element.props["data-testid"] = "thread"

    def show(self) -> None:
        """Bring messages in step."""
        if self.timeline.show(self.messages()):
            self.follow_focus(self.timeline.element)
        if self._tries is not None:
            self._tries.show()

    def _head(self) -> None:
        name = _title(self.surface, self.room)
        with tag("header", "head"):
            _leave("back", "tool back", f"Back to {name}", self._close)
            with tag("div", "head-words"):
                tag("h2", text="Thread")
                tag("p", "topic", text=name)
            close = _leave("close", "tool wide", "Close thread", self._close)
        close.props["data-testid"] = "close-thread"

    def _close(self) -> None:
        self.surface.go(Place(user=self.surface.viewer, channel=self.room.id))

    async def _say(self, text: str, files: tuple[str, ...]) -> None:
        browser.to_end(self.element.client, self.timeline.element.html_id)
        await self.send(text, files)


def _title(surface: Surface, room: Room) -> str:
    """What a pane calls its room: a direct one by who else is in it."""
    if room.is_direct:
        return shown(surface.workspace.title(room, surface.viewer))
    return f"#{shown(room.name)}"


def _behind(toggle: Callable[[], None]) -> None:
    label = "Behind the scenes (Ctrl+`)"
    made = tag("button", "tool behind-open", type="button", aria_label=label, title=label)
    made.props.update({"data-testid": "behind-open", "data-behind": ""})
    with made:
        icon("behind")
        tag("span", "behind-word", text="Behind the scenes")
    made.on("click", toggle, args=[])


def _leave(drawing: str, css: str, label: str, then: Callable[[], None]) -> ui.element:
    with tag("button", css, type="button", aria_label=label, title=label) as made:
        icon(drawing)
    return made.on("click", then, args=[])
