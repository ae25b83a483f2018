"""Investments and their measures, on record."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from bot.benefits.investment import Investment, Measure
from bot.errors import NotFoundError
from storage import tables
from storage.among import among
from storage.unit_of_work import UnitOfWork, listed


class InvestmentWork(UnitOfWork):
    """The part of a unit of work that keeps investments."""

    def add_investment(self, investment: Investment, by: str, at: datetime) -> None:
        """Raises RecordsError where the id is taken."""
        self._add(
            tables.investments,
            id=investment.id,
            channel=investment.channel,
            channel_is_private=investment.channel_is_private,
            confidential=investment.confidential,
            viewers=listed(investment.viewers),
            body=investment.model_copy(update={"measures": ()}),
            added_by=by,
            added_at=at,
        )
        for place, measure in enumerate(investment.measures):
            self._add_measure(investment.id, measure, place)

    def add_measure(self, investment: str, measure: Measure) -> None:
        """Put it after those there are.

        Raises NotFoundError for an unknown investment, RecordsError where the id is taken.
        """
        self.hold(investment)
        known = tables.measures
        count = select(func.count()).where(
            known.c.workspace == self._workspace, known.c.investment == investment
        )
        self._add_measure(investment, measure, self._run(count).scalar_one())

    def _add_measure(self, investment: str, measure: Measure, place: int) -> None:
        self._add(tables.measures, investment=investment, id=measure.id, place=place, body=measure)

    def investment(self, id: str) -> Investment | None:
        """The investment with this id; None where there is none or it may not be seen."""
        return next(iter(self._investments(tables.investments.c.id == id)), None)

    def investments(self) -> list[Investment]:
        """All that the audience may see, by name."""
        return self._investments()

    def investments_in(self, channel: str) -> list[Investment]:
        """Those at home in a channel, by name."""
        return self._investments(tables.investments.c.channel == channel)

    def investments_among(self, ids: Sequence[str]) -> list[Investment]:
        """Those with one of these ids, by name."""
        return self._investments(among(tables.investments.c.id, ids))

    def linkers(self, investments: Sequence[str]) -> dict[str, str]:
        """Who put each of these on record."""
        found = tables.investments
        rows = self._run(
            select(found.c.id, found.c.added_by).where(
                found.c.workspace == self._workspace, among(found.c.id, investments)
            )
        )
        return {row.id: row.added_by for row in rows}

    def linked_by(self, investment: str) -> str | None:
        """The id of who put an investment on record; None for an unknown one."""
        found = tables.investments
        row = self._run(
            select(found.c.added_by).where(
                found.c.workspace == self._workspace, found.c.id == investment
            )
        )
        return row.scalar_one_or_none()

    def homes(self) -> dict[str, bool]:
        """Every channel an investment is at home in, and whether one there is confidential."""
        found = tables.investments
        rows = self._run(
            select(found.c.channel, found.c.confidential)
            .where(found.c.workspace == self._workspace, self._visible())
            .distinct()
            .order_by(found.c.channel, found.c.confidential)
        )
        return {row.channel: row.confidential for row in rows}

    def hold(self, investment: str) -> None:
        """Keep other work on this investment waiting until this unit ends.

        Raises NotFoundError for an unknown one.
        """
        found = tables.investments
        row = self._run(
            select(found.c.id)
            .where(found.c.workspace == self._workspace, found.c.id == investment)
            .with_for_update()
        )
        if row.first() is None:
            raise NotFoundError

    def hold_all(self, investments: Collection[str]) -> None:
        """The same for many: in one order, so that none waits for the other; what is gone is left
        out.
        """
        found = tables.investments
        of = (found.c.workspace == self._workspace, among(found.c.id, investments))
        self._run(select(found.c.id).where(*of).order_by(found.c.id).with_for_update()).all()

    def _investments(self, *conditions: ColumnElement[bool]) -> list[Investment]:
        found = tables.investments
        bodies: Sequence[Investment] = (
            self._run(
                select(found.c.body).where(
                    found.c.workspace == self._workspace, self._visible(), *conditions
                )
            )
            .scalars()
            .all()
        )
        measures = self._measures([body.id for body in bodies])
        whole = [body.model_copy(update={"measures": tuple(measures[body.id])}) for body in bodies]
        return sorted(whole, key=lambda one: (one.name.casefold(), one.name, one.id))

    def _measures(self, investments: Sequence[str]) -> dict[str, list[Measure]]:
        known = tables.measures
        rows = self._run(
            select(known.c.investment, known.c.body)
            .where(known.c.workspace == self._workspace, among(known.c.investment, investments))
            .order_by(known.c.place, known.c.id)
        )
        measures = defaultdict(list)
        for row in rows:
            measures[row.investment].append(row.body)
        return measures
