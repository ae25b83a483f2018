"""What can be done with a channel: who is in it, its name, whether it is private or archived."""

from collections.abc import Callable

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, picture, set_text, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Person, Room

_PRIVATE = "Make it private"
_SURE = "Make this channel private? There is no way back."


class ChannelCard:
    """A dialog for one channel, or for one that is to be made; drawn anew at each step."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._do = surface.workspace.tending
        self._room: str | None = None
        self._title: ui.element
        self._body: ui.element
        self._wrong: ui.element
        with tag("dialog", "modal", aria_label="Channel") as self._dialog:
            self._dialog.props["data-testid"] = "channel-card"
            with tag("header", "modal-head"):
                self._title = tag("h2")
                with tag("button", "tool", type="button", aria_label="Close") as close:
                    icon("close")
            close.on("click", js_handler=browser.CLOSE)
            with tag("div", "modal-body"):
                self._wrong = tag("p", "field-error", role="alert")
                self._body = tag("div", "channel-card")

    def open(self, room: str | None) -> None:
        """Show it: for this channel, or for a new one."""
        self._room = room
        self._draw()
        browser.open_modal(self._dialog.client, self._dialog.html_id)

    def _draw(self) -> None:
        wrong = self._surface.workspace.status() or ""
        set_text(self._wrong, wrong)
        self._wrong.set_visibility(bool(wrong))
        room = self._surface.workspace.rooms.get(self._room or "")
        set_text(self._title, f"#{shown(room.name)}" if room else "Add a channel")
        self._body.clear()
        with self._body:
            if room is None:
                self._new()
            else:
                self._members(room)
                self._name(room)
                self._ends(room)

    def _new(self) -> None:
        with tag("form", "channel-row") as form:
            _name_box("Name of the channel", "")
            with tag("label", "choice"):
                tag("input", type="checkbox", name="private")
                tag("span", text="Private: only who is added sees it")
            tag("button", "button is-primary", type="submit", text="Add it")

        def made(event: GenericEventArguments) -> None:
            self._make(str(event.args[0]), is_private=bool(event.args[1]))

        form.on("submit", made, js_handler=browser.TAKE_NAME)

    def _make(self, name: str, *, is_private: bool) -> None:
        room = self._do.create(self._surface.viewer, name, is_private=is_private)
        self._room = room.id if room else None
        self._draw()
        if room is not None:
            self._surface.go(Place(user=self._surface.viewer, channel=room.id))

    def _members(self, room: Room) -> None:
        people = self._surface.workspace.people
        tag("h3", "field-label", text=f"Members ({len(room.members)})")
        with tag("ul", "channel-members"):
            for member in room.members:
                if member in people:
                    self._member(room, people[member])
        others = [one for one in people.values() if one.id not in room.members and not one.is_gone]
        if others and not room.is_archived:
            self._add(room, sorted(others, key=lambda one: not one.is_bot))

    def _member(self, room: Room, person: Person) -> None:
        with tag("li", "channel-member"):
            picture(person.initials, person.color, person.is_bot, small=True)
            tag("span", text=shown(person.name))
            if not room.is_archived:
                label = f"Remove {shown(person.name)}"
                remove = tag("button", "link", type="button", text="Remove", aria_label=label)
                remove.on("click", self._then(lambda: self._do.remove(room, person.id)), args=[])

    def _add(self, room: Room, others: list[Person]) -> None:
        with tag("label", "channel-row"):
            tag("span", text="Add")
            with tag("select", "menu") as menu:
                tag("option", text="somebody, or the bot", value="")
                for one in others:
                    tag("option", text=shown(one.name), value=one.id)
        menu.props["data-testid"] = "add-member"

        def add(event: GenericEventArguments) -> None:
            self._do.add(self._surface.viewer, room, str(event.args))
            self._draw()

        menu.on("change", add, js_handler=browser.VALUE)

    def _name(self, room: Room) -> None:
        with tag("form", "channel-row") as form:
            _name_box("Name", shown(room.name))
            tag("button", "button", type="submit", text="Rename")

        def rename(event: GenericEventArguments) -> None:
            self._do.rename(room, str(event.args[0]))
            self._draw()

        form.on("submit", rename, js_handler=browser.TAKE_NAME)

    def _ends(self, room: Room) -> None:
        viewer = self._surface.viewer
        with tag("div", "actions"):
            if not room.is_private:
                private = tag("button", "button", type="button", text=_PRIVATE)
                then = self._then(lambda: self._do.make_private(viewer, room))
                private.on("click", then, js_handler=browser.sure(_SURE))
            words = "Open it again" if room.is_archived else "Archive it"
            end = tag("button", "button", type="button", text=words)
            shut = (lambda: self._do.unarchive(viewer, room)) if room.is_archived else None
            end.on("click", self._then(shut or (lambda: self._do.archive(room))), args=[])

    def _then(self, does: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            does()
            self._draw()

        return act


def _name_box(label: str, value: str) -> None:
    box = tag("input", "input", type="text", name="called", maxlength="80", aria_label=label)
    box.props.update({"value": value, "placeholder": label, "autocomplete": "off"})
