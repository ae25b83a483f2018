"""Tombstones: what was forgotten, by ids and times alone, and what it leaves of a row.

A tombstone takes what was kept up to its time; what a person says later is theirs to say. Only
rows in and rows out: the same law holds where rows are forgotten, imported and restored.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Literal

from bot.benefits.facts import Fact, Stated, Value
from bot.benefits.reading import Claim

What = Literal["person", "channel", "workspace", "investment", "post"]
"""A channel takes the investments at home in it along, a person our posts that quote them: each
has a tombstone of its own."""

Row = dict[str, Any]

WHEN: dict[str, str | None] = {
    "investments": "added_at",
    "measures": None,
    "facts": "said_at",
    "claims": "said_at",
    "edits": "at",
    "awaiting": "at",
    "drifts": "at",
    "attestations": "at",
    "acceptances": "at",
    "entries": "said_at",
    "manners": "at",
    "due": None,
    "steps": "at",
    "audit": "at",
    "answers": "at",
    "questions": "at",
    "proposals": "at",
    "inbox": "received_at",
    "outbox": "queued_at",
    "lanes": None,
    "documents": "added_at",
}
"""The column that tells when a row of each table began; a measure is as old as its investment."""


class Tombstone(Value):
    """Something was forgotten: all that was kept of it up to this time."""

    workspace: str
    what: What
    id: str
    at: datetime


class Gone:
    """All that was forgotten in one workspace, and the messages that were deleted in it."""

    def __init__(
        self, tombstones: Iterable[Tombstone], messages: Collection[tuple[str, str]] = ()
    ) -> None:
        self._messages = frozenset(messages)
        self._until: dict[tuple[str, str], datetime] = {}
        for one in tombstones:
            key = (one.what, one.id)
            self._until[key] = max(one.at, self._until.get(key, one.at))
        self._people = _mention(id for what, id in self._until if what == "person")
        self._anybody = _mention(id for what, id in self._until if what in ("person", "channel"))

    def deleted(self, channel: str | None, ts: str | None) -> bool:
        """Whether the message of this channel and ts was deleted."""
        return (channel, ts) in self._messages

    def until(self, what: What, id: object, since: datetime | None) -> datetime | None:
        """When this was forgotten; None where it was not, or began after that."""
        at = self._until.get((what, str(id)))
        return at if at is not None and (since is None or since <= at) else None

    def named(self, text: str, since: datetime | None) -> datetime | None:
        """When the first person or channel that a text of then names was forgotten; else None."""
        found = self._anybody.finditer(text) if self._anybody else ()
        forgotten = (
            self.until(what, one["mentioned"] or one["id"], since)
            for one in found
            for what in ("person", "channel")
        )
        return next((at for at in forgotten if at is not None), None)

    def unnamed(self, text: str, since: datetime | None) -> str:
        """The text without the names of those who were forgotten."""

        def shown(found: re.Match[str]) -> str:
            person = found["mentioned"] or found["id"]
            return "" if self.until("person", person, since) else found[0]

        return self._people.sub(shown, text) if self._people else text

    def takes(self, table: str, row: Row, since: datetime | None) -> bool:
        """Whether the whole row goes: with its workspace or with its investment."""
        investment = row["id"] if table == "investments" else row.get("investment")
        with_all = self.until("workspace", row["workspace"], since)
        return (with_all or self.until("investment", investment, since)) is not None

    def said(self, stated: Stated | Row, since: datetime | None) -> bool:
        """Whether something was said by a person, or in a channel, that was forgotten."""
        found = stated if isinstance(stated, dict) else stated.__dict__
        by = self.until("person", found.get("author"), since)
        return (by or self.until("channel", found.get("channel"), since)) is not None

    def cleaned(self, value: Any, since: datetime | None) -> Any:
        """A value without any name of the forgotten; of a fact that held one no words are left."""
        if isinstance(value, str):
            return self.unnamed(value, since)
        if isinstance(value, tuple):
            return self._each(value, since)
        if not isinstance(value, Value):
            return value
        changed = {
            name: new or _nothing(value, name)
            for name, old in value
            if (new := self.cleaned(old, since)) != old
        }
        if changed and isinstance(value, Fact | Claim):
            changed |= {"quote": "", "end": value.start}
        return value.model_copy(update=changed)

    def _each(self, values: tuple[Any, ...], since: datetime | None) -> tuple[Any, ...]:
        return tuple(
            new
            for old in values
            if (new := self.cleaned(old, since)) == old or new not in ("", None)
        )


def wordless(said: Any) -> Any:
    """A fact or claim without anybody's sentences; a figure, a name and a source stay."""
    gone = {"quote": "", "end": said.start}
    return said.model_copy(update=gone | ({"text": None} if isinstance(said, Fact) else {}))


def emptied(fact: Fact) -> Fact:
    """A fact of which nothing is left but what it was about."""
    return Fact(slot=fact.slot, quote="", start=fact.start, end=fact.start)


def owner_is_gone(before: Fact, after: Fact) -> bool:
    """Whether what a fact said was who owns something, and that name is gone."""
    return before.slot == "owner" and before != after


def _nothing(value: Value, name: str) -> Any:
    """What stands for words that are gone: nothing at all, where the field may hold nothing."""
    field = type(value).model_fields[name]
    return "" if field.is_required() else field.default


def _mention(people: Iterable[str]) -> re.Pattern[str] | None:
    known = "|".join(re.escape(id) for id in sorted(people, reverse=True))
    if not known:
        return None
    return re.compile(
        rf"<[@#](?P<mentioned>{known})(?:\|[^<>]*)?>|(?<![A-Za-z0-9])(?P<id>{known})(?![A-Za-z0-9])"
    )
