"""Naming: our words about a person or a moment, each shown as what it is to whoever reads."""

from datetime import datetime

from bot.benefits.accepted import mentioned
from bot.benefits.conversation import Line, Span
from bot.benefits.moments import in_full


def line_of(said: str, words: str) -> Line:
    """What is said, with the person mentioned in `words` shown as one; nobody else is."""
    person = mentioned(words)
    if person is None:
        return (Span(text=said),)
    between = [Span(text=part) for part in said.split(f"<@{person}>")]
    spans = [one for part in between for one in (Span(text="", user=person), part)][1:]
    return tuple(one for one in spans if one.text or one.user)


def moment_of(said: str, at: datetime) -> Line:
    """What is said, with the moment that stands in it in full shown by the reader's own clock."""
    before, shown, after = said.partition(in_full(at))
    told = [Span(text=shown, at=at)] if shown else []
    return tuple(one for one in (Span(text=before), *told, Span(text=after)) if one.text)
