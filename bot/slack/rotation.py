"""Renewing tokens that end: in time, and once over all processes."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pydantic import SecretStr
from slack_sdk.web import SlackResponse

from bot.errors import ChatError
from bot.installing import Grant, Installed, Installing
from bot.slack.calls import chat_errors, text_of, web_client
from bot.slack.unheard import GONE, put_out

AHEAD: Final = timedelta(hours=2)
"""Tokens last twelve hours; what cannot be renewed at once can for this long."""

LEASE_SECONDS: Final = 60.0
"""Several times what Slack is given to answer."""

_SPENT: Final = frozenset(
    {"account_inactive", "invalid_auth", "invalid_refresh_token", "token_revoked"}
)
"""Refusals that no later try changes: somebody has to install us again."""

log = logging.getLogger(__name__)


class Keys(NamedTuple):
    """Who we are to Slack as an app, over all workspaces."""

    client_id: str
    client_secret: SecretStr


class Rotation:
    """Renews what ends within `AHEAD`.

    A refresh token is good once. Where this process dies after Slack has answered and before the
    answer is kept, the new token is lost and the old refresh token is spent: the next try is
    refused, which is kept, and `check` says that somebody has to install us again. Until the old
    token ends, all goes on.
    """

    def __init__(
        self, kept: Installing, keys: Keys, base_url: str, now: Callable[[], datetime]
    ) -> None:
        self._kept = kept
        self._keys = keys
        self._base_url = base_url
        self._now = now

    def renew_all(self) -> list[str]:
        """Renew whatever ends soon; where that was done. One that fails keeps no other waiting."""
        return [one for one in self._kept.to_renew(self._now() + AHEAD) if self.renew(one)]

    def renew(self, workspace: str) -> bool:
        """Whether this process renewed it: not where another one does, or Slack did not."""
        now = self._now()
        spent = self._kept.begin_renewal(workspace, now, now + AHEAD, LEASE_SECONDS)
        if spent is None or spent.grant.refresh is None:
            return False
        try:
            return self._kept.renewed(spent, self._asked(spent))
        except ChatError as error:
            self._failed(spent, error.detail, now)
        return False

    def _asked(self, spent: Installed) -> Grant:
        """Raises ChatError where Slack gives none; no error holds what was sent."""
        refresh = spent.grant.refresh
        with chat_errors():
            told = web_client("", self._base_url).oauth_v2_access(
                client_id=self._keys.client_id,
                client_secret=self._keys.client_secret.get_secret_value(),
                grant_type="refresh_token",
                refresh_token=refresh.get_secret_value() if refresh else "",
            )
            return grant_in(told, self._now())

    def _failed(self, spent: Installed, code: str, asked_at: datetime) -> None:
        if code in _SPENT and self._kept.not_renewed(spent, code):
            if code in GONE:
                put_out(self._kept, spent.workspace, asked_at)
                return
            log.error("the token of %s is not renewed (%s): install again", spent.workspace, code)
        else:
            log.warning("the token of %s is not renewed yet (%s)", spent.workspace, code)


def grant_in(told: SlackResponse, now: datetime) -> Grant:
    """The token in an answer of Slack's. Raises ChatError where there is none."""
    refresh, seconds = told.get("refresh_token"), told.get("expires_in")
    return Grant(
        token=SecretStr(text_of(told, "access_token")),
        refresh=SecretStr(str(refresh)) if refresh else None,
        expires_at=now + timedelta(seconds=int(seconds)) if seconds else None,
    )
