"""The reader with a language model beside the one without: what both come to.

The model is asked where it is on and the text is worth it; where it says nothing in time, what we
read ourselves is the reading.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.benefits.asking import Asked, Prompt
from bot.benefits.cut import cut
from bot.benefits.questions import Passage
from bot.benefits.reading import (
    NOTHING,
    UPDATE_SLOTS,
    AnswerContext,
    AnswerReading,
    Reading,
    Said,
)
from bot.errors import KnowledgeError, RecordsError
from bot.ports import Library, Model, Reader
from bot.reading import alike, scoring, together, worth
from bot.reading.alike import Alike
from bot.reading.drafted import Drafted, grounded
from bot.reading.drafts import Draft, DraftedAnswer
from prompts.told import told

log = logging.getLogger(__name__)

LONGEST: Final = 8_000
"""Characters of a text that a model is shown."""

OWN: Final = "own/"
"""How the ids begin of what a workspace brought to the knowledge base itself."""

_NOTHING: Final = "(nothing)"

Dropped = Callable[[Counter[str]], None]
"""Is told what of a draft did not hold, and how often: "number", "quote"; never the words."""


@dataclass(frozen=True)
class Seen:
    """A text read by both: our own reading, the model's draft, and what they come to.

    `asked` is None where the model was not asked.
    """

    own: Reading
    reading: Reading
    asked: Asked[Draft] | None = None
    drafted: Drafted | None = None

    @property
    def alone(self) -> Reading:
        """What the model's draft comes to, by itself."""
        if self.asked is None or self.asked.value is None or self.drafted is None:
            return NOTHING
        if not self.asked.value.is_update:
            return NOTHING
        return Reading(is_update=True, claims=self.drafted.claims, facts=self.drafted.facts)


class TogetherReader:
    """A reader as any other; a text without a place is read without a model.

    `within` are the seconds somebody waits for a model. It asks the world: where a text has its
    place, it is read outside of every unit of work.
    """

    def __init__(
        self,
        own: Reader,
        model: Model,
        library: Library,
        similar: Alike,
        within: float,
        dropped: Dropped,
    ) -> None:
        self._own = own
        self._model = model
        self._library = library
        self._similar = similar
        self._within = within
        self._dropped = dropped

    def could_be_update(self, text: str) -> bool:
        """As without a model."""
        return self._own.could_be_update(text)

    def is_foreign(self, text: str) -> bool:
        """As without a model."""
        return self._own.is_foreign(text)

    def read(self, said: Said) -> Reading:
        """An update, read by both where it may be."""
        return self.look(said).reading

    def look(self, said: Said) -> Seen:
        """The same, and how it came about."""
        own = self._own.read(said)
        if said.place is None or not self._model.is_on(*said.place):
            return Seen(own, own)
        if not worth.is_update_like(said, own, scoring.delivered()):
            return Seen(own, own)
        return self._beside(own, said, said.place)

    def look_at_all(self, said: Said, place: tuple[str, str]) -> Seen:
        """The same, of a text that may not be worth it."""
        return self._beside(self._own.read(said), said, place)

    def _beside(self, own: Reading, said: Said, place: tuple[str, str]) -> Seen:
        asked = self._model.ask(*place, self._to_read(said, place[0]), Draft, self._within)
        if asked.value is None:
            return Seen(own, own, asked)
        drafted = grounded(said.text[:LONGEST], said.day, asked.value.claims, asked.value.facts)
        self._tell(drafted)
        reading = together.read(own, drafted, asked.value.is_update)
        return Seen(own, reading, asked, drafted)

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        """A reply, read by both where it may be."""
        own = self._own.answer(text, context)
        if context.place is None or not self._model.is_on(*context.place):
            return own
        if not worth.is_reply_like(text):
            return own
        asked = self._model.ask(
            *context.place, _to_extract(text, context), DraftedAnswer, self._within
        )
        if asked.value is None:
            return own
        slots = {*UPDATE_SLOTS, *([context.asked] if context.asked else ())}
        drafted = grounded(text[:LONGEST], context.day, (), asked.value.facts, slots)
        self._tell(drafted)
        return together.answered(own, drafted, context.asked)

    def _tell(self, drafted: Drafted) -> None:
        if drafted.dropped:
            lacks = Counter[str](one.lacks for one in drafted.dropped)
            log.info("of a model's draft was dropped: %s", dict(lacks))
            self._dropped(lacks)

    def _to_read(self, said: Said, workspace: str) -> Prompt:
        found = self._passages(said.text, workspace)
        ours = [one for one in found if not one.id.startswith(OWN)]
        own = [one for one in found if one.id.startswith(OWN)]
        return told("read").prompt(
            {
                "passages": _lines(ours),
                "examples": alike.shown(self._similar.find(said.text)) or _NOTHING,
            },
            {
                "known": _known(said),
                "own": _lines(own),
                "text": cut(said.text, LONGEST),
            },
        )

    def _passages(self, text: str, workspace: str) -> list[Passage]:
        """What is known of it; a prompt without it is a prompt all the same."""
        try:
            return [one.passage for one in self._library.of(workspace).search(text)]
        except (KnowledgeError, RecordsError) as error:
            log.warning("a model is asked without passages (%s)", type(error).__name__)
            return []


def _to_extract(text: str, context: AnswerContext) -> Prompt:
    asks = context.asked or "nothing in particular"
    measure = context.measure or _NOTHING
    return told("extract").prompt({"asks": asks}, {"measure": measure, "text": cut(text, LONGEST)})


def _lines(passages: list[Passage]) -> str:
    return "\n".join(f"- {one.title}: {one.gist}" for one in passages) or _NOTHING


def _known(said: Said) -> str:
    """The measures on record there."""
    names = [f"{one.name} ({one.unit})" if one.unit else one.name for one in said.known]
    return f"Measures on record: {', '.join(names) or 'none'}"
