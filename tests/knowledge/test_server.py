"""The passages on a Chroma server: many processes, many releases, one place."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advice import ask
from bot.errors import KnowledgeError
from knowledge.entries import load_entries
from knowledge.library import KnowledgeBase
from prompts.templates import load_texts

WORDS = "the dashboard is live and forty people opened it"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as these tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chroma = shutil.which("chroma", path=str(Path(sys.executable).parent))
    assert chroma is not None
    folder = tmp_path_factory.mktemp("chroma")
    command = [chroma, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "out").open("wb") as out:
        running = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}"
    try:
        _until_it_answers(url)
        yield url
    finally:
        running.kill()
        running.wait()


def _until_it_answers(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def found(base: KnowledgeBase, *topics: str) -> list[tuple[str, float]]:
    """Ids and scores, as near as two ways of keeping a vector come."""
    return [(one.passage.id, round(one.score, 5)) for one in base.search(WORDS, topics)]


def test_several_find_there_what_one_finds_in_its_folder(server: str, tmp_path: Path) -> None:
    """Whoever comes first fills it; the next one finds it filled."""
    alone = KnowledgeBase(tmp_path / "own")
    for number in range(2):
        together = KnowledgeBase(tmp_path / f"{number}", server=server)
        assert found(together) == found(alone)
        assert found(together, "baseline") == found(alone, "baseline")
        assert not (tmp_path / f"{number}").exists()


def test_two_releases_leave_each_others_passages_alone(server: str, tmp_path: Path) -> None:
    """While one is replaced by the other, both answer."""
    entries = load_entries()[:20]
    old = KnowledgeBase(tmp_path, entries=entries, server=server)
    new = KnowledgeBase(tmp_path, entries=entries[:5], server=server)
    before = found(old)
    new.search(WORDS)
    again = KnowledgeBase(tmp_path, entries=entries, server=server)
    assert found(old) == found(again) == before


def test_a_server_that_is_away_keeps_no_question_from_being_asked(tmp_path: Path) -> None:
    """It cites the wording's own passage; whoever looks is told what is wrong."""
    away = KnowledgeBase(tmp_path, server="http://127.0.0.1:9")
    with pytest.raises(KnowledgeError, match=r"127\.0\.0\.1"):
        away.search(WORDS)
    wording = load_texts().wordings[0]
    assert ask.cited(wording, WORDS, away).id == wording.default
