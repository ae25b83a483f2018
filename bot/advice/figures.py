"""Figures of an answer in words, each with where it comes from."""

from collections.abc import Sequence

from bot.benefits import measures
from bot.benefits.conversation import Line, Span
from bot.benefits.entries import Entry
from bot.benefits.facts import Recorded, Value
from bot.ports import Voice


class Provenance(Value):
    """Where a figure of an answer comes from: ledger facts, and the computation over them; or what
    was said within a practice, by its id.

    A figure of a quoted delivery is no fact: its computation says that it was quoted.
    """

    figure: str
    facts: tuple[str, ...]
    computation: str | None
    permalink: str | None


class Figures:
    """Says figures, and keeps the provenance of every one it says."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.provenance: list[Provenance] = []

    def figure(self, fact: Recorded, agreed: str | None = None) -> Line:
        """A figure in words, leading to the message it came from; without one, that it is gone.

        `agreed` is the unit of its measure.
        """
        words = measures.in_short(fact.fact, agreed)
        is_turned = words != measures.in_short(fact.fact)
        computation = "the figure in the agreed unit" if is_turned else None
        self.note(words, (fact,), computation, fact.permalink)
        shown = Span(text=words, href=fact.permalink)
        if not fact.source_deleted:
            return (shown,)
        return (shown, Span(text=f" ({self.voice.say('figure_source_deleted')})"))

    def number(self, n: int, what: str) -> str:
        """A figure that counts other things than measures."""
        self.note(str(n), (), f"count of {what}")
        return str(n)

    def entered(self, figure: str, entries: Sequence[Entry], computation: str | None) -> str:
        """A figure that stands in what was said within a practice, or is computed over it."""
        ids = tuple(one.id for one in entries)
        [link] = {one.permalink for one in entries} if len(entries) == 1 else [None]
        self.provenance.append(
            Provenance(figure=figure, facts=ids, computation=computation, permalink=link)
        )
        return figure

    def note(
        self,
        figure: str,
        facts: Sequence[Recorded],
        computation: str | None,
        permalink: str | None = None,
    ) -> None:
        """Keep where a figure comes from."""
        ids = tuple(fact.id for fact in facts)
        self.provenance.append(
            Provenance(figure=figure, facts=ids, computation=computation, permalink=permalink)
        )
