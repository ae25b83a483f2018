"""Examples that are like a text: labelled passages of the project that share its telling words."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from bot.reading.examples import Example
from bot.reading.scoring import LABELS

_WORD = re.compile(r"[a-z]{3,}|\d+")

LONGEST: Final = 300
"""Characters of an example that is shown."""

READ: Final = 2_000
"""Characters of a text that are compared."""


class Alike:
    """Finds examples. They are read when the first is wanted; one object serves many threads."""

    def __init__(self, load: Callable[[], Sequence[Example]]) -> None:
        self._load = load
        self._index: _Index | None = None

    def find(self, text: str, most: int = 3) -> list[Example]:
        """So many updates and so many others, the most alike first."""
        if self._index is None:
            self._index = _Index([one for one in self._load() if len(one.text) <= LONGEST])
        near = self._index.near(text)
        updates = [one for one in near if one.labels["is_update"]]
        others = [one for one in near if one.labels["is_update"] is False]
        return [*updates[:most], *others[:most]]


class _Index:
    """The words of examples, each worth more the fewer of them have it."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._of: dict[str, list[int]] = defaultdict(list)
        self._lengths = [1.0] * len(examples)
        for number, one in enumerate(examples):
            words = _words(one.text)
            self._lengths[number] = math.sqrt(len(words) or 1)
            for word in words:
                self._of[word].append(number)

    def near(self, text: str) -> list[Example]:
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(_words(text[:READ])):
            having = self._of.get(word, ())
            weight = math.log(1 + len(self._examples) / (1 + len(having)))
            for number in having:
                scores[number] += weight / self._lengths[number]
        order = sorted(scores, key=lambda number: (-scores[number], number))
        return [self._examples[number] for number in order]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def shown(examples: Sequence[Example]) -> str:
    """Examples as they are shown: each text on a line, and its labels."""
    return "\n".join(f"“{' '.join(one.text.split())}”: {_labels(one)}" for one in examples)


def _labels(one: Example) -> str:
    if not one.labels["is_update"]:
        return "no update"
    return ", ".join(("update", *(label for label in LABELS[1:] if one.labels[label])))
