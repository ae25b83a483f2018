"""The box one writes in."""

from collections.abc import Awaitable, Callable

from nicegui.events import GenericEventArguments

from bot.errors import WhatImprovedError
from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, tag
from bot.sandbox.page.suggestions import draw_suggestions
from bot.sandbox.workspace import Workspace

Send = Callable[[str], Awaitable[None]]


class Composer:
    """A text box that hands over what was typed.

    What is not sent is kept in the tab under `draft`, so that it survives another person, another
    channel and loading again.
    """

    def __init__(
        self, label: str, testid: str, draft: str, send: Send, workspace: Workspace
    ) -> None:
        self._send = send
        self._draft = draft
        with tag("form", "composer") as form:
            draw_suggestions(workspace, f"{testid}-suggestions")
            self._box = tag(
                "textarea", "words-box", name="words", rows="1", placeholder=label, dir="auto"
            )
            self._box.props.update({"aria-label": label, "data-testid": testid})
            self._box.props.update({"data-draft": draft, "autocomplete": "off"})
            self._box.props["aria-autocomplete"] = "list"
            self._box.props["aria-controls"] = f"{testid}-suggestions"
            with tag("div", "composer-foot"):
                _mention_button(workspace.people[workspace.bot_user].name)
                tag("span", "hint", text="Enter sends, Shift+Enter starts a new line")
                with tag("button", "send", type="submit", aria_label="Send", title="Send"):
                    icon("send")
        self._box.on("keydown", js_handler=browser.ENTER_SENDS)
        form.on("submit", self._sent, js_handler=browser.TAKE_WORDS)

    async def _sent(self, event: GenericEventArguments) -> None:
        text = str(event.args)
        browser.forget_draft(event.client, self._draft)
        try:
            await self._send(text)
        except WhatImprovedError:
            browser.give_back(event.client, self._box.html_id, text)
            raise


def _mention_button(mention: str) -> None:
    label = f"Mention {mention}"
    button = tag("button", "tool", type="button", text="@", title=label, aria_label=label)
    button.props["data-words"] = f"@{mention} "
    button.on("click", js_handler=browser.INSERT_NAME)
