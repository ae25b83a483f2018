"""The knowledge base: the passages, found by topic, meaning and shared words."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.benefits.brought import OWN
from bot.benefits.questions import Passage, Ranked
from bot.errors import KnowledgeError
from bot.ports import Library, Shelf
from knowledge.beside import Own, Owns, both, is_about
from knowledge.elsewhere import load_elsewhere
from knowledge.entries import Entry, declared_topics, load_entries
from knowledge.index import Indexed, PassageIndex, join_index, open_index
from knowledge.ranking import SharedWords, ranked

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

LONGEST_QUERY = 4000
"""Characters of the words looked for: what a message is about stands early in it."""

FOLDER = "passages"

ELSEWHERE = "elsewhere"
"""The topic, within the index alone, of what is no passage."""


class UnknownPassageError(KnowledgeError):
    """There is no passage with this id in knowledge/sources:"""


def load_passages() -> tuple[Passage, ...]:
    """Every passage, in the order of the files.

    Raises KnowledgeError, naming file and line, where one is not valid.
    """
    return tuple(entry.passage for entry in _own_entries())


def topic_counts() -> dict[str, int]:
    """Every topic, in the order declared, and how many passages it has."""
    passages = load_passages()
    return {
        topic: sum(topic in passage.topics for passage in passages) for topic in declared_topics()
    }


@cache
def _own_entries() -> tuple[Entry, ...]:
    return load_entries()


class KnowledgeBase:
    """The library's door. Building it costs nothing; the first call reads, the first search opens.

    `folder` is where its index may live, in a folder of its own that one process uses at a time;
    with `server`, a Chroma server's address, it lives there instead, for many processes.
    `embeddings` stands in for WordLlama's, under a name that changes whenever its vectors do.
    `shelf` holds what workspaces brought themselves. One object serves many threads.
    """

    def __init__(
        self,
        folder: Path,
        embeddings: "Embeddings | None" = None,
        embedding: str = "given",
        entries: Sequence[Entry] | None = None,
        server: str | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self._shelf = shelf
        self._owns = Owns()
        self._folder = folder / FOLDER
        self._embeddings = embeddings
        self._embedding = embedding
        self._given = entries
        self._server = server
        self._index: PassageIndex | None = None
        self._words: SharedWords | None = None
        self._opening = Lock()

    def search(self, words: str, topics: Sequence[str] = (), limit: int = 3) -> list[Ranked]:
        """The passages of these topics (of all, where none is named) nearest to the words.

        Best first; weak matches are left out. Raises KnowledgeError where the index can neither
        be opened nor rebuilt.
        """
        return self._found(words[:LONGEST_QUERY], topics)[0][:limit]

    def of(self, workspace: str) -> Library:
        """This, and what a workspace brought itself."""
        return self if self._shelf is None else _Together(self, workspace, self._shelf)

    def _found(self, words: str, topics: Sequence[str]) -> tuple[list[Ranked], float]:
        """All that is found, and how near the words are to what is no passage."""
        ids = [entry.passage.id for entry in self._entries if is_about(entry.passage, topics)]
        if not (words.strip() and ids):
            return [], 0.0
        index, shared = self._opened()
        near = index.similarities(words, (*topics, ELSEWHERE) if topics else ())
        off = _elsewhere(near)
        if not shared.shared(words):
            return [], off
        found = ranked(ids, near, shared.scores(words), off)
        return [Ranked(passage=self.passage(id), score=score) for id, score in found], off

    def _own(self, workspace: str, shelf: Shelf) -> Own | None:
        """What a workspace brought, as it stands now; None where it brought nothing."""
        mark = shelf.stands(workspace)
        if not mark:
            self._owns.drop(workspace)
            return None
        if (own := self._owns.kept(workspace, mark)) is not None:
            return own
        passages = [one for file in shelf.brought(workspace) for one in file.passages]
        texts = {entry.passage.id: _searched(entry) for entry in self._entries}
        return self._owns.keep(workspace, Own(mark, passages, texts, self._embedded()[0]))

    def passage(self, id: str) -> Passage:
        """The passage with this id. Raises KnowledgeError where there is none."""
        for entry in self._entries:
            if entry.passage.id == id:
                return entry.passage
        raise UnknownPassageError(repr(id))

    @property
    def _entries(self) -> Sequence[Entry]:
        return _own_entries() if self._given is None else self._given

    def _opened(self) -> tuple[PassageIndex, SharedWords]:
        with self._opening:
            if self._words is None:
                self._words = SharedWords({e.passage.id: _searched(e) for e in self._entries})
            if self._index is None:
                self._index = self._open()
            return self._index, self._words

    def _open(self) -> PassageIndex:
        texts = [
            Indexed(id=entry.passage.id, text=_searched(entry), topics=entry.passage.topics)
            for entry in self._entries
        ] + [
            Indexed(id=f"{ELSEWHERE}/{number}", text=text, topics=(ELSEWHERE,))
            for number, text in enumerate(load_elsewhere())
        ]
        embeddings, name = self._embedded()
        if self._server is not None:
            return join_index(self._server, texts, embeddings, name)
        return open_index(self._folder, texts, embeddings, name)

    def _embedded(self) -> tuple["Embeddings", str]:
        """What embeds, and its name."""
        if self._embeddings is not None:
            return self._embeddings, self._embedding
        from knowledge.embeddings import WordLlamaEmbeddings  # noqa: PLC0415 (imports langchain)

        own = WordLlamaEmbeddings()
        return own, own.name


class _Together:
    """Ours, and what one workspace brought."""

    def __init__(self, ours: KnowledgeBase, workspace: str, shelf: Shelf) -> None:
        self._ours = ours
        self._workspace = workspace
        self._shelf = shelf

    def search(self, words: str, topics: Sequence[str] = (), limit: int = 3) -> list[Ranked]:
        """Of both, best first. Raises RecordsError too."""
        words = words[:LONGEST_QUERY]
        ours, elsewhere = self._ours._found(words, topics)
        own = self._ours._own(self._workspace, self._shelf)
        return both(ours, own.search(words, topics, elsewhere) if own else (), limit)

    def passage(self, id: str) -> Passage:
        """Of either; one that was removed since is known no more."""
        if not id.startswith(OWN):
            return self._ours.passage(id)
        own = self._ours._own(self._workspace, self._shelf)
        if own is None or (found := own.passage(id)) is None:
            raise UnknownPassageError(repr(id))
        return found

    def of(self, workspace: str) -> Library:
        """Another workspace's."""
        return self._ours.of(workspace)


def _elsewhere(near: Mapping[str, float]) -> float:
    """How near the words are to what is no passage."""
    return max((score for id, score in near.items() if id.startswith(f"{ELSEWHERE}/")), default=0.0)


def _searched(entry: Entry) -> str:
    """What is compared with the words of an update: the passage, and the words it is met in."""
    passage = entry.passage
    return f"{passage.title}. {passage.gist} {passage.text} {', '.join(entry.cues)}"
