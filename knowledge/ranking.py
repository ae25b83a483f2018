"""How near a passage is to some words: by shared words, by meaning, and by both."""

import re
from collections.abc import Mapping, Sequence

from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # it carries no types

MEANING = 0.65
"""The share of meaning in the score; shared words have the rest."""

HALFWAY = 10.0
"""The BM25 score that counts as one half."""

ELSEWHERE = 0.5
"""The share of the nearness to everyday matters that is taken off every score."""

THRESHOLD = 0.09
"""Below this a match is weak, and no match.

All four were chosen on one half of tests/knowledge/labelled.yaml, the other half was looked at
once afterwards. Chosen on: a right passage among the first three of the question's topics for 64
of 67, of all passages for 59; nothing found for 16 and 15 of 17 that fit nothing. Kept aside: 82
and 70 of 83; 15 and 13 of 19. Queries and passages have one author, so strangers' words will be
found somewhat less well. They hold for WordLlama's vectors; others want them chosen anew.
"""

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "ly")
_SHORTEST_STEM = 3
_SMALL_WORDS = frozenset(
    """
    a about after again all also an and any are as at be been but by can could did do does for from
    get go had has have he her his how i if in into is it its just many may me more most much my no
    nor not now of off on one only or other our out over she so some such than that the their them
    then there these they this those to too under until up us very was we were what when where
    which who whom whose why will with would you your
    """.split()  # noqa: SIM905 (reads as what it is)
)


def terms(text: str) -> list[str]:
    """The words that carry a text, without their endings; figures and small words left out."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS)
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


class SharedWords:
    """BM25 over texts by id; each word of a query counts once, however often it is said."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._ids = tuple(texts)
        self._bm25 = BM25Okapi([terms(text) for text in texts.values()])

    def shared(self, words: str) -> list[str]:
        """The terms of some words that stand in any of the texts, each once.

        Empty for other languages, emoji and noise, of which vectors still claim to know a meaning.
        """
        return [term for term in dict.fromkeys(terms(words)) if term in self._bm25.idf]

    def scores(self, words: str) -> dict[str, float]:
        """From 0 (no word shared) towards 1, for every id."""
        found = self._bm25.get_scores(self.shared(words))
        scores = (max(float(score), 0.0) for score in found)
        return {id: score / (score + HALFWAY) for id, score in zip(self._ids, scores, strict=True)}


def ranked(
    ids: Sequence[str],
    by_meaning: Mapping[str, float],
    by_words: Mapping[str, float],
    elsewhere: float = 0.0,
) -> list[tuple[str, float]]:
    """These ids with their scores between 0 and 1, best first; weak matches left out.

    What was not compared by meaning has none. `elsewhere` is how near the words are to everyday
    matters, as a cosine.
    """
    off = ELSEWHERE * _between(elsewhere)
    scored = [
        (id, MEANING * _between(by_meaning.get(id, 0.0)) + (1 - MEANING) * by_words[id] - off)
        for id in ids
    ]
    strong = [(id, score) for id, score in scored if score >= THRESHOLD]
    return sorted(strong, key=lambda found: (-found[1], found[0]))


def _between(cosine: float) -> float:
    return min(max(cosine, 0.0), 1.0)
