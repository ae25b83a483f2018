"""The ledger of facts, and the claims noticed beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, delete, exists, select

from bot.benefits.facts import Recorded
from bot.ports import Noticed
from storage import retiring, tables
from storage.among import among
from storage.unit_of_work import UnitOfWork

_AT_ONCE = 10_000
"""Ids asked for in one question; SQLite takes some thirty thousand."""


def _row(value: Recorded | Noticed) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _recorded(row: Any, first: Mapping[str, Recorded]) -> Recorded:
    """The fact of a row; a later version of a first one says so itself."""
    given = {name: row[name] for name in Recorded.model_fields}
    if row.get("root") in first:
        given["supersedes"] = row["root"]
    return Recorded.model_validate(given)


class LedgerWork(UnitOfWork):
    """The part of a unit of work that keeps what was said."""

    def append(self, fact: Recorded) -> None:
        """Raises RecordsError where the id is taken."""
        self._add(tables.facts, **_row(fact), root=self._root(fact))
        again = fact.supersedes if fact.withdraws else fact.id
        touched = [fact.id, fact.supersedes, *self._rerooted(again)]
        if fact.withdraws and (back := self._fact(fact.supersedes)):
            touched.append(back.supersedes)
        if len(touched) > 2 or fact.supersedes is not None:
            ids = [id for id in touched if id is not None]
            self._run(retiring.retire(self._workspace, ids))

    def _rerooted(self, id: str | None) -> list[str]:
        """The later versions of a fact, each told anew what it is a later version of."""
        found: list[str] = []
        later = self._later([id]) if id else []
        while later := [one for one in later if one.id not in found]:
            for one in later:
                self._run(retiring.root(self._workspace, one.id, self._root(one)))
            found += [one.id for one in later]
            later = self._later([one.id for one in later])
        return found

    def _root(self, fact: Any) -> str | None:
        """The first version of what a fact corrects; None where it corrects nothing known, or
        something that was taken back.
        """
        if fact.supersedes is None or fact.withdraws:
            return None
        before = self._fact(fact.supersedes)
        if before is None or self._is_taken_back(fact.supersedes):
            return None
        root: str | None = before.id if before.supersedes is None else before.root
        return root

    def _is_taken_back(self, id: str) -> bool:
        facts = tables.facts
        back = select(facts.c.id).where(
            facts.c.workspace == self._workspace,
            facts.c.supersedes == id,
            facts.c.withdraws.is_(True),
        )
        return self._run(back).first() is not None

    def _fact(self, id: str | None) -> Any:
        facts = tables.facts
        kept = select(facts.c.id, facts.c.supersedes, facts.c.root).where(
            facts.c.workspace == self._workspace, facts.c.id == id
        )
        return self._run(kept).first()

    def _later(self, ids: Sequence[str]) -> Sequence[Any]:
        """The facts that supersede one of these."""
        return self._run(retiring.versions_of(self._workspace, ids)).all()

    def facts_in_force(self, investments: Sequence[str]) -> list[Recorded]:
        """Those that may count, by message time, then id: without what another row corrects or
        takes back, but with the first version of what was corrected, which it now names.
        """
        facts = tables.facts
        kept = self._about(investments, facts, Recorded).where(facts.c.retired.is_(False))
        rows = self._run(kept.add_columns(facts.c.root)).mappings().all()
        roots = {row["root"] for row in rows if row["root"] is not None}
        first = self._first(sorted(roots - {row["id"] for row in rows}))
        found = [_recorded(row, first) for row in rows]
        return sorted([*found, *first.values()], key=lambda fact: (fact.said_at, fact.id))

    def _first(self, ids: Sequence[str]) -> dict[str, Recorded]:
        """The facts with these ids that may be seen: each looked up by its id, and its home then;
        the other way round the whole ledger would be read.
        """
        facts, homes = tables.facts, tables.investments
        seen = exists().where(
            homes.c.workspace == self._workspace, homes.c.id == facts.c.investment, self._visible()
        )
        found: dict[str, Recorded] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            rows = self._run(
                select(*(facts.c[name] for name in Recorded.model_fields)).where(
                    facts.c.workspace == self._workspace, facts.c.id.in_(some), seen
                )
            )
            found |= {row["id"]: _recorded(row, {}) for row in rows.mappings()}
        return found

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
            .where(self._ours(table), among(table.c.investment, investments))
            .order_by(table.c.said_at, table.c.id)
        )
