"""Beside the ledger: drift that was noticed, marks of owners and sponsors, who changed what."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.benefits.accepted import Acceptance
from bot.benefits.facts import Attestation
from bot.ports import Done, Drifted
from storage import tables
from storage.among import among
from storage.unit_of_work import UnitOfWork


class MarksWork(UnitOfWork):
    """The part of a unit of work that keeps what stands beside the facts."""

    def drift(self, drifted: Drifted) -> bool:
        """Keep what was noticed; False where it was noticed before."""
        return self._add_once(tables.drifts, **dict(drifted))

    def drifted(self, id: str) -> Drifted | None:
        """What was noticed under this id; None where there is none or it may not be seen."""
        return next(iter(self._drifts(tables.drifts.c.id == id)), None)

    def drifts(self, investments: Sequence[str]) -> list[Drifted]:
        """All that was noticed, oldest first."""
        return self._drifts(among(tables.drifts.c.investment, investments))

    def settle_drift(self, id: str, how: str, by: str, at: datetime) -> None:
        """Keep how it ended, by whom and when; what was settled first stays."""
        kept = tables.drifts
        self._run(
            update(kept)
            .where(kept.c.workspace == self._workspace, kept.c.id == id, kept.c.how.is_(None))
            .values(how=how, settled_by=by, settled_at=at)
        )

    def attest(self, id: str, attestation: Attestation) -> bool:
        """Keep a mark; False where it is there already."""
        return self._add_once(tables.attestations, id=id, **dict(attestation))

    def attestations(self, investments: Sequence[str]) -> list[Attestation]:
        """All marks, oldest first."""
        kept = tables.attestations
        rows = self._run(
            select(*(kept.c[name] for name in Attestation.model_fields))
            .where(self._ours(kept), among(kept.c.investment, investments))
            .order_by(kept.c.at, kept.c.id)
        )
        return [Attestation.model_validate(dict(row)) for row in rows.mappings()]

    def accept(self, id: str, step: Acceptance) -> bool:
        """Keep a step of a person named for a role; False where it is there already."""
        return self._add_once(tables.acceptances, id=id, **dict(step))

    def acceptances(self, investments: Sequence[str]) -> list[Acceptance]:
        """All such steps, oldest first."""
        kept = tables.acceptances
        rows = self._run(
            select(*(kept.c[name] for name in Acceptance.model_fields))
            .where(self._ours(kept), among(kept.c.investment, investments))
            .order_by(kept.c.at, kept.c.id)
        )
        return [Acceptance.model_validate(dict(row)) for row in rows.mappings()]

    def audit(self, id: str, done: Done) -> None:
        """Keep who changed what; the same id again changes nothing."""
        self._add_once(tables.audit, id=id, **dict(done))

    def audited(self) -> list[Done]:
        """All that was changed beside the ledger, oldest first."""
        kept = tables.audit
        rows = self._run(
            select(*(kept.c[name] for name in Done.model_fields))
            .where(kept.c.workspace == self._workspace)
            .order_by(kept.c.at, kept.c.id)
        )
        return [Done.model_validate(dict(row)) for row in rows.mappings()]

    def _drifts(self, *conditions: ColumnElement[bool]) -> list[Drifted]:
        kept = tables.drifts
        rows = self._run(
            select(*(kept.c[name] for name in Drifted.model_fields))
            .where(self._ours(kept), *conditions)
            .order_by(kept.c.at, kept.c.id)
        )
        return [Drifted.model_validate(dict(row)) for row in rows.mappings()]
