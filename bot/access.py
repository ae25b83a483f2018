"""Access: who speaks where, built from the settings, and what follows from being put out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine
from starlette.routing import Route

from bot.installing import Standing
from bot.slack.identity import Identities
from bot.slack.install import Installations, ManyTokens, OneToken
from bot.slack.oauth import build_flow, install_routes
from bot.slack.rotation import Keys, Rotation
from bot.slack.unheard import Unheard
from storage.installations import SqlInstallations, SqlStates
from storage.outside import ReceiptFile, TombstoneFile
from storage.purging import purge

log = logging.getLogger(__name__)

Now = Callable[[], datetime]

SHORTEST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 60.0
"""Seconds between two tries to learn from Slack who we are, and to keep that we are there."""


LEAST_GRACE: Final = timedelta(hours=1)
"""What was under way when a workspace put us out is on record by then, and is forgotten with it."""


@dataclass(frozen=True)
class Access:
    """`begin` runs from the start until it is done, or cancelled; `each_sweep` is done by the time
    alone; `is_known` tells whether requests are answered at once. Before `is_told` nobody can say
    who put us out for good. `routes` are the pages of an installation.
    """

    installations: Installations
    begin: Callable[[], Coroutine[Any, Any, None]]
    each_sweep: Callable[[], None]
    is_known: Callable[[], bool]
    is_told: Callable[[], bool]
    routes: Sequence[Route] = ()


class _Introduction:
    """Asks Slack whose the one token is, and keeps that we are there, until both are done."""

    def __init__(
        self,
        token: str,
        identities: Identities,
        speaking: OneToken,
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._token = token
        self._identities = identities
        self._speaking = speaking
        self._pause = pause
        self._refused = False
        self._kept = False
        self._home: str | None = None

    def token_of(self, workspace: str) -> str | None:
        """The token, where it is known to be that workspace's."""
        return self._token if workspace == self._home else None

    async def run(self) -> None:
        """Nothing that goes wrong ends it."""
        wait = SHORTEST_WAIT
        while not self._kept:
            try:
                await self._try()
            except Exception as error:
                log.warning("we do not know yet who we are (%s)", type(error).__name__)
            if not self._kept:
                await self._pause(wait)
                wait = min(2 * wait, LONGEST_WAIT)

    def is_told(self) -> bool:
        """Whether Slack has said where the token holds, and that is kept, or that it holds nowhere:
        then who put us out has not let us in again.
        """
        return self._kept or self._refused

    async def _try(self) -> None:
        known = await self._identities.behind(self._token)
        if known is None:
            if not self._refused:
                log.error("Slack does not know SLACK_BOT_TOKEN: nothing is answered until it does")
            self._refused = True
            return
        self._refused = False
        if await self._speaking.returned(known.workspace):
            log.info("we are let in to %s again", known.workspace)
        self._home = known.workspace
        self._kept = True


def one_workspace(
    token: str,
    kept: SqlInstallations,
    edge: AsyncWebClient,
    clock: Callable[[], float],
    now: Now,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Access:
    """By a token that a setting holds."""

    async def token_for(_workspace: str) -> str | None:
        return token

    identities = Identities(token_for, edge)
    speaking = OneToken(token, identities, kept, edge.base_url, clock, now)
    first = _Introduction(token, identities, speaking, pause)
    unheard = Unheard(kept, first.token_of, edge.base_url, now)
    return Access(
        speaking,
        first.run,
        unheard.look,
        lambda: identities.is_known(token),
        first.is_told,
    )


def many_workspaces(
    keys: Keys,
    kept: SqlInstallations,
    engine: Engine,
    base_url: str,
    clock: Callable[[], float],
    now: Now,
    new_state: Callable[[], str],
    redirect: str | None = None,
) -> Access:
    """By OAuth: each by a token of its own, kept encrypted."""
    speaking = ManyTokens(kept, Rotation(kept, keys, base_url, now), base_url, clock, now)
    flow = build_flow(
        keys,
        speaking.welcome,
        SqlStates(engine),
        base_url=base_url,
        new_state=new_state,
        now=now,
        redirect=redirect,
    )

    def token_of(workspace: str) -> str | None:
        found = kept.find(workspace)
        return found.grant.token.get_secret_value() if found is not None else None

    unheard = Unheard(kept, token_of, base_url, now)

    async def begin() -> None:
        return

    def each_sweep() -> None:
        speaking.renew_all()
        unheard.look()

    return Access(speaking, begin, each_sweep, lambda: True, lambda: True, install_routes(flow))


@dataclass(frozen=True)
class Purging:
    """Forgets who put us out, once `grace` and at least an hour is over; `home` holds the receipts
    and what no restore may bring back. `also` forgets what is held beside the database. Until
    `is_told` somebody may have let us in again without our knowing.
    """

    engine: Engine
    kept: SqlInstallations
    home: Path
    grace: timedelta
    also: Callable[[], None] = lambda: None
    is_told: Callable[[], bool] = lambda: True

    def sweep(self, now: datetime) -> None:
        """One that fails keeps no other from being forgotten. Raises the first error, RecordsError
        where the database or a file cannot be written; then nothing of the workspace it was about
        is forgotten yet.
        """
        if not self.is_told():
            return
        before = now - max(self.grace, LEAST_GRACE)
        failed: list[Exception] = []
        for workspace in self.kept.overdue(before):
            try:
                self._forget(workspace, before, now)
            except Exception as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def _forget(self, workspace: str, before: datetime, now: datetime) -> None:
        outside = TombstoneFile(self.home / "forgotten.jsonl")
        receipt = purge(self.engine, workspace, before, now, outside.add)
        if receipt is None:
            return
        log.warning("all that was kept of %s is forgotten: %d rows", workspace, receipt.touched)
        ReceiptFile(self.home / "receipts.jsonl").add(receipt)
        self.also()


def told_of(standings: Sequence[Standing]) -> tuple[int, list[str], list[str]]:
    """How many installations stand; where somebody has to install again, with Slack's reason; and
    who put us out, with the day, and is not forgotten yet.
    """
    here = [one for one in standings if one.removed_at is None and not one.broken]
    broken = [f"{one.workspace} ({one.broken})" for one in standings if one.broken]
    left = [one for one in standings if one.removed_at and not one.purged_at]
    gone = [f"{one.workspace} since {one.removed_at:%Y-%m-%d}" for one in left]
    return len(here), broken, gone
