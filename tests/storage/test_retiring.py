"""What an answer reads of a long ledger amounts to the same as the whole of it."""

import itertools
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from bot.benefits.facts import Recorded
from bot.benefits.ledger import Ledger
from storage import retiring, tables
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_fact, a_record, an_investment


def said(id: str, minute: int, **more: Any) -> Recorded:
    """A baseline said in that minute."""
    fact = a_fact("baseline", float(minute), as_of="2026")
    return a_record(id, fact, said_at=NOON + timedelta(minutes=minute), ts=f"{minute}.1", **more)


def keep(engine: Engine, facts: Sequence[Recorded], home: str) -> SqlRecords:
    """A new investment with these facts, in this order."""
    records = SqlRecords(engine)
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(home), "U1", NOON)
        for fact in facts:
            work.append(fact.model_copy(update={"investment": home}))
        work.commit()
    return records


def amounts_to(facts: Sequence[Recorded]) -> list[tuple[str, Any]]:
    """What counts, and in which place."""
    ledger = Ledger(facts)
    return [(fact.id, ledger.first_said(fact)) for fact in ledger.counting]


def read(records: SqlRecords, home: str) -> tuple[list[Recorded], list[Recorded]]:
    """The whole ledger, and what is read of it."""
    with records.work(WORKSPACE) as work:
        return work.facts([home]), work.facts_in_force([home])


def test_of_a_long_line_of_corrections_the_first_and_the_last_are_read(engine: Engine) -> None:
    """The last one counts, in the place of the first."""
    line = [said("f0", 0)]
    line += [said(f"f{n}", n, supersedes=f"f{n - 1}") for n in range(1, 50)]
    whole, found = read(keep(engine, line, "i9"), "i9")
    assert len(whole) == 50
    assert [fact.id for fact in found] == ["f0", "f49"]
    assert amounts_to(found) == amounts_to(whole)


def test_what_was_taken_back_leaves_what_it_had_corrected(engine: Engine) -> None:
    """Undone, and it is as it was before."""
    facts = [
        said("a", 1),
        said("b", 2, supersedes="a"),
        said("w", 3, supersedes="b", withdraws=True),
    ]
    whole, found = read(keep(engine, facts, "i9"), "i9")
    assert [fact.id for fact in found] == ["a"]
    assert amounts_to(found) == amounts_to(whole) == [("a", amounts_to(whole)[0][1])]


homes = itertools.count()

drawn = st.lists(
    st.tuples(st.integers(0, 11), st.integers(-1, 11), st.sampled_from("ssssswc")),
    min_size=1,
    max_size=12,
)


def ledger_of(rows: Sequence[tuple[int, int, str]], home: str) -> list[Recorded]:
    """Facts that correct, supersede and take back one another at random; each id once."""
    found = {}
    for minute, before, kind in rows:
        id = f"{home}.{minute}"
        supersedes = f"{home}.{before}" if before >= 0 and before != minute else None
        found[id] = said(
            id,
            minute,
            supersedes=supersedes,
            withdraws=kind == "w" and supersedes is not None,
            corrects=kind == "c",
        )
    return list(found.values())


def acyclic(facts: Sequence[Recorded]) -> list[Recorded]:
    """What comes later supersedes what came before, as in any real ledger."""
    return [f for f in facts if f.supersedes is None or _number(f.supersedes) < _number(f.id)]


def _number(id: str) -> int:
    return int(id.rpartition(".")[2])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=drawn, seed=st.integers(0, 9))
def test_what_is_read_amounts_to_the_whole(
    engine: Engine, rows: list[tuple[int, int, str]], seed: int
) -> None:
    """Whatever was corrected or taken back, and in whatever order it arrived."""
    home = f"h{next(homes)}"
    facts = acyclic(ledger_of(rows, home))
    random.Random(seed).shuffle(facts)
    records = keep(engine, facts, home)
    whole, found = read(records, home)
    assert amounts_to(found) == amounts_to(whole)
    with engine.begin() as connection:
        connection.execute(update(tables.facts).values(retired=False, root=None))
        retiring.reckon(connection)
    whole, found = read(records, home)
    assert amounts_to(found) == amounts_to(whole)


def test_rows_nobody_has_reckoned_are_read_as_well(engine: Engine) -> None:
    """Nothing is missing for want of an index."""
    records = keep(engine, [said("a", 1), said("b", 2, supersedes="a")], "i9")
    with engine.begin() as connection:
        connection.execute(update(tables.facts).values(retired=False, root=None))
    whole, found = read(records, "i9")
    assert found == whole
    with engine.connect() as connection:
        assert connection.scalar(select(tables.facts.c.retired).limit(1)) is False


@pytest.mark.parametrize("n", [0, 1])
def test_an_empty_ledger_is_read(engine: Engine, n: int) -> None:
    """There is a first time."""
    assert (
        read(keep(engine, [said("a", 1)][:n], "i9"), "i9")[1] == read(SqlRecords(engine), "i9")[0]
    )
