"""How well labels are read: precision, recall and F1 by label, beside two plain baselines."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.benefits.reading import Said
from bot.ports import Reader
from bot.reading.examples import Example
from bot.reading.scoring import LABELS

Bools = npt.NDArray[np.bool_]
Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

DRAWS = 500
SEED = 20260101
WORST = 10


@dataclass(frozen=True)
class Tally:
    """Of one label: right, found though absent, missed."""

    hits: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.hits / max(1, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Of the positive class; 0 where there is nothing to be right about."""
        return 2 * self.hits / max(1, 2 * self.hits + self.extra + self.missed)


@dataclass(frozen=True)
class Measured:
    """One reader over one file: a row a passage, a column a label, cells without a ruling out."""

    ids: tuple[str, ...]
    wanted: Bools
    found: Bools
    ruled: Bools

    def tally(self, label: str) -> Tally:
        """The counts of one label."""
        return _tally(self, LABELS.index(label), np.arange(len(self.ids)))

    @property
    def macro(self) -> float:
        """The mean F1 over the thirteen labels."""
        return _macro(self, np.arange(len(self.ids)))

    def interval(self, draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
        """Between these the macro-F1 of 95 in 100 sets drawn from this one lies."""
        chance, size = np.random.default_rng(seed), len(self.ids)
        if not size:
            return 0.0, 0.0
        seen = [_macro(self, chance.integers(0, size, size)) for _ in range(draws)]
        low, high = np.percentile(seen, [2.5, 97.5])
        return float(low), float(high)

    def worst(self, most: int = WORST) -> list[tuple[str, list[str]]]:
        """The passages with most labels wrong, and which."""
        wrong = (self.wanted != self.found) & self.ruled
        order = np.argsort(-wrong.sum(axis=1), kind="stable")[:most]
        told = [(self.ids[row], [LABELS[at] for at in np.flatnonzero(wrong[row])]) for row in order]
        return [one for one in told if one[1]]

    def confusion(self) -> dict[str, int]:
        """Updates and others, as they are and as they were taken."""
        wanted, found = (table[:, 0][self.ruled[:, 0]] for table in (self.wanted, self.found))
        return {
            "updates read": int((wanted & found).sum()),
            "updates missed": int((wanted & ~found).sum()),
            "others taken for updates": int((~wanted & found).sum()),
            "others left alone": int((~wanted & ~found).sum()),
        }

    def as_json(self) -> dict[str, Any]:
        """Everything measured, rounded to three places."""
        tallies = {label: self.tally(label) for label in LABELS}
        return {
            "macro_f1": round(self.macro, 3),
            "interval": [round(one, 3) for one in self.interval()],
            "labels": {
                label: {
                    "precision": round(one.precision, 3),
                    "recall": round(one.recall, 3),
                    "f1": round(one.f1, 3),
                }
                for label, one in tallies.items()
            },
            "is_update": self.confusion(),
            "worst": [{"id": id, "wrong": labels} for id, labels in self.worst()],
        }


def _tally(measured: Measured, column: int, rows: npt.NDArray[np.int64]) -> Tally:
    ruled = measured.ruled[rows, column]
    wanted, found = measured.wanted[rows, column], measured.found[rows, column]
    return Tally(
        int((wanted & found & ruled).sum()),
        int((~wanted & found & ruled).sum()),
        int((wanted & ~found & ruled).sum()),
    )


def _macro(measured: Measured, rows: npt.NDArray[np.int64]) -> float:
    return sum(_tally(measured, column, rows).f1 for column in range(len(LABELS))) / len(LABELS)


def measure(given: Sequence[Example], labels: Sequence[Mapping[str, bool]]) -> Measured:
    """What was found in each passage, set against its labels."""
    shape = (len(given), len(LABELS))
    wanted = [[bool(one.labels[label]) for label in LABELS] for one in given]
    ruled = [[one.labels[label] is not None for label in LABELS] for one in given]
    found = [[one[label] for label in LABELS] for one in labels]
    tables = [np.array(rows, dtype=bool).reshape(shape) for rows in (wanted, found, ruled)]
    return Measured(tuple(one.id for one in given), *tables)


def by_reader(given: Sequence[Example], reader: Reader) -> Measured:
    """A reader, measured."""
    return measure(given, [reader.read(Said(text=one.text)).labels() for one in given])


_WORDS = {
    "milestone": r"launch|releas|complet|deliver|live|deploy|migrat|roll(?:ed)? ?out",
    "adoption": r"users?\b|adopt|sign-?ups?|log-?ins?|visits|downloads",
    "automation": r"automat|robot|self-service",
    "reporting": r"dashboard|report|analytics|data ?set",
    "technical_health": r"uptime|patch|latency|sla\b|security|accessib|coverage",
    "outcome_claim": r"reduc|improv|faster|sav(?:ed|ing)|fewer|increas",
    "baseline": r"baseline|before|previously|from \d|used to",
    "target": r"target|goal|aim|objective|by 20\d\d",
    "current": r"now\b|%|to \d",
    "owner": r"owner|responsible|accountable|led by|lead:",
    "evidence": r"according to|survey|source|study|data show",
    "timeframe": r"20\d\d|q[1-4]\b|since|last (?:month|year|quarter|week)",
}


def by_keywords(given: Sequence[Example]) -> Measured:
    """A plain list of words; an update is whatever holds one of them."""
    patterns = {label: re.compile(words, re.IGNORECASE) for label, words in _WORDS.items()}
    rows = []
    for one in given:
        row = {label: bool(pattern.search(one.text)) for label, pattern in patterns.items()}
        rows.append({"is_update": any(row.values()), **row})
    return measure(given, rows)


def by_embeddings(given: Sequence[Example], learnt: Sequence[Example], embed: Embed) -> Measured:
    """Logistic regression on the embedding of a whole passage and nothing else.

    Needs scikit-learn, of the training group.
    """
    from sklearn.linear_model import (  # type: ignore[import-untyped]  # noqa: PLC0415
        LogisticRegression,
    )

    known, new = embed([one.text for one in learnt]), embed([one.text for one in given])
    found: dict[str, Bools] = {}
    for label in LABELS:
        wanted = [bool(one.labels[label]) for one in learnt]
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
        found[label] = model.fit(known, wanted).predict(new)
    return measure(
        given, [{label: bool(found[label][row]) for label in LABELS} for row in range(len(given))]
    )
