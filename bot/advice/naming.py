"""Naming: our words about a person whom a command mentions, with that person shown as one."""

from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Span


def line_of(said: str, words: str) -> Line:
    """What is said, with the person mentioned in `words` shown as one; nobody else is."""
    person = mentioned(words)
    if person is None:
        return (Span(text=said),)
    between = [Span(text=part) for part in said.split(f"<@{person}>")]
    spans = [one for part in between for one in (Span(text="", user=person), part)][1:]
    return tuple(one for one in spans if one.text or one.user)
