"""Kinds of words: what is learnt of one word holds for its like."""

from collections import Counter

import numpy as np
import pytest

from bot.reading import grouping, kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [("reduced", "cut+d"), ("migrated", "migrate+d"), ("dashboard", "dashboards")],
)
def test_words_of_one_company_are_of_one_kind(one: str, other: str) -> None:
    """Whatever their ending; whether they tell of the past stays visible."""
    (found,), (alike,) = kinds.of(one), kinds.of(other.removesuffix("+d"))
    assert found == alike + ("+d" if other.endswith("+d") else "")


@pytest.mark.parametrize(
    ("text", "told"),
    [("the", ["the"]), ("xqzzvk", ["?"]), ("14%", ["<percent>"]), ("", [])],
)
def test_what_has_no_kind_is_told_as_what_it_is(text: str, told: list[str]) -> None:
    """The commonest words are themselves, figures their sort, unknown words unknown."""
    assert kinds.of(text) == told


def test_words_fall_into_kinds_by_their_vectors() -> None:
    """Words that lie together are of one kind, and the commonest of none but their own."""
    counted = Counter({"the": 9, "near": 1, "by": 1, "far": 1})
    vectors = np.array([[0, 1], [1, 0], [1, 0], [0, 1]], dtype=np.float32)
    found = grouping.grouped(counted, vectors, many=2, common=1)
    assert found["the"] == -1
    assert found["near"] == found["by"] != found["far"]
