"""A language model is measured beside our own reader, and a run of it can be told again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.reading.scoring import LABELS
from tests.model.server import Script, answers, gives, serving

UPDATE = "Waits fell from 9 to 6 days. Maria owns it."
PASSAGES = {
    UPDATE: ("is_update", "outcome_claim", "baseline", "current", "owner"),
    "The portal is live.": ("is_update", "milestone"),
    "anyone up for lunch?": (),
}
FACTS = [
    {"slot": "owner", "quote": "Maria owns it", "person": "Maria"},
    {"slot": "current", "quote": "from 9 to 6 days", "number": 5},
]


def _read(asked: dict[str, Any]) -> dict[str, Any]:
    turn = asked["messages"][-1]["content"]
    return {"is_update": "lunch" not in turn, "facts": FACTS if UPDATE in turn else []}


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    """A file of labelled passages."""
    file = tmp_path / "passages.jsonl"
    rows = [
        {"text": text, "delivery": [], **{label: label in true for label in LABELS}}
        | {"delivery": [label for label in true if label == "milestone"]}
        for text, true in PASSAGES.items()
    ]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return file


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """A provider on loopback that reads well but for one invented number."""
    with serving(answers(_read)) as script:
        monkeypatch.setenv("WHATIMPROVED_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("WHATIMPROVED_MODEL_URL", script.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
        yield script


def _run(*typed: str, ends: int = 0) -> str:
    result = CliRunner().invoke(app, list(typed))
    assert result.exit_code == ends, result.output
    return result.stdout


def test_a_run_is_recorded_and_told_again_without_a_key_or_a_provider(
    passages: Path, provider: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours, the model's and both side by side, with tokens, seconds and what was dropped."""
    run = tmp_path / "run.jsonl"
    first = json.loads(
        _run("evaluate", str(passages), "--model", "openai:m", "--record", str(run), "--json")
    )
    assert len(provider.asked) == len(PASSAGES)
    assert first["model"]["labels"]["owner"]["f1"] == 1
    assert first["model"]["labels"]["current"]["f1"] == 0
    assert first["together"]["labels"]["owner"]["f1"] == 1
    assert first["together"]["labels"]["milestone"] == first["reader"]["labels"]["milestone"]
    asked = first["asked"]
    assert (asked["passages"], asked["worth_asking"]) == (3, 2)
    assert (asked["dropped"], asked["not_answered"]) == ({"number": 1}, {})
    assert min(asked["tokens_in"], asked["tokens_out"], asked["seconds"]["most"]) > 0
    monkeypatch.delenv("OPENAI_API_KEY")
    again = json.loads(_run("evaluate", str(passages), "--replay", str(run), "--json"))
    assert again == first
    assert len(provider.asked) == len(PASSAGES)


def test_what_a_run_does_not_hold_and_a_provider_does_not_say_is_told(
    passages: Path, provider: Script, tmp_path: Path
) -> None:
    """No score is made up where there was no answer."""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert "not answered, off: 3" in _run("evaluate", str(passages), "--replay", str(empty))
    provider.lines[:] = [gives(401)]
    told = _run("evaluate", str(passages), "--model", "openai:m")
    assert "not answered, refused" in told
    empty.write_text('{"prompt": 1}\nno', "utf-8")
    assert CliRunner().invoke(app, ["evaluate", str(passages), "--replay", str(empty)]).exit_code


def test_what_a_model_makes_of_one_text_is_shown_with_what_was_dropped_and_why(
    provider: Script, tmp_path: Path
) -> None:
    """Whoever asks sees ours, the model's, what does not hold, and what they come to."""
    text = tmp_path / "update.txt"
    text.write_text(UPDATE, "utf-8")
    told = _run("read", str(text), "--explain", "--model", "openai:m")
    assert "model, owner: “Maria owns it”" in told
    assert "dropped, current: “from 9 to 6 days” (no such figure stands in its words)" in told
    assert "together, owner: “Maria owns it”" in told
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    "typed",
    [
        ("read", "-", "--model", "openai:m"),
        ("read", "-", "--explain", "--model", "nobody"),
        ("evaluate", "{}", "--record", "{}"),
        ("evaluate", "{}", "--model", "openai:m", "--replay", "{}"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    passages: Path, typed: tuple[str, ...]
) -> None:
    """Nothing is sent anywhere."""
    _run(*(one.format(passages) for one in typed), ends=2)
