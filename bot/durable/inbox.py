"""The inbox: what was acknowledged is handled, however often it takes."""

import logging
from collections.abc import Callable
from datetime import datetime

from pydantic import TypeAdapter

from bot.benefits.conversation import Event
from bot.ports import Queues

LEASE = 60.0
"""Seconds an event is kept from others while it is handled."""

log = logging.getLogger(__name__)

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)

Hear = Callable[[Event, str, datetime], None]
"""Does what an event asks for and finishes its row in the same commit."""


def receive(queues: Queues, id: str, event: Event, now: datetime) -> bool:
    """Keep an event before it is acknowledged; False where it was kept before."""
    return queues.receive(event.workspace, id, _EVENT.dump_json(event).decode(), now)


def handle(queues: Queues, id: str, hear: Hear, now: datetime) -> bool:
    """Handle one event, unless it is done or in other hands. Returns whether all went well.

    What fails is given back and tried again; the text of the event is in no log and no error.
    """
    taken = queues.begin(id, now, LEASE)
    if taken is None:
        return True
    try:
        hear(_EVENT.validate_json(taken[0]), id, now)
    except Exception as error:
        log.warning("event %s was not handled (%s); it is tried again", id, type(error).__name__)
        log.debug("where it failed", exc_info=error)
        queues.fail(id, type(error).__name__)
        return False
    return True
