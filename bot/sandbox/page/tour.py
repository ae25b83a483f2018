"""A tour of six steps, through a thread in which all of it happened."""

import json

from nicegui import Client

from bot.sandbox.page.place import Place
from bot.sandbox.page.surface import Surface, is_in
from bot.sandbox.shapes import Message

_WORDS = (
    "A team posts an update, as it always did. The bot reads along.",
    "It tells what was delivered from what got better, and asks one question, in the thread.",
    "Somebody answers, in their own words.",
    "The bot shows what it understood. Only when a person presses Record is it on record.",
    "Anybody can ask the bot what improved. Every figure leads to the message it came from.",
    "Later it asks again by itself. Let time go by here, and see what it asks, and of whom.",
)
"""What each step says; the last two point at the box to write in, and at the time there is."""


def take_tour(surface: Surface, client: Client) -> None:
    """Go to a thread that shows it all and begin there; where there is none, nothing happens."""
    steps = _found(surface)
    if not steps:
        return
    head = steps[0]
    surface.go(Place(user=surface.viewer, channel=head.channel, thread=head.ts))
    pane = "[data-testid=thread]"
    targets = [f'{pane} article[data-ts="{step.ts}"]' for step in steps]
    targets += ["[data-testid=composer]", "section.time"]
    tour = [list(pair) for pair in zip(targets, _WORDS, strict=True)]
    client.run_javascript(f"startTour({json.dumps(tour)})")


def _found(surface: Surface) -> tuple[Message, ...]:
    """An update, the question to it, its answer, and the card of that; empty where there is no such
    thread.
    """
    workspace, viewer = surface.workspace, surface.viewer
    for room in workspace.rooms.values():
        heads = workspace.messages(room.id, viewer) if is_in(room, viewer) else []
        for head in heads:
            steps = _steps(workspace.thread(room.id, head.ts, viewer), workspace.bot_user)
            if steps:
                return steps
    return ()


def _steps(thread: list[Message], bot: str) -> tuple[Message, ...]:
    said = [message for message in thread if not message.deleted]
    pattern = [message.user == bot for message in said[:4]]
    return tuple(said[:4]) if pattern == [False, True, False, True] else ()
