"""Lanes: a channel's posts keep their order, and no dead process keeps a channel shut."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
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

PATIENCE = 60.0


class Listening:
    """A Slack that takes everything; tells of each post."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.took = Event()

    def send(self, workspace: str, sending: Sending) -> str | None:
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
def slack() -> Listening:
    return Listening()


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
    rows: tuple[SqlRecords, SqlQueues, Settings], slack: Listening, clock: Later
) -> Iterator[Runner]:
    _, queues, settings = rows
    found = Runner(queues, slack, lambda *_: None, clock, work_database(settings), "a-process")
    found.start()
    yield found
    found.stop()


def _put(records: SqlRecords, key: str, clock: Later) -> None:
    with records.work(WORKSPACE) as work:
        work.send(a_sending(key), clock())
        work.commit()


def _in_dead_hands(settings: Settings, lane: str) -> None:
    """Leave a post of this lane as a process does that is killed while it sends it."""
    with closing(sqlite3.connect(settings.work_url.removeprefix("sqlite:///"))) as file:
        changed = file.execute(
            "UPDATE workflow_status SET status = 'PENDING', executor_id = 'gone', "
            "started_at_epoch_ms = ? WHERE queue_partition_key = ? AND status = 'DELAYED'",
            (int(datetime.now(UTC).timestamp() * 1000), lane),
        )
        file.commit()
        assert changed.rowcount == 1


def test_a_post_in_dead_hands_does_not_keep_its_channel_shut(
    rows: tuple[SqlRecords, SqlQueues, Settings], runner: Runner, slack: Listening, clock: Later
) -> None:
    """Once its lease is long over it is let go of, and what waits behind it goes out."""
    records, queues, settings = rows
    _put(records, "first", clock)
    runner.start_later("first")
    _in_dead_hands(settings, queues.lane("first"))
    assert queues.claim("first", clock(), 3_600) is not None
    _put(records, "second", clock)
    runner.sweep()
    assert not slack.took.is_set()
    clock.ahead = timedelta(seconds=DEAD_AFTER + 60)
    runner.sweep()
    assert slack.took.wait(PATIENCE)
    assert slack.taken == ["second"]
