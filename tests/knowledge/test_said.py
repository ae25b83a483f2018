"""What is said within the practices was read beside what it rests on, and claims no more."""

import pytest

from tests.knowledge.said import Said, Table, said, table

AGAIN = "read `python -m tests.knowledge.said` and judge anew in practices.yaml"


@pytest.fixture(scope="module")
def judged() -> Table:
    return table()


@pytest.fixture(scope="module")
def spoken() -> list[Said]:
    return list(said())


def test_every_text_of_a_practice_was_judged_as_it_stands(
    judged: Table, spoken: list[Said]
) -> None:
    """A sentence, or the passage behind it, that changes is read beside the other once more."""
    assert [one.key for one in spoken if not judged.stands(one)] == [], AGAIN


def test_every_passage_supports_what_rests_on_it(judged: Table) -> None:
    """A sentence that claims more than its passage is mended until it does not."""
    rows = [(key, id, row) for key, by in judged.supports.items() for id, row in by.items()]
    assert [(key, id) for key, id, row in rows if not row.holds] == []
    assert all(row.why for _, _, row in rows)


def test_no_row_tells_of_what_is_no_longer_said(judged: Table, spoken: list[Said]) -> None:
    """The table is of today."""
    behind = {(one.key, one.passage.id) for one in spoken if one.passage}
    assert {(key, id) for key, by in judged.supports.items() for id in by} == behind
    assert judged.record.keys() == {one.key for one in spoken if one.passage is None}
