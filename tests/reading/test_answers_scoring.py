"""The scorer of replies: what counts as right."""

from typing import Any

import pytest

from tests.bench._replies import details, matches, paired
from tests.bench.answers import Tally, count, is_kept_aside
from tests.reading.test_answers_properties import READER

FOURTEEN = {"slot": "baseline", "value": 14, "unit": "days", "as_of": "2026-Q1"}


@pytest.mark.parametrize(
    ("label", "found", "right"),
    [
        (FOURTEEN, FOURTEEN, True),
        (FOURTEEN, {**FOURTEEN, "value": 15}, False),
        (FOURTEEN, {**FOURTEEN, "unit": "weeks"}, False),
        (FOURTEEN, {**FOURTEEN, "slot": "current"}, False),
        (FOURTEEN, {**FOURTEEN, "as_of": None}, False),
        ({**FOURTEEN, "as_of": "?"}, {**FOURTEEN, "as_of": None}, True),
        ({**FOURTEEN, "unit": ["days", "weeks"]}, {**FOURTEEN, "unit": "weeks"}, True),
        ({"slot": "owner", "person": "me"}, {"slot": "owner", "person": "U9"}, True),
        ({"slot": "owner", "person": "me"}, {"slot": "owner", "person": "Mei"}, False),
        ({"slot": "evidence", "ref": "WMS"}, {"slot": "evidence", "ref": "the WMS"}, True),
    ],
)
def test_a_fact_is_right_in_all_that_counts(
    label: dict[str, Any], found: dict[str, Any], right: bool
) -> None:
    """An open value fits all, a list fits any of it, "me" is the sender."""
    assert matches(label, found, "U9") is right


def test_no_fact_counts_twice() -> None:
    """Two labels alike need two facts; what is certain is paired before what may be."""
    labels = [{**FOURTEEN, "maybe": True}, FOURTEEN]
    assert paired(labels, [FOURTEEN], [(0, 0), (1, 0)]) == [(1, 0)]


def test_details_count_where_a_label_says_them() -> None:
    """A bound, a part, a measure."""
    label = {**FOURTEEN, "bound": ">", "segment": "sales"}
    assert details(label, {**FOURTEEN, "bound": ">"}) == (1, 2)


def test_each_reply_is_counted_once() -> None:
    """Half of them is kept aside, by the seed and the id alone."""
    tally = Tally()
    row = {"id": "x", "asked": "baseline", "text": "14 days", "kind": "answer", "facts": []}
    count(tally, row, READER)
    assert (tally.replies, tally.kinds, tally.found, tally.wanted, tally.loose) == (1, 1, 1, 0, 0)
    assert len(tally.shown) == 1
    sides = [is_kept_aside({"id": f"a{n}"}, 7) for n in range(400)]
    assert 150 < sum(sides) < 250
