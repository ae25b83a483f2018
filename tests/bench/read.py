"""How well the reader reads: per-label F1 over a file of labelled passages.

The file holds one JSON object a line: `text` and the thirteen labels; a label that is null there
is not scored. It is given by path and never part of the project.
"""

import argparse
import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.benefits.reading import DELIVERY, UPDATE_SLOTS, Said
from bot.ports import Reader
from bot.reading.local import LocalReader

LABELS = ("is_update", *DELIVERY, "outcome_claim", *UPDATE_SLOTS)
GOAL = 0.70


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


def run(args: list[str]) -> int:
    """Score a file and print a line a figure; 0 where the goal is met."""
    parser = argparse.ArgumentParser(prog="read", description=run.__doc__)
    parser.add_argument("--file", type=Path, required=True, help="labelled passages, JSON lines")
    parser.add_argument("--quick", action="store_true", help="accepted; this bench is quick")
    parser.add_argument("--seed", type=int, default=0, help="accepted; nothing here is random")
    options = parser.parse_args(args)
    passages = rows(options.file)
    begun = time.perf_counter()
    scores = score(LocalReader(), passages)
    spent = (time.perf_counter() - begun) * 1000 / max(1, len(passages))
    for label in LABELS:
        print(f"{label}: {scores[label]:.3f}")
    print(f"milliseconds a passage: {spent:.1f}")
    print(f"macro-F1: {scores['macro']:.3f} (goal {GOAL:.2f})")
    holds = scores["macro"] >= GOAL
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1
