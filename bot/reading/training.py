"""Training of the head on labelled examples: logistic weights over statements, pooled by "or".

Run as `python -m bot.reading.training FILE.jsonl…`; writes the head beside this module. Needs the
training group (scipy, which scikit-learn brings). The same examples give the same head.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.benefits.reading import Said
from bot.reading import examples, letters, rules, scoring, traits
from bot.reading.examples import Example
from bot.reading.letters import Letters
from bot.reading.scoring import LABELS, Bounds, Floats, Head

RAREST = 4
"""A trait of fewer passages is not learnt."""

STRENGTH = 0.7
"""Weight of the examples against the wish for small weights."""

STEPS = 80

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Corpus:
    """Examples as numbers: a row of traits for each statement, and whose statement it is."""

    def __init__(self, given: Sequence[Example]) -> None:
        from scipy import sparse  # type: ignore[import-untyped]  # noqa: PLC0415 (training only)

        found = [rules.find(Said(text=one.text)) for one in given]
        seen = [[row for _, row in traits.of(one)] or [{}] for one in found]
        self.size = len(given)
        self.names = _names(seen)
        self.owner: Ints = np.repeat(np.arange(len(seen)), [len(rows) for rows in seen])
        self.rows: Any = sparse.csr_matrix(*_entries(seen, self.names))

    def of(self, chosen: Ints) -> tuple[Any, Ints]:
        """The statements of some passages, and whose they are among these."""
        place = np.full(self.size, -1)
        place[chosen] = np.arange(len(chosen))
        kept = place[self.owner] >= 0
        return self.rows[np.flatnonzero(kept)], place[self.owner][kept]


def _names(seen: Sequence[Sequence[traits.Traits]]) -> list[str]:
    counted = Counter(name for rows in seen for name in sorted(set().union(*rows)))
    return sorted(name for name, times in counted.items() if times >= RAREST)


def _entries(
    seen: Sequence[Sequence[traits.Traits]], names: Sequence[str]
) -> tuple[tuple[list[float], tuple[list[int], list[int]]], tuple[int, int]]:
    place = {name: column for column, name in enumerate(names)}
    values, at, columns, row = [], [], [], 0
    for one in (one for rows in seen for one in rows):
        for name, value in one.items():
            if name in place:
                values.append(value)
                at.append(row)
                columns.append(place[name])
        row += 1
    return (values, (at, columns)), (row, len(names))


def fitted(rows: Any, owner: Ints, wanted: Bools) -> Floats:
    """Weights and, last, the bias that make the wanted passages likely and the others not."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # noqa: PLC0415 (training only)

    turned = rows.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = rows @ weights[:-1] + weights[-1]
        total = np.bincount(owner, np.logaddexp(0.0, score), minlength=len(wanted))
        likely = np.clip(-np.expm1(-total), 1e-9, 1 - 1e-9)
        cost = -np.where(wanted, np.log(likely), -total).sum() * STRENGTH
        pull = np.where(wanted, -(1 - likely) / likely, 1.0)[owner] * STRENGTH
        slope = pull / (1 + np.exp(-np.clip(score, -30, 30)))
        plain = weights[:-1]
        return cost + 0.5 * plain @ plain, np.append(turned @ slope + plain, slope.sum())

    start = np.append(np.zeros(rows.shape[1]), -2.0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    best: Floats = found.x
    return best


def train(given: Sequence[Example]) -> Head:
    """The head of these examples."""
    corpus = Corpus(given)
    rows, owner = corpus.of(np.arange(corpus.size))
    wanted = {label: np.array([bool(one.labels[label]) for one in given]) for label in LABELS}
    weights = np.stack([fitted(rows, owner, wanted[label]) for label in LABELS], axis=1)
    heard = lettered([one for one in given if one.home in POSTS])
    return _without_dust(Head(corpus.names, weights[:-1], weights[-1], BOUNDS, heard))


POSTS = frozenset(
    ("channels", "desk_news", "desk_talk", "posts", "quiet", "short", "slack_updates")
)
"""The files of what is posted in channels: only there do letters tell news from talk."""

MILD = 10.0
"""Weight of the posts against the wish for small weights of letters."""


def lettered(posts: Sequence[Example]) -> Letters:
    """The weights of letters that tell the posts which are updates from the others."""
    from scipy import sparse  # noqa: PLC0415 (training only)
    from sklearn.linear_model import (  # type: ignore[import-untyped]  # noqa: PLC0415 (training only)
        LogisticRegression,
    )

    wanted = [bool(one.labels["is_update"]) for one in posts]
    if len(set(wanted)) < len((True, False)):
        return Letters(np.zeros(1 << letters.BITS), 0.0)
    seen = [letters.places(one.text) for one in posts]
    values = np.concatenate([np.full(len(one), max(1, len(one)) ** -0.5) for one in seen])
    ends = np.cumsum([0, *map(len, seen)])
    rows = sparse.csr_matrix(
        (values, np.concatenate(seen), ends), shape=(len(posts), 1 << letters.BITS)
    )
    model = LogisticRegression(C=MILD, max_iter=300, solver="liblinear").fit(rows, wanted)
    return Letters(model.coef_[0], float(model.intercept_[0]))


BOUNDS = {
    "is_update": Bounds(absent=0.36, present=0.5),
    "milestone": Bounds(absent=0.25, present=0.5),
    "adoption": Bounds(absent=0.05, present=0.2),
    "automation": Bounds(absent=0.05, present=0.15),
    "reporting": Bounds(absent=0.05, present=0.3),
    "technical_health": Bounds(absent=0.05, present=0.3),
    "outcome_claim": Bounds(absent=0.03, present=0.25),
    "baseline": Bounds(absent=0.05, present=0.3),
    "target": Bounds(absent=0.02, present=0.35),
    "current": Bounds(absent=0.05, present=0.27),
    "owner": Bounds(absent=0.03, present=0.25),
    "evidence": Bounds(absent=0.05, present=0.4),
    "timeframe": Bounds(absent=0.07, present=0.35),
}
"""Measured on examples of trades left out of training and on texts from outside, half and half;
since then moved where passages of our own and others' read better too.

What prose often only looks like having is absent sooner. To challenge chatter costs more than to
miss an update: for `is_update` both are high.
"""


DUST = 0.02


def _without_dust(head: Head) -> Head:
    """Without the traits that move no label."""
    kept = np.flatnonzero(np.abs(head.weights).max(axis=1) >= DUST)
    names = [head.names[row] for row in kept]
    return Head(names, head.weights[kept], head.bias, head.bounds, head.letters)


def main(paths: Sequence[str]) -> None:
    """Train on files of examples and write the head."""
    head = train(examples.load(Path(path) for path in sorted(paths)))
    scoring.write(head, scoring.FILE)


if __name__ == "__main__":
    main(sys.argv[1:])
