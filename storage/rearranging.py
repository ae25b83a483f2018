"""Rearranging: what is on record of an investment is said anew, or belongs to another one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, select, update

from bot.benefits.investment import Investment
from bot.errors import NotFoundError
from storage import tables
from storage.unit_of_work import UnitOfWork, insert_once, listed

_MEASURED = (tables.facts, tables.drifts, tables.attestations)
"""Tables whose rows name the measure they belong to in a column."""

_WHOLE = (tables.claims, tables.acceptances, tables.steps, tables.entries)
"""Tables whose rows belong to an investment alone."""


class RearrangingWork(UnitOfWork):
    """The part of a unit of work that changes investments, never what was said about them."""

    def keep(self, investment: Investment) -> None:
        """Put an investment and its measures on record as they are now, in this order.

        Measures it no longer has stay until `rehome` has given away what belongs to them. Raises
        NotFoundError for an unknown investment.
        """
        kept = tables.investments
        changed = self._changed(
            update(kept)
            .where(kept.c.workspace == self._workspace, kept.c.id == investment.id)
            .values(
                channel=investment.channel,
                channel_is_private=investment.channel_is_private,
                confidential=investment.confidential,
                viewers=listed(investment.viewers),
                body=investment.model_copy(update={"measures": ()}),
            )
        )
        if not changed:
            raise NotFoundError
        for place, measure in enumerate(investment.measures):
            self._keep_measure(investment.id, place, measure.id, measure)

    def rehome(self, gone: str, kept: str, homes: Mapping[str, str]) -> None:
        """Have all that belongs to one investment belong to another, measure by measure.

        `homes` says where the facts of each measure go; one measure of an investment may so become
        another of it. What has nothing left is removed: no fact ever is.
        """
        for table in _MEASURED:
            for old, new in homes.items():
                there = {"investment": kept, "measure": new}
                here = and_(self._of(table, gone), table.c.measure == old)
                self._run(update(table).where(here).values(**there))
        self._rename_in_entries(gone, homes)
        if gone != kept:
            for table in (*_MEASURED, *_WHOLE):
                self._run(update(table).where(self._of(table, gone)).values(investment=kept))
        self._rewrite(tables.questions, gone, kept, homes)
        self._rewrite(tables.proposals, gone, kept, homes)
        self._remove(gone, kept, homes)

    def _keep_measure(self, investment: str, place: int, id: str, body: Any) -> None:
        known = tables.measures
        row = {"workspace": self._workspace, "investment": investment, "id": id}
        key = ("workspace", "investment", "id")
        if not insert_once(self._open(), known, key, {**row, "place": place, "body": body}):
            here = and_(self._of(known, investment), known.c.id == id)
            self._run(update(known).where(here).values(place=place, body=body))

    def _rewrite(self, table: Table, gone: str, kept: str, homes: Mapping[str, str]) -> None:
        rows = self._run(select(table.c.id, table.c.body).where(self._of(table, gone))).all()
        for row in rows:
            here = and_(table.c.workspace == self._workspace, table.c.id == row.id)
            body = _elsewhere(row.body, kept, homes)
            self._run(update(table).where(here).values(investment=kept, body=body))

    def _rename_in_entries(self, gone: str, homes: Mapping[str, str]) -> None:
        """What was said of a measure is of the one it became."""
        known = tables.entries
        rows = self._run(select(known.c.id, known.c.entry).where(self._of(known, gone))).all()
        for row in rows:
            about = homes.get(row.entry.about, row.entry.about)
            if about != row.entry.about:
                here = and_(self._of(known, gone), known.c.id == row.id)
                said = row.entry.model_copy(update={"about": about})
                self._run(update(known).where(here).values(entry=said))

    def _remove(self, gone: str, kept: str, homes: Mapping[str, str]) -> None:
        known = tables.measures
        left = [old for old, new in homes.items() if gone != kept or old != new]
        self._run(delete(known).where(self._of(known, gone), known.c.id.in_(left)))
        if gone != kept:
            whole = tables.investments
            self._run(delete(known).where(self._of(known, gone)))
            self._run(delete(whole).where(whole.c.workspace == self._workspace, whole.c.id == gone))

    def _of(self, table: Table, investment: str) -> ColumnElement[bool]:
        return and_(table.c.workspace == self._workspace, table.c.investment == investment)


def _elsewhere(body: Any, kept: str, homes: Mapping[str, str]) -> Any:
    """A question or proposal, of the other investment and its measures."""
    changed: dict[str, Any] = {"investment": kept}
    if hasattr(body, "facts"):
        changed["facts"] = tuple(
            fact.model_copy(update={"measure": homes.get(fact.measure, fact.measure)})
            for fact in body.facts
        )
    else:
        changed["measure"] = homes.get(body.measure, body.measure)
    return body.model_copy(update=changed)
