"""The box one writes in."""

from collections.abc import Awaitable, Callable

from nicegui.events import GenericEventArguments

from bot.errors import WhatImprovedError
from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, tag

Send = Callable[[str], Awaitable[None]]


class Composer:
    """A text box that hands over what was typed. `mention` is put in by its button."""

    def __init__(self, label: str, testid: str, send: Send, mention: str) -> None:
        self._send = send
        with tag("form", "composer") as form:
            self._box = tag(
                "textarea", "words-box", name="words", rows="1", placeholder=label, dir="auto"
            )
            self._box.props.update({"aria-label": label, "data-testid": testid})
            with tag("div", "composer-foot"):
                _mention_button(mention)
                tag("span", "hint", text="Enter sends, Shift+Enter starts a new line")
                with tag("button", "send", type="submit", aria_label="Send", title="Send"):
                    icon("send")
        self._box.on("keydown", js_handler=browser.ENTER_SENDS)
        form.on("submit", self._sent, js_handler=browser.TAKE_WORDS)

    async def _sent(self, event: GenericEventArguments) -> None:
        text = str(event.args)
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
