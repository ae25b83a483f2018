"""The box one writes in."""

from collections.abc import Awaitable, Callable

from nicegui.events import GenericEventArguments

from bot import limits
from bot.errors import WhatImprovedError
from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, tag
from bot.sandbox.page.shortcuts import draw_shortcuts_button
from bot.sandbox.page.suggestions import draw_suggestions
from bot.sandbox.page.surface import Surface
from bot.sandbox.shelf import ENDINGS, TOO_LARGE

Send = Callable[[str, tuple[str, ...]], Awaitable[None]]
"""Takes the words and the ids of files that were attached."""


class Composer:
    """A text box that hands over what was typed, and the files that were put to it.

    What is not sent is kept in the tab under `draft`, so that it survives another person, another
    channel and loading again.
    """

    def __init__(self, label: str, testid: str, draft: str, send: Send, surface: Surface) -> None:
        self._send = send
        self._draft = draft
        workspace = surface.workspace
        with tag("form", "composer") as form:
            draw_suggestions(workspace, f"{testid}-suggestions")
            self._box = tag(
                "textarea", "words-box", name="words", rows="1", placeholder=label, dir="auto"
            )
            self._box.props.update({"aria-label": label, "data-testid": testid})
            self._box.props.update({"data-draft": draft, "autocomplete": "off"})
            self._box.props["aria-autocomplete"] = "list"
            self._box.props["aria-controls"] = f"{testid}-suggestions"
            _attached(surface.viewer)
            with tag("div", "composer-foot"):
                _clip(testid)
                _mention_button(workspace.people[workspace.bot_user].name)
                draw_shortcuts_button(surface)
                tag("span", "hint", text="Enter sends, Shift+Enter starts a new line")
                with tag("button", "send", type="submit", aria_label="Send", title="Send"):
                    icon("send")
        self._box.on("keydown", js_handler=browser.ENTER_SENDS)
        form.on("submit", self._sent, js_handler=browser.SEND)

    async def _sent(self, event: GenericEventArguments) -> None:
        sent = dict(event.args)
        browser.forget_draft(event.client, self._draft)
        try:
            await self._send(str(sent["text"]), tuple(str(file["id"]) for file in sent["files"]))
        except WhatImprovedError:
            browser.give_back(event.client, self._box.html_id, sent)
            raise


def _attached(viewer: str) -> None:
    """What was attached so far, kept by the browser; and why something was not taken."""
    files = tag("ul", "attached", aria_label="Attached files")
    files.props.update({"data-as": viewer, "data-most": limits.FILE_BYTES})
    files.props["data-too-large"] = TOO_LARGE
    fault = tag("p", "attach-fault field-error", role="alert")
    fault.props["data-testid"] = "attach-fault"


def _clip(testid: str) -> None:
    label = "Attach a file"
    with tag("button", "tool attach", type="button", title=label, aria_label=label):
        icon("clip")
    accepted = ",".join(f".{ending}" for ending in ENDINGS)
    file = tag("input", "chooser", type="file", multiple=True, accept=accepted, tabindex="-1")
    file.props.update({"data-testid": f"{testid}-file", "aria-hidden": "true"})


def _mention_button(mention: str) -> None:
    label = f"Mention {mention}"
    button = tag("button", "tool", type="button", text="@", title=label, aria_label=label)
    button.props["data-words"] = f"@{mention} "
    button.on("click", js_handler=browser.INSERT_NAME)
