"""Finding the right passage, and finding none, over the labelled queries."""

from functools import cache

import pytest

from knowledge.library import KnowledgeBase, load_passages
from prompts.templates import load_texts
from tests.knowledge.labelled import HALVES, Half, Query, found, load_queries, share


@cache
def queries() -> list[Query]:
    return load_queries(load_texts().wordings)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return KnowledgeBase(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("half", "by_topic", "at_least"),
    [
        ("chosen_on", True, 0.95),
        ("kept_aside", True, 0.95),
        ("chosen_on", False, 0.85),
        ("kept_aside", False, 0.80),
    ],
)
def test_a_right_passage_is_among_the_first_three(
    knowledge: KnowledgeBase, half: Half, by_topic: bool, at_least: float
) -> None:
    """Within a question's topics nearly always, among all passages mostly."""
    fitting = [query for query in queries() if query.half == half and query.good]
    hits, total = share(
        not query.good.isdisjoint(found(knowledge, query, by_topic=by_topic)) for query in fitting
    )
    assert hits >= at_least * total


@pytest.mark.parametrize(
    ("half", "by_topic", "at_least"),
    [
        ("chosen_on", True, 0.90),
        ("kept_aside", True, 0.75),
        ("chosen_on", False, 0.85),
        ("kept_aside", False, 0.65),
    ],
)
def test_words_that_nothing_fits_mostly_find_nothing(
    knowledge: KnowledgeBase, half: Half, by_topic: bool, at_least: float
) -> None:
    """Small talk is seldom given a source."""
    others = [query for query in queries() if query.half == half and not query.good]
    silent, total = share(not found(knowledge, query, by_topic=by_topic) for query in others)
    assert silent >= at_least * total


def test_the_measurement_is_large_enough_to_mean_something() -> None:
    """Both halves hold many queries, of both sorts, each with an id of its own."""
    assert len({query.id for query in queries()}) == len(queries())
    for half in HALVES:
        part = [query for query in queries() if query.half == half]
        assert sum(1 for query in part if query.good) >= 60
        assert sum(1 for query in part if not query.good) >= 15


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.id)
def test_a_right_answer_exists_and_is_within_reach(query: Query) -> None:
    """The measurement is kept in step with the passages and the questions' topics."""
    by_id = {passage.id: passage for passage in load_passages()}
    assert query.good <= by_id.keys()
    within = [id for id in query.good if set(by_id[id].topics) & set(query.topics)]
    assert bool(within) == bool(query.good)
