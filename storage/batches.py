"""Many rows at once, as a batch of reminders leaves them: one statement a table."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    Table,
    bindparam,
    cast,
    column,
    delete,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.benefits.conversation import Sending
from bot.benefits.questions import Question
from bot.benefits.reminders import Step
from bot.ports import Audience
from bot.reminding import Kind
from storage import lanes, tables
from storage.among import among
from storage.failures import translated
from storage.steps import row_of
from storage.unit_of_work import UnitOfWork


class BatchesWork(UnitOfWork):
    """The part of a unit of work that writes for many investments. What is there already stays.

    What is due may have been done before, in a time that a restore took back: of what was tried
    before, and not told since, posts are looked for in Slack before they are sent.
    """

    def __init__(self, connection: Connection, workspace: str, audience: Audience | None) -> None:
        super().__init__(connection, workspace, audience)
        self._told: set[str] = set()

    def put_all(
        self,
        questions: Sequence[Question],
        steps: Sequence[Step],
        sendings: Sequence[Sending],
        at: datetime,
    ) -> None:
        """Keep new questions and steps, and put new posts in the outbox."""
        self._insert_all(tables.questions, ("workspace", "id"), [_asked(one) for one in questions])
        self._insert_all(tables.steps, ("workspace", "id"), [row_of(one) for one in steps])
        homes = {one.post: one.investment for one in steps}
        again = self._tried_before(among(tables.due.c.ref, set(homes.values())))
        self._told |= set(homes.values())
        posts = [_sent(one, homes.get(one.key) in again) | {"queued_at": at} for one in sendings]
        self._insert_all(tables.outbox, ("key",), posts)

    def plan_all(self, kind: Kind, moments: Mapping[str, datetime | None]) -> None:
        """As `plan_due`, for each of these."""
        kept = tables.due
        mine = (kept.c.workspace == self._workspace, kept.c.kind == kind)
        again = self._tried_before(kept.c.kind == kind, among(kept.c.ref, moments)) - self._told
        self._run(delete(kept).where(*mine, among(kept.c.ref, moments)))
        rows = [
            {"kind": kind, "ref": ref, "due_at": at, "attempts": int(ref in again)}
            for ref, at in moments.items()
            if at is not None
        ]
        self._insert_all(kept, ("workspace", "kind", "ref"), rows)

    def _tried_before(self, *which: ColumnElement[bool]) -> set[str]:
        """Of what is due what was begun before; under way it counts as begun once."""
        kept = tables.due
        mine = (kept.c.workspace == self._workspace, kept.c.attempts > 1)
        return set(self._run(select(kept.c.ref).where(*mine, *which)).scalars())

    def unplanned(self, kind: Kind) -> list[str]:
        """The ids of the investments that nothing of this kind is planned for."""
        found, kept = tables.investments, tables.due
        mine = (kept.c.workspace == self._workspace, kept.c.kind == kind)
        planned = select(kept.c.ref).where(*mine)
        rows = select(found.c.id).where(
            found.c.workspace == self._workspace, found.c.id.not_in(planned)
        )
        return list(self._run(rows.order_by(found.c.id)).scalars())

    def parked(self, channels: Sequence[str]) -> dict[str, str]:
        """Those of these channels that cannot be written to, each with Slack's reason; all, where
        the workspace cannot.
        """
        lane = tables.lanes
        shut = select(lane.c.channel, lane.c.reason).where(
            lane.c.workspace == self._workspace,
            among(lane.c.channel, ["", *channels]),
            lane.c.parked_since.is_not(None),
        )
        found = {row.channel: row.reason or "" for row in self._run(shut)}
        everywhere = found.get(lanes.HOUSE)
        return found if everywhere is None else dict.fromkeys(channels, everywhere)

    def park(self, channel: str, reason: str, at: datetime) -> None:
        """Post nothing in a channel until it is heard of again."""
        lanes.lock(self._open())
        lanes.park(self._open(), self._workspace, channel, at, reason)

    def _insert_all(
        self, table: Table, key: tuple[str, ...], rows: Sequence[dict[str, Any]]
    ) -> None:
        if not rows:
            return
        connection = self._open()
        ours = [{"workspace": self._workspace, **one} for one in rows]
        with translated():
            if connection.dialect.name == "postgresql":
                connection.execute(_at_once(table, ours).on_conflict_do_nothing(index_elements=key))
            else:
                adding = sqlite.insert(table).on_conflict_do_nothing(index_elements=key)
                connection.execute(adding, ours)


def _at_once(table: Table, rows: Sequence[Mapping[str, Any]]) -> postgresql.Insert:
    """One statement for all of them, with one parameter."""
    given = [table.c[name] for name in rows[0]]
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    plain = {one.name: one.type.dialect_impl(dialect).bind_processor(dialect) for one in given}
    words = [
        {name: told(value) if (told := plain[name]) else value for name, value in row.items()}
        for row in rows
    ]
    text = json.dumps(words, default=_as_typed)
    rows_in = func.json_to_recordset(cast(bindparam(None, text, String), postgresql.JSON))
    typed = rows_in.table_valued(*(column(one.name, one.type) for one in given))
    found = typed.render_derived(name="given", with_types=True)
    return postgresql.insert(table).from_select([one.name for one in given], select(*found.c))


def _as_typed(value: datetime | bytes) -> str:
    """As PostgreSQL has it typed where it expects a moment, or bytes."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value.isoformat()


def _asked(question: Question) -> dict[str, Any]:
    columns = ("id", "investment", "person", "channel", "thread", "at", "state")
    return {name: getattr(question, name) for name in columns} | {"body": question}


def _sent(sending: Sending, may_stand: bool) -> dict[str, Any]:
    columns = ("key", "channel", "way", "at_leisure")
    return {name: getattr(sending, name) for name in columns} | {
        "sending": sending,
        "attempts": int(may_stand),
    }
