"""Who we are in a workspace: asked of Slack once, then known."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.facts import Value
from bot.slack.calls import web_client

_REFUSED: Final = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
)


class Identity(Value):
    """The bot in one workspace, or with `everywhere` in all workspaces of an organisation."""

    workspace: str
    bot_user: str
    bot_id: str | None
    token: str
    everywhere: bool = False


Identify: TypeAlias = Callable[[str | None], Awaitable[Identity | None]]
"""The bot's identity in a workspace, or None where it is not installed. A request that names no
workspace, as none of Slack's does, is for the only one there can be: with many it is for none.
"""

TokenFor: TypeAlias = Callable[[str], Awaitable[str | None]]
"""A workspace's token, or None where there is none."""


class Identities:
    """Remembers who is behind each token, so that answering Slack waits for no network."""

    def __init__(self, token_for: TokenFor, client: AsyncWebClient) -> None:
        self._token_for = token_for
        self._client = client
        self._known: dict[str, Identity] = {}
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, workspace: str | None) -> Identity | None:
        """None where no token belongs to this workspace or Slack refuses the one there is.

        Raises where Slack cannot be asked.
        """
        token = await self._token_for(workspace or "")
        found = await self.behind(token) if token else None
        if found is None or workspace is None:
            return None if found is None or found.everywhere else found
        return found if found.everywhere or found.workspace == workspace else None

    async def behind(self, token: str) -> Identity | None:
        """Whose token this is; ask at the start, and the first request finds it known.

        A refusal is not remembered: once Slack takes the token, requests are answered.
        """
        if token in self._known:
            return self._known[token]
        async with self._one_at_a_time:
            if token not in self._known:
                found = await self._asked(token)
                if found is None:
                    return None
                self._known[token] = found
            return self._known[token]

    def is_known(self, token: str) -> bool:
        """Whether requests are answered at once: Slack has said whose token this is."""
        return token in self._known

    async def _asked(self, token: str) -> Identity | None:
        """Asked as all else is: the client of the listeners reads no answer that does not say it is
        JSON.
        """
        asking = web_client(token, self._client.base_url)
        try:
            told = await asyncio.to_thread(asking.auth_test)
        except SlackApiError as error:
            if error.response.get("error") in _REFUSED:
                return None
            raise
        return Identity(
            workspace=str(told["team_id"]),
            bot_user=str(told["user_id"]),
            bot_id=told.get("bot_id"),
            token=token,
            everywhere=bool(told.get("is_enterprise_install")),
        )
