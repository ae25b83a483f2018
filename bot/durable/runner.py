"""The runner: DBOS carries the work from process to process; rows say what there is to do."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID

from bot.benefits.conversation import Event
from bot.durable import inbox, outbox
from bot.durable.inbox import Hear
from bot.ports import Chat, Queues

log = logging.getLogger(__name__)

VERSION = "1"
"""Of the workflows' arguments. The same over releases, so that one finishes another's work."""

EVENTS, POSTS = "events", "posts"
WORKERS = 4
POLL = 0.05
"""Seconds between two looks for new work."""

SETTLING = 5.0
"""Seconds that what a dead process was sending is given to arrive."""

LAST_WAIT = 15
"""Seconds the end waits for what is under way: longer than a call to Slack may take."""

DEAD_AFTER = 180.0
"""Seconds after which a post in hand is in dead hands: three times its lease."""

KEPT_WHEN_DONE = 3_600.0
"""Seconds DBOS remembers what was done; that a row is done, the row itself tells for ever."""

TIDIED = 2_000
"""Finished workflows forgotten in one sweep, at most."""

OVER = ["SUCCESS", "ERROR", "CANCELLED"]

SWEEP = "* * * * *"
"""When rows that nobody holds are taken up again: once a minute."""


class Runner:
    """Runs what waits in the inbox and the outbox. One in a process.

    `executor` names this process for ever and no other one at the same time: DBOS gives back to it
    what it had begun. Workflows get row ids, never text. `clock` is
    the real time, as DBOS and the rows have it. `each_sweep` does what falls due by time alone.
    """

    def __init__(
        self,
        queues: Queues,
        chat: Chat,
        hear: Hear,
        clock: Callable[[], datetime],
        system_database: str,
        executor: str,
        each_sweep: Callable[[], None] = lambda: None,
    ) -> None:
        self._queues = queues
        self._chat = chat
        self._hear = hear
        self._clock = clock
        self._each_sweep = each_sweep
        config: DBOSConfig = {
            "name": "whatimproved",
            "system_database_url": system_database,
            "executor_id": executor,
            "application_version": VERSION,
            "log_level": "ERROR",
            "console_log_level": "ERROR",
        }
        DBOS(config=config)
        self._register()

    def _register(self) -> None:
        @DBOS.workflow(name="handle")
        def handle(event: str) -> None:
            wait = inbox.handle(self._queues, event, self._hear, self._clock())
            if wait is not None:
                self._enqueue_event(event, f"{event}~{self._stamp()}", wait)
                return
            self._enqueue_posts(self._queues.caused_by(event))
            for other in self._queues.behind(event):
                self._enqueue_event(other, f"{other}~{event}")

        @DBOS.workflow(name="deliver")
        def deliver(key: str) -> None:
            wait = outbox.deliver(self._queues, key, self._chat, self._clock)
            if wait is not None:
                self._enqueue_post(key, self._stamp(), wait)
            self._enqueue_posts(self._queues.caused_by(key))

        @DBOS.workflow(name="sweep")
        def sweep(_scheduled: datetime, _context: Any) -> None:
            self.sweep()

        self._handle, self._deliver, self._sweep = handle, deliver, sweep

    def start(self, held: Sequence[str] = ()) -> None:
        """Take up what an earlier process left, then look for new work.

        What it was sending when it died may yet arrive: `held` posts wait a little before Slack is
        asked for them and they are sent again.
        """
        DBOS.launch()
        DBOS.register_queue(EVENTS, worker_concurrency=WORKERS, polling_interval_sec=POLL)
        DBOS.register_queue(
            POSTS,
            worker_concurrency=WORKERS,
            partition_concurrency=1,
            polling_interval_sec=POLL,
        )
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": "sweep",
                    "workflow_fn": self._sweep,
                    "schedule": SWEEP,
                    "context": None,
                }
            ]
        )
        for key in held:
            self.start_later(key)
        self.sweep()

    def start_later(self, key: str) -> None:
        """Send a post that may have arrived already, once it has had time to."""
        self._enqueue_post(key, self._stamp(), SETTLING)

    def stop(self) -> None:
        """Stop looking for work, once what is being sent has been answered or timed out."""
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=LAST_WAIT)

    def receive(self, id: str, event: Event) -> None:
        """Keep an event, durable on return, and set it going. Kept before: nothing happens."""
        if not inbox.receive(self._queues, id, event, self._clock()):
            return
        try:
            self._enqueue_event(id, id)
        except Exception as error:
            log.warning("event %s waits for the sweep (%s)", id, type(error).__name__)

    def sweep(self) -> None:
        """Take up rows that nobody holds: what a process left when it died, what was refused."""
        stamp = self._stamp()
        self._queues.sweep_old(self._clock())
        self._tidy()
        self._on_time()
        events, posts = self._queues.due(self._clock())
        for event in events:
            self._enqueue_event(event, f"{event}~{stamp}")
        self._enqueue_posts(posts, stamp)

    def _on_time(self) -> None:
        """What falls due by the time alone; a failure of it keeps nothing else from being done."""
        try:
            self._each_sweep()
        except Exception as error:
            log.warning("what was due was not done (%s)", type(error).__name__)

    def _tidy(self) -> None:
        """Let go of what DBOS still holds for processes that are gone, and forget what is done.

        A post begun by a process that died would keep its channel's lane shut for ever.
        """
        stuck = DBOS.list_workflows(
            status="PENDING",
            queue_name=POSTS,
            dequeued_before=self._ago(DEAD_AFTER),
            load_input=False,
            load_output=False,
        )
        DBOS.cancel_workflows([one.workflow_id for one in stuck])
        done = DBOS.list_workflows(
            status=OVER,
            completed_before=self._ago(KEPT_WHEN_DONE),
            limit=TIDIED,
            load_input=False,
            load_output=False,
        )
        DBOS.delete_workflows([one.workflow_id for one in done])

    def forget(self) -> None:
        """Forget what was done, so that rows with the same ids can come again: a trial's alone."""
        known = DBOS.list_workflows(status=OVER, load_input=False, load_output=False)
        DBOS.delete_workflows([one.workflow_id for one in known])

    def _enqueue_posts(self, keys: Sequence[str], stamp: str = "") -> None:
        for key in keys:
            self._enqueue_post(key, stamp)

    def _enqueue_event(self, event: str, workflow: str, wait: float | None = None) -> None:
        with SetWorkflowID(workflow), SetEnqueueOptions(delay_seconds=wait):
            DBOS.enqueue_workflow(EVENTS, self._handle, event)

    def _enqueue_post(self, key: str, stamp: str = "", wait: float | None = None) -> None:
        with (
            SetWorkflowID(f"post:{key}~{stamp}"),
            SetEnqueueOptions(queue_partition_key=self._queues.lane(key), delay_seconds=wait),
        ):
            DBOS.enqueue_workflow(POSTS, self._deliver, key)

    def _stamp(self) -> str:
        return self._clock().isoformat()

    def _ago(self, seconds: float) -> str:
        return (self._clock() - timedelta(seconds=seconds)).isoformat()
