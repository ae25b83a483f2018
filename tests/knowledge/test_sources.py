"""The source files: one strict form, and errors that name the place."""

from pathlib import Path

import pytest
import yaml

from bot.errors import KnowledgeError
from knowledge.entries import load_entries
from knowledge.library import load_passages

CONTENTS = """
articles:
  one: {title: The first article, sections: [Its heading]}
topics: [baseline, owner, target/any]
"""
TEXT = "Forty words and a few more are asked of every passage, so that it says enough. " * 3


def written(id: str = "a-passage", **changes: str) -> str:
    """A valid passage as written, with some values of its head changed; empty leaves a key out."""
    head = {
        "id": id,
        "title": "A passage",
        "gist": "It says something.",
        "topics": "baseline, owner",
        "article": "one",
        "section": "Its heading",
    } | changes
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    return "\n".join(["---", *lines, "---", TEXT, ""])


def folder_with(folder: Path, *texts: str) -> Path:
    (folder / "contents.yaml").write_text(CONTENTS, "utf-8")
    (folder / "some.md").write_text("".join(texts), "utf-8")
    return folder


def test_a_passage_is_read_as_written(tmp_path: Path) -> None:
    """Head and text become the passage; the article's short name becomes its title."""
    folder = folder_with(tmp_path, written(cues="is live, rolled out"))
    (entry,) = load_entries(folder)
    assert entry.passage.source == "The first article, “Its heading”"
    assert entry.passage.topics == ("baseline", "owner")
    assert entry.passage.gist == "It says something."
    assert entry.passage.text == TEXT.strip()
    assert entry.cues == ("is live", "rolled out")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"topics": ""}, "topics missing"),
        ({"gist": ""}, "gist missing"),
        ({"gist": "x"}, "one plain sentence"),
        ({"gist": "It asks. It says."}, "one plain sentence"),
        ({"gist": "Does it ask?"}, "one plain sentence"),
        ({"gist": "It “says” so."}, "one plain sentence"),
        ({"gist": f"I{'t' * 159}."}, "at most 160 characters"),
        ({"topics": "baseline,"}, "topics"),
        ({"topics": "baselines"}, "baselines"),
        ({"topics": "baseline, target/any"}, "['target/any'] stand without the gap"),
        ({"article": "two"}, "'two'"),
        ({"section": "Another heading"}, "'Another heading'"),
        ({"id": "Not A Slug"}, "'Not A Slug'"),
    ],
)
def test_a_wrong_head_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    """Whoever edits a file is told which file, which line and what is wrong."""
    folder = folder_with(tmp_path, written(), written(**{"id": "second"} | changes))
    with pytest.raises(KnowledgeError, match=r"some\.md, line 11") as error:
        load_entries(folder)
    assert said in str(error.value)


def test_an_unknown_key_is_refused_on_its_own_line(tmp_path: Path) -> None:
    """A misspelt key is not silently left out."""
    folder = folder_with(tmp_path, written(titel="A passage"))
    with pytest.raises(KnowledgeError, match=r"some\.md, line 8"):
        load_entries(folder)


def test_two_passages_never_share_an_id(tmp_path: Path) -> None:
    """Citations are kept by id for years, so an id names one passage."""
    folder = folder_with(tmp_path, written(), written())
    with pytest.raises(KnowledgeError, match=r"line 11: id 'a-passage' was given at some.md"):
        load_entries(folder)


@pytest.mark.parametrize(
    "text", ["", "Words before any head.\n", "---\nid: x\n", "---\n---\n---\n"]
)
def test_a_head_that_never_closes_is_refused(tmp_path: Path, text: str) -> None:
    """A file without whole heads is an error, not an empty knowledge base."""
    with pytest.raises(KnowledgeError, match=r"some\.md"):
        load_entries(folder_with(tmp_path, text))


def test_a_passage_too_short_to_say_anything_is_refused(tmp_path: Path) -> None:
    """The text has forty words at least."""
    folder = folder_with(tmp_path, written().replace(TEXT, "Too short."))
    with pytest.raises(KnowledgeError, match="the text has 2 words"):
        load_entries(folder)


@pytest.mark.parametrize("contents", ["articles: [", "topics: []", "\xff"])
def test_broken_contents_are_refused_by_name(tmp_path: Path, contents: str) -> None:
    """The list of articles and topics is checked like the passages."""
    folder = folder_with(tmp_path, written())
    (folder / "contents.yaml").write_bytes(contents.encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"contents\.yaml"):
        load_entries(folder)


def test_a_folder_without_passages_is_refused(tmp_path: Path) -> None:
    """A package that lost its files says so."""
    (tmp_path / "contents.yaml").write_text(CONTENTS, "utf-8")
    with pytest.raises(KnowledgeError, match="no passages"):
        load_entries(tmp_path)


def test_our_own_passages_cover_every_topic_and_every_section() -> None:
    """Every topic that a question may look among has a passage, every heading of an article too."""
    passages = load_passages()
    source = (Path("knowledge") / "sources" / "contents.yaml").read_text("utf-8")
    contents = yaml.safe_load(source)
    written = {topic for passage in passages for topic in passage.topics}
    assert set(contents["topics"]) == written
    cited = {(passage.article, passage.section) for passage in passages}
    for article in contents["articles"].values():
        for section in article["sections"]:
            assert (article["title"], section) in cited, section
