"""The passages by meaning: a Chroma collection, on disk or on a server, that can always be built
again.
"""

import hashlib
import shutil
import weakref
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from filelock import FileLock

from bot.benefits.facts import Value
from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

COLLECTION = "passages"

ANSWER_SECONDS = 10.0
"""How long a server may take for an answer; Chroma's own client would wait for ever."""

OPENING_SECONDS = 60.0
"""How long another process may take to open the same index."""


class IndexFolderError(KnowledgeError):
    """The index of the passages cannot be kept in its folder. Make it writable or name another:"""


class IndexReadError(KnowledgeError):
    """The index of the passages cannot be read now. It is opened anew at the next start."""


class IndexServerError(KnowledgeError):
    """The Chroma server that keeps the passages does not answer as it should. Is it running, and
    is its address right?
    """


class Indexed(Value):
    """A text as it is looked for: its lasting id, what is compared, and its topics."""

    id: str
    text: str
    topics: tuple[str, ...]

    def digest(self, embedding: str) -> str:
        """The same as long as nothing that the index holds of it has changed."""
        parts = (self.id, self.text, *sorted(self.topics), embedding)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class PassageIndex:
    """An open index."""

    def __init__(self, store: "Chroma", size: int) -> None:
        self._store = store
        self._size = size

    def similarities(self, words: str, topics: Sequence[str]) -> dict[str, float]:
        """The cosine of each text of these topics (of all, where none is named) to the words."""
        try:
            found = self._store.similarity_search_with_score(
                words, k=self._size, filter=_of_any(topics)
            )
        except Exception as error:
            raise IndexReadError(f"({type(error).__name__})") from error
        return {str(document.id): 1.0 - float(distance) for document, distance in found}


def open_index(
    folder: Path, texts: Sequence[Indexed], embeddings: "Embeddings", embedding: str
) -> PassageIndex:
    """Open the index kept in `folder`, with these texts and no others.

    Only texts that changed are embedded anew; `embedding` names what embeds them. A damaged index
    is thrown away and built again; of several processes that open it one does so at a time. Raises
    IndexFolderError where the folder does not allow it.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock", timeout=OPENING_SECONDS):
            return _opened_or_rebuilt(folder, texts, embeddings, embedding)
    except Exception as error:
        raise IndexFolderError(f"{folder}: {error}") from error


def join_index(
    url: str, texts: Sequence[Indexed], embeddings: "Embeddings", embedding: str
) -> PassageIndex:
    """Open the index on a Chroma server, which many processes share.

    Each release has a collection of its own there, named for all it holds: two releases at once
    never change each other's, and whoever fills it puts the same there. Raises IndexServerError.
    """
    try:
        return _filled(_remote(url), _named(texts, embedding), texts, embeddings, embedding)
    except Exception as error:
        raise IndexServerError(f"{urlsplit(url).hostname} ({type(error).__name__}).") from error


def _named(texts: Sequence[Indexed], embedding: str) -> str:
    whole = "".join(text.digest(embedding) for text in texts)
    return f"{COLLECTION}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def _opened_or_rebuilt(
    folder: Path, texts: Sequence[Indexed], embeddings: "Embeddings", embedding: str
) -> PassageIndex:
    try:
        return _opened(folder, texts, embeddings, embedding)
    except Exception:  # whatever is wrong with it: it holds nothing that cannot be rebuilt
        _throw_away(folder)
        return _opened(folder, texts, embeddings, embedding)


def _opened(
    folder: Path, texts: Sequence[Indexed], embeddings: "Embeddings", embedding: str
) -> PassageIndex:
    return _filled(_client(folder), COLLECTION, texts, embeddings, embedding)


def _filled(
    client: "ClientAPI",
    collection: str,
    texts: Sequence[Indexed],
    embeddings: "Embeddings",
    embedding: str,
) -> PassageIndex:
    from langchain_chroma import Chroma  # noqa: PLC0415 (costs seconds: only when opened)

    store = Chroma(
        client=client,
        collection_name=collection,
        embedding_function=embeddings,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    _refresh(store, texts, embedding)
    index = PassageIndex(store, len(texts))
    if texts:
        index.similarities(texts[0].text, ())
    return index


def _client(folder: Path) -> "ClientAPI":
    import chromadb  # noqa: PLC0415 (costs a second: only when opened)
    from chromadb.config import Settings  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(
        path=str(folder), settings=Settings(anonymized_telemetry=False)
    )


def _remote(url: str) -> "ClientAPI":
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    at = urlsplit(url)
    ssl = at.scheme == "https"
    client = chromadb.HttpClient(
        host=at.hostname or "",
        port=at.port or (443 if ssl else 8000),
        ssl=ssl,
        settings=Settings(anonymized_telemetry=False),
    )
    inside: Any = client  # no setting reaches its sessions
    for part in (inside, inside._admin_client):
        session = part._server._session
        session.timeout = ANSWER_SECONDS
        weakref.finalize(client, session.close)
    return client


def _refresh(store: "Chroma", texts: Sequence[Indexed], embedding: str) -> None:
    """Bring the collection to hold exactly these texts."""
    kept = store.get(include=["metadatas"])
    digests: dict[str, str] = {
        id: metadata["digest"] for id, metadata in zip(kept["ids"], kept["metadatas"], strict=True)
    }
    wanted = {text.id: text.digest(embedding) for text in texts}
    if gone := sorted(digests.keys() - wanted.keys()):
        store.delete(ids=gone)
    _put(store, [text for text in texts if digests.get(text.id) != wanted[text.id]], wanted)


def _put(store: "Chroma", texts: Sequence[Indexed], digests: Mapping[str, str]) -> None:
    if texts:
        store.add_texts(
            [text.text for text in texts],
            metadatas=[{"topics": list(text.topics), "digest": digests[text.id]} for text in texts],
            ids=[text.id for text in texts],
        )


def _of_any(topics: Iterable[str]) -> dict[str, Any] | None:
    wanted: list[dict[str, Any]] = [{"topics": {"$contains": topic}} for topic in topics]
    if len(wanted) > 1:
        return {"$or": wanted}
    return wanted[0] if wanted else None


def _throw_away(folder: Path) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415

    # Chroma keeps a client that failed to start and hands it out again for the same path.
    SharedSystemClient.clear_system_cache()
    if folder.exists():
        shutil.rmtree(folder)
