"""Measuring: counts by label, their mean and its interval, and the baselines beside them."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.reading import evaluation
from bot.reading.examples import Example
from bot.reading.local import LocalReader
from bot.reading.measured import as_words
from bot.reading.scoring import LABELS


def example(text: str, *true: str, none: tuple[str, ...] = ()) -> Example:
    labels = {label: None if label in none else label in true for label in LABELS}
    return Example(text, text, labels, group="")


GIVEN = [
    example("Waits fell from 9 to 6 days.", "is_update", "outcome_claim", "baseline", "current"),
    example("The portal is live.", "is_update", "milestone"),
    example("anyone up for lunch?", none=("owner",)),
]


def test_a_perfect_reading_scores_one_where_there_is_something_to_find() -> None:
    """Labels that nothing has score nothing: the mean is over all thirteen."""
    found = evaluation.measure(GIVEN, [{k: bool(v) for k, v in g.labels.items()} for g in GIVEN])
    assert found.tally("baseline").f1 == found.tally("baseline").precision == 1.0
    assert found.tally("owner").f1 == 0.0
    assert found.macro == pytest.approx(5 / 13)
    assert found.worst() == []


def test_cells_without_a_ruling_do_not_count() -> None:
    """Whatever is found there."""
    rows = [dict.fromkeys(LABELS, True) for _ in GIVEN]
    found = evaluation.measure(GIVEN, rows)
    assert found.tally("owner").extra == 2
    assert found.tally("milestone").extra == 2
    assert found.confusion()["others taken for updates"] == 1


def test_the_interval_is_the_same_every_time() -> None:
    """It is drawn with a seed, and holds the mean."""
    found = evaluation.by_reader(GIVEN, LocalReader())
    low, high = found.interval()
    assert (low, high) == found.interval()
    assert low <= found.macro <= high
    assert evaluation.measure([], []).interval() == (0.0, 0.0)


def test_the_baselines_are_measured_on_the_same_passages() -> None:
    """Words alone, and embeddings alone."""
    words = evaluation.by_keywords(GIVEN)
    assert words.tally("milestone").hits == 1
    found = evaluation.by_embeddings(GIVEN[:2], _varied(), _letters)
    assert found.ids == tuple(one.id for one in GIVEN[:2])


def _varied() -> list[Example]:
    return [example("a" * 9, *LABELS), example("zz")]


def _letters(texts: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array([[len(str(one)), 1.0] for one in texts], dtype=np.float32)  # type: ignore[attr-defined]


def test_the_command_prints_the_labels_and_the_baselines(tmp_path: Path) -> None:
    """For people in lines, for machines as one object."""
    file = tmp_path / "rows.jsonl"
    cells = {label: label == "is_update" for label in LABELS if label != "milestone"}
    file.write_text(json.dumps({"text": "It is live.", "delivery": ["milestone"], **cells}))
    told = CliRunner().invoke(app, ["evaluate", str(file), "--json"])
    assert told.exit_code == 0, told.output
    assert set(json.loads(told.output)) >= {"reader", "keywords"}
    lines = as_words({"reader": evaluation.by_reader(GIVEN, LocalReader())})
    assert "macro-F1 of reader" in lines
