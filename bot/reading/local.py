"""The reader without a language model: rules of language, a trained head, a small encoder.

The same answer for the same text.
"""

from bot.benefits.reading import (
    NOTHING,
    UPDATE_SLOTS,
    AnswerContext,
    AnswerReading,
    Reading,
    Said,
)
from bot.reading import answers, encoder, known, language, rules, scoring, screen, sources, verdict
from bot.reading.rules import LONGEST


class LocalReader:
    """Reads by rules and weights. Never fails on any text; what it cannot read it leaves out."""

    def __init__(self, head: scoring.Head | None = None) -> None:
        self._head = head or scoring.delivered()

    def could_be_update(self, text: str) -> bool:
        """A quick look before anything is stored: false is certain, true is worth reading."""
        return screen.could_be_update(text)

    def is_foreign(self, text: str) -> bool:
        """Whether it says something in a language that is not read. Chatter and names are none."""
        return language.is_foreign(text)

    def read(self, said: Said) -> Reading:
        """An update, read."""
        if not screen.could_be_update(said.text):
            return NOTHING
        at = said.day
        found = rules.find(said)
        odds = encoder.opinion(said.text, ("is_update", *UPDATE_SLOTS) if said.known else ())
        own = verdict.reading(found, self._head, said.text, at, odds)
        read = known.in_light(own, found, said)
        return read.model_copy(update={"facts": tuple(sources.without_echoes(read.facts))})

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """A reply to a question of ours, read in the light of what was asked."""
        found = answers.read(text[:LONGEST], context)
        return AnswerReading(kind=found.kind, facts=tuple(sources.without_echoes(found.facts)))
