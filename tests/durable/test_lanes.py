"""Lanes: a channel's posts keep their order, and no dead process keeps a channel shut."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.app import open_rows, work_database
from bot.benefits.conversation import Sending
from bot.durable.runner import DEAD_AFTER, Runner
from bot.settings import Settings
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import WORKSPACE, a_sending

PATIENCE = 20.0


class Stuck:
    """A Slack that never answers the first post; remembers what it took, and tells of each."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.hangs, self.goes_on, self.took = Event(), Event(), Event()

    def send(self, workspace: str, sending: Sending) -> str | None:
        if sending.key == "first":
            self.hangs.set()
            self.goes_on.wait(PATIENCE)
        self.taken.append(sending.key)
        self.took.set()
        return f"300.{len(self.taken)}"

    def find(self, workspace: str, sending: Sending) -> str | None:
        return None


class Later:
    """The real time, and how far it was put forward."""

    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def slack() -> Stuck:
    return Stuck()


@pytest.fixture
def clock() -> Later:
    return Later()


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[tuple[SqlRecords, SqlQueues, Settings]]:
    settings = Settings(WHATIMPROVED_HOME=tmp_path)
    found = open_rows(settings)
    yield found.records, found.queues, settings
    found.close()


@pytest.fixture
def runner(
    rows: tuple[SqlRecords, SqlQueues, Settings], slack: Stuck, clock: Later
) -> Iterator[Runner]:
    _, queues, settings = rows
    found = Runner(queues, slack, lambda *_: None, clock, work_database(settings), "a-process")
    found.start()
    yield found
    slack.goes_on.set()
    found.stop()


def _put(records: SqlRecords, key: str, clock: Later) -> None:
    with records.work(WORKSPACE) as work:
        work.send(a_sending(key), clock())
        work.commit()


def test_a_post_in_dead_hands_does_not_keep_its_channel_shut(
    rows: tuple[SqlRecords, SqlQueues, Settings], runner: Runner, slack: Stuck, clock: Later
) -> None:
    """Once its lease is long over it is let go of, and what waits behind it goes out."""
    records = rows[0]
    _put(records, "first", clock)
    runner.sweep()
    assert slack.hangs.wait(PATIENCE)
    _put(records, "second", clock)
    runner.sweep()
    assert not slack.took.is_set()
    clock.ahead = timedelta(seconds=DEAD_AFTER + 60)
    runner.sweep()
    assert slack.took.wait(PATIENCE)
    assert "second" in slack.taken
