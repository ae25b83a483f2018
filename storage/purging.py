"""Purging: a workspace that put us out is forgotten once its grace is over."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, update

from bot.errors import NothingToForgetError
from storage import tables
from storage.failures import translated
from storage.forgetting import Receipt, forget
from storage.tombstones import Tombstone


def purge(
    engine: Engine,
    workspace: str,
    before: datetime,
    at: datetime,
    keep: Callable[[Sequence[Tombstone]], None],
) -> Receipt | None:
    """Forget all that was kept of a workspace that put us out before then; None where it let us in
    again meanwhile, where another process did so first, and where there was nothing.

    Who installs us again at that very moment waits until it is done, or comes first: what they
    record afterwards stays. Raises as `forget`.
    """

    def put_out_for_long(connection: Connection) -> None:
        if not _mark(connection, workspace, before, at):
            raise NothingToForgetError(f"workspace {workspace}.")

    wish = Tombstone(workspace=workspace, what="workspace", id=workspace, at=at)
    try:
        return forget(engine, wish, keep, only_if=put_out_for_long)
    except NothingToForgetError:
        with translated(), engine.begin() as connection:
            _mark(connection, workspace, before, at)
        return None


def _mark(connection: Connection, workspace: str, before: datetime, at: datetime) -> bool:
    kept = tables.installations
    this = (kept.c.workspace == workspace, kept.c.removed_at <= before)
    gone = update(kept).where(*this, kept.c.purged_at.is_(None)).values(purged_at=at)
    return connection.execute(gone).rowcount > 0
