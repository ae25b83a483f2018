"""Glancing: whether a thread can be of any interest, asked of the record in one statement. It is
asked of each reply in each channel, before Slack is answered; built once, it costs a tenth of what
the whole look does.
"""

from typing import Final

from sqlalchemy import ColumnElement, String, Table, bindparam, false, or_, select

from bot.benefits.conversation import place_of
from bot.benefits.manners import ChannelManners
from bot.ports import Glimpse
from storage import tables
from storage.unit_of_work import UnitOfWork


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


class GlancingWork(UnitOfWork):
    """The part of a unit of work that tells what nothing more has to be looked up for."""

    def glimpse(self, channel: str, thread: str | None, person: str, key: str) -> Glimpse:
        """What there is of a channel, and of a thread in it."""
        told = {"workspace": self._workspace, "channel": channel}
        if thread is None:
            found = self._run(_CHANNEL_ALONE, told).one()
        else:
            more = {"place": place_of(channel, thread), "person": person, "key": key}
            found = self._run(_WITH_THREAD, {**told, "thread": thread, **more}).one()
        is_known, is_linked, manners = found
        return Glimpse(bool(is_known), bool(is_linked), manners.of if manners else ChannelManners())
