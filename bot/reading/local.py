"""The reader without a language model: rules of language, the same answer for the same text."""

from bot.benefits.reading import NOTHING, AnswerContext, AnswerReading, Reading, Said
from bot.reading import answers, measures, rules, screen
from bot.reading.rules import LONGEST


class LocalReader:
    """Reads by rules. Never fails on any text; what it cannot read it leaves out."""

    def could_be_update(self, text: str) -> bool:
        """A quick look before anything is stored: false is certain, true is worth reading."""
        return screen.could_be_update(text)

    def read(self, said: Said) -> Reading:
        """An update, read."""
        if not screen.could_be_update(said.text):
            return NOTHING
        found = rules.find(said)
        if not found.reports:
            return NOTHING
        summed = measures.summed_up(found.facts)
        return Reading(is_update=True, claims=found.claims, facts=found.facts, measures=summed)

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """A reply to a question of ours, read in the light of what was asked."""
        found = answers.read(text[:LONGEST], context)
        return AnswerReading(kind=found.kind, facts=found.facts)
