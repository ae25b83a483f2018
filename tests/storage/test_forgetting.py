"""Forgetting a whole workspace."""

from sqlalchemy import Engine, func, select

from storage import tables
from storage.lines import EVERYTHING
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_proposal,
    a_question,
    a_record,
    a_sending,
    an_investment,
)


def _fill(records: SqlRecords, queues: SqlQueues, workspace: str) -> None:
    queues.receive(workspace, f"event of {workspace}", "a body", NOON)
    with records.work(workspace) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.append(a_record())
        work.ask(a_question())
        work.propose(a_proposal())
        work.send(a_sending(f"post of {workspace}"), NOON)
        work.commit()


def _rows(engine: Engine, workspace: str) -> int:
    with engine.connect() as connection:
        return sum(
            connection.scalar(
                select(func.count()).select_from(table).where(table.c.workspace == workspace)
            )
            or 0
            for table in (*EVERYTHING, tables.installations)
        )


def test_of_a_forgotten_workspace_no_row_is_left(engine: Engine, queues: SqlQueues) -> None:
    """Every table is emptied of it, and the other workspace keeps all it has."""
    records = SqlRecords(engine)
    for workspace in (WORKSPACE, "T2"):
        _fill(records, queues, workspace)
    before = _rows(engine, "T2")
    records.forget(WORKSPACE)
    assert _rows(engine, WORKSPACE) == 0
    assert _rows(engine, "T2") == before > 5


def test_a_forgotten_workspace_can_begin_again(engine: Engine, queues: SqlQueues) -> None:
    """Ids of before are free, events told before are new; forgetting nothing is fine."""
    records = SqlRecords(engine)
    _fill(records, queues, WORKSPACE)
    records.forget(WORKSPACE)
    records.forget(WORKSPACE)
    _fill(records, queues, WORKSPACE)
    assert records.workspaces() == [WORKSPACE]
