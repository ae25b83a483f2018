"""What a newcomer can try at once: a few steps, the next of which is plain to see."""

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.agent import is_agents
from bot.sandbox.page.elements import icon, set_attribute, set_class, set_text, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.surface import Surface
from bot.sandbox.page.tried import can, card_of, is_done, thread_of
from bot.sandbox.shapes import Room, Try

_TITLE = "Try this"
_OVER = "That was all. Every figure of the answer leads to the message it came from."


def offers_tries(surface: Surface, room: Room) -> bool:
    """Only where a step takes place: in the example's channel, and alone with the bot."""
    places = {one.where.id for one in surface.tries if one.where}
    return bool(places) and (room.id in places or is_agents(surface, room))


@dataclass
class _Step:
    given: Try
    button: ui.element
    number: ui.element

    @property
    def is_done(self) -> bool:
        return "is-done" in self.button.classes


class Tries:
    """A strip at the foot of a conversation. What was done is ticked; when all is, it says so.

    `where` is put before the test ids of a second strip, which stands in the thread where a thread
    covers its channel.
    """

    def __init__(self, surface: Surface, given: Sequence[Try], where: str = "") -> None:
        self._surface, self._where = surface, where
        css = "tries in-thread" if where else "tries"
        with tag("section", css, aria_label="Try this") as self.element:
            self._title = tag("h3", "tries-title", text=_TITLE)
            with tag("ol", "tries-steps"):
                self._steps = [self._step(place, one) for place, one in enumerate(given)]
            close = tag("button", "tool", type="button", title="Put away", aria_label="Put away")
            with close:
                icon("close")
            close.on("click", js_handler=browser.HIDE_TRIES)
        self.element.props["data-testid"] = f"{where}tries"

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
        words = self._words(left[0].given if left else None)
        set_text(self._title, words)
        set_class(self.element, "is-telling", words != _TITLE)
        set_class(self.element, "is-over", not left)

    def _words(self, next_: Try | None) -> str:
        """What stands before the steps: which button to press, where one is wanted."""
        if next_ is None:
            return _OVER
        is_ready = next_.does == "record" and can(next_, self._surface.workspace)
        if not is_ready or next_.who.id != self._surface.viewer:
            return _TITLE
        return f"You are {next_.who.name.split()[0]}: press Record on the card"

    def _step(self, place: int, given: Try) -> _Step:
        with tag("li", f"is-{given.does}"):
            button = tag("button", "try", type="button", title=given.says or None)
        with button:
            with tag("span", "try-mark"):
                number = tag("span", "try-number")
                icon("tick")
            tag("span", text=given.label)
        button.props["data-testid"] = f"{self._where}try-{place}"

        async def begin() -> None:
            await self._begin(given)

        button.on("click", begin, args=[])
        return _Step(given, button, number)

    async def _begin(self, given: Try) -> None:
        """Go there as that person and say it; the thread it begins is open before it is answered.

        A card is only pointed out: what is recorded a person presses.
        """
        workspace = self._surface.workspace
        room = given.where or workspace.direct(given.who.id)
        head, card = thread_of(given, workspace), card_of(given, workspace)
        thread, at = head.ts if head else None, card.ts if card else None
        self._surface.go(Place(user=given.who.id, channel=room.id, thread=thread, at=at))
        if not given.says.strip():
            return
        if given.says.startswith("/"):
            await workspace.command(given.who.id, room.id, given.says)
            return
        said = await workspace.post(given.who.id, room.id, given.says, thread)
        if said is not None and thread is None and not room.is_direct:
            self._surface.go(Place(user=given.who.id, channel=room.id, thread=said.ts))
