"""What is left of a row of each table once a person or a channel was forgotten."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bot.benefits.conversation import Line, Post, Sending
from bot.benefits.entries import Entry
from bot.benefits.facts import Fact, Stated
from bot.benefits.investment import Investment
from bot.benefits.manners import HouseManners, Manners
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from storage.tombstones import WHEN, Gone, Row, What, emptied, owner_is_gone, wordless
from storage.unit_of_work import listed

Rule = Callable[[Row, Gone, datetime | None], Row | None]

NOBODY = ""
"""Stands where a row must name somebody who was forgotten."""

_WAITS = frozenset({"posted", "escalated"})
_OWNERS: dict[str, What] = {"digest": "person", "back": "channel"}
"""Whose it is what falls due, where it is no investment's."""
_ADDRESSED: tuple[What, ...] = ("person", "channel")
_ALONE = "escalate:"
"""Begins the key of a reminder to one person: one line and one question for each thing asked."""
_REMINDERS = (_ALONE, "weekly:")


def left(table: str, row: Row, gone: Gone, has_home: bool = True) -> Row | None:
    """The row as it may be kept; None where nothing of it may. The same again changes nothing.

    Tombstones themselves stay. A measure tells no time: it goes where its investment is not there,
    so that it has no home. Raises KeyError for a table that has no rule.
    """
    if table in ("forgotten", "tombstones"):
        return row
    column = WHEN[table]
    since = row[column] if column else None
    if (column or not has_home) and gone.takes(table, row, since):
        return None
    return RULES[table](row, gone, since)


def _investment(row: Row, gone: Gone, since: datetime | None) -> Row:
    body: Investment = gone.cleaned(row["body"], since)
    added_by = _somebody(row["added_by"], gone, since)
    return row | {"body": body, "viewers": listed(body.viewers), "added_by": added_by}


def _measure(row: Row, gone: Gone, since: datetime | None) -> Row:
    return row | {"body": gone.cleaned(row["body"], since)}


def _fact(row: Row, gone: Gone, since: datetime | None) -> Row:
    """A fact of which nothing is left counts no more, and what it corrected does not either.

    Where its message was deleted nobody knows who said it: then it is theirs who recorded it.
    """
    fact: Fact = gone.cleaned(row["fact"], since)
    by_nobody_else = row["author"] is None and gone.until("person", row["recorded_by"], since)
    if gone.said(row, since) or by_nobody_else or owner_is_gone(row["fact"], fact):
        nothing = {"author": None, "permalink": None, "recorded_by": NOBODY, "withdraws": True}
        return row | nothing | {"fact": emptied(row["fact"])}
    if gone.deleted(row["channel"], row["ts"]):
        row = row | {"author": None, "permalink": None}
        fact = wordless(fact)
    return row | {"fact": fact, "recorded_by": _somebody(row["recorded_by"], gone, since)}


def _claim(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    if gone.said(row, since):
        return None
    claim = gone.cleaned(row["claim"], since)
    if gone.deleted(row["channel"], row["ts"]):
        return row | {"claim": wordless(claim), "author": None, "permalink": None}
    return row | {"claim": claim}


def _entry(row: Row, gone: Gone, since: datetime | None) -> Row:
    """Of one that somebody forgotten said nothing is left, and it counts no more; what they took
    down for another one stays, by nobody. One whose author is not known is theirs who recorded it.
    """
    said: Entry = row["entry"]
    entry: Entry = gone.cleaned(said, since)
    by_nobody_else = said.author is None and gone.until("person", said.recorded_by, since)
    if by_nobody_else or gone.said({"author": said.author, "channel": row["channel"]}, since):
        return row | {"entry": entry.emptied()}
    by = _somebody(said.recorded_by or NOBODY, gone, since) or None
    kept = entry.model_copy(update={"recorded_by": by})
    is_deleted = gone.deleted(row["channel"], row["ts"])
    return row | {"entry": kept.redacted() if is_deleted else kept}


def _place(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    is_gone = gone.deleted(row["channel"], row["ts"])
    return None if is_gone or gone.until("channel", row["channel"], since) else row


def _drift(row: Row, gone: Gone, since: datetime | None) -> Row:
    settled = row["settled_by"]
    return row | {"settled_by": None if gone.until("person", settled, since) else settled}


def _attestation(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    return None if gone.until("person", row["by"], since) else row


def _acceptance(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """The steps of a person go with them; who named another one is named no more."""
    by = _somebody(row["by"], gone, since)
    return None if gone.until("person", row["person"], since) else row | {"by": by}


def _manners(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """A person's and a channel's go with them; an admin who was forgotten is none."""
    if gone.until(row["what"], row["id"], since):
        return None
    house = row["body"].of
    if not isinstance(house, HouseManners) or not house.admins:
        return row
    kept = tuple(one for one in house.admins if not gone.until("person", one, since))
    return row | {"body": Manners(of=house.model_copy(update={"admins": kept}))}


def _due(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """What is planned goes with what it is planned for, and tells no time of its own."""
    whose = _OWNERS.get(row["kind"], "investment")
    theirs = gone.until(whose, row["ref"], since)
    return None if theirs or gone.until("workspace", row["workspace"], since) else row


def _step(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """Who was asked, and what they gave as their reason, go with them; that it was given up stays
    with nobody.
    """
    if not gone.until("person", row["person"], since):
        told = row["words"] or ""
        return row | ({"words": ""} if gone.named(told, since) else {})
    return row | {"person": NOBODY, "words": None} if row["what"] == "stopped" else None


def _audit(row: Row, gone: Gone, since: datetime | None) -> Row:
    by = _somebody(row["by"], gone, since)
    is_told = by == row["by"] and gone.named(row["words"], since) is None
    return row | {"by": by, "words": row["words"] if is_told else ""}


def _answer(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """One for the eyes of somebody who was forgotten is never left for everybody's."""
    viewer = gone.until("person", row["body"].viewer, since)
    return None if viewer or gone.until("channel", row["channel"], since) else row


def _question(row: Row, gone: Gone, since: datetime | None) -> Row:
    at = gone.until("person", row["person"], since) or gone.until("channel", row["channel"], since)
    if at is None:
        return row | {"body": gone.cleaned(row["body"], since)}
    words = {"person": NOBODY, "text": "", "why": ""}
    body: Question = row["body"].model_copy(update=words)
    closed = {"state": "withdrawn", "closed_at": at} if row["state"] in _WAITS else {}
    return row | {"person": NOBODY, "body": body} | closed


def _proposal(row: Row, gone: Gone, since: datetime | None) -> Row:
    """An open one that holds nothing any more is closed by nobody."""
    body: Proposal = row["body"]
    at = gone.until("channel", row["channel"], since)
    is_theirs = bool(gone.until("person", row["decided_by"], since))
    found = () if at else _stated(body, row["state"] == "recorded", gone, since)
    facts = tuple(one for one in found if one.author or not is_theirs)
    decided_by = None if is_theirs else row["decided_by"]
    names = {"decided_by": None} if gone.until("person", body.decided_by, since) else {}
    closed: dict[str, Any] = {}
    if row["state"] == "open" and body.facts and not facts:
        closed = {"state": "discarded", "decided_at": at or row["at"]}
    kept = body.model_copy(update={"facts": facts} | names)
    return row | {"body": kept, "decided_by": decided_by} | closed


def _stated(
    body: Proposal, is_recorded: bool, gone: Gone, since: datetime | None
) -> Iterator[Stated]:
    """The facts of a proposal that may be kept: of a deleted message none that was not recorded."""
    for one in body.facts:
        fact = gone.cleaned(one.fact, since)
        if gone.said(one, since) or owner_is_gone(one.fact, fact):
            continue
        if not gone.deleted(one.channel, one.ts):
            yield one.model_copy(update={"fact": fact})
        elif is_recorded:
            nothing = {"fact": wordless(fact), "author": None, "permalink": None}
            yield one.model_copy(update=nothing)


def _event(row: Row, gone: Gone, since: datetime | None) -> Row:
    """An event that waits is waited for no more."""
    at = gone.named(row["body"] or "", since)
    if at is None:
        return row
    return row | {"body": None, "error": None, "handled_at": row["handled_at"] or at}


def _post(row: Row, gone: Gone, since: datetime | None) -> Row:
    """A post that waits goes out no more; one that is out is changed no more. One that asks others
    as well goes on asking them.
    """
    sending: Sending = row["sending"]
    later: Post = row["later"] or Post()
    written = f"{sending.model_dump_json()} {later.model_dump_json()}"
    at = gone.until("post", row["key"], since) or gone.named(written, since)
    if at is None and gone.deleted(sending.channel, sending.thread):
        if sending.post.card is not None:
            return row | {"sending": _headless(sending)}
        at = row["queued_at"]
    if at is None or is_bare(sending):
        return row
    if kept_of := for_others(sending, gone, since):
        rest = for_others(sending.model_copy(update={"post": later}), gone, since)
        changed = sending.model_copy(update={"post": kept_of})
        return row | {"sending": changed, "later": rest if row["later"] else None}
    kept = sending.model_copy(update={"post": Post(), "reply_to": None})
    out = {"posted_at": row["posted_at"] or at, "retry_at": None, "error": None, "ts": None}
    return row | out | {"sending": kept, "later": None}


def for_others(sending: Sending, gone: Gone, since: datetime | None) -> Post | None:
    """What a reminder that asks several people still asks those who were not forgotten; None where
    that is nothing. Of what else it told, only what it is about stays.
    """
    post = sending.post
    whole = (gone.until(what, sending.channel, since) for what in _ADDRESSED)
    if any(whole) or not sending.key.startswith(_REMINDERS):
        return None
    asks, lead = post.every_ask, post.lead[:1]
    if sending.key.startswith(_ALONE) and len(asks) == len(post.lead):
        told = zip(asks, post.lead, strict=True)
        pairs = [one for one in told if not _names(one[1], gone, since)]
        asks, lead = tuple(ask for ask, _ in pairs), tuple(line for _, line in pairs)
    asks = tuple(one for one in asks if one.to and not gone.until("person", one.to, since))
    lead = tuple(one for one in lead if not _names(one, gone, since))
    if not asks:
        return None
    left: Post = gone.cleaned(Post(lead=lead, ask=asks[0], asks=asks[1:]), since)
    return None if gone.named(left.model_dump_json(), since) else left


def _names(line: Line, gone: Gone, since: datetime | None) -> bool:
    """Whether a line tells of somebody who was forgotten, or links to what anybody said."""
    people = (gone.until("person", one.user, since) or one.href for one in line)
    return any(people)


def _lane(row: Row, gone: Gone, since: datetime | None) -> Row | None:
    """A direct message's lane bears the person's id."""
    names = (gone.until(what, row["channel"], since) for what in ("person", "channel"))
    return None if any(names) else row


def _document(row: Row, gone: Gone, since: datetime | None) -> Row:
    """A file says what it says; who was forgotten is named in it no more."""
    return row | {"body": gone.cleaned(row["body"], since)}


def _headless(sending: Sending) -> Sending:
    """A card in the thread of a message that was deleted, without what was said of that message;
    the words on the card are taken out where they are that message's.
    """
    post = sending.post.model_copy(update={"lead": ()})
    return sending.model_copy(update={"post": post})


def is_bare(sending: Sending) -> bool:
    """Whether a post holds no words at all."""
    return sending.post == Post() and sending.reply_to is None


def _somebody(person: str, gone: Gone, since: datetime | None) -> str:
    return NOBODY if gone.until("person", person, since) else person


RULES: dict[str, Rule] = {
    "investments": _investment,
    "measures": _measure,
    "facts": _fact,
    "claims": _claim,
    "edits": _place,
    "awaiting": _place,
    "drifts": _drift,
    "attestations": _attestation,
    "acceptances": _acceptance,
    "entries": _entry,
    "manners": _manners,
    "due": _due,
    "steps": _step,
    "audit": _audit,
    "answers": _answer,
    "questions": _question,
    "proposals": _proposal,
    "inbox": _event,
    "outbox": _post,
    "lanes": _lane,
    "documents": _document,
}
