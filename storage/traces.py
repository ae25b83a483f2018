"""Where something to be forgotten stands: the rows that name it, the posts that quote it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    Text,
    false,
    or_,
    select,
    type_coerce,
)

from bot.benefits.entries import Entry
from bot.benefits.facts import Value
from bot.benefits.unsaid import holds
from storage import tables
from storage.columns import AnyText, Model
from storage.exchange import AT_ONCE
from storage.lines import Row, columns, key_of
from storage.tombstones import Tombstone


def homes(connection: Connection, wish: Tombstone) -> list[str]:
    """The investments that go with it: of a channel, those at home there."""
    known = tables.investments
    here = (known.c.workspace == wish.workspace) & (known.c.channel == wish.id)
    if wish.what != "channel":
        return []
    return list(connection.scalars(select(known.c.id).where(here, known.c.added_at <= wish.at)))


def messages(connection: Connection, wish: Tombstone) -> list[tuple[str, str]]:
    """Channel and ts of each message of theirs of which something was kept."""
    found: set[tuple[str, str]] = set()
    for table in (tables.facts, tables.claims):
        rows = select(table.c.channel, table.c.ts).where(
            _said(table, wish), table.c.ts.is_not(None)
        )
        found |= {(row.channel, row.ts) for row in connection.execute(rows) if row.channel}
    found |= {(one.channel, one.ts) for one in _entries(connection, wish) if one.channel and one.ts}
    return sorted(found)


def posts(connection: Connection, wish: Tombstone, lost: Sequence[str]) -> list[str]:
    """The keys of our posts that came of them: that ask or show them, stand under a message of
    theirs or link to one, and answers about their investments that quote them.
    """
    if wish.what not in ("person", "channel"):
        return []
    quotes, asked = _quotes(connection, wish), _asked(connection, wish, lost)
    threads, links = set(messages(connection, wish)), _links(connection, wish)
    told, again = _told(connection, wish, lost), _reminders(connection, wish)
    kept = tables.outbox
    rows = connection.execute(
        select(kept.c.key, kept.c.sending, kept.c.later).where(kept.c.workspace == wish.workspace)
    )
    return [
        row.key
        for row in rows
        if _card_or_question(row.key) in asked
        or row.key in again
        or (row.sending.channel, row.sending.thread) in threads
        or not links.isdisjoint(_addresses((row.sending, row.later)))
        or (row.key in told and _quotes_any((row.sending, row.later), quotes))
    ]


def _reminders(connection: Connection, wish: Tombstone) -> set[str]:
    """The keys of the posts that showed them a question, or one of theirs to somebody else."""
    kept, asked = tables.steps, tables.questions
    here = asked.c.workspace == wish.workspace
    theirs = select(asked.c.id).where(here, asked.c.person == wish.id)
    rows = select(kept.c.post).where(
        kept.c.workspace == wish.workspace,
        kept.c.post.is_not(None),
        or_(kept.c.person == wish.id, kept.c.question.in_(theirs)),
    )
    return set(connection.scalars(rows)) if wish.what == "person" else set()


def _card_or_question(key: str) -> str:
    """The post that shows a card or a question, of the key of a change of it as well."""
    return ":".join(key.split(":")[:2])


def _links(connection: Connection, wish: Tombstone) -> set[str]:
    """The lasting links to their messages."""
    found: set[str] = set()
    for table in (tables.facts, tables.claims):
        rows = select(table.c.permalink).where(_said(table, wish), table.c.permalink.is_not(None))
        found |= set(connection.scalars(rows))
    return found | {one.permalink for one in _entries(connection, wish) if one.permalink}


def _told(connection: Connection, wish: Tombstone, lost: Sequence[str]) -> set[str]:
    """The keys of the answers about investments that they said something of."""
    about = set(lost)
    for table in (tables.facts, tables.claims):
        about |= set(connection.scalars(select(table.c.investment).where(_said(table, wish))))
    about |= {one.investment for one in _entries(connection, wish)}
    kept = tables.answers
    bodies = select(kept.c.body).where(kept.c.workspace == wish.workspace)
    return {
        one.key for one in _streamed(connection, bodies) if not about.isdisjoint(one.investments)
    }


def naming(
    connection: Connection, table: Table, workspace: str, stones: Sequence[Tombstone]
) -> Iterator[Row]:
    """The rows of a table in which a person, a channel or a post with a tombstone may stand."""
    ids = [one.id for one in stones if one.what in ("person", "channel")]
    keys = [one.id for one in stones if one.what == "post"]
    somewhere = or_(false(), *(_holds(column, id) for id in ids for column in columns(table)))
    if table is tables.outbox:
        somewhere = or_(somewhere, table.c.key.in_(keys))
    if not ids and not keys:
        return
    names = [table.c[name] for name in key_of(table)]
    mine = table.c.workspace == workspace
    keys_found = connection.execute(select(*names).where(mine, somewhere)).all()
    for key in keys_found:
        this = (name == value for name, value in zip(names, key, strict=True))
        yield dict(connection.execute(select(*columns(table)).where(mine, *this)).mappings().one())


def _holds(column: ColumnElement[Any], id: str) -> ColumnElement[bool]:
    """Whether an id may stand in a column: in one kept as bytes, whether anything does."""
    if isinstance(column.type, AnyText):
        return column.is_not(None)
    if isinstance(column.type, String | Model):
        return type_coerce(column, Text).contains(id, autoescape=True)
    return false()


def _said(table: Table, wish: Tombstone) -> ColumnElement[bool]:
    column = {"person": "author", "channel": "channel"}.get(wish.what)
    if column is None:
        return false()
    return (table.c.workspace == wish.workspace) & (table.c[column] == wish.id)


def _quotes(connection: Connection, wish: Tombstone) -> set[str]:
    """Their words, as far as any are kept."""
    facts, claims, made = tables.facts, tables.claims, tables.proposals
    theirs = type_coerce(made.c.body, Text).contains(wish.id, autoescape=True)
    said = (
        select(facts.c.fact).where(_said(facts, wish)),
        select(claims.c.claim).where(_said(claims, wish)),
    )
    found = {one.quote for rows in said for one in _streamed(connection, rows)}
    found |= {one.text for one in _entries(connection, wish)}
    bodies = select(made.c.body).where(made.c.workspace == wish.workspace, theirs)
    for proposal in _streamed(connection, bodies):
        own = (one for one in proposal.facts if wish.id in (one.author, one.channel))
        found |= {one.fact.quote for one in own}
    return found - {""}


def _entries(connection: Connection, wish: Tombstone) -> Iterator[Entry]:
    """What they said, or was said there, within the practices."""
    kept = tables.entries
    names = type_coerce(kept.c.entry, Text).contains(wish.id, autoescape=True)
    if wish.what not in ("person", "channel"):
        return
    rows = select(kept.c.entry, kept.c.investment).where(kept.c.workspace == wish.workspace, names)
    for row in connection.execute(rows):
        if wish.id in (row.entry.author, row.entry.channel):
            yield row.entry.model_copy(update={"investment": row.investment})


def _streamed(connection: Connection, rows: Select[Any]) -> Iterator[Any]:
    """The values of one column, a few in memory at a time."""
    with connection.execute(rows, execution_options={"yield_per": AT_ONCE}) as found:
        yield from found.scalars()


def _asked(connection: Connection, wish: Tombstone, lost: Sequence[str]) -> set[str]:
    """The keys of the posts that show questions and proposals about them."""
    found: set[str] = set()
    for table, prefix in ((tables.questions, "ask"), (tables.proposals, "card")):
        theirs = type_coerce(table.c.body, Text).contains(wish.id, autoescape=True)
        rows = select(table.c.id).where(
            table.c.workspace == wish.workspace, or_(theirs, table.c.investment.in_(lost))
        )
        found |= {f"{prefix}:{id}" for id in connection.scalars(rows)}
    return found


def _quotes_any(shown: Any, quotes: set[str]) -> bool:
    return any(holds(words, quotes) for words in _words(shown))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Value):
        for _, one in value:
            yield from _words(one)


def _addresses(value: Any) -> Iterator[str]:
    """The links in a post."""
    if isinstance(value, tuple):
        for one in value:
            yield from _addresses(one)
    elif isinstance(value, Value):
        for name, one in value:
            if name == "href" and one:
                yield one
            yield from _addresses(one)
