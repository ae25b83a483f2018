"""Look: what the bot would make of an update, with nothing on record and nothing done."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.advice import ask, place
from bot.advice.place import Source
from bot.benefits.conversation import Ask
from bot.benefits.facts import Slot, Value
from bot.benefits.investment import Investment
from bot.benefits.questions import Wording
from bot.benefits.reading import Reading, Said
from bot.ports import Library, Reader, Voice

QUESTIONS = 3
"""Shown, best first; the bot itself asks only the first."""

_EMPTY = Investment(id="unnamed", name="this investment", channel="")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Look(Value):
    """A reading, and what would be asked about it, each with the slot it asks for."""

    reading: Reading
    questions: tuple[tuple[Slot, Ask], ...]

    def as_json(self) -> dict[str, Any]:
        """The reading in its exchanged form, with the questions."""
        questions = [
            {
                "asks": asks,
                "text": asked.text,
                "why": asked.why,
                "citations": [citation.model_dump() for citation in asked.citations],
            }
            for asks, asked in self.questions
        ]
        return self.reading.as_json() | {"questions": questions}


def look(
    said: Said, reader: Reader, wordings: Sequence[Wording], library: Library, voice: Voice
) -> Look:
    """Read an update against an empty record; no questions where the bot would stay silent."""
    reading = reader.read(said)
    if not reading.is_update:
        return Look(reading=reading, questions=())
    at = said.at or _LONG_AGO
    facts = place.of_outcomes(reading.facts, _EMPTY)
    investment = place.with_new_measures(_EMPTY, facts)
    source = Source(author=said.author or "", said_at=at, channel="", ts="", permalink=None)
    stated = place.placed(facts, investment, source)
    candidates = ask.wanted(investment, (), stated, reading, at)[:QUESTIONS]
    return Look(
        reading=reading,
        questions=tuple(
            (one.gap.asks, ask.worded(one, investment, said.text, wordings, library, voice))
            for one in candidates
        ),
    )
