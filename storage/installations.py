"""Installations in the database: tokens encrypted, and of those who put us out none."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, or_, select, update

from bot.installing import Grant, Installed, Standing
from storage import tables
from storage.failures import translated
from storage.lanes import HOUSE, lock, park, unpark
from storage.leases import code
from storage.sealing import Seals
from storage.unit_of_work import insert_once, put

LEFT = "app_uninstalled"
"""Why nothing is said in a workspace that put us out."""

_A_SECOND = timedelta(seconds=1)
"""Slack tells the time of what happened in whole seconds."""

_KEY = ("workspace",)
_kept = tables.installations


class SqlInstallations:
    """Every call is a transaction of its own. On PostgreSQL those about one installation wait for
    one another, on SQLite all do.
    """

    def __init__(self, engine: Engine, keys: Sequence[str] = ()) -> None:
        """Without keys no token can be kept or read, all else can."""
        self._engine = engine
        self._seals = Seals(keys)

    def save(self, installed: Installed) -> None:
        """Keep it instead of what there was; what was parked there goes out. Workspaces that left
        with their organisation come back with it.
        """
        row = _empty() | {
            "workspace": installed.workspace,
            "sealed": self._seals.sealed(installed),
            "installed_at": installed.installed_at,
            "expires_at": installed.grant.expires_at,
        }
        with translated(), self._engine.begin() as connection:
            before = _row(connection, installed.workspace)
            put(connection, _kept, _KEY, row)
            if before is not None and before.removed_at is not None:
                theirs = _kept.c.through == installed.workspace
                with_it = theirs & (_kept.c.removed_at == before.removed_at)
                self._let_in(connection, with_it, installed.installed_at)
            _unpark(connection, _is_of(installed.workspace))

    def find(self, workspace: str) -> Installed | None:
        """Raises SettingsError where no key opens the token."""
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            row = _row(connection, workspace)
            if row is not None and row.through and row.removed_at is None:
                row = _row(connection, row.through)
        return self._opened(row)

    def through(self, workspace: str) -> str | None:
        """None where we were put out, as where it has a token of its own."""
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            row = _row(connection, workspace)
        return row.through if row is not None and row.removed_at is None else None

    def link(self, workspace: str, enterprise: str, at: datetime) -> bool:
        """One that is installed by itself stays so, and one that put us out after that time too."""
        with translated(), self._engine.begin() as connection:
            theirs, own = _row(connection, enterprise), _row(connection, workspace)
            if theirs is None or theirs.removed_at or not theirs.sealed:
                return False
            if own is not None and own.removed_at is not None and own.removed_at >= at:
                return False
            if own is None or own.removed_at is not None or not (own.sealed or own.through):
                row = {"workspace": workspace, "through": enterprise, "installed_at": at}
                put(connection, _kept, _KEY, _empty() | row)
                _unpark(connection, _is_of(workspace))
        return True

    def leave(self, workspace: str, at: datetime) -> bool:
        """Where nothing was kept, as of the one token that a setting holds, that it left is."""
        with translated(), self._engine.begin() as connection:
            lock(connection)
            known = _row(connection, workspace)
            row = {"workspace": workspace, "installed_at": at, "removed_at": at}
            if known is None:
                insert_once(connection, _kept, _KEY, _empty() | row)
            elif known.removed_at is not None or known.installed_at >= at + _A_SECOND:
                return False
            older = or_(_kept.c.through == workspace, _kept.c.installed_at < at + _A_SECOND)
            gone = (
                update(_kept)
                .where(_is_of(workspace), older)
                .where(or_(_kept.c.removed_at.is_(None), _is(workspace)))
                .values(sealed=None, expires_at=None, removed_at=at, lease_until=None, broken=None)
                .returning(_kept.c.workspace)
            )
            left = sorted(connection.scalars(gone))
            for one in left:
                park(connection, one, HOUSE, at, LEFT)
        return bool(left)

    def return_to(self, workspace: str, at: datetime) -> bool:
        """That we are there is kept where nothing was: a farewell from before then, told late,
        finds somebody at home.
        """
        with translated(), self._engine.begin() as connection:
            lock(connection)
            row = _empty() | {"workspace": workspace, "installed_at": at}
            if insert_once(connection, _kept, _KEY, row):
                return False
            was_away = _is_away(connection, workspace)
            self._let_in(connection, _is(workspace), at)
            return was_away

    def is_away(self, workspace: str) -> bool:
        """Whether we were put out, and not let in again."""
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            return _is_away(connection, workspace)

    def away(self) -> frozenset[str]:
        """All such workspaces."""
        return frozenset(one.workspace for one in self.standings() if one.removed_at is not None)

    def overdue(self, before: datetime) -> list[str]:
        """Where we were put out before then, and what was kept is not forgotten yet."""
        known = (_kept.c.removed_at <= before, _kept.c.purged_at.is_(None))
        found = select(_kept.c.workspace).where(*known)
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            return list(connection.scalars(found.order_by(_kept.c.workspace)))

    def standings(self) -> list[Standing]:
        """All there are, by id."""
        columns = [_kept.c[name] for name in Standing._fields]
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            rows = connection.execute(select(*columns).order_by(_kept.c.workspace))
            return [Standing(*row) for row in rows]

    def to_renew(self, before: datetime) -> list[str]:
        """Those that Slack refused to renew are left alone."""
        ends = (_kept.c.expires_at <= before, _kept.c.broken.is_(None))
        with translated(), self._engine.connect() as connection:
            connection.execution_options(reads_only=True)
            return list(connection.scalars(select(_kept.c.workspace).where(*ends)))

    def begin_renewal(
        self, workspace: str, now: datetime, before: datetime, lease_seconds: float
    ) -> Installed | None:
        """The lease ends by itself, so that a process that died keeps nobody from trying."""
        free = or_(_kept.c.lease_until.is_(None), _kept.c.lease_until <= now)
        taken = (
            update(_kept)
            .where(_is(workspace), free, _kept.c.expires_at <= before, _kept.c.broken.is_(None))
            .values(lease_until=now + timedelta(seconds=lease_seconds))
            .returning(*_kept.c)
        )
        with translated(), self._engine.begin() as connection:
            return self._opened(connection.execute(taken).first())

    def renewed(self, spent: Installed, grant: Grant) -> bool:
        """What came of a refresh token is kept only in the place of that very one. What the old
        one, once it had ended, could not say goes out.
        """
        now_held = spent.model_copy(update={"grant": grant})
        values = {"sealed": self._seals.sealed(now_held), "expires_at": grant.expires_at}
        return self._instead_of(spent, is_good=True, lease_until=None, broken=None, **values)

    def not_renewed(self, spent: Installed, code_of: str) -> bool:
        """Of Slack's word the first one is kept."""
        return self._instead_of(spent, lease_until=None, broken=code(code_of))

    def reseal(self) -> None:
        """Have the first key encrypt all there is, so that the others are needed no more."""
        with translated(), self._engine.begin() as connection:
            held = select(_kept.c.workspace, _kept.c.sealed).where(_kept.c.sealed.is_not(None))
            for row in connection.execute(held.with_for_update()).all():
                anew = self._seals.anew(row.sealed)
                connection.execute(update(_kept).where(_is(row.workspace)).values(sealed=anew))

    def _instead_of(self, spent: Installed, is_good: bool = False, **values: Any) -> bool:
        with translated(), self._engine.begin() as connection:
            row = _row(connection, spent.workspace, is_held=True)
            known = self._opened(row)
            if known is None or known.grant != spent.grant:
                return False
            connection.execute(update(_kept).where(_is(spent.workspace)).values(values))
            if is_good:
                _unpark(connection, _is_of(spent.workspace))
        return True

    def _opened(self, row: Row[Any] | None) -> Installed | None:
        if row is None or row.removed_at is not None or row.sealed is None:
            return None
        return self._seals.opened(row.workspace, row.sealed)

    def _let_in(self, connection: Connection, which: ColumnElement[bool], at: datetime) -> bool:
        anew = {"removed_at": None, "purged_at": None, "installed_at": at}
        back = update(_kept).where(which).values(anew)
        found = list(connection.scalars(back.returning(_kept.c.workspace)))
        _unpark(connection, _kept.c.workspace.in_(found))
        return bool(found)


class SqlStates:
    """States of browsers, as digests: who reads the database cannot use them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, state: str, now: datetime, until: datetime) -> None:
        """Those that nobody came back with go once they are over, so that who only opens the page,
        however often, leaves nothing.
        """
        row = {"state": _digest(state), "until": until}
        with translated(), self._engine.begin() as connection:
            _drop_over(connection, now)
            put(connection, tables.oauth_states, ("state",), row)

    def use(self, state: str, now: datetime) -> bool:
        """Of two who bring the same one, one is let in."""
        known = tables.oauth_states
        with translated(), self._engine.begin() as connection:
            _drop_over(connection, now)
            used = delete(known).where(known.c.state == _digest(state)).returning(known.c.state)
            return connection.scalar(used) is not None


def _drop_over(connection: Connection, now: datetime) -> None:
    known = tables.oauth_states
    connection.execute(delete(known).where(known.c.until <= now))


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()


def _empty() -> dict[str, Any]:
    names = (column.name for column in _kept.c if column.name not in ("workspace", "installed_at"))
    return dict.fromkeys(names)


def _row(connection: Connection, workspace: str, is_held: bool = False) -> Row[Any] | None:
    found = select(_kept).where(_is(workspace))
    return connection.execute(found.with_for_update() if is_held else found).first()


def _is_away(connection: Connection, workspace: str) -> bool:
    row = _row(connection, workspace)
    return row is not None and row.removed_at is not None


def _is(workspace: str) -> ColumnElement[bool]:
    return _kept.c.workspace == workspace


def _is_of(workspace: str) -> ColumnElement[bool]:
    """The row of a workspace or an organisation, and of all that are in through it."""
    return or_(_is(workspace), _kept.c.through == workspace)


def _unpark(connection: Connection, which: ColumnElement[bool]) -> None:
    """Only what was parked because we were put out, or because a token was not good any more, is
    open again: a channel that was shut is another matter.
    """
    here = select(_kept.c.workspace).where(which, _kept.c.removed_at.is_(None))
    lane = tables.lanes
    if connection.scalar(select(func.count()).select_from(here.subquery())):
        unpark(connection, lane.c.workspace.in_(here) & (lane.c.channel == HOUSE))
