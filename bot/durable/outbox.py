"""The outbox: each post goes out once, and is kept until Slack has it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.benefits.conversation import Sending
from bot.errors import ChatError, RateLimitedError
from bot.ports import Chat, Queues

LEASE = 60.0
"""Seconds a post is kept from others while it is sent."""

LONGEST_WAIT = 300.0
"""Seconds between two tries, at most."""

AFTER_SILENCE = 30.0
"""Seconds to wait at least where Slack did not answer in time: it may yet do what it was asked, and
only then is the post's key found.
"""

REPLIES_TRIED = 13
"""Times words for one person's eyes are tried: by then half an hour has passed, and Slack's address
for them is no longer good.
"""

FINAL = frozenset({"invalid_response_url", "message_not_found", "thread_not_found"})
"""Refusals that no later try changes: there is no such place to speak in."""

UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Answers of Slack's own after which the message may stand all the same."""

NEVER_ARRIVED = frozenset({"unreachable: ConnectionRefusedError", "unreachable: gaierror"})
"""Failures in which nothing was sent."""

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
    except Exception as unknown:
        error = unknown if isinstance(unknown, ChatError) else ChatError(type(unknown).__name__)
        if _is_final(error, sending, before):
            log.warning("post %s was not taken (%s) and is given up", key, error.detail)
            queues.posted(key, None, clock())
            return None
        wait = _wait(error, sending, before)
        log.warning("post %s was not taken (%s); next try in %.0f s", key, error.detail, wait)
        queues.refused(key, error.detail or type(error).__name__, clock() + timedelta(seconds=wait))
        return wait
    queues.posted(key, ts, clock())
    return None


def _is_final(error: ChatError, sending: Sending, before: int) -> bool:
    if error.detail in FINAL:
        return True
    expired = error.detail.startswith("http_4") and not isinstance(error, RateLimitedError)
    return sending.way == "reply" and (expired or before + 1 >= REPLIES_TRIED)


def _wait(error: ChatError, sending: Sending, before: int) -> float:
    """Seconds until the next try. After an answer that leaves open whether Slack made the message,
    long enough that it can be found.
    """
    if isinstance(error, RateLimitedError):
        return error.retry_after
    wait = min(2.0**before, LONGEST_WAIT)
    is_open = error.detail in UNCLEAR or error.detail.startswith(("unreachable:", "http_5"))
    if sending.way == "post" and is_open and error.detail not in NEVER_ARRIVED:
        return max(wait, AFTER_SILENCE)
    return wait
