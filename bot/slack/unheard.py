"""Who put us out without our hearing of it: Slack is asked about each token once a day."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.errors import ChatError
from bot.installing import Installing, Standing
from bot.slack.calls import chat_errors, web_client

EVERY: Final = timedelta(days=1)

AT_ONCE: Final = 20
"""Tokens asked about in one sweep: a thousand are through within the hour."""

GONE: Final = frozenset({"account_inactive", "token_revoked"})
"""Slack's words for a token whose app was removed; no other refusal says as much."""

A_SECOND: Final = timedelta(seconds=1)

log = logging.getLogger(__name__)


class Unheard:
    """Looks whether we still are where we think we are. When it looked is known to this process
    alone: several look more often, and one that begins again looks again.
    """

    def __init__(
        self,
        kept: Installing,
        token_of: Callable[[str], str | None],
        base_url: str,
        now: Callable[[], datetime],
    ) -> None:
        """`token_of` gives the token of a workspace or an organisation, where there is one."""
        self._kept = kept
        self._token_of = token_of
        self._base_url = base_url
        self._now = now
        self._asked: dict[str, datetime] = {}

    def look(self) -> None:
        """Where Slack says that a token is gone, keep that we were put out. Where it cannot be
        asked, or will not be so often, the others wait for the next sweep.
        """
        due = [one for one in self._kept.standings() if self._is_due(one)]
        for one in due[:AT_ONCE]:
            asked_at = self._now()
            self._asked[one.workspace] = asked_at
            code = self._refusal(one.workspace)
            if code in GONE:
                put_out(self._kept, one.workspace, asked_at)
            elif code is not None:
                log.info("whether we are still in %s is not known (%s)", one.workspace, code)
                return

    def _is_due(self, one: Standing) -> bool:
        """What is in through an organisation goes with it."""
        last = self._asked.get(one.workspace)
        is_here = one.removed_at is None and one.through is None
        return is_here and (last is None or self._now() >= last + EVERY)

    def _refusal(self, workspace: str) -> str | None:
        token = self._token_of(workspace)
        if token is None:
            return None
        try:
            with chat_errors():
                web_client(token, self._base_url).auth_test()
        except ChatError as error:
            return error.detail
        return None


def put_out(kept: Installing, workspace: str, asked_at: datetime) -> None:
    """Keep that Slack, asked then, knew our token no more; who let us in since has another one."""
    if kept.leave(workspace, asked_at - A_SECOND):
        log.warning("we were put out of %s, and were not told", workspace)
