"""The load tells what waits, how long, and what is tried no more."""

from datetime import timedelta

from sqlalchemy import Engine, update

from storage import tables
from storage.load import Queue, load
from storage.outbox import POSTS_PARKED_AFTER
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_question, a_sending


def test_what_waits_and_what_is_parked_are_told_apart(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """What is done is neither."""
    queues.receive(WORKSPACE, "E1", "a body", NOON)
    with records.work(WORKSPACE) as work:
        work.ask(a_question())
        for key in ("k1", "k2", "k3"):
            work.send(a_sending(key=key), NOON)
        work.commit()
    queues.posted("k3", "1.0", NOON)
    with engine.begin() as connection:
        kept = tables.outbox
        often = update(kept).where(kept.c.key == "k2").values(attempts=POSTS_PARKED_AFTER)
        connection.execute(often)
    found = load(engine, NOON + timedelta(seconds=90))
    assert found.inbox == Queue(waiting=1, oldest=90, parked=0)
    assert found.outbox == Queue(waiting=1, oldest=90, parked=1)
    assert found.questions == {"posted": 1}


def test_nothing_to_do_is_no_load(engine: Engine) -> None:
    """An empty database answers too."""
    found = load(engine, NOON)
    assert found.inbox == found.outbox == Queue(waiting=0, oldest=0, parked=0)
