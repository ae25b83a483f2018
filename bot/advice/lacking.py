"""Lacking: a command that names nobody, or no channel, is obeyed once they were picked."""

import re
from collections.abc import Mapping

from bot.advice.doors import Doors
from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Clicked, Commanded, CommandVerb, Picker

_PEOPLE: Mapping[str, CommandVerb] = {one: one for one in ("sponsor", "lead", "viewer")}
_LONGEST = 200
"""Characters of a command that a menu carries along."""

_CHANNEL = re.compile(r"<#\w+(?:\|[^<>]*)?>")
_NOBODY = re.compile(r"(?:^|\s)@\S*|\s+to\s*(?:#\S*)?$", re.IGNORECASE)


def picker_for(command: Commanded, doors: Doors) -> Picker | None:
    """A menu of what a command lacks; None where it lacks nothing that can be picked."""
    words = " ".join(_NOBODY.sub(" ", command.words).split())
    if len(words) > _LONGEST:
        return None
    ref = f"{command.verb} {words}".strip()
    if command.verb in _PEOPLE and mentioned(command.words) is None:
        label = doors.voice.say(f"pick_{command.verb}")
        return Picker(ref=ref, label=label, verb="order")
    if command.verb == "move" and _CHANNEL.search(command.words) is None:
        return Picker(ref=ref, label=doors.voice.say("pick_move"), verb="order", of="channels")
    return None


def as_typed(click: Clicked) -> Commanded | None:
    """The command with what was picked, as if it had been typed so; None where nothing was."""
    verb, _, words = click.ref.partition(" ")
    picked = f"<@{click.person}>" if click.person else f"to <#{click.to}>" if click.to else None
    if picked is None or verb not in (*_PEOPLE, "move"):
        return None
    typed = click.model_dump(include={"workspace", "channel", "user", "at"})
    more = {"verb": verb, "words": f"{words} {picked}".strip(), "reply_to": click.reply_to or ""}
    return Commanded.model_validate(typed | more)
