"""What becomes of messages after they were read: changed, deleted, waiting for a word."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, and_, delete, select, type_coerce, update

from bot.benefits.entries import Entry
from bot.benefits.facts import Fact, Stated
from bot.benefits.proposals import Proposal
from bot.benefits.reading import Claim
from bot.benefits.unsaid import Words
from storage import tables
from storage.tombstones import wordless
from storage.unit_of_work import UnitOfWork, insert_once


class ChangesWork(UnitOfWork):
    """The part of a unit of work that follows messages. Ids and times alone are kept of them."""

    def edited(self, channel: str, ts: str, at: datetime) -> bool:
        """Keep the time of a change; False where a newer one is kept, or the message is gone."""
        kept = tables.edits
        if self._find(tables.tombstones, channel, ts) is not None:
            return False
        row = {"workspace": self._workspace, "channel": channel, "ts": ts, "at": at}
        if insert_once(self._open(), kept, ("workspace", "channel", "ts"), row):
            return True
        newer = update(kept).where(self._message(kept, channel, ts), kept.c.at <= at)
        return self._changed(newer.values(at=at)) > 0

    def is_changed(self, channel: str, ts: str) -> bool:
        """Whether a message was changed or deleted since it was posted, as far as was kept."""
        known = (tables.edits, tables.tombstones)
        return any(self._find(table, channel, ts) is not None for table in known)

    def redact(self, channel: str, ts: str, at: datetime) -> Words:
        """Null author, quote and permalink of all that was said in a message that is gone: on
        record, within a practice, and in proposals that are closed. What came of it and waits to
        be handled is dropped.

        Words that carry no number are a quote too. A tombstone of ids and time stays. Returns what
        was nulled, so that it can be taken out of what was posted.
        """
        words = self._proposed(channel, ts).together(Words(threads=frozenset({(channel, ts)})))
        row = {"workspace": self._workspace, "channel": channel, "ts": ts, "at": at}
        insert_once(self._open(), tables.tombstones, ("workspace", "channel", "ts"), row)
        self._run(delete(tables.edits).where(self._message(tables.edits, channel, ts)))
        self._run(delete(tables.awaiting).where(self._message(tables.awaiting, channel, ts)))
        self._drop_waiting(channel, ts, at)
        for table, column in ((tables.facts, "fact"), (tables.claims, "claim")):
            here = self._message(table, channel, ts)
            kept = select(table.c.id, table.c[column], table.c.permalink).where(here)
            for found in self._run(kept).all():
                words = words.together(said_in(found[1], found.permalink))
                self._run(
                    update(table)
                    .where(here, table.c.id == found.id)
                    .values({column: wordless(found[1]), "author": None, "permalink": None})
                )
        return words.together(self._redacted_entries(channel, ts))

    def _redacted_entries(self, channel: str, ts: str) -> Words:
        kept, words = tables.entries, Words()
        here = self._message(kept, channel, ts)
        for row in self._run(select(kept.c.id, kept.c.entry).where(here)).all():
            words = words.together(entered_in(row.entry))
            this = update(kept).where(here, kept.c.id == row.id)
            self._run(this.values(entry=row.entry.redacted()))
        return words

    def _proposed(self, channel: str, ts: str) -> Words:
        """Take a message's words out of closed proposals; all words of it in any are returned.

        Of what was recorded the figures stay; of what never was nothing does.
        """
        made, words = tables.proposals, Words()
        may = type_coerce(made.c.body, Text).contains(ts, autoescape=True)
        here = and_(made.c.workspace == self._workspace, may)
        for row in self._run(select(made.c.id, made.c.state, made.c.body).where(here)).all():
            own = [one for one in row.body.facts if (one.channel, one.ts) == (channel, ts)]
            words = words.together(words_of(row.body, channel, ts))
            if own and row.state != "open":
                left = _left(row.body, own, row.state == "recorded")
                this = and_(made.c.workspace == self._workspace, made.c.id == row.id)
                self._run(update(made).where(this).values(body=left))
        return words

    def _drop_waiting(self, channel: str, ts: str, at: datetime) -> None:
        """Forget what the inbox holds of it: nothing is left to be read."""
        kept = tables.inbox
        open_ones = and_(
            kept.c.workspace == self._workspace,
            kept.c.handled_at.is_(None),
            kept.c.body.is_not(None),
        )
        for row in self._run(select(kept.c.event, kept.c.body).where(open_ones)).all():
            body = json.loads(row.body)
            said = (body.get("kind"), body.get("channel"), body.get("ts"))
            if said in (("posted", channel, ts), ("edited", channel, ts)):
                done = {"body": None, "handled_at": at, "lease_until": None, "error": None}
                self._run(update(kept).where(kept.c.event == row.event).values(**done))

    def holds(self, channel: str, ts: str) -> bool:
        """Whether facts or claims of a message are kept, or what was said in it in a practice."""
        return any(
            self._run(select(table.c.id).where(self._message(table, channel, ts)).limit(1)).first()
            is not None
            for table in (tables.facts, tables.claims, tables.entries)
        )

    def wait(self, channel: str, thread: str, ts: str, at: datetime) -> None:
        """Keep a reply's id until somebody has said what its thread is about."""
        key = ("workspace", "channel", "thread", "ts")
        row = {"workspace": self._workspace, "channel": channel, "thread": thread, "ts": ts}
        insert_once(self._open(), tables.awaiting, key, {**row, "at": at})

    def waiting(self, channel: str, thread: str) -> list[str]:
        """The replies kept for a thread, oldest first."""
        kept = tables.awaiting
        found = select(kept.c.ts).where(self._thread(channel, thread)).order_by(kept.c.ts)
        return list(self._run(found).scalars())

    def waited(self, channel: str, thread: str) -> None:
        """They wait no longer."""
        self._run(delete(tables.awaiting).where(self._thread(channel, thread)))

    def _thread(self, channel: str, thread: str) -> ColumnElement[bool]:
        kept = tables.awaiting
        return and_(
            kept.c.workspace == self._workspace,
            kept.c.channel == channel,
            kept.c.thread == thread,
        )

    def _find(self, table: Table, channel: str, ts: str) -> Any:
        return self._run(select(table.c.at).where(self._message(table, channel, ts))).scalar()

    def _message(self, table: Table, channel: str, ts: str) -> ColumnElement[bool]:
        return and_(
            table.c.workspace == self._workspace, table.c.channel == channel, table.c.ts == ts
        )


def said_in(said: Fact | Claim, link: str | None) -> Words:
    """What is kept of somebody's words in a fact or a claim."""
    texts = {said.text} if isinstance(said, Fact) and said.text else set()
    return Words(
        quotes=frozenset({said.quote} - {""}),
        texts=frozenset(texts),
        links=frozenset({link} if link else ()),
    )


def entered_in(said: Entry) -> Words:
    """The same of what was said within a practice."""
    return Words(
        quotes=frozenset({said.text} - {""}),
        texts=frozenset({said.about} if said.names_itself else ()),
        links=frozenset({said.permalink} if said.permalink else ()),
    )


def words_of(made: Proposal, channel: str, ts: str) -> Words:
    """What a proposal holds of a message, and the card that shows it."""
    own = [one for one in made.facts if (one.channel, one.ts) == (channel, ts)]
    words, others = Words(), Words()
    for one in made.facts:
        if one in own:
            words = words.together(said_in(one.fact, one.permalink))
        else:
            others = others.together(said_in(one.fact, None))
    if not own:
        return words
    thread = frozenset({(made.channel, made.thread)})
    return words.together(Words(cards={f"card:{made.id}": others.said}, threads=thread))


def _left(made: Proposal, own: Collection[Stated], is_recorded: bool) -> Proposal:
    facts = (
        one.model_copy(update={"fact": wordless(one.fact), "author": None, "permalink": None})
        if one in own
        else one
        for one in made.facts
        if is_recorded or one not in own
    )
    return made.model_copy(update={"facts": tuple(facts)})
