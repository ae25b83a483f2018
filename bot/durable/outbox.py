"""The outbox: each post goes out once, and is kept until Slack has it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import ChatError, RateLimitedError
from bot.ports import Chat, Queues

LEASE = 60.0
"""Seconds a post is kept from others while it is sent."""

LONGEST_WAIT = 300.0
"""Seconds between two tries, at most."""

log = logging.getLogger(__name__)


def deliver(queues: Queues, key: str, chat: Chat, clock: Callable[[], datetime]) -> float | None:
    """Send one post, unless it is sent or in other hands; the seconds to wait before a new try.

    A post begun before may have arrived without our knowing: the thread is asked for its key
    before it is sent again. None where there is nothing more to do.
    """
    taken = queues.claim(key, clock(), LEASE)
    if taken is None:
        return None
    workspace, sending, before = taken
    try:
        found = chat.find(workspace, sending) if before and sending.way == "post" else None
        ts = found or chat.send(workspace, sending)
    except ChatError as error:
        wait = _wait(error, before)
        log.warning("post %s was not taken (%s); next try in %.0f s", key, error.detail, wait)
        queues.refused(key, error.detail or type(error).__name__, clock() + timedelta(seconds=wait))
        return wait
    queues.posted(key, ts, clock())
    return None


def _wait(error: ChatError, before: int) -> float:
    if isinstance(error, RateLimitedError):
        return error.retry_after
    return min(2.0**before, LONGEST_WAIT)
