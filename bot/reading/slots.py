"""Which slots a reply fills with words alone."""

from bot.benefits.facts import Slot

IN_WORDS: tuple[Slot, ...] = ("problem", "outcome", "measure", "attribution", "barrier")
"""Slots that hold words, not a number, a person or a source."""
