"""The runner: DBOS carries the work from process to process; rows say what there is to do."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Thread
from typing import Any

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID

from bot.benefits.conversation import Event
from bot.durable import inbox
from bot.durable.due import Fall, Falling
from bot.durable.inbox import Hear
from bot.durable.outbox import Leisure
from bot.durable.pace import Drain, pace_of
from bot.ports import Chat, Queues

log = logging.getLogger(__name__)

RESUMED_EVERY = 10.0
"""Seconds in which what nobody holds is set going again once, however often it is looked for."""

VERSION = "1"
"""Of the workflows' arguments. Where it changes, rows are taken up anew by the sweep."""

EVENTS = "events"
HANDLE = "handle"
WORKERS = 4
POLL = 0.05
"""Seconds between two looks for new work."""

SETTLING = 5.0
"""Seconds that what a dead process was sending is given to arrive."""

HARKS_EVERY = 0.1
"""Seconds between two looks of DBOS's at notices between workflows, of which there are none: its
end waits for one of these looks.
"""

LAST_WAIT = 15
"""Seconds the end waits for what is under way: longer than a call to Slack may take."""

PER_SECOND = 20.0
"""Posts in a workspace, by default; Slack does not say how many it takes."""

KEPT_WHEN_DONE = 3_600.0
"""Seconds DBOS remembers what was done; that a row is done, the row itself tells for ever."""

TIDIED = 2_000
"""Finished workflows forgotten in one sweep, at most."""

OVER = ["SUCCESS", "ERROR", "CANCELLED"]
OPEN = ["ENQUEUED", "DELAYED", "PENDING"]

SWEEP = "* * * * *"
"""When rows that nobody holds are taken up again: once a minute, by one of all processes."""

Clock = Callable[[], datetime]


def _set_going() -> frozenset[str]:
    """The events that wait in the queue of all processes of this version: one of them will have it,
    whoever dies meanwhile.
    """
    waiting = DBOS.list_workflows(
        status="ENQUEUED",
        name=HANDLE,
        queue_name=EVENTS,
        app_version=VERSION,
        load_input=False,
        load_output=False,
    )
    return frozenset(one.workflow_id.partition("~")[0] for one in waiting)


class Runner:
    """Runs what waits in the inbox, the outbox, and what falls due. One in a process.

    `executor` names this process for ever and no other one at the same time: DBOS gives back to it
    what it had begun. Workflows get row ids, never text. `clock` is
    the real time, as DBOS and the rows have it; things fall due by `upto`. `falls` are the use
    cases for what is due, by kind, `each_sweep` what else is done by the time alone; `leisure`
    looks at reminders again before they are sent. `give_way` returns when nobody waits for an
    answer to a request: events are set going and handled after that.
    """

    def __init__(
        self,
        queues: Queues,
        chat: Chat,
        hear: Hear,
        clock: Clock,
        system_database: str,
        executor: str,
        each_sweep: Callable[[], None] = lambda: None,
        *,
        falls: Mapping[str, Fall] | None = None,
        upto: Clock | None = None,
        per_second: float = PER_SECOND,
        leisure: Leisure | None = None,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        self._give_way = give_way
        self._kept = SimpleQueue[str | None]()
        self._coming = set[str]()
        self._setting_off = Thread(target=self._set_off, daemon=True, name="set-off")
        self._is_file = system_database.startswith("sqlite")
        self._queues = queues
        self._hear = hear
        self._clock = clock
        self._each_sweep = each_sweep
        self._falling = Falling(queues, falls or {}, upto or clock, clock)
        self._first_sweep = Thread(target=self.sweep, daemon=True, name="first-sweep")
        self._drain = Drain(queues, chat, clock, pace_of(per_second), leisure)
        config: DBOSConfig = {
            "name": "whatimproved",
            "system_database_url": system_database,
            "executor_id": executor,
            "application_version": VERSION,
            "log_level": "ERROR",
            "console_log_level": "ERROR",
            "notification_listener_polling_interval_sec": HARKS_EVERY,
        }
        DBOS(config=config)
        self._register()

    def _register(self) -> None:
        @DBOS.workflow(name=HANDLE)
        def handle(event: str) -> None:
            self._give_way()
            wait = inbox.handle(self._queues, event, self._hear, self._clock())
            self._drain.wake()
            if wait is not None:
                self._enqueue_event(event, f"{event}~{self._stamp()}", wait)
                return
            follows = self._queues.next_after(event, self._clock())
            if follows is not None:
                self._enqueue_event(follows, f"{follows}~{event}")

        @DBOS.workflow(name="sweep")
        def sweep(_scheduled: datetime, _context: Any) -> None:
            self.sweep()

        self._handle, self._sweep = handle, sweep

    def start(self) -> None:
        """Take up what an earlier process of this name left, then look for new work: what fell due
        meanwhile keeps nobody waiting who speaks to us now.

        What it was sending when it died may yet arrive: that waits a little before Slack is asked
        for it and it is sent again.
        """
        self._queues.release(self._clock() + timedelta(seconds=SETTLING))
        DBOS.launch()
        DBOS.set_latest_application_version(VERSION)  # else one that was put back never sweeps
        DBOS.register_queue(EVENTS, worker_concurrency=WORKERS, polling_interval_sec=POLL)
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
        self._drain.start()
        self._setting_off.start()
        self._first_sweep.start()

    def stop(self) -> None:
        """Stop looking for work, once what is being sent has been answered or timed out."""
        self._kept.put(None)
        for work in (self._setting_off, self._first_sweep):
            if work.is_alive():
                work.join(LAST_WAIT)
        wait = LAST_WAIT if self._may_be_at_work() else 0
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=wait)
        self._drain.stop()

    def _may_be_at_work(self) -> bool:
        """Whether DBOS has anything in hand, or is about to: it waits a second at least to see that
        it has not. Only a file is asked: a server that is away would keep us for as long.
        """
        if not self._is_file:
            return True
        return bool(DBOS.list_workflows(status=OPEN, limit=1, load_input=False, load_output=False))

    def receive_all(self, came: Sequence[tuple[str, Event]]) -> None:
        """Keep events, all or none, durable on return; they are set going after that. What was
        kept before: nothing happens.
        """
        new = inbox.receive_all(self._queues, came, self._clock())
        self._coming |= new
        for id, _ in came:
            if id in new:
                new.discard(id)
                self._kept.put(id)

    def _set_off(self) -> None:
        """Off the way to the acknowledgement, which needs the row alone: what a process kept and
        did not set going, the sweep of the next one does.
        """
        while (event := self._kept.get()) is not None:
            try:
                self._give_way()
                self._enqueue_event(event, event)
            except BaseException as error:  # DBOS has errors that are no Exception
                log.warning("event %s waits for the sweep (%s)", event, type(error).__name__)
            finally:
                self._coming.discard(event)

    def heard(self, workspace: str, channel: str) -> bool:
        """Somebody speaks in a channel: what waited because nothing could be said there may go.
        Whether nothing could be.
        """
        was_parked = self._queues.heard(workspace, channel)
        if was_parked:
            self._drain.wake()
        return was_parked

    def sweep(self) -> None:
        """Do what is due, and take up rows that nobody holds: what a process left when it died,
        what was refused. What fails keeps nothing else from being done.
        """
        steps = (self._forget_old, self._tidy, self._each_sweep, self._falling.sweep, self._resume)
        for step in steps:
            try:
                step()
            except Exception as error:
                log.warning("what was due was not done (%s)", type(error).__name__)
        self._drain.wake()

    def _forget_old(self) -> None:
        self._queues.sweep_old(self._clock())

    def _resume(self) -> None:
        """One that is already on its way is not set going twice: more would be set going than are
        done.
        """
        stamp = int(self._clock().timestamp() // RESUMED_EVERY)
        due = self._queues.due(self._clock())[0]
        set_going = (_set_going() if due else frozenset()) | {*self._coming}
        for event in due:
            if event not in set_going:
                self._enqueue_event(event, f"{event}~{stamp}")

    def _tidy(self) -> None:
        """Have DBOS forget what is done."""
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

    def _enqueue_event(self, event: str, workflow: str, wait: float | None = None) -> None:
        with SetWorkflowID(workflow), SetEnqueueOptions(delay_seconds=wait):
            DBOS.enqueue_workflow(EVENTS, self._handle, event)

    def _stamp(self) -> str:
        return self._clock().isoformat()

    def _ago(self, seconds: float) -> str:
        return (self._clock() - timedelta(seconds=seconds)).isoformat()
