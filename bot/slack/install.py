"""Where we are installed, and with which token we speak there: one value decides it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from slack_sdk import WebClient

from bot.errors import ChatError
from bot.installing import Installed, Installing
from bot.slack.cache import Cache
from bot.slack.calls import web_client
from bot.slack.identity import Identify, Identity
from bot.slack.leaving import Told, organisation_of, told, told_at
from bot.slack.payloads import team_of
from bot.slack.rotation import Rotation

KNOWN_SECONDS: Final = 10.0
"""What another process was told of coming and going is known here within this."""

LAST_MINUTE: Final = timedelta(minutes=1)
"""A token that ends within this is renewed before it is used."""

PUT_OUT: Final = "app_uninstalled"
"""The code of the ChatError where we are not installed."""

log = logging.getLogger(__name__)


class Installations(Protocol):
    """Who speaks where. No workspace's token is ever used in another one."""

    def client(self, workspace: str) -> WebClient:
        """The client that speaks for us there. Raises ChatError where we are not installed."""

    async def identity(self, workspace: str | None) -> Identity | None:
        """Who we are there, or None where we are not installed; see `Identify`."""

    async def meet(self, body: Mapping[str, Any]) -> bool:
        """Take what a request tells of our coming and going; whether it was about nothing else.
        Durable when it returns.
        """


_LetIn = Callable[[str, str, datetime], bool]
"""Keeps that an organisation has us in one of its workspaces, from then on."""


class _Goings:
    """Takes what Slack tells of our going, and keeps it."""

    def __init__(
        self, kept: Installing, now: Callable[[], datetime], let_in: _LetIn | None = None
    ) -> None:
        self._kept = kept
        self._now = now
        self._let_in = let_in or kept.link

    def take(self, news: Told) -> list[str]:
        """Keep it; the workspaces, or the organisation, that it changed anything in."""
        at = news.at or self._now()
        if news.is_let_in:
            enterprise = news.enterprise or ""
            return [one for one in news.workspaces if self._let_in(one, enterprise, at)]
        names = dict.fromkeys(self._meant(one, news) for one in news.workspaces)
        if news.whole and news.enterprise:
            names = {news.enterprise: None}
        gone = [one for one in names if self._kept.leave(one, at)]
        for one in gone:
            log.warning("we were put out of %s: nothing is said there any more", one)
        return gone

    def _meant(self, workspace: str, news: Told) -> str:
        """Where our token is gone and it is that of an organisation, all of that."""
        through = self._kept.through(workspace) if news.whole else None
        return through or workspace


class OneToken:
    """One workspace, by a token that a setting holds."""

    def __init__(
        self,
        token: str,
        identify: Identify,
        kept: Installing,
        base_url: str,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        """`clock` counts seconds and never goes back; `now` is the time."""
        self._client = web_client(token, base_url)
        self._identify = identify
        self._kept = kept
        self._now = now
        self._goings = _Goings(kept, now, lambda one, _, at: kept.return_to(one, at))
        self._away: Cache[str, bool] = Cache(clock, KNOWN_SECONDS)

    def client(self, workspace: str) -> WebClient:
        """The one there is, unless that workspace put us out."""
        if self._is_away(workspace):
            raise ChatError(PUT_OUT)
        return self._client

    async def identity(self, workspace: str | None) -> Identity | None:
        """Raises where Slack cannot be asked."""
        if workspace is None:
            only = await self._identify(None)
            return None if only is None else await self.identity(only.workspace)
        is_away = self._away.known(workspace)
        if is_away is None:
            is_away = await asyncio.to_thread(self._is_away, workspace)
        return None if is_away else await self._identify(workspace)

    async def meet(self, body: Mapping[str, Any]) -> bool:
        """As the protocol has it."""
        news = told(body)
        if news is not None:
            await asyncio.to_thread(self._goings.take, news)
            self._away.clear()
        return news is not None

    async def returned(self, workspace: str) -> bool:
        """Keep that Slack takes the token there; whether that workspace had put us out."""
        is_back = await asyncio.to_thread(self._kept.return_to, workspace, self._now())
        self._away.clear()
        return is_back

    def _is_away(self, workspace: str) -> bool:
        return self._away.get(workspace, lambda: self._kept.is_away(workspace))


class ManyTokens:
    """Any number of workspaces and organisations, each by its own token, which may end."""

    def __init__(
        self,
        kept: Installing,
        rotation: Rotation,
        base_url: str,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        """`clock` counts seconds and never goes back; `now` is the time."""
        self._kept = kept
        self._rotation = rotation
        self._base_url = base_url
        self._now = now
        self._goings = _Goings(kept, now)
        self._known: Cache[str, Installed | None] = Cache(clock, KNOWN_SECONDS)

    def client(self, workspace: str) -> WebClient:
        """With an organisation's token each call names the workspace it is for."""
        found = self._usable(workspace)
        if found is None:
            raise ChatError(PUT_OUT)
        team = workspace if found.everywhere else None
        return web_client(found.grant.token.get_secret_value(), self._base_url, team)

    async def identity(self, workspace: str | None) -> Identity | None:
        """Known from the installation: the network is not asked."""
        if workspace is None:
            return None
        found = self._known.known(workspace)
        found = found or await asyncio.to_thread(self._found, workspace)
        if found is None:
            return None
        return Identity(
            workspace=workspace,
            bot_user=found.bot_user,
            bot_id=found.bot_id,
            token=found.grant.token.get_secret_value(),
            everywhere=found.everywhere,
        )

    async def meet(self, body: Mapping[str, Any]) -> bool:
        """Also learns which workspaces belong to an organisation that has us in all of them."""
        news = told(body)
        if news is not None:
            await asyncio.to_thread(self._goings.take, news)
            self._known.clear()
            return True
        workspace, enterprise = team_of(body), organisation_of(body)
        at = told_at(body) or self._now()
        if workspace and enterprise and self._known.known(workspace) is None:
            await asyncio.to_thread(self._kept.link, workspace, enterprise, at)
        return False

    def welcome(self, installed: Installed) -> None:
        """Keep an installation. Raises RecordsError where it cannot be kept."""
        self._kept.save(installed)
        self._known.clear()

    def renew_all(self) -> None:
        """Renew what ends soon."""
        if self._rotation.renew_all():
            self._known.clear()

    def _usable(self, workspace: str) -> Installed | None:
        found = self._found(workspace)
        ends = found.grant.expires_at if found is not None else None
        if found is None or ends is None or ends > self._now() + LAST_MINUTE:
            return found
        self._rotation.renew(found.workspace)
        self._known.clear()
        return self._found(workspace)

    def _found(self, workspace: str) -> Installed | None:
        return self._known.get(workspace, lambda: self._kept.find(workspace))


Meet = Callable[[Mapping[str, Any]], Awaitable[bool]]
"""See `Installations.meet`."""
