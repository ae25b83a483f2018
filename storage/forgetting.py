"""Forgetting a person, a channel or a workspace: values gone, ids and times left."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, delete, select, true, update

from bot.benefits.facts import Value
from bot.errors import NothingToForgetError
from storage import closing, model_rows, tables
from storage.database import forget_what_was_deleted
from storage.failures import translated
from storage.lines import EVERYTHING, key_of
from storage.remains import left
from storage.tombstones import WHEN, Gone, Tombstone
from storage.traces import homes, messages, naming, posts
from storage.unit_of_work import insert_once


class Receipt(Value):
    """What was forgotten, when, and how many rows that touched, by table.

    Of `emptied` rows ids and times are left, of `removed` ones nothing. `tombstones` is how many
    now stand for it.
    """

    workspace: str
    what: str
    id: str
    at: datetime
    emptied: dict[str, int]
    removed: dict[str, int]
    tombstones: int
    dry_run: bool = False

    @property
    def touched(self) -> int:
        """How many rows in all."""
        return sum(self.emptied.values()) + sum(self.removed.values())


def forget(
    engine: Engine,
    wish: Tombstone,
    keep: Callable[[Sequence[Tombstone]], None],
    dry_run: bool = False,
    instead: str = "",
    only_if: Callable[[Connection], None] = lambda _connection: None,
) -> Receipt:
    """Forget all that was kept of it up to its time, at once or not at all. `only_if` comes first,
    in the same transaction, and raises where nothing is to be done.

    `keep` is told of every tombstone outside the database before it lasts here: a crash between
    both forgets too much rather than too little. With `dry_run` nothing is changed. What waits in
    Slack for a click because of a person is closed there, and says `instead`.

    Raises NothingToForgetError where there is nothing, RecordsError where the database cannot be
    reached.
    """
    with translated(), engine.connect() as connection, connection.begin() as transaction:
        only_if(connection)
        stones = [wish, *_taken_along(connection, wish)]
        keys = [one.id for one in stones if one.what == "post" and wish.what == "person"]
        waiting = closing.open_ones(connection, wish, keys) if instead else []
        receipt = _forgotten(connection, wish, stones, dry_run)
        closing.close(connection, wish, waiting, instead)
        if not receipt.touched:
            raise NothingToForgetError(f"{wish.what} {wish.id}.")
        if dry_run:
            transaction.rollback()
        else:
            keep(stones)
    if not dry_run:
        forget_what_was_deleted(engine)
    return receipt


def _taken_along(connection: Connection, wish: Tombstone) -> list[Tombstone]:
    """A channel takes the investments at home in it along, all of them their posts."""
    lost = homes(connection, wish)
    quoting = posts(connection, wish, lost)
    named = [("investment", id) for id in lost] + [("post", key) for key in quoting]
    return [
        Tombstone.model_validate(
            {"workspace": wish.workspace, "what": what, "id": id, "at": wish.at}
        )
        for what, id in named
    ]


def _forgotten(
    connection: Connection, wish: Tombstone, stones: Sequence[Tombstone], dry_run: bool
) -> Receipt:
    said = messages(connection, wish)
    removed, emptied = apply(connection, stones)
    for channel, ts in said:
        row = {"workspace": wish.workspace, "channel": channel, "ts": ts, "at": wish.at}
        insert_once(connection, tables.tombstones, ("workspace", "channel", "ts"), row)
    remember(connection, stones)
    return Receipt(
        **wish.model_dump(),
        emptied=dict(emptied),
        removed=dict(removed),
        tombstones=len(stones) + len(said),
        dry_run=dry_run,
    )


def apply(connection: Connection, stones: Sequence[Tombstone]) -> tuple[Counter[str], Counter[str]]:
    """Leave of each row what tombstones leave; how many were removed, and emptied, by table."""
    removed: Counter[str] = Counter()
    emptied: Counter[str] = Counter()
    for workspace in sorted({one.workspace for one in stones}):
        own = [one for one in stones if one.workspace == workspace]
        removed += _remove_whole(connection, workspace, own)
        model_rows.drop(connection, workspace, any(one.what == "workspace" for one in own))
        _reduce(connection, workspace, own, removed, emptied)
    return removed, emptied


def remember(connection: Connection, stones: Iterable[Tombstone]) -> None:
    """Keep tombstones; of two for the same thing the later time stands."""
    kept = tables.forgotten
    for one in stones:
        row = one.model_dump()
        if not insert_once(connection, kept, ("workspace", "what", "id"), row):
            this = (
                (kept.c.workspace == one.workspace)
                & (kept.c.what == one.what)
                & (kept.c.id == one.id)
            )
            connection.execute(update(kept).where(this, kept.c.at < one.at).values(at=one.at))


def _remove_whole(
    connection: Connection, workspace: str, stones: Sequence[Tombstone]
) -> Counter[str]:
    """Remove what goes with its workspace, and all that belongs to an investment that goes."""
    removed: Counter[str] = Counter()
    known = tables.investments
    for one in stones:
        if one.what not in ("workspace", "investment"):
            continue
        mine = (known.c.workspace == workspace) & (known.c.added_at <= one.at)
        lost = mine if one.what == "workspace" else mine & (known.c.id == one.id)
        for table in reversed(EVERYTHING):
            removed[table.name] += _remove(connection, table, one, select(known.c.id).where(lost))
    return +removed


def _remove(connection: Connection, table: Table, one: Tombstone, lost: Select[Any]) -> int:
    """Remove a table's rows of the investments that are lost; with a workspace also the others."""
    rows = delete(table).where(table.c.workspace == one.workspace)
    when = WHEN.get(table.name)
    if table is tables.investments:
        rows = rows.where(table.c.id.in_(lost))
    elif "investment" in table.c and (one.what == "investment" or table is not tables.audit):
        rows = rows.where(table.c.investment.in_(lost))
    elif table is tables.due and one.what == "investment":
        rows = rows.where(table.c.ref.in_(lost))
    elif one.what == "workspace" and table.name in WHEN:
        rows = rows.where(true() if when is None else table.c[when] <= one.at)
    else:
        return 0
    return int(connection.execute(rows).rowcount)


def _reduce(
    connection: Connection,
    workspace: str,
    stones: Sequence[Tombstone],
    removed: Counter[str],
    emptied: Counter[str],
) -> None:
    gone = Gone(stones)
    for table in reversed(EVERYTHING):
        if table.name not in WHEN:
            continue
        for row in naming(connection, table, workspace, stones):
            kept = left(table.name, row, gone)
            if kept == row:
                continue
            this = [table.c[name] == row[name] for name in key_of(table)]
            this.append(table.c.workspace == workspace)
            if kept is None:
                connection.execute(delete(table).where(*this))
                removed[table.name] += 1
            else:
                connection.execute(update(table).where(*this).values(kept))
                emptied[table.name] += 1


def forget_workspace(engine: Engine, workspace: str) -> None:
    """Delete every row of a workspace, in every table, at once; a trial's, never a customer's.

    Nothing is left to tell what was there, not even that something was. Raises RecordsError where
    the database cannot be reached.
    """
    with translated(), engine.begin() as connection:
        for table in (*reversed(EVERYTHING), tables.installations):
            connection.execute(delete(table).where(table.c.workspace == workspace))
        model_rows.drop(connection, workspace, True)
    forget_what_was_deleted(engine)
