"""The ledger of facts, and the claims noticed beside it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Table, delete, select

from bot.benefits.facts import Recorded
from bot.ports import Noticed
from storage import tables
from storage.unit_of_work import UnitOfWork


def _row(value: Recorded | Noticed) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


class LedgerWork(UnitOfWork):
    """The part of a unit of work that keeps what was said."""

    def append(self, fact: Recorded) -> None:
        """Raises RecordsError where the id is taken."""
        self._add(tables.facts, **_row(fact))

    def facts(self, investments: Sequence[str]) -> list[Recorded]:
        """By message time, then id; superseded ones included."""
        rows = self._run(self._about(investments, tables.facts, Recorded))
        return [Recorded.model_validate(dict(row)) for row in rows.mappings()]

    def notice(self, id: str, noticed: Noticed) -> None:
        """Keep a claim; keeping the same id again changes nothing."""
        self._add_once(tables.claims, id=id, **_row(noticed))

    def noticed(self, investments: Sequence[str]) -> list[Noticed]:
        """By message time, then in the order of their ids."""
        rows = self._run(self._about(investments, tables.claims, Noticed))
        return [Noticed.model_validate(dict(row)) for row in rows.mappings()]

    def facts_of(self, channel: str, ts: str) -> list[Recorded]:
        """The facts on record that were stated in a message, superseded ones included."""
        facts = tables.facts
        rows = self._run(
            select(*(facts.c[name] for name in Recorded.model_fields))
            .where(self._ours(facts), facts.c.channel == channel, facts.c.ts == ts)
            .order_by(facts.c.said_at, facts.c.id)
        )
        return [Recorded.model_validate(dict(row)) for row in rows.mappings()]

    def disown(self, channel: str, ts: str) -> None:
        """Forget the claims of a message that was no update."""
        claims = tables.claims
        self._run(
            delete(claims).where(
                claims.c.workspace == self._workspace,
                claims.c.channel == channel,
                claims.c.ts == ts,
            )
        )

    def _about(
        self, investments: Sequence[str], table: Table, value: type[Recorded | Noticed]
    ) -> Select[Any]:
        return (
            select(*(table.c[name] for name in value.model_fields))
            .where(self._ours(table), table.c.investment.in_(investments))
            .order_by(table.c.said_at, table.c.id)
        )
