"""Makes the kinds of words: those of the examples and of WordLlama's vocabulary, by their vectors.

Run as `python -m bot.reading.grouping FILE.jsonl…` when the examples have many new words; the head
is trained anew after it. Needs the training group (scikit-learn).
"""

import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.reading import examples, kinds
from bot.reading.tokens import sorted_tokens

COMMON = 150
"""Of the commonest words each is a kind of its own: they say how a thing is told, not what."""

KINDS = 300
SEED = 0

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
START = "▁"
"""What a word begins with among WordLlama's tokens."""


def grouped(
    counted: Counter[str],
    vectors: npt.NDArray[np.float32],
    many: int = KINDS,
    common: int = COMMON,
) -> dict[str, int]:
    """The kind of every word, in their order a vector each; what is common has none but its own."""
    from sklearn.cluster import (  # type: ignore[import-untyped]  # noqa: PLC0415 (training only)
        MiniBatchKMeans,
    )

    words = list(counted)
    weights = np.sqrt([max(1, counted[word]) for word in words])
    means = MiniBatchKMeans(many, random_state=SEED, n_init=1, batch_size=2048)
    found = means.fit(vectors, sample_weight=weights).labels_
    own = {word for word, _ in counted.most_common(common)}
    pairs = zip(words, found.tolist(), strict=True)
    return {word: -1 if word in own else kind for word, kind in pairs}


def main(paths: Sequence[str]) -> None:
    """Make the table from files of examples and write it."""
    from tokenizers import Tokenizer  # noqa: PLC0415 (training only)

    tokenizer = Tokenizer.from_file(str(_within_wheel(TOKENIZER)))
    counted = _counted(paths)
    counted.update(dict.fromkeys(_whole_words(tokenizer), 0))
    kinds.write(grouped(counted, _vectors(tokenizer, list(counted))), kinds.FILE)


def _counted(paths: Sequence[str]) -> Counter[str]:
    given = examples.load(Path(path) for path in sorted(paths))
    return Counter(
        token for one in given for sort, token in sorted_tokens(one.text) if sort == "word"
    )


def _whole_words(tokenizer: Any) -> list[str]:
    """The words of the vocabulary that are no piece of one."""
    words = {
        token.removeprefix(START).lower() for token in tokenizer.get_vocab() if token[:1] == START
    }
    return sorted(word for word in words if len(word) >= kinds.SHORTEST and word.isalpha())


def _vectors(tokenizer: Any, words: Sequence[str]) -> npt.NDArray[np.float32]:
    """A row of unit length for each word: the mean over its pieces, long ones above all."""
    from safetensors.numpy import load_file  # noqa: PLC0415 (training only)

    weights = load_file(_within_wheel(WEIGHTS))["embedding.weight"]
    pieces = [tokenizer.encode(word, add_special_tokens=False) for word in words]
    rows = np.stack([_mean(weights[one.ids], one.tokens) for one in pieces])
    found: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def _mean(rows: npt.NDArray[np.float16], pieces: Sequence[str]) -> npt.NDArray[np.float32]:
    lengths = [len(piece.removeprefix(START)) ** 2 or 1 for piece in pieces]
    found: npt.NDArray[np.float32] = np.average(rows.astype(np.float32), axis=0, weights=lengths)
    return found


def _within_wheel(path: str) -> Path:
    spec = find_spec("wordllama")
    folders = (spec and spec.submodule_search_locations) or ()
    return next(Path(folder) / path for folder in folders)


if __name__ == "__main__":
    main(sys.argv[1:])
