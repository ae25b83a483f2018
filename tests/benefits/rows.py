"""Rows of a small ledger, for tests: one by hand, and any that may ever be."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.benefits.facts import Recorded
from tests.builders import NOON, a_fact, a_record


def said(id: str, day: int, value: float | None = 14, slot: Any = "baseline", **given: Any) -> Any:
    """A fact with this id from a message of that day."""
    words = {key: given.pop(key) for key in ("segment", "as_of") if key in given}
    usual = {"said_at": NOON + timedelta(days=day), "ts": str(day)}
    return a_record(id, a_fact(slot, value, **words), **(usual | given))


numbers = st.integers(min_value=0, max_value=6)


@st.composite
def rows(draw: st.DrawFn) -> Recorded:
    """Any row of a small ledger: corrections, edits, redactions and undoings among them."""
    day, number = draw(numbers), draw(st.integers(min_value=0, max_value=8))
    edit = draw(st.none() | st.integers(min_value=0, max_value=3))
    row: Recorded = said(
        f"f{number}",
        day,
        float(draw(numbers)),
        draw(st.sampled_from(["baseline", "current", "target", "evidence"])),
        segment=draw(st.sampled_from([None, "north"])),
        as_of=draw(st.sampled_from([None, "2026-05", "2026-Q2"])),
        author=draw(st.sampled_from([None, "U1", "U2"])),
        edited_at=None if edit is None else NOON + timedelta(days=day + edit),
        supersedes=draw(st.none() | st.sampled_from([f"f{one}" for one in range(9)])),
        corrects=draw(st.booleans()),
        withdraws=draw(st.booleans()),
    )
    return row


ledgers = st.lists(rows(), max_size=9, unique_by=lambda row: row.id)
