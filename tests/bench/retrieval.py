"""How well the knowledge base finds the right passage, and how often it rightly finds none.

Over tests/knowledge/labelled.yaml, half by half; `chosen_on` is what weights and threshold were
chosen on, `kept_aside` what they were not.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ports import Library
from knowledge.embeddings import WordLlamaEmbeddings
from knowledge.library import KnowledgeBase, load_passages
from prompts.templates import load_texts
from tests.knowledge.labelled import HALVES, Query, found, load_queries, share

GOAL = 0.95
SHORT = 3
"""Passages shown: among so few or fewer, any that is found is among the first three."""

ROUNDS = 5


def run(args: list[str]) -> int:
    """Measure both halves and print a line a figure; 0 where the goal is met on both."""
    parser = argparse.ArgumentParser(prog="retrieval", description=run.__doc__)
    parser.add_argument("--half", choices=HALVES, help="one half alone, as while choosing weights")
    parser.add_argument("--misses", action="store_true", help="also print what was not found")
    parser.add_argument("--quick", action="store_true", help="accepted; this bench is quick")
    parser.add_argument("--seed", type=int, default=0, help="accepted; nothing here is random")
    options = parser.parse_args(args)
    queries = load_queries(load_texts().wordings)
    with TemporaryDirectory() as folder:
        library = KnowledgeBase(Path(folder))
        halves = [options.half] if options.half else HALVES
        parts = {half: [one for one in queries if one.half == half] for half in halves}
        met = [_half(half, part, library) for half, part in parts.items()]
        if options.misses:
            _misses([query for part in parts.values() for query in part], library)
        _time([query for part in parts.values() for query in part], library)
    holds = all(met)
    print("all hold" if holds else "not all hold")
    return 0 if holds else 1


def _half(half: str, queries: Sequence[Query], library: Library) -> bool:
    fitting = [query for query in queries if query.good]
    others = [query for query in queries if not query.good]
    asked = [query for query in fitting if query.default is not None]
    long = [query for query in fitting if _passages(query) > SHORT]
    among = share(_is_right(found(library, query), query) for query in fitting)
    _line(half, "right among the first three, by topic", among, f" (goal {GOAL:.0%})")
    _line(
        half,
        f"of these, topics of more than {SHORT} passages",
        share(_is_right(found(library, query), query) for query in long),
    )
    _line(
        half,
        "right first, by topic",
        share(_is_right(found(library, query)[:1], query) for query in fitting),
    )
    _line(
        half,
        "right as cited by the question, default included",
        share(_is_right(found(library, query)[:1] or [query.default], query) for query in asked),
    )
    _line(
        half,
        "right among the first three, without topics",
        share(_is_right(found(library, query, by_topic=False), query) for query in fitting),
    )
    for how, by_topic in (("by topic", True), ("without topics", False)):
        silent = share(not found(library, query, by_topic=by_topic) for query in others)
        _line(half, f"silent where nothing fits, {how}", silent)
    return among[0] >= GOAL * among[1]


def _is_right(ids: Sequence[str | None], query: Query) -> bool:
    return not query.good.isdisjoint(ids)


def _passages(query: Query) -> int:
    return sum(not set(query.topics).isdisjoint(one.topics) for one in load_passages())


def _line(half: str, what: str, counted: tuple[int, int], goal: str = "") -> None:
    hits, total = counted
    print(f"{half}, {what}: {hits}/{total} = {hits / max(1, total):.1%}{goal}")


def _misses(queries: Sequence[Query], library: Library) -> None:
    for query in queries:
        ids = found(library, query)
        if query.good.isdisjoint(ids) if query.good else ids:
            print(f"  {query.id}: found {', '.join(ids) or 'nothing'}: {query.words}")


def _time(queries: Sequence[Query], library: Library) -> None:
    embeddings = WordLlamaEmbeddings()
    embed = _per_query(queries, lambda query: embeddings.embed_query(query.words))
    search = _per_query(queries, lambda query: library.search(query.words, query.topics))
    print(
        f"a search: {search / embed:.1f} embeddings of the same words"
        f" ({search * 1000:.2f} ms; one embedding {embed * 1000:.2f} ms)"
    )


def _per_query(queries: Sequence[Query], do: Callable[[Query], object]) -> float:
    """Seconds a query, the quickest of several rounds."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for query in queries:
            do(query)
        spent.append((time.perf_counter() - begun) / len(queries))
    return min(spent)
