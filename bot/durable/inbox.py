"""The inbox: what was acknowledged is handled, however often it takes."""

import logging
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from bot.benefits.conversation import Event, place_of
from bot.errors import HandledBeforeError, TooEarlyError
from bot.ports import Queues, Received

LEASE = 60.0
"""Seconds an event is kept from others while it is handled."""

TOO_EARLY = 5.0
"""Seconds at first that an event is given back for that belongs to what is not known yet: mostly it
comes soon, and what came after it in its thread waits for it. Each time it is twice as long.
"""

LONGEST_TOO_EARLY = 300.0
"""The same at most."""

LONGEST_WAIT = 900.0
"""Seconds between two tries, at most: Slack may be away for most of a day."""

APART = timedelta(microseconds=10)
"""What comes together is kept this far apart."""

log = logging.getLogger(__name__)

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)

Hear = Callable[[Event, str, datetime], None]
"""Does what an event asks for and finishes its row in the same commit."""


def receive(queues: Queues, id: str, event: Event, now: datetime) -> bool:
    """Keep an event before it is acknowledged; False where it was kept before."""
    return receive_all(queues, [(id, event)], now) == {id}


def receive_all(queues: Queues, came: Sequence[tuple[str, Event]], now: datetime) -> set[str]:
    """The same for several at once, all or none, each a little later than the one before: in that
    order they are handled. Those that were not kept before.
    """
    moments = (now + nth * APART for nth in range(len(came)))
    rows = (_received(*one, at) for one, at in zip(came, moments, strict=True))
    return queues.receive_all([*rows])


def _received(id: str, event: Event, now: datetime) -> Received:
    body = _EVENT.dump_json(event).decode()
    return Received(event.workspace, id, body, now, _place_of(event))


def _place_of(event: Event) -> str | None:
    """The thread an event belongs to; None for what belongs to none."""
    thread = getattr(event, "thread", None) or getattr(event, "ts", None)
    return place_of(event.channel, thread) if thread else None


def handle(queues: Queues, id: str, hear: Hear, now: datetime) -> float | None:
    """Handle one event, unless it is done or in other hands; the seconds to wait before a new try.

    What fails is given back; the text of the event is in no log and no error. None where there is
    nothing more to do.
    """
    taken = queues.begin(id, now, LEASE)
    if taken is None:
        return None
    try:
        event = _EVENT.validate_json(taken[0])
        hear(event, id, now)
    except HandledBeforeError:
        log.info("event %s was handled by another process", id)
    except TooEarlyError as early:
        log.info("event %s waits until it is known what it belongs to", id)
        wait = _too_early(event, now)
        queues.untimely(id, type(early).__name__, now + timedelta(seconds=wait))
        return wait
    except Exception as error:
        wait, kind = min(2.0 ** taken[1], LONGEST_WAIT), type(error).__name__
        log.warning("event %s was not handled (%s, %s)", id, kind, place(error))
        queues.fail(id, kind, now + timedelta(seconds=wait))
        return wait
    return None


def _too_early(event: Event, now: datetime) -> float:
    """Seconds until it is tried again: as long as it has waited so far."""
    return min(max((now - event.at).total_seconds(), TOO_EARLY), LONGEST_TOO_EARLY)


def place(error: Exception) -> str:
    """Where it went wrong: an error's own words may hold what people wrote."""
    trace = traceback.extract_tb(error.__traceback__)
    return f"{Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else "nowhere"
