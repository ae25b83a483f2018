"""The app's shortcuts: those of a message in its menu, all others behind the button of a box."""

from nicegui.events import GenericEventArguments

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, picture, tag
from bot.sandbox.page.prose import shown
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Message
from bot.sandbox.shortcuts import OFFERED, Shortcut


class ShortcutMenu:
    """One menu for the whole tab, beside what opened it. Escape closes it."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._message: Message | None = None
        self._menu = tag("div", "shortcuts", popover="auto", role="menu", tabindex="-1")
        self._menu.props.update({"data-testid": "shortcuts", "aria-label": "Shortcuts"})
        self._menu.on("click", self._choose, js_handler=browser.TOOL)

    def open(self, message: Message | None) -> None:
        """Show what can be done with a message, or from anywhere where none is meant."""
        self._message = message
        self._menu.clear()
        with self._menu:
            tag("p", "shortcuts-head quiet", text="Apps" if message else "Shortcuts")
            for one in OFFERED:
                if one.kind == ("message" if message else "global"):
                    self._item(one)
        browser.show_beside(self._menu.client, self._menu.html_id)

    def _item(self, one: Shortcut) -> None:
        bot = self._surface.workspace.people[self._surface.workspace.bot_user]
        with tag("button", "shortcut", type="button", role="menuitem") as button:
            picture(bot.initials, bot.color, is_bot=True, small=True)
            with tag("span", "me-words"):
                tag("span", "name", text=one.name)
                tag("span", "quiet", text=shown(bot.name))
        closes = {"popovertarget": self._menu.html_id, "popovertargetaction": "hide"}
        button.props.update({"data-does": one.callback_id} | closes)

    async def _choose(self, event: GenericEventArguments) -> None:
        shortcuts, viewer = self._surface.workspace.shortcuts, self._surface.viewer
        callback_id = str(event.args)
        if self._message is None:
            await shortcuts.run(viewer, callback_id)
        else:
            place = (self._message.channel, self._message.ts)
            await shortcuts.point_at(viewer, *place, callback_id)


def draw_shortcuts_button(surface: Surface) -> None:
    """The button by a box to write in; none where nothing can be run from anywhere."""
    if not any(one.kind == "global" for one in OFFERED):
        return
    label = "Shortcuts"
    with tag("button", "tool", type="button", title=label, aria_label=label) as button:
        icon("bolt")
    button.props["data-beside"] = ""
    button.on("click", lambda: surface.offer(None), args=[])
