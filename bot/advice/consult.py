"""Consult: the passages of the knowledge base that answer what somebody seeks advice about."""

from collections.abc import Iterator, Sequence

from bot.advice.sought import Sought
from bot.advice.subjects import Subject
from bot.benefits.facts import Slot
from bot.benefits.questions import Passage, Ranked, Signal, Wording
from bot.errors import KnowledgeError
from bot.ports import Library

MOST = 2
"""Passages told in one answer, at most."""

AS_NEAR = 0.85
"""The share of the best one's score from which a second passage is told as well."""

SURE = 0.2
"""How near a passage must be where the words name no subject of ours: well above the threshold
under which nothing is found, since nothing else says that it is about the same."""


_OUTCOMES: Sequence[Slot] = ("outcome", "measure")
_LIKE_OUTCOMES: frozenset[Slot | None] = frozenset({None, "outcome", "measure", "evidence"})
"""Gaps for which something else is offered in place of an outcome."""


def consulted(
    sought: Sought, wordings: Sequence[Wording], library: Library, limit: int = MOST
) -> list[Passage]:
    """The passages that answer it, best first; none where nothing is known of it.

    Where a gap is called by its name, there is at least the passage that a question for it rests
    on; where something is spoken of in place of an outcome, always.
    """
    fitting = _fitting(sought.about, wordings)
    if not fitting:
        ranked = _searched(library, sought.words, (), limit)
        return _near([one for one in ranked if one.score >= SURE])
    topics = tuple(dict.fromkeys(topic for one in fitting for topic in one.topics))
    found = _near(_searched(library, sought.words, topics, limit))
    if sought.about.signals or (sought.about.is_named and not found):
        plain = library.passage(fitting[0].default)
        found = [*(one for one in found[:1] if one.id != plain.id), plain]
    return found


def _searched(library: Library, words: str, topics: Sequence[str], limit: int) -> list[Ranked]:
    try:
        return library.search(words, topics, limit)
    except KnowledgeError:
        return []


def _near(found: Sequence[Ranked]) -> list[Passage]:
    return [one.passage for one in found if one.score >= AS_NEAR * found[0].score]


def _fitting(about: Subject, wordings: Sequence[Wording]) -> list[Wording]:
    """The ways of asking for what it is about: their passages are what the question rests on."""
    pairs = list(_pairs(about))
    return [one for pair in pairs for one in wordings if (one.asks, one.signal) == pair]


def _pairs(about: Subject) -> Iterator[tuple[Slot, Signal]]:
    own = (about.gap,) if about.gap else ()
    gaps = _OUTCOMES if about.gap in _LIKE_OUTCOMES else own
    for signal in about.signals:
        yield from ((gap, signal) for gap in gaps)
    if about.gap is not None:
        yield (about.gap, "any")
