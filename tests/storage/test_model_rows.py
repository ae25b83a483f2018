"""What a language model was asked for, as it is kept."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import cast

import pytest
from sqlalchemy import Engine, func, select

from storage import tables
from storage.forgetting import forget, forget_workspace
from storage.model_rows import REMEMBERED, SqlModelRows, Use
from storage.tombstones import Tombstone, What
from tests.builders import NOON, WORKSPACE

TODAY = date(2026, 4, 1)


def test_a_workspace_uses_no_more_than_its_share_however_many_ask_at_once(engine: Engine) -> None:
    """Threads and processes book before they ask, in one step: no two take the same tokens."""
    rows = SqlModelRows(engine)
    with ThreadPoolExecutor(8) as threads:
        asked = list(threads.map(lambda _: rows.book("T1", TODAY, 300, 1000), range(8)))
    assert asked.count(True) == 3
    assert rows.book("T2", TODAY, 300, 1000)
    assert rows.book("T1", TODAY + timedelta(days=1), 300, 1000)


def test_what_was_used_is_counted_instead_of_what_was_booked(engine: Engine) -> None:
    """A short answer leaves the rest of what was booked to others."""
    rows = SqlModelRows(engine)
    assert rows.book("T1", TODAY, 900, 1000)
    rows.settle("T1", TODAY, 900, (40, 2))
    assert rows.used("T1", TODAY) == Use(asked=1, tokens_in=40, tokens_out=2)
    assert rows.book("T1", TODAY, 900, 1000)
    assert not rows.book("T1", TODAY, 900, 1000)
    assert rows.book("T1", TODAY, 9_000_000_000, None)


def test_what_was_said_is_kept_for_its_workspace_and_for_a_day(engine: Engine) -> None:
    """A later answer stands instead of an earlier one; an old one is not told, and then gone."""
    rows = SqlModelRows(engine)
    for sealed in ("first", "second"):
        rows.expect("T1", "n", NOON)
        rows.keep("T1", "n", sealed, NOON)
    assert rows.said("T1", "n", NOON + REMEMBERED / 2) == "second"
    assert rows.said("T2", "n", NOON) is None
    assert rows.said("T1", "n", NOON + REMEMBERED) is None
    rows.sweep(NOON + REMEMBERED)
    assert _left(engine) == (0, 0)


def test_what_is_expected_is_nothing_yet_and_hides_nothing(engine: Engine) -> None:
    """Until it is said there is nothing to tell; who asks the same meanwhile takes nothing away."""
    rows = SqlModelRows(engine)
    rows.expect("T1", "n", NOON)
    assert rows.said("T1", "n", NOON) is None
    rows.keep("T1", "n", "sealed", NOON)
    rows.expect("T1", "n", NOON)
    assert rows.said("T1", "n", NOON) == "sealed"


@pytest.mark.usefixtures("records")
def test_what_is_forgotten_leaves_nothing_a_model_said(engine: Engine) -> None:
    """Of whom it told nobody can see any more, so it goes with anybody, and what is said only
    afterwards is not kept; how much was used goes with the workspace.
    """
    rows = SqlModelRows(engine)
    for what, id, left in (("channel", "C1", 1), ("workspace", WORKSPACE, 0)):
        _ask(rows)
        wish = Tombstone(workspace=WORKSPACE, what=cast(What, what), id=id, at=NOON)
        if what == "workspace":
            forget_workspace(engine, WORKSPACE)
        else:
            forget(engine, wish, _nowhere)
        rows.settle(WORKSPACE, TODAY, 1, (1, 1))
        rows.keep(WORKSPACE, "n", "said meanwhile", NOON)
        assert _left(engine) == (left, 0)


def _nowhere(_stones: Sequence[Tombstone]) -> None:
    """A file of tombstones that nobody reads."""


def _ask(rows: SqlModelRows) -> None:
    rows.book(WORKSPACE, TODAY, 1, None)
    rows.expect(WORKSPACE, "n", NOON)
    rows.keep(WORKSPACE, "n", "sealed", NOON)


def _left(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        counts = [
            connection.scalar(select(func.count()).select_from(table))
            for table in (tables.model_uses, tables.model_answers)
        ]
    return counts[0] or 0, counts[1] or 0
