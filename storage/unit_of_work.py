"""What every part of a unit of work shares: one transaction, one workspace, one audience."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Result, Select, Table, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import RecordsError
from bot.ports import Audience
from storage import tables
from storage.failures import translated


def insert_once(
    connection: Connection, table: Table, key: tuple[str, ...], row: Mapping[str, Any]
) -> bool:
    """Add a row, or leave the one that has its key as it is; whether it was added.

    Where another transaction is adding the same key, this waits to see whether it commits.
    """
    added = connection.execute(_adding(table, key, connection.dialect.name), dict(row))
    return added.first() is not None


def insert_all_once(
    connection: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, Any]]
) -> set[Any]:
    """The same for several at once, in one statement; of those that were added, what their key
    ends in.
    """
    if not rows:
        return set()
    adding = _adding(table, key, connection.dialect.name)
    return set(connection.scalars(adding, [dict(row) for row in rows]))


@cache
def _adding(table: Table, key: tuple[str, ...], dialect: str) -> Executable:
    """Built once: where thousands of rows are added, that is what takes the time."""
    made = postgresql if dialect == "postgresql" else sqlite
    statement = made.insert(table).on_conflict_do_nothing(index_elements=key)
    done: Executable = statement.returning(table.c[key[-1]])
    return done


def put(connection: Connection, table: Table, key: tuple[str, ...], row: Mapping[str, Any]) -> None:
    """Add a row, or have the one that has its key say this."""
    rest = tuple(name for name in row if name not in key)
    connection.execute(_putting(table, key, rest, connection.dialect.name), dict(row))


@cache
def _putting(table: Table, key: tuple[str, ...], rest: tuple[str, ...], dialect: str) -> Executable:
    made = postgresql if dialect == "postgresql" else sqlite
    statement = made.insert(table)
    changed = {name: statement.excluded[name] for name in rest}
    done: Executable = statement.on_conflict_do_update(index_elements=key, set_=changed)
    return done


def listed(people: Sequence[str]) -> str:
    """People's ids in one text, in which each can be looked for by itself."""
    return "".join(f"|{one}" for one in people) + "|" if people else ""


class UnitOfWork:
    """A transaction that is taken back unless `commit` is called, and used no more after it."""

    def __init__(self, connection: Connection, workspace: str, audience: Audience | None) -> None:
        self._connection = connection
        self._workspace = workspace
        self._audience = audience
        self._is_over = False

    def commit(self) -> None:
        """Make it last. Other work of the same unit is refused afterwards."""
        connection = self._open()
        self._is_over = True
        with translated():
            connection.commit()

    def leave(self) -> None:
        """Take back what was not committed, and refuse further work."""
        self._is_over = True
        self._connection.rollback()

    def _open(self) -> Connection:
        """The connection. Raises RecordsError after `commit`, or once the unit was left."""
        if self._is_over:
            raise RecordsError("This unit of work is over; open another one.")
        return self._connection

    def _run(
        self, statement: Executable, told: Mapping[str, object] | None = None
    ) -> Result[*tuple[Any, ...]]:
        """`told` are the values a statement that was built before leaves open."""
        with translated():
            return self._open().execute(statement, told)

    def _changed(self, statement: Executable) -> int:
        """How many rows a statement changed."""
        with translated():
            return int(self._open().execute(statement).rowcount)

    def _add(self, table: Table, **row: Any) -> None:
        """Raises RecordsError where the key is taken or what the row belongs to is missing."""
        self._run(table.insert().values(workspace=self._workspace, **row))

    def _add_once(self, table: Table, **row: Any) -> bool:
        """Add a row under its id; False, and nothing changed, where the id is taken."""
        key = ("workspace", "id")
        with translated():
            return insert_once(self._open(), table, key, {"workspace": self._workspace, **row})

    def _ours(self, table: Table) -> ColumnElement[bool]:
        """The rows of this workspace about what the audience may see."""
        mine = table.c.workspace == self._workspace
        if self._audience is None:
            return mine
        return mine & table.c.investment.in_(self._seen())

    def _seen(self) -> Select[Any]:
        """The ids of the investments the audience may see."""
        found = tables.investments
        return select(found.c.id).where(found.c.workspace == self._workspace, self._visible())

    def _visible(self) -> ColumnElement[bool]:
        """Whether the audience may see an investment; everything, where there is none."""
        found = tables.investments
        if self._audience is None:
            return found.c.workspace == self._workspace
        eyes = self._audience
        home = found.c.channel.in_(sorted(eyes.channels)) & found.c.confidential.is_(False)
        trusted = found.c.channel.in_(sorted(eyes.trusted))
        if not eyes.viewer:
            return or_(home, trusted)
        return or_(home, trusted, found.c.viewers.contains(listed([eyes.viewer]), autoescape=True))
