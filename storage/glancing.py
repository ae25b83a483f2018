"""Glancing: whether a thread can be of any interest, asked of the record in one statement. It is
asked of each reply in each channel, before Slack is answered; built once, it costs a tenth of what
the whole look does.
"""

from collections.abc import Mapping
from contextlib import closing
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Select, String, Table, bindparam, false, or_, select
from sqlalchemy.exc import DBAPIError

from bot.benefits.conversation import place_of
from bot.benefits.manners import ChannelManners, Manners
from bot.ports import Glimpse
from storage import tables
from storage.failures import translated


def _open(name: str) -> ColumnElement[str]:
    """A value that is given each time the statement is run."""
    return bindparam(name, required=True, type_=String())


_CHANNEL: Final = _open("channel")
_THREAD: Final = _open("thread")
_WORKSPACE: Final = _open("workspace")


def _any(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = table.c.workspace == _WORKSPACE
    return select(table.c.workspace).where(mine, *conditions).exists()


def _in_thread(table: Table) -> ColumnElement[bool]:
    return _any(table, table.c.channel == _CHANNEL, table.c.thread == _THREAD)


def _under_way() -> ColumnElement[bool]:
    kept = tables.outbox
    to = kept.c.channel.in_((_CHANNEL, _open("person")))
    return _any(kept, kept.c.posted_at.is_(None), kept.c.attempts > 0, to)


_KNOWN: Final = or_(
    _in_thread(tables.questions),
    _in_thread(tables.proposals),
    _in_thread(tables.answers),
    _any(tables.outbox, tables.outbox.c.ts == _THREAD),
    _any(tables.outbox, tables.outbox.c.key == _open("key")),
    _any(
        tables.inbox,
        tables.inbox.c.place == _open("place"),
        tables.inbox.c.handled_at.is_(None),
    ),
    _under_way(),
)

_LINKED: Final = _any(tables.investments, tables.investments.c.channel == _CHANNEL)

_MANNERS: Final = (
    select(tables.manners.c.body)
    .where(
        tables.manners.c.workspace == _WORKSPACE,
        tables.manners.c.what == "channel",
        tables.manners.c.id == _CHANNEL,
    )
    .scalar_subquery()
)

_CHANNEL_ALONE: Final = select(false(), _LINKED, _MANNERS)
_WITH_THREAD: Final = select(_KNOWN, _LINKED, _MANNERS)


class _AsDriven:
    """A statement in the driver's own words, built once."""

    def __init__(self, statement: Select[Any], engine: Engine) -> None:
        built: Any = statement.compile(dialect=engine.dialect)
        self._known: dict[str, object] = built.params
        self._places: list[str] | None = built.positiontup
        self.words = str(built)

    def given(self, told: Mapping[str, str]) -> Any:
        """The values it leaves open, as the driver takes them: by name, or each in its places."""
        known = {**self._known, **told}
        return known if self._places is None else [known[name] for name in self._places]


class Glances:
    """Looks with no transaction around the statement: it tells of one moment by itself, and all
    that a unit of work brings besides costs six times as much.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._channel_alone = _AsDriven(_CHANNEL_ALONE, engine)
        self._with_thread = _AsDriven(_WITH_THREAD, engine)

    def glimpse(
        self, workspace: str, channel: str, thread: str | None, person: str, key: str
    ) -> Glimpse:
        """What there is of a channel, and of a thread in it.

        Raises RecordsError where the database cannot be reached.
        """
        told = {"workspace": workspace, "channel": channel}
        if thread is None:
            found = self._found(self._channel_alone, told)
        else:
            more = {"place": place_of(channel, thread), "person": person, "key": key}
            found = self._found(self._with_thread, {**told, "thread": thread, **more})
        is_known, is_linked, body = found
        return Glimpse(bool(is_known), bool(is_linked), _manners(body))

    def _found(self, statement: _AsDriven, told: Mapping[str, str]) -> Any:
        kind, connected = self._engine.dialect.loaded_dbapi.Error, self._engine.raw_connection
        with translated(), closing(connected()) as connection, closing(connection.cursor()) as one:
            try:
                one.execute(statement.words, statement.given(told))
                return one.fetchone()
            except kind as error:
                raise DBAPIError.instance(None, None, error, kind, hide_parameters=True) from error


def _manners(body: str | None) -> ChannelManners:
    kept = Manners.model_validate_json(body).of if body else None
    return kept if isinstance(kept, ChannelManners) else ChannelManners()
