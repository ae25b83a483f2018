"""Finding passages: the right ones, in any weather."""

import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from bot.errors import KnowledgeError
from knowledge.elsewhere import load_elsewhere
from knowledge.embeddings import WordLlamaEmbeddings
from knowledge.entries import Entry, load_entries
from knowledge.index import IndexFolderError
from knowledge.library import FOLDER, KnowledgeBase

UPDATE = "CRM phase 2 is live: 340 people logged in, 12 workflows automated, dashboards out."


class CountingEmbeddings(Embeddings):
    """WordLlama's vectors, remembering which texts were embedded for keeping."""

    def __init__(self, size: int = 256) -> None:
        self.own = WordLlamaEmbeddings()
        self.size = size
        self.kept: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.kept += texts
        return [vector[: self.size] for vector in self.own.embed_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.own.embed_query(text)[: self.size]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return KnowledgeBase(tmp_path_factory.mktemp("index"))


def test_only_passages_of_the_topics_are_found(knowledge: KnowledgeBase) -> None:
    """A question rests on a passage about what it asks."""
    words = f"{UPDATE} The project team has handed over to the sponsor and the supplier."
    for topics in (["baseline"], ["owner", "sponsor"]):
        found = knowledge.search(words, topics, limit=50)
        assert found
        assert all(set(topics) & set(ranked.passage.topics) for ranked in found)


def test_the_best_comes_first_and_scores_lie_between_nought_and_one(
    knowledge: KnowledgeBase,
) -> None:
    """Scores can be compared, and the limit keeps the best."""
    scores = [ranked.score for ranked in knowledge.search(UPDATE, limit=50)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert [ranked.score for ranked in knowledge.search(UPDATE, limit=2)] == scores[:2]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t",
        "🎉🎉🎉",
        "\x00\x01\x07",
        "*_~`<@U1|",
        "日本語の報告です",
        "\ud800",
        "z" * 40_000,
    ],
)
def test_words_that_say_nothing_find_nothing(knowledge: KnowledgeBase, words: str) -> None:
    """Whatever people type, the answer is a list."""
    assert knowledge.search(words) == []


def test_a_very_long_update_is_found_by_how_it_begins(knowledge: KnowledgeBase) -> None:
    """Forty thousand characters are searched like four thousand."""
    update = f"{UPDATE} " * 500
    assert knowledge.search(update[:40_000]) == knowledge.search(update[:4_000])


def test_a_topic_nobody_wrote_about_finds_nothing(knowledge: KnowledgeBase) -> None:
    """An unknown topic is no error: the wording's own default is cited then."""
    assert knowledge.search(UPDATE, ["no such topic"]) == []


def test_a_passage_is_given_by_its_id_and_an_unknown_id_is_refused(
    knowledge: KnowledgeBase,
) -> None:
    """A citation leads to one passage or to a clear error."""
    assert knowledge.passage("usage-is-not-value").title == "Log-ins count visits, not value"
    with pytest.raises(KnowledgeError, match="'no-such-passage'"):
        knowledge.passage("no-such-passage")


def test_many_threads_open_it_once(tmp_path: Path) -> None:
    """Workers share one knowledge base; the passages are embedded a single time."""
    embeddings = CountingEmbeddings()
    knowledge = KnowledgeBase(tmp_path, embeddings)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: knowledge.search(UPDATE, ["baseline"]), range(32)))
    assert all(each == found[0] for each in found)
    assert len(embeddings.kept) == len(load_entries()) + len(load_elsewhere())


def changed(entries: Iterable[Entry], id: str, text: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(passage=entry.passage.model_copy(update={"text": text}), cues=entry.cues)
        if entry.passage.id == id
        else entry
        for entry in entries
    )


def test_only_what_changed_is_embedded_anew(tmp_path: Path) -> None:
    """A second start embeds nothing, a changed passage itself alone, a removed one is gone."""
    entries = load_entries()[:6]
    first = CountingEmbeddings()
    KnowledgeBase(tmp_path, first, entries=entries).search(UPDATE)
    assert len(first.kept) == 6 + len(load_elsewhere())

    second = CountingEmbeddings()
    KnowledgeBase(tmp_path, second, entries=entries).search(UPDATE)
    assert second.kept == []

    third = CountingEmbeddings()
    rewritten = changed(entries[1:], entries[2].passage.id, "The kiln and the glaze, for potters.")
    knowledge = KnowledgeBase(tmp_path, third, entries=rewritten)
    assert [found.passage.id for found in knowledge.search("kiln and glaze for potters")] == [
        entries[2].passage.id
    ]
    assert len(third.kept) == 1
    gone = knowledge.search(entries[0].passage.text, limit=50)
    assert entries[0].passage.id not in [found.passage.id for found in gone]


def test_other_embeddings_under_another_name_rebuild_the_index(tmp_path: Path) -> None:
    """Vectors of two kinds, even of two lengths, never stand in one index."""
    KnowledgeBase(tmp_path, CountingEmbeddings(), "long").search(UPDATE)
    short = CountingEmbeddings(size=64)
    assert KnowledgeBase(tmp_path, short, "short").search(UPDATE)
    assert len(set(short.kept)) == len(load_entries()) + len(load_elsewhere())


def test_a_damaged_index_is_built_again(tmp_path: Path) -> None:
    """The index holds nothing that could be lost."""
    KnowledgeBase(tmp_path).search(UPDATE)
    for file in (file for file in (tmp_path / FOLDER).rglob("*") if file.is_file()):
        file.write_bytes(b"not what it was")
    assert KnowledgeBase(tmp_path).search(UPDATE)


def test_a_place_where_no_index_can_be_is_named(tmp_path: Path) -> None:
    """A file in the folder's place is left alone, and the error names it."""
    (tmp_path / FOLDER).write_text("somebody's notes", "utf-8")
    with pytest.raises(IndexFolderError, match=re.escape(str(tmp_path))):
        KnowledgeBase(tmp_path).search(UPDATE)
    assert (tmp_path / FOLDER).read_text("utf-8") == "somebody's notes"


def test_building_it_imports_nothing_heavy() -> None:
    """Commands that never search never wait for the index."""
    code = (
        "import sys; from pathlib import Path; from knowledge.library import KnowledgeBase;"
        "KnowledgeBase(Path('nowhere')).passage('usage-is-not-value');"
        "heavy = {'chromadb', 'langchain_core', 'langchain_chroma', 'wordllama', 'tokenizers'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not Path("nowhere").exists()
