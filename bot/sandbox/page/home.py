"""The bot's Home, as one person sees it: drawn when they look, and again whenever it changes."""

import json
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.sandbox.page import browser
from bot.sandbox.page.blocks import draw_blocks
from bot.sandbox.page.controls import words_of
from bot.sandbox.page.elements import icon, set_text, tag
from bot.sandbox.page.forms import draw_input
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Room

TABS = {"home": "Home", "messages": "Messages"}
_LOOKING = "Your Home is being put together."
_ON_ENTER = "(e) => { if (e.key === 'Enter') { e.preventDefault(); emit(e.target.value) } }"


def bot_tabs(surface: Surface, room: Room, current: str) -> ui.element:
    """The way between what one and the bot say to one another, and its Home."""
    with tag("nav", "bot-tabs", aria_label="What to see of the bot") as bar:
        for name, words in TABS.items():
            is_current = "page" if name == current else None
            made = tag("button", "bot-tab", type="button", text=words, aria_current=is_current)
            made.props["data-testid"] = f"bot-{name}"
            tab = name if name == "home" else None
            place = Place(user=surface.viewer, channel=room.id, tab=tab)
            made.on("click", lambda _, there=place: surface.go(there), args=[])
    return bar


def _same(action_id: str) -> str:
    """What finds the same button, menu or line in a Home that was drawn anew; of the ways between
    its pages the one that is left.
    """
    action = json.dumps(action_id.partition(":")[0])[1:-1]
    fields = f'.home-page [data-action="{action}"]'
    return f'{fields}, .home-page [data-acts="{action}"], .home-page [data-acts^="{action}:"]'


class HomePane:
    """Stands where the channel does."""

    timeline = None

    def __init__(self, surface: Surface, room: Room, back: Callable[[], None]) -> None:
        self.surface = surface
        self.room = room
        self._drawn: str | None = None
        self._acted: str | None = None
        name = shown(surface.workspace.title(room, surface.viewer))
        with tag("main", "channel home", aria_label=f"Home of {name}") as self.element:
            self._head(name, back)
            bot_tabs(surface, room, "home")
            with tag("div", "home-page", tabindex="0") as self._page:
                tag("p", "quiet", text=_LOOKING)
            self._status = tag("p", "status", role="status")
        self.element.props["data-testid"] = "home"
        surface.workspace.look_at_bot(surface.viewer, "home")

    def show(self) -> None:
        """Bring it in step."""
        words = self.surface.workspace.status() or ""
        set_text(self._status, words)
        self._status.set_visibility(bool(words))
        found = self.surface.workspace.home_for(self.surface.viewer)
        if found is None or found.view["hash"] == self._drawn:
            return
        self._drawn = str(found.view["hash"])
        self._page.clear()
        with self._page, tag("div", "home-blocks"):
            for block in found.view["blocks"]:
                self._block(block)
        if self._acted is not None:
            browser.focus_if_lost(self._page.client, _same(self._acted))
            browser.focus_if_lost(self._page.client, ".home-page")

    def _head(self, name: str, back: Callable[[], None]) -> None:
        with tag("header", "head"):
            label = "Back to channels"
            with tag("button", "tool back", type="button", aria_label=label, title=label) as made:
                icon("back")
            made.on("click", back, args=[])
            with tag("div", "head-words"):
                tag("h2", text=name)

    def _block(self, block: dict[str, Any]) -> None:
        if block.get("type") == "input":
            self._typed(block)
        else:
            draw_blocks((block,), self.surface, self._act)

    def _typed(self, block: dict[str, Any]) -> None:
        """A line that Enter sends."""
        with tag("div", "field-block"):
            label = tag("div", "field-label", text=words_of(block.get("label")))
            fields = draw_input(block, self.surface, label.html_id)
        for field in fields:
            self._tell(block, field)

    def _tell(self, block: dict[str, Any], field: ui.element) -> None:
        element = block["element"]

        async def say(event: GenericEventArguments) -> None:
            action = {"type": element["type"], "action_id": element["action_id"]}
            words = str(event.args) or None
            await self._act(str(block.get("block_id", "")), {**action, "value": words})

        field.on("keydown", say, js_handler=_ON_ENTER)

    async def _act(self, block_id: str, action: dict[str, Any]) -> None:
        self._acted = str(action.get("action_id", ""))
        await self.surface.workspace.click_in_home(self.surface.viewer, block_id, action)
