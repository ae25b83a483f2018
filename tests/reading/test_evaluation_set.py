"""The project's own evaluation set: complete, balanced, and no two texts alike."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.benefits.reading import (
    DELIVERY,
    NOTHING,
    UPDATE_SLOTS,
    AnswerContext,
    AnswerReading,
    Claim,
    Reading,
    Said,
)
from tests.bench.read import Whole, balanced_accuracy

SET = Path(__file__).parent / "evaluation"
FILES = ("passages", "chatter", "updates", "talk", "deliveries")
CELLS = ("is_update", "outcome_claim", *UPDATE_SLOTS)
MEASURE = {"metric", "baseline", "current", "target", "unit", "better"}
POSITIVES = 50
"""Fewer, and a label's score hangs on a handful of texts."""
RUN = 8
"""Words in a row that no two texts may share."""

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    lines = (SET / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def cells(row: Mapping[str, Any]) -> dict[str, bool | None]:
    return {**{cell: row[cell] for cell in CELLS}, **row["delivery"]}


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


@pytest.fixture(scope="module")
def passages() -> list[Row]:
    return rows("passages")


def test_the_set_is_as_large_as_it_says() -> None:
    """At least 420 passages, 400 messages of chatter and 200 updates, and half as many besides."""
    assert len(rows("passages")) >= 420
    assert len(rows("chatter")) == 400
    assert len(rows("updates")) == 200
    assert len(rows("talk")) == 200
    assert len(rows("deliveries")) == 100


def test_no_id_and_no_text_comes_twice() -> None:
    """Over all files together."""
    everything = [row for name in FILES for row in rows(name)]
    for field in ("id", "text"):
        assert [
            one for one, times in Counter(r[field] for r in everything).items() if times > 1
        ] == []


def test_no_two_texts_share_a_run_of_words() -> None:
    """So that no frame, learnt once, scores twice."""
    owner: dict[tuple[str, ...], str] = {}
    for row in (row for name in FILES for row in rows(name)):
        for run in runs(row["text"]):
            assert owner.setdefault(run, row["id"]) == row["id"], f"{row['id']}: {' '.join(run)}"


def test_every_passage_has_every_label(passages: list[Row]) -> None:
    """True, false or null, each of the thirteen; and who might have said it."""
    for row in passages:
        assert set(row) == {"id", "text", *CELLS, "delivery", "measures", "industry", "voice"}
        assert tuple(row["delivery"]) == DELIVERY, row["id"]
        assert set(cells(row).values()) <= {True, False, None}, row["id"]
        assert all(row[field].strip() for field in ("text", "industry", "voice")), row["id"]


def test_what_is_no_update_has_no_other_label(passages: list[Row]) -> None:
    """A reading of it is empty, so its labels are too."""
    for row in passages:
        if row["is_update"] is False:
            assert [cell for cell, value in cells(row).items() if value is not False] == [], row[
                "id"
            ]


def test_the_figures_of_a_passage_agree_with_its_labels(passages: list[Row]) -> None:
    """A baseline, target or current figure stands only where that label is true."""
    for row in passages:
        for measure in row["measures"]:
            assert set(measure) == MEASURE, row["id"]
            assert measure["better"] in ("lower", "higher", None), row["id"]
            figures = [at for at in ("baseline", "current", "target") if measure[at] is not None]
            assert figures, row["id"]
            assert [at for at in figures if row[at] is not True] == [], row["id"]


def test_every_label_has_enough_positives(passages: list[Row]) -> None:
    """And few cells are left open; the counts are printed."""
    counted = {
        label: Counter(cells(row)[label] for row in passages) for label in cells(passages[0])
    }
    for label, found in counted.items():
        print(f"{label}: {found[True]} true, {found[False]} false, {found[None]} null")
        assert found[True] >= POSITIVES, label
        assert found[None] <= len(passages) * 0.05, label


def test_every_update_delivers_something() -> None:
    """Each kind in the order of the kinds, none twice."""
    for row in (*rows("updates"), *rows("deliveries")):
        assert row["deliveries"] == [kind for kind in DELIVERY if kind in row["deliveries"]]
        assert row["deliveries"], row["id"]


def test_lengths_run_from_a_few_words_to_a_long_paragraph(passages: list[Row]) -> None:
    """Neither terse posts nor long reports are left out."""
    lengths = sorted(len(row["text"].split()) for row in passages)
    assert lengths[0] <= 5
    assert lengths[-1] >= 120


class Always:
    """A reader that takes every text for an update about a launch, or none."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def could_be_update(self, text: str) -> bool:
        return self._reading.is_update

    def is_foreign(self, text: str) -> bool:
        return False

    def read(self, said: Said) -> Reading:
        return self._reading

    def answer(self, text: str, context: AnswerContext) -> AnswerReading:
        return AnswerReading(kind="chatter")


def test_balanced_accuracy_weighs_both_sides_alike() -> None:
    """Right on one of two updates and on all of three others: three quarters."""
    others = [(False, False)] * 3
    assert balanced_accuracy([(True, True), (True, False), *others]) == pytest.approx(0.75)
    assert balanced_accuracy(others) == 0.0


def test_a_reader_that_reads_nothing_challenges_nobody() -> None:
    """Silence scores nothing on updates and half on telling them apart."""
    figures = Whole(Always(NOTHING)).figures()
    assert figures["chatter challenged"] == "0 of 400"
    assert figures["updates challenged"] == "0 of 200"
    assert figures["is_update balanced accuracy, all texts"] == "0.500"


def test_a_reader_that_takes_all_for_updates_challenges_everybody() -> None:
    """What it gains on updates it loses on chatter."""
    launch = Claim(kind="milestone", status="done", quote="", start=0, end=0)
    figures = Whole(Always(Reading(is_update=True, claims=(launch,)))).figures()
    assert figures["chatter challenged"] == "400 of 400"
    assert figures["updates challenged"] == "200 of 200"
