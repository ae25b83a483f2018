"""The tables. Every row belongs to a workspace, and every key of the record begins with it; what a
browser is sent to Slack with belongs to none yet.

What changes or is searched for has a column; the rest of a value is one JSON text. The two queues
are keyed by ids that are unique in all the world: Slack's event ids, and the posts' own keys.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from bot.benefits.brought import Brought
from bot.benefits.conversation import Post, Sending
from bot.benefits.entries import Entry
from bot.benefits.facts import Fact
from bot.benefits.investment import Investment, Measure
from bot.benefits.manners import Manners
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Question
from bot.benefits.reading import Claim
from bot.ports import Answered
from storage.columns import AnyText, Instant, Model

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_1_name)s",
    }
)


def _of_an_investment() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace", "investment"], ["investments.workspace", "investments.id"]
    )


investments = Table(
    "investments",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("channel_is_private", Boolean, nullable=False),
    Column("confidential", Boolean, nullable=False),
    Column("viewers", String, nullable=False),
    Column("body", Model(Investment), nullable=False),
    Column("added_by", String, nullable=False),
    Column("added_at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    Index(None, "workspace", "channel"),
)
"""`body` is the investment without its measures; `viewers` are its viewers' ids as `|U1|U2|`."""

measures = Table(
    "measures",
    metadata,
    Column("workspace", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("id", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("body", Model(Measure), nullable=False),
    PrimaryKeyConstraint("workspace", "investment", "id"),
    _of_an_investment(),
)
"""`place` counts the measures of one investment in the order they came."""

facts = Table(
    "facts",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("measure", String),
    Column("fact", Model(Fact), nullable=False),
    Column("author", String),
    Column("said_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("recorded_by", String, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("channel", String),
    Column("ts", String),
    Column("permalink", String),
    Column("supersedes", String),
    Column("corrects", Boolean, nullable=False),
    Column("withdraws", Boolean, nullable=False),
    Column("shows", String),
    Column("retired", Boolean, nullable=False, default=False, info={"derived": True}),
    Column("root", String, info={"derived": True}),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    ForeignKeyConstraint(
        ["workspace", "investment", "measure"],
        ["measures.workspace", "measures.investment", "measures.id"],
    ),
    Index(None, "workspace", "investment", "retired", "said_at"),
    Index(None, "workspace", "supersedes"),
    Index(None, "workspace", "channel", "ts"),
)
"""The ledger: rows are added, never changed.

`retired` and `root` only repeat what other rows say: that this one was corrected or taken back, and
which one it is a later version of; so that an answer need not read all that ever was.
"""

claims = Table(
    "claims",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("claim", Model(Claim), nullable=False),
    Column("author", String),
    Column("said_at", Instant, nullable=False),
    Column("channel", String, nullable=False),
    Column("ts", String, nullable=False),
    Column("permalink", String),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "said_at"),
    Index(None, "workspace", "channel", "ts"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("ts", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "channel", "ts"),
)
"""Messages that were deleted after something of theirs was kept: ids and times alone."""

forgotten = Table(
    "forgotten",
    metadata,
    Column("workspace", String, nullable=False),
    Column("what", String, nullable=False),
    Column("id", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "what", "id"),
)
"""What was forgotten at somebody's wish, by ids and times alone: see `tombstones`."""

edits = Table(
    "edits",
    metadata,
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("ts", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "channel", "ts"),
)
"""The newest change of a message that was read: an older one that comes late is left alone."""

awaiting = Table(
    "awaiting",
    metadata,
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("ts", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "channel", "thread", "ts"),
)
"""Replies to be read once somebody has said which investment their thread is about."""

drifts = Table(
    "drifts",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("measure", String),
    Column("kind", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("before", String),
    Column("proposal", String),
    Column("after", String),
    Column("at", Instant, nullable=False),
    Column("how", String),
    Column("settled_by", String),
    Column("settled_at", Instant),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
)
"""What was noticed to drift, by the ids of the fact before and of the proposal after."""

attestations = Table(
    "attestations",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("role", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("fact", String),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
)
"""Marks of owners and sponsors, beside the ledger."""

acceptances = Table(
    "acceptances",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("role", String, nullable=False),
    Column("person", String, nullable=False),
    Column("state", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
)
"""Who was named for a role and what they said to it. Rows are added only."""

entries = Table(
    "entries",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("practice", String, nullable=False),
    Column("entry", Model(Entry), nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("channel", String),
    Column("ts", String),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "practice", "said_at"),
    Index(None, "workspace", "channel", "ts"),
)
"""What was said within the practices, beside the ledger. Rows are added only. The columns beside
`entry` say what is in it, so that it can be looked for; its `investment` is the column's.
"""

audit = Table(
    "audit",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("what", String, nullable=False),
    Column("words", AnyText, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    Index(None, "workspace", "at"),
)
"""Who changed what beside the ledger: names, homes, roles, what was undone. Rows are added only."""

manners = Table(
    "manners",
    metadata,
    Column("workspace", String, nullable=False),
    Column("what", String, nullable=False),
    Column("id", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Model(Manners), nullable=False),
    PrimaryKeyConstraint("workspace", "what", "id"),
)
"""How a channel, a person or the workspace wishes to be reminded; no row for the usual way. `at` is
when they said so.
"""

due = Table(
    "due",
    metadata,
    Column("workspace", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("holder", String),
    Column("attempts", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "kind", "ref"),
    Index("ix_due_due_at", "due_at"),
)
"""What is to be looked at when: one row for the thread of an investment, one for its questions,
one for a person's digest. It is moved on in the same commit as what came of it.
"""

steps = Table(
    "steps",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("question", String, nullable=False),
    Column("person", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("what", String, nullable=False),
    Column("until", String),
    Column("words", AnyText),
    Column("post", String),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
    Index(None, "workspace", "person", "at"),
    Index("ix_steps_post", "workspace", "post"),
    Index("ix_steps_question", "workspace", "question"),
)
"""What became of questions after they were put. Rows are added only."""

answers = Table(
    "answers",
    metadata,
    Column("workspace", String, nullable=False),
    Column("key", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String),
    Column("at", Instant, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("body", Model(Answered), nullable=False),
    PrimaryKeyConstraint("workspace", "key"),
    Index(None, "workspace", "channel", "thread", "at"),
)
"""What answers of ours were about, so that what is asked under them is understood: ids alone."""

questions = Table(
    "questions",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("person", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("closed_at", Instant),
    Column("body", Model(Question), nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
    Index(None, "workspace", "channel", "thread"),
    Index(None, "workspace", "person", "at"),
)
"""`state` is what became of it; the one in `body` is what it was when it was asked."""

proposals = Table(
    "proposals",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("investment", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Instant),
    Column("body", Model(Proposal), nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    _of_an_investment(),
    Index(None, "workspace", "investment", "at"),
    Index(None, "workspace", "channel", "thread"),
    Index("ix_proposals_decided_at", "workspace", "decided_at"),
)
"""`state`, `decided_by` and `decided_at` outrank those in `body`."""

inbox = Table(
    "inbox",
    metadata,
    Column("event", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("place", String),
    Column("body", AnyText),
    Column("received_at", Instant, nullable=False),
    Column("handled_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("holder", String),
    Column("error", String),
    PrimaryKeyConstraint("event"),
    Index(None, "workspace", "received_at"),
)
"""`body` is empty once the event is handled, or given up; the row stays to know it again.

Events of one `place`, a thread, are handled in the order they came; those without one in any.
`holder` is the process that has the lease, by the name it keeps over restarts.
"""

outbox = Table(
    "outbox",
    metadata,
    Column(
        "number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True
    ),
    Column("key", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("way", String, nullable=False),
    Column("at_leisure", Boolean, nullable=False),
    Column("sending", Model(Sending), nullable=False),
    Column("cause", String),
    Column("changes", String),
    Column("later", Model(Post)),
    Column("queued_at", Instant, nullable=False),
    Column("posted_at", Instant),
    Column("ts", String),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("holder", String),
    Column("retry_at", Instant),
    Column("error", String),
    PrimaryKeyConstraint("number"),
    UniqueConstraint("key"),
    Index(None, "workspace", "queued_at"),
)
"""`number` keeps posts of one moment in the order they were sent.

`cause` is the event whose handling made it, or the post it changes. `changes` is the message a
change is of; `later` what a post is to show once it is out and may be changed.

The only unique constraint an insert can meet is the one on `key`: with two, PostgreSQL may fail
on the other one before it sees that the key is taken.
"""

lanes = Table(
    "lanes",
    metadata,
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("free_at", Instant),
    Column("sent_at", Instant),
    Column("shut_until", Instant),
    Column("held", String),
    Column("held_until", Instant),
    Column("parked_since", Instant),
    Column("reason", String),
    PrimaryKeyConstraint("workspace", "channel"),
)
"""What keeps posts to a channel waiting; the row without a channel is the workspace's own.

`free_at` is when the pace allows the next one, `sent_at` when Slack took the last one, `shut_until`
until when Slack asked to wait. `held` is the post that is being sent: one at a time.
`parked_since`, with Slack's `reason`, is set while nothing can be written there.
"""

documents = Table(
    "documents",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("body", Model(Brought), nullable=False),
    Column("added_at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
)
"""What a workspace brought to the knowledge base: a file with its passages."""

SECRET = {"secret": True}
"""Marks a table that is in no export, and a column that is in no backup either: tokens, and what
belongs to them alone. Of those tables a backup holds only that of the installations.
"""

installations = Table(
    "installations",
    metadata,
    Column("workspace", String, nullable=False),
    Column("through", String),
    Column("sealed", String, info=SECRET),
    Column("installed_at", Instant, nullable=False),
    Column("expires_at", Instant, info=SECRET),
    Column("removed_at", Instant),
    Column("purged_at", Instant),
    Column("lease_until", Instant, info=SECRET),
    Column("broken", String, info=SECRET),
    PrimaryKeyConstraint("workspace"),
    Index("ix_installations_through", "through"),
    info=SECRET,
)
"""Where we are installed: a workspace, or an organisation by its own id. `sealed` is the token, and
what belongs to it, encrypted; it is empty where the token is that of the organisation `through`, or
where none is kept here, and once we were put out: `removed_at`. At `purged_at` all else of it was
forgotten; the row stays, so that what comes late finds nobody at home. `lease_until` keeps all
processes but one from renewing the token; `broken` is why Slack refused to renew it.
"""

oauth_states = Table(
    "oauth_states",
    metadata,
    Column("state", String, nullable=False),
    Column("until", Instant, nullable=False),
    PrimaryKeyConstraint("state"),
    info=SECRET,
)
"""What browsers were sent to Slack with, as digests: each is taken back once."""

PASSING = {"passing": True}
"""Marks a table that is in no export and no backup: nobody misses what it holds."""

model_uses = Table(
    "model_uses",
    metadata,
    Column("workspace", String, nullable=False),
    Column("day", String, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("booked", BigInteger, nullable=False),
    Column("tokens_in", BigInteger, nullable=False),
    Column("tokens_out", BigInteger, nullable=False),
    PrimaryKeyConstraint("workspace", "day"),
    info=PASSING,
)
"""How much a workspace asked a language model on a day of UTC. `booked` are the tokens of what is
under way, of which nobody knows yet how many it takes.
"""

model_answers = Table(
    "model_answers",
    metadata,
    Column("workspace", String, nullable=False),
    Column("name", String, nullable=False),
    Column("sealed", String, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "name"),
    Index("ix_model_answers_at", "at"),
    info=PASSING,
)
"""What a language model said, encrypted by what it was asked: nobody reads it who has not the same
text again. It goes after a day, and whenever anything is forgotten in its workspace.
"""


def _waiting(table: Table, done: str, since: str) -> None:
    """Finds the few rows still to be done among all those kept."""
    undone = table.c[done].is_(None)
    Index(f"ix_{table.name}_waiting", table.c[since], sqlite_where=undone, postgresql_where=undone)


Index("ix_outbox_cause", outbox.c.cause)
Index("ix_outbox_ts", outbox.c.workspace, outbox.c.ts)
Index("ix_outbox_changes", outbox.c.workspace, outbox.c.changes)
_waiting(inbox, "handled_at", "received_at")
_waiting(outbox, "posted_at", "queued_at")
Index(
    "ix_inbox_place",
    *(inbox.c[name] for name in ("workspace", "place", "received_at", "event")),
    sqlite_where=inbox.c.handled_at.is_(None),
    postgresql_where=inbox.c.handled_at.is_(None),
)
Index(
    "ix_outbox_posted_at", *(outbox.c[name] for name in ("workspace", "posted_at", "lease_until"))
)
Index(
    "ix_outbox_next",
    *(outbox.c[name] for name in ("at_leisure", "queued_at", "number", "workspace")),
    sqlite_where=outbox.c.posted_at.is_(None),
    postgresql_where=outbox.c.posted_at.is_(None),
)
Index(
    "ix_outbox_lanes",
    *(outbox.c[name] for name in ("workspace", "channel", "at_leisure", "queued_at", "number")),
    sqlite_where=outbox.c.posted_at.is_(None),
    postgresql_where=outbox.c.posted_at.is_(None),
)
