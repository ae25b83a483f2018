"""The sidebar: who you are, where you can go, what this is."""

from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.ahead import Time
from bot.sandbox.page.elements import icon, picture, set_attribute, set_class, set_text, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface, is_in
from bot.sandbox.page.tour import take_tour
from bot.sandbox.shapes import Person, Room

WHAT_IS_THIS = "A workspace on this computer, to try the bot in."


@dataclass
class _Entry:
    button: ui.element
    badge: ui.element


class Sidebar:
    """Drawn once for a person; rooms are marked as they become unread or current."""

    def __init__(self, surface: Surface) -> None:
        self._workspace = workspace = surface.workspace
        self._viewer = surface.viewer
        self._go = surface.go
        self._entries: dict[str, _Entry] = {}
        self._listed: list[Room] = []
        with tag("nav", "sidebar", aria_label="Workspace"):
            with tag("header", "sidebar-head"):
                tag("h1", "workspace-name", text=shown(workspace.who.team_name))
                again = tag("button", "link", type="button", text="Begin again")
                again.props["data-testid"] = "begin-again"
                again.on("click", surface.restart, args=[])
            self._switcher()
            if surface.tries:
                _offer_tour(surface)
            tag("h2", "sidebar-title", text="Channels")
            self._rooms = tag("ul", "rooms")
            self._offer_room(surface)
            tag("h2", "sidebar-title", text="Apps")
            with tag("ul", "rooms"):
                self._direct()
            tag("h2", "sidebar-title", text="Direct messages")
            with tag("ul", "rooms"):
                self._people = {
                    person.id: self._private(person)
                    for person in self._workspace.people.values()
                    if not (person.is_bot or person.is_gone) and person.id != self._viewer
                }
            self._time = Time(surface.ahead) if surface.ahead else None
            with tag("details", "about", open=True):
                tag("summary", text="What is this?")
                tag("p", text=WHAT_IS_THIS)
                if surface.tries:
                    tour = tag("button", "link is-tour", type="button", text="Take the tour")
                    tour.props["data-testid"] = "tour"
                    tour.on("click", lambda: take_tour(surface, tour.client), args=[])
                _themes()
                if surface.tries:
                    _show_tries(surface)

    def show(self, current: str) -> None:
        """Mark which room is open and what is unread in the others."""
        if self._time is not None:
            self._time.show()
        self._list([room for room in self._workspace.rooms.values() if self._is_listed(room)])
        for id, entry in self._entries.items():
            self._mark(entry, id, id == current)
        for person, entry in self._people.items():
            found = self._between(person)
            self._mark(entry, found, found == current)

    def _list(self, rooms: list[Room]) -> None:
        """Drawn anew where one came, went, or is called or closed otherwise."""
        now = [room.model_copy(update={"members": (), "topic": ""}) for room in rooms]
        if now == self._listed:
            return
        for room in self._listed:
            self._entries.pop(room.id)
        self._listed = now
        self._rooms.clear()
        with self._rooms:
            self._entries |= {room.id: self._entry(room) for room in rooms}

    def _offer_room(self, surface: Surface) -> None:
        with tag("button", "room is-quiet", type="button") as button:
            icon("plus")
            tag("span", "room-name", text="Add a channel")
        button.props["data-testid"] = "add-channel"
        button.on("click", lambda: surface.tend(None), args=[])

    def _is_listed(self, room: Room) -> bool:
        return not room.is_direct and is_in(room, self._viewer)

    def _entry(self, room: Room) -> _Entry:
        with tag("li"), tag("button", "room", type="button") as button:
            icon("lock" if room.is_private else "hash")
            tag("span", "room-name", text=shown(room.name))
            if room.is_archived:
                tag("span", "quiet", text="archived")
            badge = tag("span", "unread")
        button.props["data-testid"] = f"channel-{room.name}"
        button.on("click", lambda: self._go(Place(user=self._viewer, channel=room.id)), args=[])
        return _Entry(button, badge)

    def _direct(self) -> None:
        """The bot's own conversation with the person; opened when it is first looked at."""
        bot = self._workspace.people[self._workspace.bot_user]
        with tag("li"), tag("button", "room", type="button") as button:
            picture(bot.initials, bot.color, is_bot=True, small=True)
            tag("span", "room-name", text=shown(bot.name))
            badge = tag("span", "unread")
        button.props["data-testid"] = "channel-app"
        button.on("click", self._open_direct, args=[])
        self._entries["D" + self._viewer[1:]] = _Entry(button, badge)

    def _private(self, person: Person) -> _Entry:
        """A conversation with a colleague; opened when it is first looked at."""
        with tag("li"), tag("button", "room", type="button", title=shown(person.title)) as button:
            picture(person.initials, person.color, small=True)
            tag("span", "room-name", text=shown(person.name))
            badge = tag("span", "unread")
        button.props["data-testid"] = f"direct-{person.id}"
        button.on("click", lambda: self._open_private(person.id), args=[])
        return _Entry(button, badge)

    def _open_private(self, person: str) -> None:
        room = self._workspace.direct_of(self._viewer, person)
        self._go(Place(user=self._viewer, channel=room.id))

    def _between(self, person: str) -> str:
        """The conversation of the viewer and a colleague; empty where there is none yet."""
        those = {self._viewer, person}
        rooms = self._workspace.rooms.values()
        return next((r.id for r in rooms if r.is_direct and set(r.members) == those), "")

    def _open_direct(self) -> None:
        room = self._workspace.direct(self._viewer)
        self._go(Place(user=self._viewer, channel=room.id))

    def _mark(self, entry: _Entry, room: str, is_current: bool) -> None:
        count = 0 if is_current else self._workspace.unread(self._viewer, room)
        set_text(entry.badge, str(count) if count else "")
        set_attribute(entry.badge, "aria-label", f"{count} unread" if count else None)
        set_class(entry.button, "is-unread", count > 0)
        set_attribute(entry.button, "aria-current", "page" if is_current else None)

    def _switcher(self) -> None:
        me = self._workspace.people[self._viewer]
        label = f"You are {me.name}, {me.title}. Speak as somebody else"
        with tag("button", "me", type="button", popovertarget="people", aria_label=label) as button:
            picture(me.initials, me.color)
            with tag("span", "me-words"):
                tag("span", "me-lead", text="You are")
                tag("span", "name", text=shown(me.name))
                tag("span", "quiet", text=shown(me.title))
            icon("down")
        button.props["data-testid"] = "person-switcher"
        with tag("div", "people", popover="auto", aria_label="Speak as") as menu:
            menu.props["id"] = "people"
            tag("h2", "sidebar-title", text="Speak as")
            for person in self._workspace.people.values():
                if not (person.is_bot or person.is_gone):
                    self._person(person)

    def _person(self, person: Person) -> None:
        is_me = person.id == self._viewer
        with tag("button", "person", type="button", aria_current=is_me or None) as button:
            button.props.update({"popovertarget": "people", "popovertargetaction": "hide"})
            picture(person.initials, person.color)
            with tag("span", "me-words"):
                tag("span", "name", text=shown(person.name))
                tag("span", "quiet", text=shown(_role(person)))
            if is_me:
                icon("tick")
        button.props["data-testid"] = f"person-{person.id}"
        place = Place(user=person.id, channel="")
        button.on("click", lambda: self._go(place), args=[])


def _role(person: Person) -> str:
    """Their title, and whether they are an admin, who may ask the bot for more."""
    return " · ".join(filter(None, (person.title, "admin" if person.is_admin else "")))


def _offer_tour(surface: Surface) -> None:
    """Shown until the tour was taken or declined in this browser."""
    with tag("div", "tour-offer") as offer:
        tag("p", text="New here?")
        with tag("div"):
            take = tag("button", "button is-small", type="button", text="Show me")
            later = tag("button", "button is-small", type="button", text="No, thanks")
    offer.props["data-testid"] = "tour-offer"
    take.on("click", lambda: take_tour(surface, take.client), args=[])
    later.on("click", js_handler="() => declineTour()")


def _show_tries(surface: Surface) -> None:
    """Brings what was put away back, and leads to where it stands."""
    where = next((one.where.id for one in surface.tries if one.where), "")
    place = Place(user=surface.viewer, channel=where)
    again = tag("button", "link", type="button", text="Show what to try")
    again.on("click", js_handler=browser.SHOW_TRIES)
    again.on("click", lambda: surface.go(place), args=[])


def _themes() -> None:
    with tag("label", "theme"):
        tag("span", text="Colours")
        with tag("select", "menu") as menu:
            for name, words in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
                tag("option", text=words, value=name)
    menu.props["data-testid"] = "theme"
    menu.on("change", js_handler="(e) => chooseTheme(e.target.value)")
