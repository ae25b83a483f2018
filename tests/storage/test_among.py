"""Many values are one parameter, whatever stands in them, and an index finds them."""

from sqlalchemy import Engine, select

from storage import tables
from storage.among import among
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, an_investment


def test_any_values_are_found_and_no_others(records: SqlRecords) -> None:
    """Quotes, other scripts and none at all; forty thousand at once meet no limit."""
    odd = ['a"b', "o'c", "d\\e", "ж{},"]
    with records.work(WORKSPACE) as work:
        for one in (*odd, "z"):
            work.add_investment(an_investment(id=one), "U1", NOON)
        many = [*odd, *(f"n{number}" for number in range(40_000))]
        assert {one.id for one in work.investments_among(many)} == set(odd)
        assert work.investments_among([]) == []


def test_many_are_looked_up_not_gone_through(engine: Engine) -> None:
    """On SQLite the plan says so."""
    kept = tables.questions
    wanted = select(kept.c.id).where(
        kept.c.workspace == WORKSPACE, among(kept.c.investment, ["i1"])
    )
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {wanted.compile(engine)}", (WORKSPACE, '["i1"]')
            )
            told = " ".join(str(row) for row in plan)
        assert "SEARCH questions USING INDEX" in told
        assert "investment=?" in told
