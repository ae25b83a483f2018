"""How well the reader reads: per-label F1 over a file of labelled passages.

The file holds one JSON object a line: `text` and the thirteen labels; a label that is null there
is not scored. Without a file it is the project's own set, tests/reading/evaluation, whose chatter
should be met with silence and whose updates each deserve a question.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.advice.look import look
from bot.benefits.reading import DELIVERY, UPDATE_SLOTS, Said
from bot.ports import Reader
from bot.reading.local import LocalReader
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from tests.fakes import FakeLibrary

LABELS = ("is_update", *DELIVERY, "outcome_claim", *UPDATE_SLOTS)
GOAL = 0.88
OWN = Path(__file__).parents[1] / "reading" / "evaluation"


def rows(path: Path) -> list[dict[str, Any]]:
    """The labelled passages of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def wanted(row: Mapping[str, Any], label: str) -> bool | None:
    """What the annotators say; None where they disagreed."""
    cells: Mapping[str, Any] = row["delivery"] if label in DELIVERY else row
    return cells.get(label)


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """F1 of the positive class over pairs of wanted and found; 0 where there is none."""
    pairs = list(pairs)
    hits = sum(want and got for want, got in pairs)
    misses = sum(want != got for want, got in pairs)
    return 2 * hits / (2 * hits + misses) if hits else 0.0


def score(reader: Reader, passages: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """F1 by label, and their mean as `macro`."""
    pairs: dict[str, list[tuple[bool, bool]]] = {label: [] for label in LABELS}
    for row in passages:
        found = reader.read(Said(text=row["text"])).labels()
        for label in LABELS:
            want = wanted(row, label)
            if want is not None:
                pairs[label].append((want, found[label]))
    scores = {label: f1(pairs[label]) for label in LABELS}
    return {**scores, "macro": sum(scores.values()) / len(LABELS)}


def balanced_accuracy(pairs: Iterable[tuple[bool, bool]]) -> float:
    """The mean share found right, of the wanted and of the others; 0 where either is missing."""
    pairs = list(pairs)
    right = [[want == got for want, got in pairs if want is side] for side in (True, False)]
    return sum(sum(one) / len(one) for one in right) / 2 if all(right) else 0.0


class Whole:
    """The project's own set, read once: what the bot takes for an update, and what it asks."""

    def __init__(self, reader: Reader, folder: Path = OWN) -> None:
        self._reader = reader
        self._passages = rows(folder / "passages.jsonl")
        self._chatter = rows(folder / "chatter.jsonl")
        self._updates = rows(folder / "updates.jsonl")
        self._talk = rows(folder / "talk.jsonl")
        self._deliveries = rows(folder / "deliveries.jsonl")
        self._texts = load_texts()

    def challenged(self, text: str) -> bool:
        """Whether a post of an investment with nothing on record would be met with a question."""
        if not self._reader.could_be_update(text):
            return False
        voice = PlainVoice(self._texts)
        found = look(Said(text=text), self._reader, self._texts.wordings, FakeLibrary(), voice)
        return bool(found.questions)

    def figures(self) -> dict[str, str]:
        """What is printed beside the F1 of the labels, by its name."""
        return {
            "is_update balanced accuracy, all texts": f"{balanced_accuracy(self._said()):.3f}",
            "chatter challenged": self._asked(self._chatter),
            "updates challenged": self._asked(self._updates),
            "chatter of other voices challenged": self._asked(self._talk),
            "updates of other voices challenged": self._asked(self._deliveries),
            "kinds of delivery in updates, F1": f"{f1(self._kinds()):.3f}",
        }

    def _asked(self, posts: Sequence[Mapping[str, Any]]) -> str:
        return f"{sum(self.challenged(row['text']) for row in posts)} of {len(posts)}"

    def _said(self) -> Iterator[tuple[bool, bool]]:
        """Wanted and found of `is_update`, over the three files."""
        given = [(row["text"], wanted(row, "is_update")) for row in self._passages]
        given += [(row["text"], False) for row in self._chatter]
        given += [(row["text"], True) for row in self._updates]
        for text, want in given:
            if want is not None:
                yield want, self._reader.read(Said(text=text)).is_update

    def _kinds(self) -> Iterator[tuple[bool, bool]]:
        """Wanted and found of every kind in every update."""
        for row in self._updates:
            found = self._reader.read(Said(text=row["text"])).deliveries
            yield from ((kind in row["deliveries"], kind in found) for kind in DELIVERY)


def run(args: list[str]) -> int:
    """Score a file, or the project's own set, a line a figure; 0 where the goal is met."""
    parser = argparse.ArgumentParser(prog="read", description=run.__doc__)
    parser.add_argument("--file", type=Path, help="labelled passages, JSON lines")
    parser.add_argument("--quick", action="store_true", help="accepted; this bench is quick")
    parser.add_argument("--seed", type=int, default=0, help="accepted; nothing here is random")
    options = parser.parse_args(args)
    passages = rows(options.file or OWN / "passages.jsonl")
    reader = LocalReader()
    scores = score(reader, passages)
    further = {} if options.file else Whole(reader).figures()
    for label in LABELS:
        print(f"{label}: {scores[label]:.3f}")
    for name, figure in further.items():
        print(f"{name}: {figure}")
    print(f"macro-F1: {scores['macro']:.3f} (goal {GOAL:.2f})")
    holds = scores["macro"] >= GOAL
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1
