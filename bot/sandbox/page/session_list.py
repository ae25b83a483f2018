"""The sessions of an agent's conversation, by name: a menu that leads to each of them."""

from collections.abc import Sequence

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.agent import title_of
from bot.sandbox.page.elements import icon, set_text, tag
from bot.sandbox.page.mrkdwn import read_mrkdwn
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Message, Room

_MOST = 30
"""Sessions that are listed, latest first; older ones are found by scrolling."""

_LONGEST = 70


class SessionList:
    """Stands in the bar of the bot's tabs. Nothing is seen of it before there is a session."""

    def __init__(self, surface: Surface, room: Room) -> None:
        self._surface = surface
        self._room = room
        self._named: list[tuple[str, str]] = []
        self._menu = tag("div", "shortcuts session-menu", popover="auto", role="menu")
        self._menu.props.update({"tabindex": "-1", "aria-label": "Sessions"})
        self._open = tag("button", "bot-tab session-open", type="button", data_beside="")
        with self._open:
            self._count = tag("span")
            icon("down")
        self._open.props["data-testid"] = "sessions"
        self._open.on("click", self._ask, args=[])

    def show(self, heads: Sequence[Message]) -> None:
        """Bring it in step: what was said at the top of the conversation, latest first."""
        named = [(head.ts, _name(self._surface, head)) for head in reversed(heads)][:_MOST]
        self._open.set_visibility(bool(named))
        set_text(self._count, f"Sessions ({len(heads)})")
        if named == self._named:
            return
        self._named = named
        self._menu.clear()
        with self._menu:
            for ts, name in named:
                self._entry(ts, name)

    def _ask(self) -> None:
        browser.show_beside(self._menu.client, self._menu.html_id)

    def _entry(self, ts: str, name: str) -> ui.element:
        entry = tag("button", "shortcut", type="button", role="menuitem", text=name)
        closes = {"popovertarget": self._menu.html_id, "popovertargetaction": "hide"}
        entry.props.update(closes)
        place = Place(user=self._surface.viewer, channel=self._room.id, at=ts)
        return entry.on("click", lambda: self._surface.go(place), args=[])


def _name(surface: Surface, head: Message) -> str:
    """The session's title; where it has none, how it begins."""
    title = title_of(surface, head)
    if title is None:
        first = next(iter(read_mrkdwn(head.text.strip())), None)
        title = " ".join("".join(run.text for run in first.runs).split()) if first else ""
    words = shown(title) or "Without words"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
