"""Rows of a small ledger, for tests: one by hand, and any that may ever be."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.benefits import rearrange
from bot.benefits.evidence import carried
from bot.benefits.facts import Recorded
from bot.benefits.ledger import in_force
from tests.builders import NOON, a_fact, a_measure, a_record, an_investment


def said(id: str, day: int, value: float | None = 14, slot: Any = "baseline", **given: Any) -> Any:
    """A fact with this id from a message of that day."""
    named = ("segment", "as_of", "low", "high", "bound", "change", "change_unit")
    words = {key: given.pop(key) for key in named if key in given}
    usual = {"said_at": NOON + timedelta(days=day), "ts": str(day)}
    return a_record(id, a_fact(slot, value, **words), **(usual | given))


numbers = st.integers(min_value=0, max_value=6)

amounts = st.one_of(
    st.builds(lambda one: {"value": float(one)}, numbers),
    st.builds(
        lambda one, bound: {"value": float(one), "bound": bound}, numbers, st.sampled_from("<>")
    ),
    st.builds(lambda one: {"value": None, "low": float(one), "high": one + 1.0}, numbers),
    st.builds(lambda one: {"value": None, "change": float(-one), "change_unit": "%"}, numbers),
)
"""A level, a bound, a range or a change."""


@st.composite
def rows(draw: st.DrawFn) -> Recorded:
    """Any row of a small ledger: corrections, edits, redactions and undoings among them."""
    day, number = draw(numbers), draw(st.integers(min_value=0, max_value=8))
    edit = draw(st.none() | st.integers(min_value=0, max_value=3))
    row: Recorded = said(
        f"f{number}",
        day,
        **draw(amounts),
        slot=draw(st.sampled_from(["baseline", "current", "target", "evidence"])),
        segment=draw(st.sampled_from([None, "north"])),
        as_of=draw(st.sampled_from([None, "2026-05", "2026-Q2"])),
        author=draw(st.sampled_from([None, "U1", "U2"])),
        edited_at=None if edit is None else NOON + timedelta(days=day + edit),
        supersedes=draw(st.none() | st.sampled_from([f"f{one}" for one in range(9)])),
        corrects=draw(st.booleans()),
        withdraws=draw(st.booleans()),
        shows=draw(st.sampled_from([None, None, "", "C1:0", "C1:1", "C1:2"])),
        measure=draw(st.sampled_from(["m1", "m1", "m2", None])),
    )
    return row


ledgers = st.lists(rows(), max_size=9, unique_by=lambda row: row.id)


OWN, OTHER = (
    an_investment(id, measures=(a_measure(measure),))
    for id, measure in (("i1", "m1"), ("i2", "m2"))
)


def _settled(facts: list[Recorded], one: Recorded, first: Recorded) -> list[Recorded]:
    """It replaces the first: taken back where it stood, put in the first one's place."""
    taken = {"id": f"{one.id}.taken", "supersedes": one.id, "withdraws": True}
    put = {"id": f"{one.id}.put", "supersedes": first.id, "corrects": True, "withdraws": False}
    return [*facts, one.model_copy(update=taken), one.model_copy(update=put)]


def _corrected(facts: list[Recorded], one: Recorded, first: Recorded) -> list[Recorded]:
    """One is put right by the other, which takes along what showed it."""
    number = len(facts)
    new = one.model_copy(update={"id": f"c{number}", "supersedes": first.id, "ts": f"c{number}"})
    moved = [each.now for each in carried(first, new, in_force([*facts, first]))]
    more = [
        Recorded(
            **dict(each),
            id=f"c{number}.{place}",
            investment="i1",
            recorded_by="U1",
            recorded_at=NOON,
        )
        for place, each in enumerate(moved)
    ]
    return [*facts, new, *more]


def _merged(facts: list[Recorded], one: Recorded, first: Recorded) -> list[Recorded]:
    """What was said of the whole is said of its measures, and those of another one are its own."""
    rows = [*facts, *rearrange.parted(in_force(facts), OWN, OTHER, "U1", NOON)]
    return [
        row.model_copy(update={"measure": "m1" if row.measure == "m2" else row.measure})
        for row in {row.id: row for row in rows}.values()
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[Recorded]:
    """A ledger after corrections that took sources along, settled drift and a merge."""
    facts = list(draw(ledgers))
    steps = draw(st.lists(st.sampled_from([_settled, _corrected, _merged]), max_size=3))
    for step in steps if facts else ():
        one, first = draw(st.sampled_from(facts)), draw(st.sampled_from(facts))
        facts = list({row.id: row for row in step(facts, one, first)}.values())
    return facts
