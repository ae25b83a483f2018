"""A runner as a process of its own, that notes what it does; for tests of several at once."""

import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dbos import DBOS

from bot.benefits.conversation import Event, Sending
from bot.durable import runner
from storage.database import open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords


class Deaf:
    """A Slack that takes everything."""

    def send(self, workspace: str, sending: Sending) -> str | None:
        return "1.1"

    def find(self, workspace: str, sending: Sending) -> str | None:
        return None


def main(url: str, name: str, version: str, rows: str) -> None:
    """Run until the input ends; each thing done is a line: what, and which.

    Events are handled only with `rows` "all"; with "none" they are begun and never end.
    """
    engine, said = open_engine(url), threading.Lock()
    records, queues = SqlRecords(engine), SqlQueues(engine, name)

    def note(*words: str) -> None:
        with said:
            print(*words, flush=True)

    def hear(event: Event, id: str, now: datetime) -> None:
        note("begun", id)
        if rows == "none":
            threading.Event().wait()
        with records.work(event.workspace) as work:
            work.finish(id, now)
            work.commit()
        note("handled", id)

    def weekly(workspace: str, refs: Sequence[str], now: datetime) -> None:
        with records.work(workspace) as work:
            for ref in refs:
                work.plan_due("weekly", ref, now + timedelta(days=7))
            work.commit()
        for ref in refs:
            note("due", ref)

    runner.VERSION, runner.SWEEP = version, "* * * * * *"
    found = runner.Runner(
        queues,
        Deaf(),
        hear,
        lambda: datetime.now(UTC),
        url.replace("postgresql+psycopg://", "postgresql://"),
        name,
        lambda: note("sweep", DBOS.workflow_id or "first"),
        falls={"weekly": weekly},
    )
    found.start()
    note("started", name)
    sys.stdin.read()
    found.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
