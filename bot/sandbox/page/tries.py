"""What a newcomer can try at once: a few steps that put words into the box to write in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nicegui import ui

from bot.sandbox.page import browser
from bot.sandbox.page.elements import icon, set_attribute, set_class, tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.surface import Surface
from bot.sandbox.shapes import Message, Try
from bot.sandbox.typed import as_stored
from bot.sandbox.workspace import Workspace


@dataclass
class _Step:
    given: Try
    button: ui.element

    @property
    def is_done(self) -> bool:
        return "is-done" in self.button.classes


class Tries:
    """A strip at the foot of a channel. What was done is ticked; when all of it is, it is gone."""

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
        workspace = self._surface.workspace
        for step in self._steps:
            if not step.is_done:
                set_class(step.button, "is-done", _is_done(step.given, workspace))
            can = step.is_done or _can(step.given, workspace)
            set_attribute(step.button, "disabled", None if can else "")
        self.element.set_visibility(not all(step.is_done for step in self._steps))

    def _step(self, number: int, given: Try) -> ui.element:
        title = given.says or None
        with tag("li"), tag("button", "try", type="button", title=title) as button:
            with tag("span", "try-mark"):
                tag("span", "try-number", text=str(number))
                icon("tick")
            tag("span", text=given.label)
        button.props["data-testid"] = f"try-{number}"
        button.on("click", lambda: self._begin(given), args=[])
        return button

    def _begin(self, given: Try) -> None:
        workspace, client = self._surface.workspace, self.element.client
        head = next(_threads(given, workspace), None)
        card = next(_cards(given, workspace), None)
        at = card.ts if card else None
        place = Place(user=given.who.id, channel=given.where.id, thread=head and head.ts, at=at)
        self._surface.go(place)
        if given.says:
            box = "thread-composer" if given.under else "composer"
            browser.put_words(client, box, given.says)


def _threads(given: Try, workspace: Workspace) -> Iterator[Message]:
    """The heads of the threads in which the bot spoke that a step can be done in, latest first."""
    if given.under is None:
        return
    for head in reversed(workspace.messages(given.where.id)):
        said = workspace.thread(head.channel, head.ts)[1:]
        if head.user == given.under.id and any(m.user == workspace.bot_user for m in said):
            yield head


def _cards(given: Try, workspace: Workspace) -> Iterator[Message]:
    """The messages under which the button of a step stands."""
    for head in _threads(given, workspace):
        for message in workspace.thread(head.channel, head.ts):
            if given.press and given.press in _buttons(message):
                yield message


def _buttons(message: Message) -> set[str]:
    found = (element for block in message.blocks for element in block.get("elements", ()))
    return {str(element.get("action_id")) for element in found}


def _can(given: Try, workspace: Workspace) -> bool:
    """Whether a step can be done now."""
    if given.press:
        return next(_cards(given, workspace), None) is not None
    return given.under is None or next(_threads(given, workspace), None) is not None


def _is_done(given: Try, workspace: Workspace) -> bool:
    if given.press:
        return any(_is_pressed(given.press, head, workspace) for head in _threads(given, workspace))
    words = as_stored(given.says, workspace.people.values(), workspace.rooms.values())
    said = workspace.messages(given.where.id)
    if given.under:
        said = [m for head in said for m in workspace.thread(head.channel, head.ts)[1:]]
    return any((m.user, m.text) == (given.who.id, words) for m in said)


def _is_pressed(button: str, head: Message, workspace: Workspace) -> bool:
    """Whether the bot spoke after a person's reply, and nothing is left to be pressed."""
    said = workspace.thread(head.channel, head.ts)[1:]
    ours = [message.user == workspace.bot_user for message in said]
    answered = False in ours and True in ours[ours.index(False) :]
    return answered and not any(button in _buttons(message) for message in said)
