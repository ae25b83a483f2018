"""Ours, and what a workspace brought beside it: found together, ours never out of sight."""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from bot.benefits.brought import OWN
from bot.benefits.questions import Passage, Ranked
from knowledge.ranking import SharedWords, ranked

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


class Own:
    """The passages one workspace brought, held in memory: the rows are the truth."""

    def __init__(
        self, mark: str, passages: Sequence[Passage], ours: Mapping[str, str], using: "Embeddings"
    ) -> None:
        self.mark = mark
        self._passages = {one.id: one for one in passages}
        self._using = using
        texts = {one.id: f"{one.title}. {one.text}" for one in passages}
        self._words = SharedWords({**ours, **texts})
        vectors = using.embed_documents(list(texts.values())) if texts else []
        self._vectors = np.asarray(vectors, dtype=np.float32)

    def search(self, words: str, topics: Sequence[str], elsewhere: float) -> list[Ranked]:
        """As in the whole knowledge base, among these alone; `elsewhere` as there."""
        ids = [id for id, one in self._passages.items() if is_about(one, topics)]
        if not ids or not self._words.shared(words):
            return []
        near = self._vectors @ np.asarray(self._using.embed_query(words), dtype=np.float32)
        by_meaning = dict(zip(self._passages, map(float, near), strict=True))
        found = ranked(ids, by_meaning, self._words.scores(words), elsewhere)
        return [Ranked(passage=self._passages[id], score=score) for id, score in found]

    def passage(self, id: str) -> Passage | None:
        """The passage with this id."""
        return self._passages.get(id)


class Owns:
    """What each workspace brought, opened when first looked for and anew when it changed."""

    def __init__(self) -> None:
        self._open: dict[str, Own] = {}
        self._lock = Lock()

    def kept(self, workspace: str, mark: str) -> Own | None:
        """What is open, where it is what stands there now."""
        with self._lock:
            own = self._open.get(workspace)
        return own if own is not None and own.mark == mark else None

    def keep(self, workspace: str, own: Own) -> Own:
        """From now on it is that."""
        with self._lock:
            self._open[workspace] = own
        return own

    def drop(self, workspace: str) -> None:
        """Nothing of a workspace is held where nothing of it is kept."""
        with self._lock:
            self._open.pop(workspace, None)


def both(ours: Sequence[Ranked], own: Sequence[Ranked], limit: int) -> list[Ranked]:
    """The best of both; of two equal ones ours first.

    What was brought never puts ours out of sight: among several found stands the best of ours.
    """
    found = sorted([*ours, *own], key=lambda one: -one.score)[:limit]
    if limit > 1 and ours and all(one.passage.id.startswith(OWN) for one in found):
        found[limit - 1 :] = ours[:1]
    return found


def is_about(passage: Passage, topics: Sequence[str]) -> bool:
    """Whether it is of one of these topics; of any, where none is named."""
    return not topics or not set(topics).isdisjoint(passage.topics)
