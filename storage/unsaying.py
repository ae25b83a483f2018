"""Unsaying: what we posted and asked without the words of a message that is gone.

Only what came of the message is looked at: cards that show it, what stands in its thread, and
answers that link to it.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, and_, false, or_, select, type_coerce, update

from bot.benefits.conversation import Post
from bot.benefits.unsaid import Words, bare, unsaid, without
from storage import tables
from storage.outgoing import OutgoingWork

_TOLD = ("text", "why")
"""The words of a question."""


class UnsayingWork(OutgoingWork):
    """The part of a unit of work that takes words back."""

    def unsay(self, words: Words, instead: str, change: str | None, at: datetime) -> None:
        """Take words out of what came of their message: of posts that wait before they go out, of
        those that stand by a change; in questions as well.

        Without a name for the `change` no message is changed, only what is kept of it.
        """
        if words.is_empty:
            return
        for row in self._came_of(words):
            self._unsay_post(row, words, instead, change, at)
        asked = tables.questions
        threads = (and_(asked.c.channel == c, asked.c.thread == ts) for c, ts in words.threads)
        here = and_(asked.c.workspace == self._workspace, or_(false(), *threads))
        for row in self._run(select(asked.c.id, asked.c.body).where(here)).all():
            told = {name: without(getattr(row.body, name), words.said, instead) for name in _TOLD}
            this = and_(asked.c.workspace == self._workspace, asked.c.id == row.id)
            body = row.body.model_copy(update=told)
            self._run(update(asked).where(this).values(body=body))

    def _came_of(self, words: Words) -> Sequence[Row[Any]]:
        """The posts that came of a message, held against whoever sends them now."""
        kept = tables.outbox
        may: list[ColumnElement[bool]] = []
        for key in words.cards:
            may += [kept.c.key == key, kept.c.key.startswith(f"{key}:", autoescape=True)]
        pieces = [_within(link) for link in words.links]
        pieces += [f'"thread":"{_within(thread)}"' for _, thread in words.threads]
        for column in (kept.c.sending, kept.c.later):
            may += [type_coerce(column, Text).contains(one, autoescape=True) for one in pieces]
        here = and_(kept.c.workspace == self._workspace, or_(false(), *may))
        return self._run(select(kept).where(here).order_by(kept.c.number).with_for_update()).all()

    def _unsay_post(
        self, row: Row[Any], words: Words, instead: str, change: str | None, at: datetime
    ) -> None:
        kept = tables.outbox
        others = self._others(row, words)
        is_bare = self._is_bare(row.key, words)

        def told(post: Post) -> Post:
            left = bare(post, words, others) if is_bare else post
            return unsaid(left, words, instead, others)

        before: Post = row.later or row.sending.post
        after, was = told(before), told(row.sending.post)
        if after == before and was == row.sending.post:
            return
        left = row.sending.model_copy(update={"post": was})
        begun = row.posted_at is None and row.attempts > 0
        later = after if row.later is not None or (begun and row.sending.way == "post") else None
        this = and_(kept.c.workspace == self._workspace, kept.c.key == row.key)
        self._run(update(kept).where(this).values(sending=left, later=later))
        if change is not None and row.ts is not None and row.sending.way == "post":
            self.change(row.key, after, f"{change}:unsaid", at)

    def _others(self, row: Row[Any], words: Words) -> Collection[str]:
        """What others said that a post may quote on."""
        card = _card_of(row.key, words)
        if card is not None:
            return words.cards[card]
        place = (row.sending.channel, row.sending.thread)
        if row.key.startswith("card:") or place not in words.threads:
            return words.said if row.key.startswith("card:") else ()
        return self._kept_of(*place)

    def _kept_of(self, channel: str, ts: str) -> set[str]:
        """What is still kept of a message's words."""
        found: set[str] = set()
        for table, column in ((tables.facts, "fact"), (tables.claims, "claim")):
            here = and_(
                table.c.workspace == self._workspace, table.c.channel == channel, table.c.ts == ts
            )
            found |= {one.quote for one in self._run(select(table.c[column]).where(here)).scalars()}
        kept = tables.entries
        here = and_(kept.c.workspace == self._workspace, kept.c.channel == channel, kept.c.ts == ts)
        found |= {one.text for one in self._run(select(kept.c.entry).where(here)).scalars()}
        return found - {""}

    def _is_bare(self, key: str, words: Words) -> bool:
        """Whether a post is a card of what was never recorded."""
        card = _card_of(key, words)
        if card is None:
            return False
        made = tables.proposals
        this = and_(made.c.workspace == self._workspace, made.c.id == card.removeprefix("card:"))
        return bool(self._run(select(made.c.state).where(this)).scalar() != "recorded")


def _card_of(key: str, words: Words) -> str | None:
    """The card a post is, or is a change of."""
    return next((card for card in words.cards if key == card or key.startswith(f"{card}:")), None)


def _within(text: str) -> str:
    """A text as it stands in what is kept."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
