"""Manners, and what falls due when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.benefits.manners import ChannelManners, HouseManners, Manners, PersonManners, What
from bot.reminding import Kind
from storage import tables
from storage.among import among
from storage.failures import translated
from storage.unit_of_work import UnitOfWork, put

_WHOSE: dict[type, What] = {
    ChannelManners: "channel",
    PersonManners: "person",
    HouseManners: "workspace",
}


class RemindersWork(UnitOfWork):
    """The part of a unit of work that knows how people wish to be reminded, and when it is time."""

    def manners_of_channels(self, channels: Sequence[str]) -> dict[str, ChannelManners]:
        """Those of each of these channels."""
        return dict.fromkeys(channels, ChannelManners()) | self._manners("channel", channels)

    def manners_of_people(self, people: Sequence[str]) -> dict[str, PersonManners]:
        """Those of each of these people."""
        return dict.fromkeys(people, PersonManners()) | self._manners("person", people)

    def manners_of_house(self) -> HouseManners:
        """Those of the workspace."""
        found = self._manners("workspace", [self._workspace])
        kept: HouseManners = found.get(self._workspace, HouseManners())
        return kept

    def keep_manners(
        self, id: str, manners: ChannelManners | PersonManners | HouseManners, at: datetime
    ) -> None:
        """Keep them instead of what there was."""
        what = _WHOSE[type(manners)]
        own = self._workspace if what == "workspace" else id
        row = {"workspace": self._workspace, "what": what, "id": own}
        said = {"at": at, "body": Manners(of=manners)}
        self._replace(tables.manners, ("workspace", "what", "id"), row | said)

    def plan_due(self, kind: Kind, ref: str, at: datetime | None) -> None:
        """Have something fall due then, once; never, where no time is given."""
        kept = tables.due
        if at is None:
            this = (kept.c.workspace == self._workspace, kept.c.kind == kind, kept.c.ref == ref)
            self._run(delete(kept).where(*this))
            return
        row = {"workspace": self._workspace, "kind": kind, "ref": ref, "due_at": at}
        free = {"lease_until": None, "holder": None, "attempts": 0}
        self._replace(kept, ("workspace", "kind", "ref"), row | free)

    def planned(self, kind: Kind, refs: Sequence[str]) -> dict[str, datetime]:
        """When each of these falls due, of those that do."""
        kept = tables.due
        rows = self._run(
            select(kept.c.ref, kept.c.due_at).where(
                kept.c.workspace == self._workspace, kept.c.kind == kind, among(kept.c.ref, refs)
            )
        )
        return {row.ref: row.due_at for row in rows}

    def _manners(self, what: What, ids: Sequence[str]) -> dict[str, Any]:
        kept = tables.manners
        rows = self._run(
            select(kept.c.id, kept.c.body).where(
                kept.c.workspace == self._workspace, kept.c.what == what, among(kept.c.id, ids)
            )
        )
        return {row.id: row.body.of for row in rows}

    def _replace(self, table: Any, key: tuple[str, ...], row: dict[str, Any]) -> None:
        """Add a row, or have the one with its key say this."""
        with translated():
            put(self._open(), table, key, row)
