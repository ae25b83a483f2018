"""The score reading is measured by."""

import json
from pathlib import Path

import pytest

from bot.benefits.reading import NOTHING, AnswerContext, AnswerReading, Reading, Said
from tests.bench.read import LABELS, f1, run, score


class Silent:
    """A reader that reads nothing."""

    def could_be_update(self, text: str) -> bool:
        return False

    def is_foreign(self, text: str) -> bool:
        return False

    def read(self, said: Said) -> Reading:
        return NOTHING

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        return AnswerReading(kind="chatter")


def row(text: str, **cells: bool | None) -> dict[str, object]:
    delivery = dict.fromkeys(
        ("milestone", "adoption", "automation", "reporting", "technical_health"), False
    )
    plain = {label: False for label in LABELS if label not in delivery}
    return {"text": text, "delivery": delivery, **plain, **cells}


def test_f1_counts_hits_against_misses_of_both_kinds() -> None:
    """Two right, one missed, one too many: two thirds."""
    assert f1([(True, True), (True, True), (True, False), (False, True)]) == pytest.approx(2 / 3)
    assert f1([(False, False)]) == 0.0


def test_cells_without_a_ruling_are_not_scored() -> None:
    """Where the annotators disagreed, nothing counts."""
    assert score(Silent(), [row("x", is_update=None)])["is_update"] == 0.0
    assert score(Silent(), [row("x", is_update=None)]) == score(Silent(), [])


def test_the_bench_prints_a_line_a_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every label, then the mean with its goal, then whether it holds."""
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row("The portal is live and 300 users logged in.", is_update=True)))
    assert run(["--file", str(file)]) == 1
    printed = capsys.readouterr().out
    assert "is_update: 1.000" in printed
    assert printed.rstrip().endswith("not all hold")
