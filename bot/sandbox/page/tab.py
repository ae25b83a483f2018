"""One browser tab: who it speaks for, what it shows, and how it keeps up with the workspace."""

import asyncio

from nicegui import Client, ui
from nicegui.events import GenericEventArguments

from bot.sandbox.ahead import Ahead
from bot.sandbox.log import Entry
from bot.sandbox.page import browser
from bot.sandbox.page.behind import TABS, Behind
from bot.sandbox.page.channel_card import ChannelCard
from bot.sandbox.page.elements import set_attribute, set_class, set_text, tag
from bot.sandbox.page.home import HomePane
from bot.sandbox.page.member import MemberCard
from bot.sandbox.page.modal import Modal
from bot.sandbox.page.panes import ChannelPane, Clock, ThreadPane
from bot.sandbox.page.place import Place, Wanted
from bot.sandbox.page.restart import Restart
from bot.sandbox.page.shortcuts import ShortcutMenu
from bot.sandbox.page.sidebar import Sidebar
from bot.sandbox.page.surface import Surface, is_in
from bot.sandbox.page.thinking import Explain
from bot.sandbox.shapes import Change, Message, Room, Try
from bot.sandbox.workspace import Workspace

SETTING_UP = "The workspace is being set up. This takes a moment."
_NARROW = ("rooms", "channel", "thread")


class Tab:
    """Built once for each tab. Moving about redraws only the pane that changes."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Clock,
        client: Client,
        tries: tuple[Try, ...] = (),
        explain: Explain | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        self._workspace = workspace
        self._tries = tries
        self._clock = clock
        self._ahead = ahead
        self._client = client
        self._is_due = False
        self._place: Place | None = None
        self._loop = asyncio.get_running_loop()
        self._beginnings = workspace.beginnings
        self._root = tag("div", "app")
        with self._root:
            self._side = tag("div", "slot")
            self._middle = tag("div", "slot")
            self._right = tag("div", "slot")
            self._over = tag("div", "slot")
            self._wait = tag("p", "setting-up", role="status")
            self._wait.props["data-testid"] = "setting-up"
            self._behind = Behind(workspace, explain, self._moved)
            self._restart = Restart(workspace)
        self._why = self._ask_why if explain else None
        self._root.on("click", self._ask_who, js_handler=browser.MEMBER)
        client.on_delete(workspace.subscribe(self._heard))
        client.on_delete(workspace.log.subscribe(self._noted))

    def open(self, wanted: Wanted) -> None:
        """Show what the address asks for, or the nearest there is."""
        user = self._somebody(wanted.user)
        place = wanted.model_dump(include={"channel", "thread", "at", "tab"})
        self._go(Place(user=user, **place))
        if not self._workspace.is_set_up:
            self._heard(Change())
        if wanted.behind in TABS:
            channel, _, ts = (wanted.about or "").partition(":")
            self._behind.open(wanted.behind, (channel, ts) if ts else None)

    def _somebody(self, wanted: str) -> str:
        """Whom to speak for: who is wanted, or the first there is."""
        self._people = people = self._workspace.people
        there = [one.id for one in people.values() if not (one.is_bot or one.is_gone)]
        return wanted if wanted in there else there[0]

    def _go(self, wanted: Place) -> None:
        """Go somewhere; what is not there, or not for this person, becomes the nearest that is."""
        before = self._place
        place = self._placed(wanted)
        self._place = place
        self._surface = Surface(
            self._workspace,
            place.user,
            self._go,
            self._tries,
            self._behind.toggle,
            self._why,
            self._restart.ask,
            self._ahead,
            self._offer,
            self._tend,
        )
        is_other = before is None or before.user != place.user
        if is_other:
            self._draw_person()
        if is_other or before is None or before.shown != place.shown:
            self._draw_channel()
        if is_other or before is None or before != place:
            self._draw_thread()
        self._narrow("thread" if place.thread else "channel")
        self._show()
        self._settle(before, place, wanted.at)

    def _placed(self, wanted: Place) -> Place:
        own = self._workspace.direct(wanted.user).id if wanted.tab == "home" else None
        rooms = [r for r in self._workspace.rooms.values() if is_in(r, wanted.user)]
        ids = [room.id for room in rooms if not room.is_direct] + [room.id for room in rooms]
        here = self._place.channel if self._place else ""
        first = ids[0] if ids else self._workspace.direct(wanted.user).id
        nearest = next((id for id in (wanted.channel, here) if id in ids), first)
        thread = wanted.thread if nearest == wanted.channel else None
        if thread and self._workspace.board.find(nearest, thread) is None:
            thread = None
        tab = "home" if nearest == own else None
        return Place(user=wanted.user, channel=nearest, thread=thread, tab=tab)

    def _draw_person(self) -> None:
        self._side.clear()
        with self._side:
            self._sidebar = Sidebar(self._surface)
        self._over.clear()
        with self._over:
            self._modal = Modal(self._surface)
            self._member = MemberCard(self._surface)
            self._shortcuts = ShortcutMenu(self._surface)
            self._card = ChannelCard(self._surface)

    def _draw_channel(self) -> None:
        assert self._place is not None
        room = self._workspace.rooms[self._place.channel]
        self._middle.clear()
        with self._middle:
            self._channel = self._pane_of(room)

    def _pane_of(self, room: Room) -> ChannelPane | HomePane:
        assert self._place is not None

        def back() -> None:
            self._narrow("rooms")

        if self._place.tab == "home":
            return HomePane(self._surface, room, back)
        return ChannelPane(self._surface, room, self._clock, back)

    def _draw_thread(self) -> None:
        assert self._place is not None
        room, thread = self._workspace.rooms[self._place.channel], self._place.thread
        self._right.clear()
        self._thread: ThreadPane | None = None
        set_class(self._root, "has-thread", thread is not None)
        if thread is not None:
            with self._right:
                self._thread = ThreadPane(self._surface, room, thread, self._clock)

    def _narrow(self, pane: str) -> None:
        """Which pane a narrow screen shows; a wide one shows them all."""
        for name in _NARROW:
            set_class(self._root, f"on-{name}", name == pane)

    def _settle(self, before: Place | None, place: Place, at: str | None) -> None:
        """Put address, scroll position and keyboard where one expects them."""
        self._moved()
        if at is not None:
            self._point_out(at)
        elif before is not None and before.user != place.user:
            browser.focus_if_lost(self._client, "[data-testid=person-switcher]")
        elif before is not None:
            browser.focus_to_write(self._client, "thread-composer" if place.thread else "composer")

    def _moved(self) -> None:
        """Keep where one is in the address, the drawer included."""
        if self._place is None:
            return
        set_class(self._root, "has-behind", self._behind.tab is not None)
        found = self._workspace.rooms.get(self._place.channel)
        if found is None:  # all begins anew
            return
        room = self._workspace.title(found, self._place.user)
        title = f"{room} | {self._workspace.who.team_name}"
        address = self._place.address + self._behind.query
        set_attribute(self._root, "data-place", address)
        browser.remember(self._client, address, title)

    def _ask_who(self, event: GenericEventArguments) -> None:
        self._member.open(str(event.args))

    def _offer(self, message: Message | None) -> None:
        self._shortcuts.open(message)

    def _tend(self, room: str | None) -> None:
        self._card.open(room)

    def _ask_why(self, message: Message) -> None:
        self._behind.ask("thinking", (message.channel, message.ts))

    def _point_out(self, ts: str) -> None:
        panes = (self._thread, self._channel)
        lines = (pane.timeline for pane in panes if pane is not None)
        found = [timeline.reveal(ts) for timeline in lines if timeline is not None]
        line: ui.element | None = next((line for line in found if line is not None), None)
        if line is not None:
            browser.point_out(self._client, line.html_id)

    def _heard(self, _change: Change) -> None:
        """Many changes at once are shown once."""
        if not self._is_due:
            self._is_due = True
            self._loop.call_soon_threadsafe(self._catch_up)

    def _noted(self, _entry: Entry) -> None:
        """What passes behind the scenes matters where somebody looks at it."""
        if self._behind.tab is not None:
            self._heard(Change())

    def _catch_up(self) -> None:
        self._is_due = False
        if not self._client.is_deleted:
            with self._client:
                self._keep_up()
                self._behind.show()

    def _keep_up(self) -> None:
        """While the workspace begins anew, say that alone; then all is drawn anew."""
        is_waiting = not self._workspace.is_set_up
        set_class(self._root, "is-waiting", is_waiting)
        set_text(self._wait, SETTING_UP if is_waiting else "")
        if is_waiting:
            return
        if self._beginnings != self._workspace.beginnings:
            self._beginnings = self._workspace.beginnings
            self._behind.begin_anew()
            self._draw_all()
        elif self._people is not self._workspace.people:
            self._draw_all()
        else:
            self._leave_what_is_gone()
            self._show()

    def _draw_all(self) -> None:
        """From the ground up; as somebody else where who this was spoken for is gone."""
        assert self._place is not None
        place, self._place = self._place, None
        self._go(place.model_copy(update={"user": self._somebody(place.user)}))

    def _leave_what_is_gone(self) -> None:
        """After a deletion, or when all begins anew, a room or a thread may be no more."""
        assert self._place is not None
        place = self._placed(self._place)
        if place != self._place:
            self._go(place)

    def _show(self) -> None:
        assert self._place is not None
        self._workspace.mark_read(self._place.user, self._place.channel)
        self._sidebar.show(self._place.channel)
        if self._channel.room != self._workspace.rooms[self._place.channel]:
            self._draw_channel()
        self._channel.show()
        if self._thread is not None:
            self._thread.show()
        self._modal.show()
