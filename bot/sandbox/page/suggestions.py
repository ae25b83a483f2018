"""What a box to write in offers while one types: people by name, commands by their verbs."""

from nicegui import ui

from bot.sandbox.page.elements import picture, tag
from bot.sandbox.page.prose import shown
from bot.sandbox.workspace import Workspace

COMMANDS = (
    ("/whatimproved improved", "What improved, with sources"),
    ("/whatimproved new ", "Link this channel: NAME: MEASURE in UNIT"),
    ("/whatimproved help", "What the bot does"),
)
"""What each command puts into the box, and what it is for."""


def draw_suggestions(workspace: Workspace, id: str) -> None:
    """The list where we stand, hidden until something in it fits; the bot comes first."""
    people = sorted(workspace.people.values(), key=lambda person: not person.is_bot)
    with tag("ul", "suggestions", role="listbox", aria_label="Suggestions", hidden=True) as made:
        made.props["id"] = id
        for number, person in enumerate(people):
            with _option(f"{id}-{number}", f"@{shown(person.name)} "):
                picture(person.initials, person.color, person.is_bot, small=True)
                tag("span", "name", text=shown(person.name))
                tag("span", "quiet", text=shown(person.title))
        for number, (words, purpose) in enumerate(COMMANDS, start=len(people)):
            with _option(f"{id}-{number}", words):
                tag("span", "name", text=words.strip())
                tag("span", "quiet", text=purpose)


def _option(id: str, words: str) -> ui.element:
    made = tag("li", "suggestion", role="option", aria_selected="false")
    made.props.update({"id": id, "data-words": words})
    return made
