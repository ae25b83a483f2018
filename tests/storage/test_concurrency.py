"""Several threads and processes on one record."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import Engine

from bot.errors import HandledBeforeError
from storage.database import open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_measure, a_question, a_record, a_sending, taken

THREADS = 4
ROUNDS = 5
T = TypeVar("T")


@pytest.fixture
def processes(url: str, records: SqlRecords) -> Iterator[list[Engine]]:
    """Engines that know nothing of each other, as of so many processes, on one record."""
    engines = [open_engine(url) for _ in range(THREADS)]
    yield engines
    for engine in engines:
        engine.dispose()


def _all_at_once(engines: list[Engine], act: Callable[[Engine], T]) -> list[T]:
    """What each thread got, all let go at the same moment."""
    start = Barrier(len(engines))

    def run(engine: Engine) -> T:
        start.wait()
        return act(engine)

    with ThreadPoolExecutor(len(engines)) as pool:
        return list(pool.map(run, engines))


def _ask(engine: Engine) -> bool:
    with SqlRecords(engine).work(WORKSPACE) as work:
        is_new = work.ask(a_question())
        work.commit()
    return is_new


def test_of_two_processes_asking_the_same_question_one_asks(processes: list[Engine]) -> None:
    """A person never gets the same question twice, however many replicas run."""
    assert sorted(_all_at_once(processes, _ask)) == [False, False, False, True]


def test_of_two_threads_asking_the_same_question_one_asks(
    engine: Engine, records: SqlRecords
) -> None:
    """The same inside one process."""
    assert sorted(_all_at_once([engine] * THREADS, _ask)) == [False, False, False, True]


def test_an_event_is_begun_by_one_process(processes: list[Engine]) -> None:
    """Of those who try at the same moment, one gets the lease."""
    SqlQueues(processes[0]).receive(WORKSPACE, "E1", "a body", NOON)
    got = _all_at_once(processes, lambda engine: SqlQueues(engine).begin("E1", NOON, 60))
    assert [one for one in got if one] == [("a body", 0)]


def test_an_event_delivered_to_several_processes_is_kept_once(processes: list[Engine]) -> None:
    """Slack's repetition may reach another replica while the first is still writing."""
    got = _all_at_once(processes, lambda engine: SqlQueues(engine).receive("T1", "E1", "", NOON))
    assert sorted(got) == [False, False, False, True]


def test_a_post_is_taken_by_one_process(processes: list[Engine], records: SqlRecords) -> None:
    """Nothing is posted twice because two looked at the same time."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()
    got = _all_at_once(processes, lambda engine: taken(SqlQueues(engine), NOON))
    assert [one for one in got if one] == [(WORKSPACE, a_sending(), 0)]


def _send(engine: Engine) -> None:
    with SqlRecords(engine).work(WORKSPACE) as work:
        work.send(a_sending(), NOON)
        work.commit()


def test_a_post_sent_by_several_processes_waits_once(
    processes: list[Engine], queues: SqlQueues
) -> None:
    """The same key at the same moment is one post, and nobody fails."""
    _all_at_once(processes, _send)
    assert queues.due(NOON) == ([], ["k1"])


def _append_the_next(engine: Engine) -> None:
    for _ in range(ROUNDS):
        with SqlRecords(engine).work(WORKSPACE) as work:
            work.hold("i1")
            number = len(work.facts(["i1"]))
            work.append(a_record(f"f{number}"))
            work.commit()


def test_work_on_a_held_investment_goes_one_after_another(
    processes: list[Engine], records: SqlRecords
) -> None:
    """Who holds it decides on what nobody else is changing."""
    _all_at_once(processes, _append_the_next)
    with records.work(WORKSPACE) as work:
        ids = {fact.id for fact in work.facts(["i1"])}
    assert ids == {f"f{number}" for number in range(THREADS * ROUNDS)}


def test_measures_added_at_once_each_get_a_place(
    processes: list[Engine], records: SqlRecords
) -> None:
    """Their order is settled once and for all."""
    numbers = iter(range(2, 2 + THREADS))
    ids = {engine: f"m{number}" for engine, number in zip(processes, numbers, strict=True)}

    def add(engine: Engine) -> None:
        with SqlRecords(engine).work(WORKSPACE) as work:
            work.add_measure("i1", a_measure(ids[engine]))
            work.commit()

    _all_at_once(processes, add)
    with records.work(WORKSPACE) as work:
        first, second = work.investment("i1"), work.investment("i1")
    assert first == second
    assert first is not None
    assert {measure.id for measure in first.measures} == {"m1", *ids.values()}


def test_of_two_processes_with_one_event_one_has_an_effect(
    processes: list[Engine], records: SqlRecords, queues: SqlQueues
) -> None:
    """A lease that ran out under a slow process costs a log line, not a second fact."""
    queues.receive(WORKSPACE, "E1", "a body", NOON)
    numbers = iter(range(len(processes)))
    ids = {engine: f"f{next(numbers)}" for engine in processes}

    def handle(engine: Engine) -> bool:
        try:
            with SqlRecords(engine).work(WORKSPACE) as work:
                work.append(a_record(ids[engine]))
                work.finish("E1", NOON)
                work.commit()
        except HandledBeforeError:
            return False
        return True

    assert sum(_all_at_once(processes, handle)) == 1
    with records.work(WORKSPACE) as work:
        assert len(work.facts(["i1"])) == 1


_KILLED = """
import os, signal, sys
from storage.database import open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, a_record
engine = open_engine(sys.argv[1])
SqlQueues(engine).receive("T1", "E1", "a body", NOON)
SqlQueues(engine).begin("E1", NOON, 60)
with SqlRecords(engine).work("T1") as work:
    work.append(a_record())
    work.finish("E1", NOON)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_in_the_middle_loses_nothing_it_acknowledged(
    url: str, records: SqlRecords, queues: SqlQueues
) -> None:
    """Its event is there to be handled again; its half a unit of work is not."""
    killed = subprocess.run([sys.executable, "-c", _KILLED, url], check=False)
    assert killed.returncode == -signal.SIGKILL
    queues.release(NOON)
    assert queues.begin("E1", NOON, 60) == ("a body", 1)
    with records.work(WORKSPACE) as work:
        assert work.facts(["i1"]) == []
