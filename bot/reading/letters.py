"""A second opinion on a short post, by its letters alone: whether it tells news or is talk.

The head knows whole words and what rules find; how a word begins, ends and joins the next says
something of words it never saw. Runs of letters are told apart by a hash, never by a table.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LONGEST = 220
"""Characters; a longer text is no post and has no second opinion."""

BITS = 16
"""Of a hash: so many runs are told apart, those that share a place weigh the same."""

RUNS = (3, 4, 5, 6)
"""Letters in a run, those of a blank before and after the text among them."""

_STEP, _SPREAD, _WORD = np.uint64(1_000_003), np.uint64(2_654_435_761), np.uint64(0xFFFFFFFF)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def places(text: str) -> Ints:
    """The places of a text's runs of letters, each once; every digit counts as the same."""
    plain = re.sub(r"\s+", " ", re.sub(r"\d", "0", text[:LONGEST].lower())).strip()
    letters = np.frombuffer(f" {plain} ".encode("utf-32-le", "replace"), dtype="<u4")
    seen, found = letters.astype(np.uint64), [np.zeros(0, dtype=np.int64)]
    for run in range(2, max(RUNS) + 1):
        if len(letters) < run:
            break
        seen = (seen[:-1] * _STEP + letters[run - 1 :]) & _WORD
        if run in RUNS:
            found.append((((seen * _SPREAD) & _WORD) >> np.uint64(32 - BITS)).astype(np.int64))
    return np.unique(np.concatenate(found))


@dataclass(frozen=True)
class Letters:
    """A weight a place, and what is said of a text without any."""

    weights: Floats
    bias: float

    def odds(self, text: str) -> float:
        """How far the letters speak for news; below zero they speak for talk."""
        seen = places(text)
        return float(self.weights[seen].sum() / max(1, len(seen)) ** 0.5) + self.bias
