"""Closing: cards and questions that stand in Slack, once what they rested on was forgotten."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from bot.benefits.conversation import Post, Sending
from storage import tables
from storage.exchange import AT_ONCE
from storage.outgoing import enqueue
from storage.remains import for_others
from storage.tombstones import Gone, Tombstone


def open_ones(connection: Connection, wish: Tombstone, keys: Sequence[str]) -> list[Any]:
    """The posts of these keys that stand in Slack with buttons, but those to the person alone."""
    kept = tables.outbox
    found: list[Any] = []
    for begin in range(0, len(keys), AT_ONCE):
        found += connection.execute(
            select(kept.c.key, kept.c.sending, kept.c.ts).where(
                kept.c.workspace == wish.workspace,
                kept.c.key.in_(keys[begin : begin + AT_ONCE]),
                kept.c.ts.is_not(None),
            )
        ).all()
    return [one for one in found if one.sending.channel != wish.id and _is_open(one.sending)]


def _is_open(sending: Sending) -> bool:
    card = sending.post.card
    waits = card is not None and card.decided is None
    asks = any(one.closed is None for one in sending.post.every_ask)
    return sending.way == "post" and (waits or asks)


def close(connection: Connection, wish: Tombstone, posts: Iterable[Any], instead: str) -> None:
    """Have each say `instead` and no more; a card that others said something on goes on waiting,
    with what they said alone, and a reminder goes on asking others.
    """
    for one in posts:
        post = _left(connection, wish, one.sending) or Post(closing=instead)
        sending = Sending(
            key=f"{one.key}:forgotten:{wish.at.timestamp()}",
            way="update",
            channel=one.sending.channel,
            ts=one.ts,
            post=post,
        )
        enqueue(connection, wish.workspace, sending, queued_at=wish.at)


def _left(connection: Connection, wish: Tombstone, sending: Sending) -> Post | None:
    """The card, or the reminder, as it goes on waiting; None where it does not."""
    made, post = tables.proposals, sending.post
    if post.card is None:
        return for_others(sending, Gone([wish]), None)
    this = (made.c.workspace == wish.workspace) & (made.c.id == post.card.proposal)
    row = connection.execute(select(made.c.state, made.c.body).where(this)).first()
    if row is None or row.state != "open":
        return None
    said = {one.fact.quote for one in row.body.facts}
    lines = tuple(line for line in post.card.lines if line.quote in said)
    card = post.card.model_copy(update={"lines": lines, "summary": None})
    left: Post = Gone([wish]).cleaned(Post(card=card), None)
    return left if lines else None
