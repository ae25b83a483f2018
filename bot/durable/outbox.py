"""The outbox: each post goes out once, and is kept until Slack has it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.benefits.conversation import Sending
from bot.errors import ChatError, RateLimitedError
from bot.ports import Chat, Queues, Taken

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

DEAD = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_is_limited_access",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_not_found",
    }
)
"""Refusals that hold for all that is said in a channel, until somebody there lets us in again."""

DEAD_EVERYWHERE = frozenset(
    {
        "app_uninstalled",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "token_expired",
        "token_revoked",
    }
)
"""Refusals that hold for a whole workspace."""

TOO_MANY_EVERYWHERE = frozenset({"message_limit_exceeded"})
"""What Slack says when a whole workspace posts too much, not one channel."""

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def deliver(queues: Queues, taken: Taken, chat: Chat, clock: Clock) -> None:
    """Send one post and keep what became of it.

    A post begun before may have arrived without our knowing: the thread is asked for its key
    before it is sent again.
    """
    sending = taken.sending
    try:
        may_stand = taken.before and sending.way == "post"
        found = chat.find(taken.workspace, sending) if may_stand else None
        ts = found or chat.send(taken.workspace, sending)
    except Exception as unknown:
        error = unknown if isinstance(unknown, ChatError) else ChatError(type(unknown).__name__)
        _refused(queues, taken, error, clock())
        return
    queues.posted(taken.key, ts, clock())


def _refused(queues: Queues, taken: Taken, error: ChatError, now: datetime) -> None:
    key, code = taken.key, error.detail or type(error).__name__
    if _is_final(error, taken.sending, taken.before):
        log.warning("post %s was not taken (%s) and is given up", key, code)
        queues.posted(key, None, now)
        return
    if _is_dead(error, taken.sending):
        log.warning("post %s waits until its channel can be written to (%s)", key, code)
        queues.park(key, code, now, code in DEAD_EVERYWHERE)
        return
    wait = _wait(error, taken.sending, taken.before)
    log.warning("post %s was not taken (%s); next try in %.0f s", key, code, wait)
    until = now + timedelta(seconds=wait)
    if isinstance(error, RateLimitedError):
        queues.limited(key, now, until, code in TOO_MANY_EVERYWHERE)
    else:
        queues.refused(key, code, until)


def _is_dead(error: ChatError, sending: Sending) -> bool:
    """Whether nothing can be said where this was to be said. An answer to one person's click has an
    address of its own.
    """
    return sending.way != "reply" and error.detail in DEAD | DEAD_EVERYWHERE


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
