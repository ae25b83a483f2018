"""HTML elements by name. Words only ever go in as text, never as markup."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from nicegui import ui

DRAWINGS = {
    "back": "M15 5l-7 7 7 7",
    "close": "M6 6l12 12M18 6L6 18",
    "send": "M4 12l16-8-6 17-3-7z",
    "reply": "M4 5h16v11H10l-5 4v-4H4z",
    "lock": "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
    "hash": "M9 4L7 20M17 4l-2 16M4 9h17M3 15h17",
    "people": "M9 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M3 19c0-4 2.500-6 6-6s6 2 6 6"
    "M16 5.500a3 3 0 0 1 0 5.500M17.500 13.500c2.300.700 3.500 2.600 3.500 5.500",
    "plus": "M12 5v14M5 12h14",
    "down": "M6 9l6 6 6-6",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "bin": "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
    "eye": "M2 12c5-8 15-8 20 0c-5 8-15 8-20 0zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    "rise": "M5 17l5-6 4 3 5-8",
    "behind": "M4 5h16v14H4zM4 14h16M8 9l2 1.500l-2 1.500",
    "why": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300"
    "c-.7.300-1 .8-1 1.700M12 16.500v.1",
    "more": "M5 11h2v2H5zM11 11h2v2h-2zM17 11h2v2h-2z",
    "bolt": "M13 3L5 14h6l-1 7 8-11h-6z",
    "tick": "M5 13l4 4L19 7",
    "clip": "M8 12.500l6.500-6.500a3 3 0 0 1 4.300 4.300L11 18a5 5 0 0 1-7-7l7-7",
}
"""The path of each small drawing, in a square of 24."""


def tag(kind: str, /, css: str = "", text: str | None = None, **attributes: Any) -> ui.element:
    """An element with classes, a text and attributes.

    `aria_label` stands for aria-label; None is left out. Attribute names are our own, never
    data: some names would be read as code.
    """
    made = ui.element(kind)
    if css:
        made.classes(css)
    made._text = text
    for key, value in attributes.items():
        if value is not None:
            made.props[key.strip("_").replace("_", "-")] = value
    return made


def set_text(element: ui.element, text: str) -> None:
    """Change an element's text; nothing is sent where it is the same."""
    if element._text != text:
        element._text = text
        element.update()


def set_attribute(element: ui.element, key: str, value: str | None) -> None:
    """Change or remove an attribute; nothing is sent where it is the same."""
    if element.props.get(key) != value:
        element.props.set_optional(key, value)


def set_class(element: ui.element, name: str, holds: bool) -> None:
    """Add or remove a class; nothing is sent where it is so already."""
    if (name in element.classes) != holds:
        element.classes(add=name if holds else "", remove="" if holds else name)


def icon(name: str) -> ui.element:
    """A small drawing, for the eye only."""
    with tag("svg", "icon", viewBox="0 0 24 24", aria_hidden="true") as drawn:
        tag("path", d=DRAWINGS[name])
    return drawn


class Tool(NamedTuple):
    """A small button without a word: its name, its drawing, and what it is called."""

    does: str
    drawing: str
    label: str
    testid: str | None = None


def toolbar(tools: Sequence[Tool], css: str, label: str) -> ui.element:
    """Small buttons in one element, which tells which was pressed by its `data-does`.

    There may be hundreds of these on a page: as elements of their own they would make it slow.
    All that goes into the markup is ours.
    """
    made = tag("div", css, role="group", aria_label=label)
    made.props["innerHTML"] = "".join(_button(tool) for tool in tools)
    return made


def _button(tool: Tool) -> str:
    named = f' data-testid="{tool.testid}"' if tool.testid else ""
    return (
        f'<button type="button" class="tool" title="{tool.label}" aria-label="{tool.label}"'
        f' data-does="{tool.does}"{named}><svg class="icon" viewBox="0 0 24 24"'
        f' aria-hidden="true"><path d="{DRAWINGS[tool.drawing]}"/></svg></button>'
    )


def picture(initials: str, color: str, is_bot: bool = False, small: bool = False) -> ui.element:
    """A person's picture: their initials on their colour; the bot has its sign."""
    kinds = ["picture", "is-bot" if is_bot else "", "is-small" if small else ""]
    words = None if is_bot else initials
    made = tag("span", " ".join(filter(None, kinds)), text=words, aria_hidden="true")
    made.style["--hue"] = color
    if is_bot:
        with made:
            icon("rise")
    return made
