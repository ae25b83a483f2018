"""What a newcomer can try at once: a few steps that put words into the box to write in."""

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, set_attribute, set_class, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Message, Try
from bot.sandbox.typed import as_stored


@dataclass
class _Step:
    given: Try
    button: ui.element


class Tries:
    """A strip at the foot of a channel. A step that was done is ticked."""

    def __init__(self, surface: Surface, given: Sequence[Try]) -> None:
        self._surface = surface
        with tag("section", "tries", aria_label="Try this") as self.element:
            tag("h3", "tries-title", text="Try this")
            with tag("ol", "tries-steps"):
                self._steps = [
                    _Step(one, self._step(number, one)) for number, one in enumerate(given, start=1)
                ]
            close = tag("button", "tool", type="button", title="Put away", aria_label="Put away")
            with close:
                icon("close")
            close.on("click", js_handler=browser.HIDE_TRIES)
        self.element.props["data-testid"] = "tries"

    def show(self) -> None:
        """Tick what was done, and offer what can be done now."""
        for step in self._steps:
            if "is-done" not in step.button.classes:
                set_class(step.button, "is-done", self._is_done(step.given))
            waits = step.given.in_thread and self._thread(step.given) is None
            set_attribute(step.button, "disabled", "" if waits else None)

    def _step(self, number: int, given: Try) -> ui.element:
        with tag("li"), tag("button", "try", type="button", title=given.says) as button:
            with tag("span", "try-mark"):
                tag("span", "try-number", text=str(number))
                icon("tick")
            tag("span", text=given.label)
        button.props["data-testid"] = f"try-{number}"
        button.on("click", lambda: self._begin(given), args=[])
        return button

    def _begin(self, given: Try) -> None:
        head = self._thread(given) if given.in_thread else None
        thread = head.ts if head else None
        client = self.element.client
        self._surface.go(Place(user=given.who.id, channel=given.where.id, thread=thread))
        browser.put_words(client, "thread-composer" if given.in_thread else "composer", given.says)

    def _thread(self, given: Try) -> Message | None:
        """The head of the person's latest thread in which the bot spoke."""
        heads = reversed(self._surface.workspace.messages(given.where.id))
        own = (head for head in heads if head.user == given.who.id and head.reply_count)
        return next((head for head in own if self._has_bot(head)), None)

    def _has_bot(self, head: Message) -> bool:
        workspace = self._surface.workspace
        replies = workspace.thread(head.channel, head.ts)[1:]
        return any(reply.user == workspace.bot_user for reply in replies)

    def _is_done(self, given: Try) -> bool:
        workspace = self._surface.workspace
        words = as_stored(given.says, workspace.people.values(), workspace.rooms.values())
        heads = workspace.messages(given.where.id)
        if given.in_thread:
            heads = [m for head in heads for m in workspace.thread(head.channel, head.ts)[1:]]
        return any((m.user, m.text) == (given.who.id, words) for m in heads)
