"""Kinds of words: what is learnt of one word holds for those that keep the same company.

The few hundred commonest words are each a kind of their own; the others fall into kinds by their
vectors (`grouping`). A word the table lacks is looked for without its ending.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from bot.reading.tokens import sorted_tokens

FILE = Path(__file__).with_name("kinds.npz")
"""The table the project is delivered with."""

ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "'s")
SHORTEST = 3
"""Letters that are left of a word without its ending."""


@cache
def table() -> Mapping[str, str]:
    """The kind of every word that has one, read once."""
    with np.load(FILE, allow_pickle=False) as kept:
        words = kept["words"].tobytes().decode().split("\n")
        kinds = kept["kinds"].tolist()
    return {word: word if kind < 0 else str(kind) for word, kind in zip(words, kinds, strict=True)}


def of(text: str) -> list[str]:
    """The tokens of a text, each word by its kind and whether it tells of the past or goes on."""
    return list(_of(text))


def _of(text: str) -> Iterator[str]:
    for sort, token in sorted_tokens(text):
        yield _worded(token) if sort == "word" else token


def _worded(word: str) -> str:
    kind = _kind(word)
    if kind == word:
        return word
    past, going_on = word.endswith("ed"), word.endswith("ing")
    return f"{kind}{'+d' if past else '+g' if going_on else ''}"


def _kind(word: str) -> str:
    known = table()
    if word in known:
        return known[word]
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST and (kind := known.get(stem)):
            return kind if kind != stem else "?"
    return "?"


def write(kinds: Mapping[str, int], path: Path) -> None:
    """Keep a table; below zero a word is a kind of its own."""
    words = sorted(kinds)
    np.savez_compressed(
        path,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        kinds=np.array([kinds[word] for word in words], dtype=np.int16),
    )
