"""What a box to write in offers while one types: people by name, commands by their verbs."""

import json

from bot.sandbox.page.elements import DRAWINGS, tag
from bot.sandbox.page.prose import shown
from bot.sandbox.shapes import Person
from bot.sandbox.workspace import Workspace
from prompts.helping import load_help

COMMANDS = (
    ("/whatimproved improved", "What improved, with sources"),
    ("/whatimproved new ", "Link this channel: NAME: MEASURE in UNIT"),
    ("/whatimproved help", "What the bot does"),
    ("/whatimproved help practices", "Framing, barriers, reviews and more"),
)
"""What each command puts into the box, and what it is for. Those of the practices are offered once
somebody begins to type what comes after the command.
"""


def draw_suggestions(workspace: Workspace, id: str) -> None:
    """An empty list where we stand; the browser fills it with what fits. The bot comes first.

    Shortcodes are offered too: the browser has their table once for the whole page.
    """
    people = sorted(workspace.people.values(), key=lambda person: not person.is_bot)
    offers: list[dict[str, object]] = [_person(person) for person in people if not person.is_gone]
    offers += [{"words": words, "name": words.strip(), "note": note} for words, note in COMMANDS]
    offers += _practices()
    made = tag("ul", "suggestions", role="listbox", aria_label="Suggestions", hidden=True)
    made.props.update({"id": id, "data-offers": json.dumps(offers)})


def _practices() -> list[dict[str, object]]:
    rows = [row for group in load_help().groups if group.page for row in group.rows]
    found = [(f"/whatimproved {verb} ", row.says) for row in rows for verb in row.verbs]
    return [
        {"words": words, "name": words.strip(), "note": note, "later": True}
        for words, note in found
    ]


def _person(person: Person) -> dict[str, object]:
    name = shown(person.name)
    picture = {"initials": "" if person.is_bot else person.initials, "hue": person.color}
    picture |= {"drawing": DRAWINGS["rise"]} if person.is_bot else {}
    return {"words": f"@{name} ", "name": name, "note": shown(person.title), **picture}
