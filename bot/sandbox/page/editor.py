"""One's own message, being changed."""

from collections.abc import Callable

from nicegui.events import GenericEventArguments

from bot.sandbox.page import browser
from bot.sandbox.page.elements import tag
from bot.sandbox.page.message import Pen
from bot.sandbox.page.mrkdwn import as_typed
from bot.sandbox.shapes import Message


def draw_editor(message: Message, pen: Pen, done: Callable[[], None]) -> None:
    """A box with the words as they were typed, where we stand. Escape leaves them as they are."""
    words = as_typed(message.text, pen.surface.name, pen.surface.room)
    with tag("form", "composer is-edit") as form:
        box = tag("textarea", "words-box", name="words", rows="1", text=words, dir="auto")
        box.props.update({"aria-label": "Edit message", "data-testid": "edit-box"})
        with tag("div", "composer-foot"):
            tag("span", "hint", text="Enter saves, Escape leaves it as it was")
            cancel = tag("button", "button", type="button", text="Cancel")
            tag("button", "button is-primary", type="submit", text="Save")

    async def save(event: GenericEventArguments) -> None:
        done()
        await pen.edit(message, str(event.args))

    form.on("submit", save, js_handler=browser.TAKE_WORDS)
    box.on("keydown", js_handler=browser.ENTER_SENDS)
    box.on("keydown.escape", done, args=[])
    cancel.on("click", done, args=[])
