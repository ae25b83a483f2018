"""The labelled queries: what is asked, among which topics, and what would be right to cite."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, cast

import yaml

from bot.benefits.facts import Slot, Value
from bot.benefits.questions import Signal, Wording, wording_for
from bot.ports import Library

Half = Literal["chosen_on", "kept_aside"]
HALVES: tuple[Half, ...] = ("chosen_on", "kept_aside")
"""Weights and threshold are chosen on the first half; the second one only judges."""


class Query(Value):
    """Some words, the topics to look among, and the passages that are right answers.

    `default` is what the question would cite where nothing is found; None where no question is
    put, but something looked up.
    """

    id: str
    words: str
    topics: tuple[str, ...]
    good: frozenset[str]
    default: str | None

    @property
    def half(self) -> Half:
        """Settled by the id alone."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[0] % 2]


def load_queries(wordings: Sequence[Wording]) -> list[Query]:
    """Every query, with the topics and the default of the question that would be put."""
    source = Path(__file__).with_name("labelled.yaml").read_text("utf-8")
    return [_query(row, wordings) for row in yaml.safe_load(source)["queries"]]


def _query(row: dict[str, object], wordings: Sequence[Wording]) -> Query:
    common = {"id": row["id"], "words": row["words"], "good": row["good"]}
    if "pair" not in row:
        return Query.model_validate(common | {"topics": row["topics"], "default": None})
    asks, _, signal = str(row["pair"]).partition("/")
    wording = wording_for(cast(Slot, asks), cast(Signal, signal), wordings)
    return Query.model_validate(common | {"topics": wording.topics, "default": wording.default})


def found(library: Library, query: Query, *, by_topic: bool = True) -> list[str]:
    """The ids of the first three passages found, among the topics or among all."""
    topics = query.topics if by_topic else ()
    return [one.passage.id for one in library.search(query.words, topics, limit=3)]


def share(hits: Iterable[bool]) -> tuple[int, int]:
    """How many of how many."""
    counted = list(hits)
    return sum(counted), len(counted)
