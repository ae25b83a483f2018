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


def test_answers_are_counted_by_how_long_they_took(engine: Engine, records: SqlRecords) -> None:
    """To the second, a bound included; what was not answered is none."""
    hours = {"q1": 1.0, "q2": 5.0, "q3": 24 * 40.0, "q4": 2.0}
    with records.work(WORKSPACE) as work:
        for id, took in hours.items():
            work.ask(a_question(id))
            state = "not_known" if id == "q4" else "answered"
            work.close(id, state, NOON + timedelta(hours=took))
        work.commit()
    found = load(engine, NOON)
    counts = [count for _, count in found.answers]
    assert counts == [0, 1, 1, 2, 2, 2, 2, 2, 3]
    assert found.answers_took == 966 * 3600


def test_nothing_to_do_is_no_load(engine: Engine) -> None:
    """An empty database answers too."""
    found = load(engine, NOON)
    assert found.inbox == found.outbox == Queue(waiting=0, oldest=0, parked=0)
    assert {count for _, count in found.answers} == {0}
    assert found.answers_took == 0
