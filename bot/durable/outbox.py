"""The outbox: each post goes out once, and is kept until Slack has it."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from bot.benefits.conversation import Sending
from bot.errors import UNCLEAR, ChatError, RateLimitedError, RecordsError
from bot.ports import Chat, Queues, Taken
from bot.reminding import Looked

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

UNSURE_FOR = 60.0
"""Seconds after which a post at leisure is looked at again that could not be looked at."""

FINAL = frozenset(
    {
        "cannot_reply_to_message",
        "cant_update_message",
        "edit_window_closed",
        "invalid_response_url",
        "message_not_found",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "thread_not_found",
    }
)
"""Refusals that no later try changes: there is no such place to speak in, while others beside it
may be well.
"""

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
        "restricted_action_read_only_channel",
        "user_disabled",
        "user_not_found",
    }
)
"""Refusals that hold for all that is said in a channel, until somebody there lets us in again."""

DEAD_EVERYWHERE = frozenset(
    {
        "access_denied",
        "app_uninstalled",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Refusals that hold for a whole workspace."""

TOO_MANY_EVERYWHERE = frozenset({"message_limit_exceeded"})
"""What Slack says when a whole workspace posts too much, not one channel."""

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


class Leisure(Protocol):
    """Knows of what is at leisure whether it is still right to send it."""

    def look(self, workspace: str, keys: Sequence[str]) -> Looked:
        """Which of these posts are right no longer. May ask Slack, and raise what that does."""

    def take_back(self, workspace: str, key: str, begun: int) -> None:
        """Have a post that was begun so often never leave."""


def deliver(
    queues: Queues, taken: Taken, chat: Chat, clock: Clock, wrong_to: Leisure | None = None
) -> None:
    """Send one post and keep what became of it; where it is `wrong_to` somebody, it is given back
    to them instead.

    A post begun before may have arrived without our knowing: the thread is asked for its key
    before it is sent again, or taken back.
    """
    sending = taken.sending
    try:
        may_stand = taken.before and sending.way == "post"
        found = chat.find(taken.workspace, sending) if may_stand else None
        if found is None and wrong_to is not None:
            wrong_to.take_back(taken.workspace, taken.key, taken.before + 1)
            return
        ts = found or chat.send(taken.workspace, sending)
    except Exception as unknown:
        error = unknown if isinstance(unknown, ChatError) else ChatError(type(unknown).__name__)
        _refused(queues, taken, error, clock())
        return
    queues.posted(taken.key, ts, clock())


class Seen(NamedTuple):
    """Posts that were looked at; those of which nobody could tell are in neither."""

    right: Sequence[Taken]
    wrong: Sequence[Taken]


def look(queues: Queues, batch: Sequence[Taken], leisure: Leisure, clock: Clock) -> Seen:
    """Look at posts of one workspace again. Those of which nobody can tell are given back; all of
    them, where it takes so long that others might take them up.
    """
    began = clock()
    try:
        found = leisure.look(batch[0].workspace, [one.key for one in batch])
        if (clock() - began).total_seconds() > LEASE / 2:
            raise TimeoutError
    except Exception as error:
        for one in batch:
            _unsure(queues, one, error, clock())
        return Seen((), ())
    for one in batch:
        if one.key in found.unsure:
            _unsure(queues, one, ChatError(), clock())
    return Seen(
        right=[one for one in batch if one.key not in found.wrong | found.unsure],
        wrong=[one for one in batch if one.key in found.wrong],
    )


def _unsure(queues: Queues, taken: Taken, error: Exception, now: datetime) -> None:
    wait = error.retry_after if isinstance(error, RateLimitedError) else UNSURE_FOR
    kind = type(error).__name__
    log.warning("post %s could not be looked at (%s); next try in %.0f s", taken.key, kind, wait)
    with suppress(RecordsError):
        until = now + timedelta(seconds=wait)
        queues.untried(taken.key, taken.before + 1, kind, until)


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
