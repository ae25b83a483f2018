"""Looking into the knowledge base from the command line: real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.library import topic_counts

ROOT = Path(__file__).parents[2]
LAUNCH = "The claims portal went live, 340 people logged in."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all: the index is built once."""
    return tmp_path_factory.mktemp("home")


def knowledge(home: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "knowledge", *args],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "WHATIMPROVED_HOME": str(home), "COLUMNS": "120"},
        timeout=120,
        check=False,
    )


def test_the_nearest_passages_are_shown_with_score_source_and_gist(home: Path) -> None:
    """What a person needs to judge a passage stands in its row."""
    ended = knowledge(home, "search", LAUNCH, "--topic", "baseline/milestone", "--limit", "1")
    said = ended.stdout.decode()
    assert ended.returncode == 0, ended.stderr.decode()
    assert "Measure before the change" in said
    assert "The later a starting figure is looked for" in said
    assert "System activity is not business progress" in said
    assert "measured-before-go-live" in said
    assert "0." in said


def test_programs_get_an_object_best_first(home: Path) -> None:
    """The limit and the topics hold, and scores fall."""
    args = ("--topic", "outcome/adoption", "--topic", "outcome/milestone", "--limit", "4", "--json")
    ended = knowledge(home, "search", LAUNCH, *args)
    found = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert found["topics"] == ["outcome/adoption", "outcome/milestone"]
    assert len(found["passages"]) == 4
    scores = [one["score"] for one in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    for one in found["passages"]:
        assert one.keys() == {"id", "title", "score", "gist", "source", "topics", "text"}
        assert set(one["topics"]) & set(found["topics"])


@pytest.mark.parametrize(
    "words",
    ["Who wants lasagna?", "", "🎉🎉", "*_~`<@U1|", "日本語の報告です", "z" * 40_000, b"\xff\xfe"],
)
def test_nothing_found_is_said_in_a_sentence_and_by_the_exit_code(
    home: Path, words: str | bytes
) -> None:
    """Whatever is typed, nobody meets a traceback."""
    ended = knowledge(home, "search", os.fsdecode(words))
    assert ended.returncode == 1
    assert ended.stdout == b""
    assert ended.stderr.decode().strip() == "The knowledge base has nothing about that."


def test_programs_are_told_of_nothing_found_by_an_empty_list(home: Path) -> None:
    """Half a character in the words does not break the object."""
    ended = knowledge(home, "search", os.fsdecode(b"lasagna \xff"), "--json")
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["passages"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("search", LAUNCH, "--topic", "reportng"), ("'reportng'", "near it: reporting")),
        (("search", LAUNCH, "--topic", "Baseline"), ("near it: baseline",)),
        (("search", LAUNCH, "--topic", "x\x1b[31m"), ("nothing is near it", "knowledge topics")),
        (("search", LAUNCH, "--limit", "0"), ("--limit",)),
        (("search",), ("WORDS",)),
    ],
)
def test_what_is_not_understood_is_told_with_what_would_be(
    home: Path, args: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """An unknown topic names the ones near it; the exit code is that of a misunderstood command."""
    ended = knowledge(home, *args)
    told = " ".join(ended.stderr.decode().replace("│", " ").split())
    assert ended.returncode == 2
    assert "\x1b" not in told
    for words in said:
        assert words in told


def test_the_topics_are_listed_with_their_passages(home: Path) -> None:
    """For people and for programs, none left out."""
    assert json.loads(knowledge(home, "topics", "--json").stdout) == topic_counts()
    said = knowledge(home, "topics").stdout.decode()
    for topic in topic_counts():
        assert topic in said


def test_the_readme_names_both() -> None:
    """What can be run is written down."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "`whatimproved knowledge search WORDS" in readme
    assert "`whatimproved knowledge topics" in readme


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook, and what is none."""
    folder = tmp_path_factory.mktemp("files")
    told = "# Approvals\nApprovals are counted from the request to the last signature.\n"
    (folder / "handbook.md").write_text(told, "utf-8")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\x00\x00")
    return folder


def test_a_workspace_brings_files_of_its_own_sees_them_and_takes_them_away(
    home: Path, files: Path
) -> None:
    """What cannot be taken in is told by its name and keeps no other from being."""
    whose = ("--workspace", "T0WORKS")
    added = knowledge(home, "add", str(files / "picture.pdf"), str(files / "handbook.md"), *whose)
    assert added.returncode == 1
    assert "picture.pdf: it is neither text nor a PDF" in added.stderr.decode()
    assert "handbook.md: 1 passages (" in added.stdout.decode()
    found = json.loads(knowledge(home, "search", LAST, *whose, "--json").stdout)
    assert found["passages"][0]["source"] == "handbook.md (your own), “Approvals”"
    assert b"handbook" not in knowledge(home, "search", LAST, "--json").stdout
    (one,) = json.loads(knowledge(home, "list", *whose, "--json").stdout)
    assert (one["name"], one["passages"]) == ("handbook.md", 1)
    assert b"handbook.md" in knowledge(home, "list", *whose).stdout
    assert knowledge(home, "remove", "handbook.md", *whose).returncode == 0
    assert b"has brought nothing" in knowledge(home, "list", *whose).stdout


LAST = "approvals wait for the last signature"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("add", "none.md", "--workspace", "T0WORKS"), 1, "there is no such file"),
        (("add", "none.md", "--workspace", "*"), 1, "such as T0123ABCD"),
        (("add", "none.md"), 1, "--workspace"),
        (("add",), 2, "FILE"),
        (("add", "none.md", "--topic", "baselin"), 2, "near it: baseline"),
        (("remove", "none.md", "--workspace", "T0WORKS"), 1, "knowledge list"),
    ],
)
def test_what_cannot_be_brought_or_taken_away_is_told(
    home: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    """In a sentence that says what to do."""
    ended = knowledge(home, *args)
    assert ended.returncode == code
    assert said in " ".join(ended.stderr.decode().replace("│", " ").split())
    assert "Traceback" not in ended.stderr.decode()
