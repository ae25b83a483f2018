"""The command, as people run it: a real process over a real export."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.replay.slack_export import BEFORE, HOUR, LIVE, a_message, an_export, listed, ts, zipped

ROOT = Path(__file__).parents[2]


def _run(home: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "replay", *map(str, args)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "WHATIMPROVED_HOME": str(home), "COLUMNS": "160"},
        timeout=120,
        check=False,
    )


def _export(folder: Path) -> Path:
    said = [a_message(LIVE), a_message(BEFORE, HOUR, thread_ts=ts())]
    return an_export(folder / "export", said)


def test_the_command_prints_one_object(tmp_path: Path) -> None:
    """For programs; nothing but the object on standard output."""
    export = zipped(_export(tmp_path))
    options = ("--investments", listed(tmp_path), "--accept", "--json")
    ended = _run(tmp_path / "home", export, *options)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert list(found) == ["posts", "positions", "unknown"]
    assert found["positions"][0]["baseline"]["value"] == 14


def test_the_command_tells_people_what_it_found(tmp_path: Path) -> None:
    """Posts by week, what would have been said, positions, what is not known."""
    ended = _run(
        tmp_path / "home", _export(tmp_path), "--accept", "--investments", listed(tmp_path)
    )
    assert ended.returncode == 0, ended.stderr
    for words in (
        "Messages up to 2026-05-04: 2",
        "2026-W19",
        "CRM phase 2",
        "14 days",
        "Not known",
    ):
        assert words in ended.stdout


def test_what_people_wrote_never_commands_a_terminal(tmp_path: Path) -> None:
    """Control characters and what turns text around are left out of what is printed."""
    live = "CRM phase 2 is \x1b[31mlive\x07\u202e since monday: 340 people logged in this week"
    export = an_export(tmp_path / "export", [a_message(live)])
    ended = _run(tmp_path / "home", export)
    assert "live" in ended.stdout
    assert not any(sign in ended.stdout for sign in ("\x1b", "\x07", "\u202e"))


def test_a_broken_day_is_named_and_the_exit_code_tells(tmp_path: Path) -> None:
    """The rest is printed all the same."""
    export = _export(tmp_path)
    (export / "crm-rollout" / "2026-05-06.json").write_text("{")
    ended = _run(tmp_path / "home", export, "--json")
    assert ended.returncode == 1
    assert "Left out: crm-rollout/2026-05-06.json: not JSON" in ended.stderr
    assert json.loads(ended.stdout)["posts"]


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (("nowhere",), 2, "does not exist"),
        ((".",), 1, "users.json is missing"),
        (("export", "--investments", "export/users.json"), 1, "number 1"),
        (("export", "--investments", "nowhere.yaml"), 2, "does not exist"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    tmp_path: Path, given: tuple[str, ...], code: int, words: str
) -> None:
    """With its exit code, and no traceback."""
    _export(tmp_path)
    (tmp_path / "empty").mkdir()
    places = {"export", "nowhere", "export/users.json", "nowhere.yaml"}
    args = [tmp_path / one if one in places else one for one in given]
    ended = _run(tmp_path / "home", *(tmp_path / "empty" if one == "." else one for one in args))
    assert ended.returncode == code
    assert words in " ".join(ended.stderr.replace("│", " ").split())
    assert "Traceback" not in ended.stderr
