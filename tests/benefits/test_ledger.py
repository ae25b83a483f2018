"""Which facts count: corrections, later wordings, what was taken back."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.facts import Fact, Recorded
from bot.benefits.ledger import Ledger, in_force, order, scope
from tests.benefits.rows import histories, said
from tests.builders import NOON


def ids(facts: list[Recorded]) -> list[str]:
    return [fact.id for fact in facts]


def test_facts_count_by_message_time_then_edit_time_then_id() -> None:
    """When a row arrived says nothing."""
    facts = [
        said("c", 1),
        said("b", 1),
        said("a", 1, edited_at=NOON + timedelta(days=3), ts="9"),
        said("d", 0),
    ]
    assert ids(sorted(facts, key=order)) == ["d", "b", "c", "a"]


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    """Both stay; one counts, and a correction of the correction counts in turn."""
    first, second = said("a", 0), said("b", 1, 16, supersedes="a")
    third = said("c", 2, 18, supersedes="b")
    assert ids(in_force([third, first, second])) == ["c"]
    found = Ledger([first, second, third])
    assert found.first_said(third) == order(first)
    assert [(old.id, new.id) for old, new in found.corrected()] == [("b", "c"), ("a", "c")]


def test_a_correction_of_what_is_not_at_hand_comes_first() -> None:
    """Rows no longer loaded cannot make the agreed baseline a later one."""
    beside, correction = said("b", 1, 18), said("c", 2, 16, supersedes="long gone")
    found = Ledger([beside, correction])
    assert found.first_said(correction) < found.first_said(beside)
    assert found.corrected() == []


def test_what_was_taken_back_neither_counts_nor_corrects() -> None:
    """Undoing a correction gives the corrected fact its place again."""
    first, second = said("a", 0), said("b", 1, 16, supersedes="a")
    undo = said("u", 2, 16, supersedes="b", withdraws=True)
    assert ids(in_force([undo, second, first])) == ["a"]
    assert in_force([first, said("u", 1, supersedes="a", withdraws=True)]) == []


@pytest.mark.parametrize(
    ("facts", "counting"),
    [
        ([said("a", 0), said("b", 1, 16, corrects=True)], ["b"]),
        ([said("a", 0), said("b", 1, 18), said("c", 2, 16, corrects=True)], ["b", "c"]),
        ([said("a", 0), said("b", 1, 16, segment="north", corrects=True)], ["a", "b"]),
        ([said("b", 1, 16, corrects=True)], ["b"]),
        (
            [
                said("a", 0, 9, "current", as_of="2026-05"),
                said("b", 1, 8, "current", as_of="2026-06"),
                said("c", 2, 7, "current", as_of="2026-05", corrects=True),
            ],
            ["b", "c"],
        ),
        (
            [
                said("a", 0, 9, "current", as_of="2026-05"),
                said("c", 2, 7, "current", as_of="2026-06-03", corrects=True),
            ],
            ["c"],
        ),
        (
            [
                said("a", 0, 9, "current", as_of="2026-05"),
                said("c", 2, 7, "current", as_of="2026-05", corrects=True, author="U9"),
            ],
            ["a", "c"],
        ),
        ([said("a", 0, 9, "target"), said("c", 2, 7, "target", corrects=True)], ["c"]),
    ],
)
def test_a_correction_in_words_that_names_no_fact_means_what_counted(
    facts: list[Recorded], counting: list[str]
) -> None:
    """The agreed baseline, the latest of the rest; a measured figure only by whoever gave it."""
    assert ids(in_force(facts)) == counting


def edited(id: str, value: float, **given: Any) -> Any:
    """The same message as day 0's, worded anew on day 3."""
    return said(id, 0, value, edited_at=NOON + timedelta(days=3), **given)


@pytest.mark.parametrize(
    ("facts", "counting"),
    [
        ([said("a", 0), edited("b", 18)], ["b"]),
        ([said("a", 0, ts="7"), edited("b", 18)], ["a", "b"]),
        ([edited("b", 18)], ["b"]),
        ([edited("a", 18), edited("b", 19)], ["a", "b"]),
        ([said("a", 0, segment="north"), edited("b", 18, segment="the North")], ["b"]),
        (
            [said("a", 0, segment="north"), said("c", 0, segment="south"), edited("b", 18)],
            ["a", "c", "b"],
        ),
        (
            [
                said("a", 0, 9, "current", as_of="2026-05"),
                said("c", 0, 8, "current", as_of="2026-06"),
                edited("b", 7, slot="current", as_of="2026-06"),
            ],
            ["a", "b"],
        ),
    ],
)
def test_a_later_wording_of_a_message_counts_once_it_is_recorded(
    facts: list[Recorded], counting: list[str]
) -> None:
    """It replaces what the earlier wording said of the same thing, and nothing else."""
    assert ids(in_force(facts)) == counting


@pytest.mark.parametrize(
    ("segment", "part"),
    [
        (None, ""),
        ("all orders", ""),
        ("across all four hubs", ""),
        ("the whole company", ""),
        ("for the North region", "north region"),
        ("north regions", "north region"),
        ("in", ""),
        ("allergies", "allergie"),
    ],
)
def test_a_part_of_the_whole_is_one_however_it_is_written(segment: str | None, part: str) -> None:
    """All of it is no part."""
    assert scope(Fact(slot="current", segment=segment, quote="", start=0, end=0)) == part


def test_facts_that_correct_each_other_in_a_circle_stop_nobody() -> None:
    """What no honest record holds is answered all the same."""
    circle = [said("a", 0, supersedes="b"), said("b", 1, supersedes="a")]
    last = said("c", 2, supersedes="a")
    found = Ledger([*circle, last])
    assert ids(found.counting) == ["c"]
    assert found.first_said(last) == order(circle[0])


@given(histories(), st.randoms(use_true_random=False))
def test_what_counts_depends_on_the_set_of_facts(facts: list[Recorded], chance: Any) -> None:
    """Any order of arrival, and the same row twice, count the same."""
    expected = in_force(facts)
    again = [*facts, *facts[:3]]
    chance.shuffle(again)
    assert in_force(again) == expected
    assert {fact.id for fact in expected} <= {fact.id for fact in facts}
