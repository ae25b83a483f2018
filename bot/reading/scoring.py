"""The trained head: how likely a text is to have each label, and which statement says so.

A statement scores by the weights of its traits; a text has a label where one of its statements
has it, each by itself ("noisy or"), a long text less readily. Weights come from `training`, on
the examples of the project alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.benefits.reading import DELIVERY, UPDATE_SLOTS
from bot.reading import traits
from bot.reading.letters import Letters
from bot.reading.rules import Found
from bot.reading.statements import Statement
from bot.reading.traits import Traits

LABELS: tuple[str, ...] = ("is_update", *DELIVERY, "outcome_claim", *UPDATE_SLOTS)
"""The thirteen yes-or-no labels, in the order of the weights."""

FILE = Path(__file__).with_name("head.npz")
"""The weights the project is delivered with."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bounds:
    """Between these likelihoods the rules decide; below a label is absent, above it is present."""

    absent: float
    present: float


@dataclass(frozen=True)
class Scores:
    """What the head says of one text: likelihood by label, and the score of each statement.

    `heard` is what the encoder makes of it, where it was asked.
    """

    likely: Mapping[str, float]
    statements: tuple[Statement, ...]
    by_statement: Floats
    traits: tuple[Traits, ...]
    heard: Mapping[str, float] | None = None

    def odds(self, label: str) -> float:
        """The likelihood of a label as the logarithm of its odds."""
        likely = min(max(self.likely[label], 1e-9), 1 - 1e-9)
        return math.log(likely / (1 - likely))

    def best(self, label: str) -> list[Statement]:
        """The statements from the one that most says so to the one that least does."""
        column = self.by_statement[:, LABELS.index(label)]
        return [self.statements[place] for place in np.argsort(-column, kind="stable")]


class Head:
    """Weights by trait and label; a trait never seen in training weighs nothing."""

    def __init__(
        self,
        names: Sequence[str],
        weights: Floats,
        bias: Floats,
        bounds: Mapping[str, Bounds],
        letters: Letters,
    ) -> None:
        self.names, self.letters = tuple(names), letters
        self.weights, self.bias, self.bounds = weights, bias, dict(bounds)
        self._rows = {name: row for row, name in enumerate(self.names)}

    def scores(self, found: Found, heard: Mapping[str, float] | None = None) -> Scores:
        """What the head says of a text the rules have been through."""
        seen = traits.of(found)
        rows = [self._score(one) for _, one in seen]
        by_statement = np.array(rows) if rows else np.full((0, len(LABELS)), -30.0)
        return Scores(
            likely=dict(zip(LABELS, pooled(by_statement).tolist(), strict=True)),
            statements=tuple(statement for statement, _ in seen),
            by_statement=by_statement,
            traits=tuple(one for _, one in seen),
            heard=heard,
        )

    def _score(self, seen: Traits) -> Floats:
        known = [(self._rows[name], value) for name, value in seen.items() if name in self._rows]
        if not known:
            return self.bias
        rows, values = zip(*known, strict=True)
        found: Floats = np.asarray(values) @ self.weights[list(rows)] + self.bias
        return found

    def reasons(self, seen: Traits, label: str, most: int = 4) -> list[tuple[str, float]]:
        """The traits that spoke loudest for a label in a statement, with what each added."""
        column = LABELS.index(label)
        found = [
            (name, float(value * self.weights[self._rows[name], column]))
            for name, value in seen.items()
            if name in self._rows
        ]
        return sorted((one for one in found if one[1] > 0), key=lambda one: -one[1])[:most]


LENGTH = 0.7
"""How far the odds shrink with the number of statements: many small doubts make no certainty."""


def pooled(by_statement: Floats) -> Floats:
    """The likelihood that at least one statement has a label; nothing has none."""
    return likelihood(np.logaddexp(0.0, by_statement).sum(axis=0), len(by_statement))


def likelihood(summed: Floats, statements: int | Floats) -> Floats:
    """Of a text, from the sum over its statements of how surely each has the label."""
    odds = np.expm1(np.minimum(summed, 500.0))
    found: Floats = odds / (odds + np.maximum(statements, 1) ** LENGTH)
    return found


def write(head: Head, path: Path) -> None:
    """Keep a head. The same head gives the same arrays."""
    bounds = [[head.bounds[label].absent, head.bounds[label].present] for label in LABELS]
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(head.names).encode(), dtype=np.uint8),
        weights=head.weights.astype(np.float16),
        bias=head.bias.astype(np.float32),
        bounds=np.array(bounds, dtype=np.float32),
        letters=head.letters.weights.astype(np.float16),
        lettered=np.float32(head.letters.bias),
    )


def read(path: Path) -> Head:
    """A head that was kept."""
    with np.load(path, allow_pickle=False) as kept:
        names = kept["names"].tobytes().decode().split("\n")
        bounds = {
            label: Bounds(float(absent), float(present))
            for label, (absent, present) in zip(LABELS, kept["bounds"], strict=True)
        }
        weights, bias = kept["weights"].astype(np.float64), kept["bias"].astype(np.float64)
        letters = Letters(kept["letters"].astype(np.float64), float(kept["lettered"]))
    return Head(names, weights, bias, bounds, letters)


@cache
def delivered() -> Head:
    """The head the project is delivered with, read once."""
    return read(FILE)
