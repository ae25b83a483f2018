"""What a language model may word, and what it is given for it. It decides nothing of it."""

from typing import Literal

from bot.benefits.facts import Slot, Value
from bot.benefits.questions import Passage


class PlainQuestion(Value):
    """A question as our own texts ask it, before anybody words it otherwise. `measure` is empty
    where none is known.
    """

    asks: Slot
    text: str
    why: str
    measure: str
    investment: str


class Row(Value):
    """A line of the record, as whoever asks may see it, under an id it can be cited by; `name` is
    what it is about.
    """

    id: str
    name: str
    text: str


class Material(Value):
    """All that a reply may rest on: passages, and lines of the record."""

    passages: tuple[Passage, ...] = ()
    rows: tuple[Row, ...] = ()

    def more(self, other: "Material") -> "Material":
        """This, with what else was looked up; nothing of it twice."""
        passages = {one.id: one for one in (*self.passages, *other.passages)}
        rows = {one.id: one for one in (*self.rows, *other.rows)}
        return Material(passages=tuple(passages.values()), rows=tuple(rows.values()))


class LookUp(Value):
    """Something a model wishes to read before it replies; nothing can be changed by it."""

    where: Literal["passages", "record"]
    words: str


class Drafted(Value):
    """A reply that was checked: its sentences, and the ids of what they rest on."""

    sentences: tuple[str, ...]
    cites: tuple[str, ...]
