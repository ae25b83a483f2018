"""The card of a member, opened by their picture or name beside a message."""

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import picture, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Person

_LEAVES = "Close the account of {name}, as an admin does when somebody leaves? “Begin again” alone \
brings them back."

MEMBER = "data-member"
"""What opens a card carries this attribute, with the member's id."""


class MemberCard:
    """One card for the whole tab, drawn for whoever was asked about. Escape closes it."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._card = tag("div", "member", popover="auto", role="dialog", tabindex="-1")
        self._card.props.update({"data-testid": "member", "aria-label": "Member"})

    def open(self, user: str) -> None:
        """Show it beside what was pressed last; nothing happens where nobody has that id."""
        person = self._surface.workspace.people.get(user)
        if person is None:
            return
        self._card.clear()
        with self._card:
            self._draw(person)
        browser.show_beside(self._card.client, self._card.html_id)

    def _draw(self, person: Person) -> None:
        with tag("div", "member-head"):
            picture(person.initials, person.color, person.is_bot)
            with tag("div", "me-words"):
                tag("span", "name", text=shown(person.name))
                tag("span", "quiet", text=_role(person))
        with tag("p", "member-id"):
            tag("span", "quiet", text="Member ID")
            tag("code", text=person.id)
        if person.id != self._surface.viewer and not person.is_gone:
            self._write_to(person)
            if not person.is_bot:
                self._close_account(person)

    def _write_to(self, person: Person) -> None:
        words = "Send a direct message"
        button = tag("button", "button is-small", type="button", text=words)
        button.props.update({"popovertarget": self._card.html_id, "popovertargetaction": "hide"})
        button.props["data-testid"] = "member-write"
        button.on("click", lambda: self._go(person.id), args=[])

    def _close_account(self, person: Person) -> None:
        button = tag("button", "button is-small", type="button", text="Close their account")
        button.props["data-testid"] = "member-leaves"
        tending, words = self._surface.workspace.tending, _LEAVES.format(name=shown(person.name))
        leaves = browser.sure(words)
        button.on("click", lambda: tending.close_account(person), js_handler=leaves)

    def _go(self, user: str) -> None:
        viewer = self._surface.viewer
        room = self._surface.workspace.direct_of(viewer, user)
        self._surface.go(Place(user=viewer, channel=room.id))


def opens_member(element: ui.element, person: Person) -> None:
    """Have an element open the card of a person by a click."""
    element.props[MEMBER] = person.id


def _role(person: Person) -> str:
    kinds = [shown(person.title)]
    kinds += ["Account closed"] if person.is_gone else []
    kinds += ["Guest"] if person.is_guest else []
    kinds += ["From another organisation"] if person.is_external else []
    return ", ".join(filter(None, kinds))
