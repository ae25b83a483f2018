"""Manners, and what falls due when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.benefits.manners import ChannelManners, HouseManners, Manners, PersonManners, What
from bot.ports import Audience
from bot.reminding import Kind
from storage import tables
from storage.among import among
from storage.failures import translated
from storage.unit_of_work import UnitOfWork, insert_once, put

_WHOSE: dict[type, What] = {
    ChannelManners: "channel",
    PersonManners: "person",
    HouseManners: "workspace",
}


_USUAL: dict[What, Any] = {what: kind() for kind, what in _WHOSE.items()}


def _changed(before: Any, after: Any) -> dict[str, Any]:
    """What somebody set, who had read what was before."""
    fields = type(after).model_fields
    return {one: new for one in fields if (new := getattr(after, one)) != getattr(before, one)}


class RemindersWork(UnitOfWork):
    """The part of a unit of work that knows how people wish to be reminded, and when it is time."""

    def __init__(self, connection: Connection, workspace: str, audience: Audience | None) -> None:
        super().__init__(connection, workspace, audience)
        self._manners_read: dict[tuple[What, str], Any] = {}

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
        """What differs from how they were read is kept, beside what others set since."""
        what = _WHOSE[type(manners)]
        own = self._workspace if what == "workspace" else id
        now = self._held(what, own, type(manners)(), at)
        before = self._manners_read.get((what, own))
        if before is not None:
            manners = now.model_copy(update=_changed(before, manners))
        kept = tables.manners
        self._run(
            update(kept)
            .where(kept.c.workspace == self._workspace, kept.c.what == what, kept.c.id == own)
            .values(at=at, body=Manners(of=manners))
        )
        self._manners_read[what, own] = manners

    def hold_manners(self, channel: str, at: datetime) -> ChannelManners:
        """Keep others from changing a channel's until this unit ends; as they are now."""
        held: ChannelManners = self._held("channel", channel, ChannelManners(), at)
        self._manners_read["channel", channel] = held
        return held

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
        found = {row.id: row.body.of for row in rows}
        for id in ids:
            self._manners_read.setdefault((what, id), found.get(id) or _USUAL[what])
        return found

    def _held(self, what: What, id: str, usual: Any, at: datetime) -> Any:
        """The manners as they are now, kept from others; the usual ones where nothing was set."""
        kept = tables.manners
        row: dict[str, Any] = {"workspace": self._workspace, "what": what, "id": id}
        with translated():
            row |= {"at": at, "body": Manners(of=usual)}
            insert_once(self._open(), kept, ("workspace", "what", "id"), row)
        found = select(kept.c.body).where(
            kept.c.workspace == self._workspace, kept.c.what == what, kept.c.id == id
        )
        return self._run(found.with_for_update()).scalar_one().of

    def _replace(self, table: Any, key: tuple[str, ...], row: dict[str, Any]) -> None:
        """Add a row, or have the one with its key say this."""
        with translated():
            put(self._open(), table, key, row)
