"""Installations: where we were let in, with which token, and where we were put out again."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from pydantic import SecretStr

from bot.benefits.facts import Value


class Grant(Value):
    """A token. One that rotates ends at a time, and its refresh token is good once."""

    token: SecretStr
    refresh: SecretStr | None = None
    expires_at: datetime | None = None


class Installed(Value):
    """Where Slack let us in: a workspace, or with `everywhere` a whole organisation, whose id then
    stands for the workspace's. `by` is who installed us.
    """

    workspace: str
    name: str
    everywhere: bool
    app: str | None
    bot_user: str
    bot_id: str | None
    scopes: tuple[str, ...]
    by: str
    installed_at: datetime
    grant: Grant


class Standing(NamedTuple):
    """How it stands with us somewhere, without any token.

    `through` is the organisation whose token holds here. From `purged_at` on nothing is kept of one
    that put us out. `broken` is Slack's word for why the token
    could not be renewed: somebody has to install us again.
    """

    workspace: str
    through: str | None
    installed_at: datetime
    expires_at: datetime | None
    removed_at: datetime | None
    purged_at: datetime | None
    broken: str | None


class Installing(Protocol):
    """Keeps installations. Every call is durable when it returns; none asks the network."""

    def save(self, installed: Installed) -> None:
        """Keep an installation instead of what there was; what waited for us there may go."""

    def find(self, workspace: str) -> Installed | None:
        """The installation that holds in a workspace, its organisation's where it has none of its
        own; None where we are not installed, or not any more.
        """

    def through(self, workspace: str) -> str | None:
        """The organisation whose token holds in a workspace; no token is read for that."""

    def link(self, workspace: str, enterprise: str, at: datetime) -> bool:
        """Keep that a workspace was one of an organisation we are installed in at a time; False
        where we are not, or it put us out since.
        """

    def leave(self, workspace: str, at: datetime) -> bool:
        """Forget the token of a workspace or an organisation that put us out at a time, and have
        nothing more said there; False where it let us in after that, or put us out before.
        """

    def return_to(self, workspace: str, at: datetime) -> bool:
        """Keep that a token that is not kept here holds there at a time; whether we had been put
        out.
        """

    def is_away(self, workspace: str) -> bool:
        """Whether we were put out, and not let in again."""

    def away(self) -> frozenset[str]:
        """All such workspaces."""

    def standings(self) -> list[Standing]:
        """All there are, by id."""

    def to_renew(self, before: datetime) -> list[str]:
        """Where tokens end before then."""

    def begin_renewal(
        self, workspace: str, now: datetime, before: datetime, lease_seconds: float
    ) -> Installed | None:
        """Have one of all processes renew a token that ends before then; None for the others."""

    def renewed(self, spent: Installed, grant: Grant) -> bool:
        """Keep what a spent refresh token brought; False where there is another one by now."""

    def not_renewed(self, spent: Installed, code: str) -> bool:
        """Keep that Slack does not take the refresh token; False where there is another one."""


class States(Protocol):
    """Keeps what a browser was sent to Slack with, to know it again."""

    def keep(self, state: str, now: datetime, until: datetime) -> None:
        """Keep one until then."""

    def use(self, state: str, now: datetime) -> bool:
        """Whether it was kept, and not used, and is not over. It is used up by this."""


def apart(standings: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Those that stand, and those whose token could not be renewed."""
    here = [one for one in standings if one.removed_at is None]
    return [one for one in here if not one.broken], [one for one in here if one.broken]
