"""What a newcomer can try at once: a few steps, the next of which is plain to see."""

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, set_attribute, set_class, set_text, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.surface import Surface
from bot.sandbox.page.tried import can, card_of, is_done, thread_of
from bot.sandbox.shapes import Try


@dataclass
class _Step:
    given: Try
    button: ui.element
    number: ui.element

    @property
    def is_done(self) -> bool:
        return "is-done" in self.button.classes


class Tries:
    """A strip at the foot of a conversation. What was done is ticked; when all is, it is gone."""

    def __init__(self, surface: Surface, given: Sequence[Try]) -> None:
        self._surface = surface
        with tag("section", "tries", aria_label="Try this") as self.element:
            tag("h3", "tries-title", text="Try this")
            with tag("ol", "tries-steps"):
                self._steps = [self._step(place, one) for place, one in enumerate(given)]
            close = tag("button", "tool", type="button", title="Put away", aria_label="Put away")
            with close:
                icon("close")
            close.on("click", js_handler=browser.HIDE_TRIES)
        self.element.props["data-testid"] = "tries"

    def show(self) -> None:
        """Tick what was done, offer what can be done now, and point to what comes next."""
        workspace = self._surface.workspace
        for step in self._steps:
            if not step.is_done:
                set_class(step.button, "is-done", is_done(step.given, workspace))
            possible = step.is_done or can(step.given, workspace)
            set_attribute(step.button, "disabled", None if possible else "")
        left = [step for step in self._steps if not step.is_done]
        shown = [step for step in self._steps if step.given.does != "link" or not step.is_done]
        for number, step in enumerate(shown, start=1):
            set_text(step.number, str(number))
        for step in self._steps:
            set_class(step.button, "is-next", step in left[:1])
        self.element.set_visibility(bool(left))

    def _step(self, place: int, given: Try) -> _Step:
        with tag("li", f"is-{given.does}"):
            button = tag("button", "try", type="button", title=given.says or None)
        with button:
            with tag("span", "try-mark"):
                number = tag("span", "try-number")
                icon("tick")
            tag("span", text=given.label)
        button.props["data-testid"] = f"try-{place}"

        async def begin() -> None:
            await self._begin(given)

        button.on("click", begin, args=[])
        return _Step(given, button, number)

    async def _begin(self, given: Try) -> None:
        """Go there as that person, and say it or put the words before them."""
        workspace, client = self._surface.workspace, self.element.client
        room = given.where or workspace.direct(given.who.id)
        head, card = thread_of(given, workspace), card_of(given, workspace)
        at = card.ts if card else None
        place = Place(user=given.who.id, channel=room.id, thread=head and head.ts, at=at)
        self._surface.go(place)
        if given.at_once:
            await workspace.post(given.who.id, room.id, given.says)
        elif given.says:
            browser.put_words(client, "thread-composer" if head else "composer", given.says)
