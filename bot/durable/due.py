"""What falls due by the time alone: rows are taken under a lease and handed on in batches."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from bot.durable.inbox import place
from bot.errors import RateLimitedError
from bot.ports import Due, Queues

LEASE = 60.0
"""Seconds due rows are kept from others; it begins anew as long as they are worked on."""

KEPT_EVERY = 20.0
"""Seconds after which it does: a process that dies keeps rows no longer than a lease."""

AT_ONCE = 500
"""Rows handed on in one go, at most."""

LONGEST_WAIT = 21_600.0
"""Seconds between two tries of a row that fails, at most: six hours."""

_DOUBLED = 20
"""A wait is doubled so often, at most: long before that it is the longest."""

log = logging.getLogger(__name__)

Fall = Callable[[str, Sequence[str], datetime], None]
"""Does what is due in a workspace for these refs at a time; moves each row on in the same commit.

Raises where it did nothing at all.
"""

Clock = Callable[[], datetime]


class Falling:
    """Hands on what is due, by kind. Things fall due by `upto`; `clock` is the real time."""

    def __init__(
        self,
        queues: Queues,
        falls: Mapping[str, Fall],
        upto: Clock,
        clock: Clock,
        kept_every: float = KEPT_EVERY,
    ) -> None:
        self._queues = queues
        self._falls = falls
        self._upto = upto
        self._clock = clock
        self._kept_every = kept_every

    def sweep(self) -> int:
        """Hand on all that is due by now; how many rows. Each is tried once: where it is moved on
        to a moment that is past as well, the next sweep has it.
        """
        upto = self._upto()
        done: set[tuple[str, str, str]] = set()
        kinds = sorted(self._falls)
        while rows := self._queues.fall_due(upto, self._clock(), AT_ONCE, LEASE, kinds):
            new = [one for one in rows if one[:3] not in done]
            with self._kept(new):
                for batch in _batches(new):
                    self._hand_on(batch, upto)
            done |= {one[:3] for one in new}
            again = [one for one in rows if one not in new]
            for one in again:
                self._queues.due_failed(one, self._clock())
            if again:
                break
        return len(done)

    @contextmanager
    def _kept(self, rows: Sequence[Due]) -> Iterator[None]:
        """Keep rows from others for as long as they are worked on, however slow Slack is."""
        ended = Event()
        keeping = Thread(target=self._keep, args=(rows, ended), daemon=True, name="due")
        keeping.start()
        try:
            yield
        finally:
            ended.set()
            keeping.join()

    def _keep(self, rows: Sequence[Due], ended: Event) -> None:
        while not ended.wait(self._kept_every):
            try:
                self._queues.due_kept(rows, self._clock(), LEASE)
            except Exception as error:
                log.warning("what is due is not kept from others (%s)", type(error).__name__)

    def _hand_on(self, batch: list[Due], upto: datetime) -> None:
        """All at once; where that fails each half by itself, so that one row holds up no other.
        Where Slack asks to wait, what is left of them waits.
        """
        first = batch[0]
        try:
            self._falls[first.kind](first.workspace, [one.ref for one in batch], upto)
        except RateLimitedError as limited:
            self._wait(batch, limited)
        except Exception as error:
            if len(batch) > 1:
                half = len(batch) // 2
                self._hand_on(batch[:half], upto)
                self._hand_on(batch[half:], upto)
                return
            self._give_back(first, error)

    def _wait(self, batch: Sequence[Due], limited: RateLimitedError) -> None:
        wait = timedelta(seconds=limited.retry_after)
        log.warning(
            "%s waits, as Slack asks; next try in %.0f s", batch[0].kind, limited.retry_after
        )
        self._queues.due_untried(batch, self._clock() + wait)

    def _give_back(self, one: Due, error: Exception) -> None:
        wait = timedelta(seconds=min(60.0 * 2.0 ** min(one.before, _DOUBLED), LONGEST_WAIT))
        kind = type(error).__name__
        log.warning("%s %s was not done (%s, %s)", one.kind, one.ref, kind, place(error))
        self._queues.due_failed(one, self._clock() + wait)


def _batches(rows: Sequence[Due]) -> list[list[Due]]:
    """What can be handed on together: of one workspace and kind."""
    found: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for one in rows:
        found[one.workspace, one.kind].append(one)
    return list(found.values())
