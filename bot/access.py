"""Access: who speaks where, built from the settings, and what follows from being put out."""

import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine
from starlette.routing import Route

from bot.installing import Standing
from bot.slack.identity import Identities
from bot.slack.install import Installations, ManyTokens, OneToken
from bot.slack.oauth import build_flow, install_routes
from bot.slack.rotation import Keys, Rotation
from storage.installations import SqlInstallations, SqlStates
from storage.outside import ReceiptFile, TombstoneFile
from storage.purging import purge

log = logging.getLogger(__name__)

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Access:
    """`begin` is done once at the start, `each_sweep` by the time alone; `is_known` tells whether
    requests are answered at once. `routes` are the pages of an installation.
    """

    installations: Installations
    begin: Callable[[], Coroutine[Any, Any, None]]
    each_sweep: Callable[[], None]
    is_known: Callable[[], bool]
    routes: Sequence[Route] = ()


def one_workspace(
    token: str,
    kept: SqlInstallations,
    edge: AsyncWebClient,
    clock: Callable[[], float],
    now: Now,
) -> Access:
    """By a token that a setting holds."""

    async def token_for(_workspace: str) -> str | None:
        return token

    identities = Identities(token_for, edge)
    speaking = OneToken(token, identities, kept, edge.base_url, clock, now)

    async def begin() -> None:
        try:
            known = await identities.behind(token)
        except Exception as error:
            log.warning("Slack could not be asked who we are yet (%s)", type(error).__name__)
            return
        if known is None:
            log.error("Slack does not know SLACK_BOT_TOKEN: nothing will be answered until it does")
        elif await speaking.returned(known.workspace):
            log.info("we are let in to %s again", known.workspace)

    return Access(speaking, begin, lambda: None, lambda: identities.is_known(token))


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
    kept.reseal()
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

    async def begin() -> None:
        return

    return Access(speaking, begin, speaking.renew_all, lambda: True, install_routes(flow))


@dataclass(frozen=True)
class Purging:
    """Forgets who put us out, once `grace` is over; `home` holds the receipts and what no restore
    may bring back. `also` forgets what is held beside the database.
    """

    engine: Engine
    kept: SqlInstallations
    home: Path
    grace: timedelta
    also: Callable[[], None] = lambda: None

    def sweep(self, now: datetime) -> None:
        """Raises RecordsError where the database or a file cannot be written; then nothing of the
        workspace it was about is forgotten yet.
        """
        before = now - self.grace
        outside = TombstoneFile(self.home / "forgotten.jsonl")
        for workspace in self.kept.overdue(before):
            receipt = purge(self.engine, workspace, before, now, outside.add)
            if receipt is None:
                continue
            rows = receipt.touched
            log.warning("all that was kept of %s is forgotten: %d rows", workspace, rows)
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
