"""Glancing: whether a thread can be of any interest, asked of the record in one statement. It is
asked of each reply in each channel, before Slack is answered; built once, it costs a tenth of what
the whole look does.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, bindparam, or_, select

from bot.benefits.conversation import place_of
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


_KNOWN: Final = select(
    or_(
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
)

_LINKED: Final = select(_any(tables.investments, tables.investments.c.channel == _CHANNEL))


class GlancingWork(UnitOfWork):
    """The part of a unit of work that tells what nothing has to be looked up for."""

    def may_know(self, channel: str, thread: str, person: str, key: str) -> bool:
        """Whether anything is kept of a thread: asked, proposed, answered or sent there or as its
        head, yet to be handled, or on its way to the channel or to the person. False is certain.

        `key` is of the post that would ask which investment the thread is about.
        """
        place = place_of(channel, thread)
        return self._holds(
            _KNOWN, channel=channel, thread=thread, place=place, person=person, key=key
        )

    def is_linked(self, channel: str) -> bool:
        """Whether an investment is at home in a channel."""
        return self._holds(_LINKED, channel=channel)

    def _holds(self, asked: Any, **told: str) -> bool:
        return bool(self._run(asked, {"workspace": self._workspace, **told}).scalar())
