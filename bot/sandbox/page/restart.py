"""Beginning again: all that was said here, and all the bot recorded of it, goes."""

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, tag
from bot.sandbox.workspace import Workspace

_WORDS = (
    "Everything said in this workspace, and everything the bot recorded of it, is deleted. This "
    "cannot be undone.",
    "With the example, three investments and their updates are told anew, which takes a moment. "
    "Empty, the channels and the people are all there is.",
)


class Restart:
    """A dialog that says what goes and asks how to begin; nothing happens before it is answered."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        with tag("dialog", "modal", aria_label="Begin again") as self._dialog:
            self._head()
            with tag("div", "modal-body"):
                for words in _WORDS:
                    tag("p", text=words)
            with tag("footer", "modal-foot"):
                cancel = tag("button", "button", type="button", text="Cancel")
                self._offer("Delete all, begin empty", "start-empty", example=False)
                self._offer("Delete all, tell the example", "reset", example=True)
        cancel.on("click", js_handler=browser.CLOSE)
        self._dialog.props["data-testid"] = "restart"

    def ask(self) -> None:
        """Show it."""
        browser.open_modal(self._dialog.client, self._dialog.html_id)

    def _head(self) -> None:
        with tag("header", "modal-head"):
            tag("h2", text="Begin again")
            with tag("button", "tool", type="button", aria_label="Close") as close:
                icon("close")
        close.on("click", js_handler=browser.CLOSE)

    def _offer(self, label: str, testid: str, *, example: bool) -> ui.element:
        sure = tag("button", "button is-danger", type="button", text=label)
        sure.props["data-testid"] = testid

        async def begin() -> None:
            browser.close_modal(self._dialog.client, self._dialog.html_id)
            await self._workspace.reset(example=example)

        return sure.on("click", begin, args=[])
