"""Beginning again: all that was said here, and all the bot recorded of it, goes."""

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, set_attribute, tag
from bot.sandbox.workspace import Workspace

_EXAMPLE = (
    "Everything said in this workspace, and everything the bot recorded of it, is deleted. "
    "Then the example is told anew, which takes a moment."
)
_EMPTY = (
    "Everything said in this workspace, and everything the bot recorded of it, is deleted. "
    "It then begins empty, without the example."
)


class Restart:
    """Two buttons, each of which asks before it does anything."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._buttons = [
            self._offer("Reset", "reset", _EXAMPLE, True),
            self._offer("Start empty", "start-empty", _EMPTY, False),
        ]

    def _offer(self, label: str, testid: str, words: str, example: bool) -> ui.element:
        button = tag("button", "button is-small", type="button", text=label)
        button.props["data-testid"] = testid
        with tag("dialog", "modal", aria_label=label) as dialog:
            dialog.props["data-testid"] = f"{testid}-dialog"
            with tag("header", "modal-head"):
                tag("h2", text=label)
                with tag("button", "tool", type="button", aria_label="Close") as close:
                    icon("close")
            with tag("div", "modal-body"):
                tag("p", text=words)
            with tag("footer", "modal-foot"):
                cancel = tag("button", "button", type="button", text="Cancel")
                sure = tag("button", "button is-danger", type="button", text="Delete all and begin")

        async def begin() -> None:
            browser.close_modal(dialog.client, dialog.html_id)
            await self._begin(example)

        for leave in (close, cancel):
            leave.on("click", js_handler=browser.CLOSE)
        sure.props["data-testid"] = f"{testid}-sure"
        sure.on("click", begin, args=[])
        button.on("click", lambda: browser.open_modal(dialog.client, dialog.html_id), args=[])
        return button

    async def _begin(self, example: bool) -> None:
        """Until it is done neither can be pressed again."""
        for button in self._buttons:
            set_attribute(button, "disabled", "")
        try:
            await self._workspace.reset(example=example)
        finally:
            for button in self._buttons:
                set_attribute(button, "disabled", None)
