"""The record, the questions and proposals about it, and the two queues."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _investments()
    _ledger()
    _changes()
    _marks()
    _entries()
    _reminders()
    _answers()
    _conversation()
    _queues()
    _documents()
    _installations()
    _model()


def _word(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _json(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_an_investment(table: str) -> SchemaItem:
    return sa.ForeignKeyConstraint(
        ["workspace", "investment"],
        ["investments.workspace", "investments.id"],
        name=f"fk_{table}_investments",
    )


def _investments() -> None:
    op.create_table(
        "investments",
        _word("workspace"),
        _word("id"),
        _word("channel"),
        sa.Column("channel_is_private", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        _word("viewers"),
        _json("body"),
        _word("added_by"),
        _time("added_at"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_investments"),
    )
    op.create_index("ix_investments_channel", "investments", ["workspace", "channel"])
    op.create_table(
        "measures",
        _word("workspace"),
        _word("investment"),
        _word("id"),
        sa.Column("place", sa.Integer(), nullable=False),
        _json("body"),
        sa.PrimaryKeyConstraint("workspace", "investment", "id", name="pk_measures"),
        _of_an_investment("measures"),
    )


def _ledger() -> None:
    op.create_table(
        "facts",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("measure", nullable=True),
        _json("fact"),
        _word("author", nullable=True),
        _time("said_at"),
        _time("edited_at", nullable=True),
        _word("recorded_by"),
        _time("recorded_at"),
        _word("channel", nullable=True),
        _word("ts", nullable=True),
        _word("permalink", nullable=True),
        _word("supersedes", nullable=True),
        sa.Column("corrects", sa.Boolean(), nullable=False),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        _word("shows", nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        _word("root", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_facts"),
        _of_an_investment("facts"),
        sa.ForeignKeyConstraint(
            ["workspace", "investment", "measure"],
            ["measures.workspace", "measures.investment", "measures.id"],
            name="fk_facts_measures",
        ),
    )
    op.create_table(
        "claims",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _json("claim"),
        _word("author", nullable=True),
        _time("said_at"),
        _word("channel"),
        _word("ts"),
        _word("permalink", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_claims"),
        _of_an_investment("claims"),
    )
    counting = ["workspace", "investment", "retired", "said_at"]
    op.create_index("ix_facts_investment", "facts", counting)
    op.create_index("ix_facts_supersedes", "facts", ["workspace", "supersedes"])
    op.create_index("ix_claims_investment", "claims", ["workspace", "investment", "said_at"])
    for table in ("facts", "claims"):
        op.create_index(f"ix_{table}_channel", table, ["workspace", "channel", "ts"])


def _changes() -> None:
    for table in ("tombstones", "edits"):
        op.create_table(
            table,
            _word("workspace"),
            _word("channel"),
            _word("ts"),
            _time("at"),
            sa.PrimaryKeyConstraint("workspace", "channel", "ts", name=f"pk_{table}"),
        )
    op.create_table(
        "forgotten",
        _word("workspace"),
        _word("what"),
        _word("id"),
        _time("at"),
        sa.PrimaryKeyConstraint("workspace", "what", "id", name="pk_forgotten"),
    )
    op.create_table(
        "awaiting",
        _word("workspace"),
        _word("channel"),
        _word("thread"),
        _word("ts"),
        _time("at"),
        sa.PrimaryKeyConstraint("workspace", "channel", "thread", "ts", name="pk_awaiting"),
    )


def _marks() -> None:
    op.create_table(
        "drifts",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("measure", nullable=True),
        _word("kind"),
        _word("slot"),
        _word("before", nullable=True),
        _word("proposal", nullable=True),
        _word("after", nullable=True),
        _time("at"),
        _word("how", nullable=True),
        _word("settled_by", nullable=True),
        _time("settled_at", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_drifts"),
        _of_an_investment("drifts"),
    )
    op.create_table(
        "attestations",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("measure"),
        _word("role"),
        _word("by"),
        _time("at"),
        _word("fact", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_attestations"),
        _of_an_investment("attestations"),
    )
    op.create_table(
        "acceptances",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("role"),
        _word("person"),
        _word("state"),
        _word("by"),
        _time("at"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_acceptances"),
        _of_an_investment("acceptances"),
    )
    for table in ("drifts", "attestations", "acceptances"):
        op.create_index(f"ix_{table}_investment", table, ["workspace", "investment", "at"])
    op.create_table(
        "audit",
        _word("workspace"),
        _word("id"),
        _word("investment", nullable=True),
        _word("by"),
        _time("at"),
        _word("what"),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["workspace", "at"])


def _entries() -> None:
    op.create_table(
        "entries",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("practice"),
        _json("entry"),
        _time("said_at"),
        _word("channel", nullable=True),
        _word("ts", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_entries"),
        _of_an_investment("entries"),
    )
    op.create_index(
        "ix_entries_investment", "entries", ["workspace", "investment", "practice", "said_at"]
    )
    op.create_index("ix_entries_channel", "entries", ["workspace", "channel", "ts"])


def _reminders() -> None:
    op.create_table(
        "manners",
        _word("workspace"),
        _word("what"),
        _word("id"),
        _time("at"),
        _json("body"),
        sa.PrimaryKeyConstraint("workspace", "what", "id", name="pk_manners"),
    )
    op.create_table(
        "due",
        _word("workspace"),
        _word("kind"),
        _word("ref"),
        _time("due_at"),
        _time("lease_until", nullable=True),
        _word("holder", nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "kind", "ref", name="pk_due"),
    )
    op.create_index("ix_due_due_at", "due", ["due_at"])
    op.create_table(
        "steps",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("question"),
        _word("person"),
        _time("at"),
        _word("what"),
        _word("until", nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        _word("post", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_steps"),
        _of_an_investment("steps"),
    )
    op.create_index("ix_steps_investment", "steps", ["workspace", "investment", "at"])
    op.create_index("ix_steps_person", "steps", ["workspace", "person", "at"])
    op.create_index("ix_steps_post", "steps", ["workspace", "post"])
    op.create_index("ix_steps_question", "steps", ["workspace", "question"])


def _answers() -> None:
    op.create_table(
        "answers",
        _word("workspace"),
        _word("key"),
        _word("channel"),
        _word("thread", nullable=True),
        _time("at"),
        sa.Column("alone", sa.Boolean(), nullable=False),
        _json("body"),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_answers"),
    )
    op.create_index("ix_answers_channel", "answers", ["workspace", "channel", "thread", "at"])


def _conversation() -> None:
    op.create_table(
        "questions",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("person"),
        _word("channel"),
        _word("thread"),
        _time("at"),
        _word("state"),
        _time("closed_at", nullable=True),
        _json("body"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_questions"),
        _of_an_investment("questions"),
    )
    op.create_index("ix_questions_investment", "questions", ["workspace", "investment", "at"])
    op.create_index("ix_questions_channel", "questions", ["workspace", "channel", "thread"])
    op.create_index("ix_questions_person", "questions", ["workspace", "person", "at"])
    op.create_table(
        "proposals",
        _word("workspace"),
        _word("id"),
        _word("investment"),
        _word("channel"),
        _word("thread"),
        _time("at"),
        _word("state"),
        _word("decided_by", nullable=True),
        _time("decided_at", nullable=True),
        _json("body"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_proposals"),
        _of_an_investment("proposals"),
    )
    op.create_index("ix_proposals_investment", "proposals", ["workspace", "investment", "at"])
    op.create_index("ix_proposals_channel", "proposals", ["workspace", "channel", "thread"])
    op.create_index("ix_proposals_decided_at", "proposals", ["workspace", "decided_at"])


def _queues() -> None:
    op.create_table(
        "inbox",
        _word("event"),
        _word("workspace"),
        _word("place", nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        _time("received_at"),
        _time("handled_at", nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("lease_until", nullable=True),
        _word("holder", nullable=True),
        _word("error", nullable=True),
        sa.PrimaryKeyConstraint("event", name="pk_inbox"),
    )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "outbox",
        sa.Column("number", number, nullable=False, autoincrement=True),
        _word("key"),
        _word("workspace"),
        _word("channel"),
        _word("way"),
        sa.Column("at_leisure", sa.Boolean(), nullable=False),
        _json("sending"),
        _word("cause", nullable=True),
        _word("changes", nullable=True),
        sa.Column("later", sa.Text(), nullable=True),
        _time("queued_at"),
        _time("posted_at", nullable=True),
        _word("ts", nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("lease_until", nullable=True),
        _word("holder", nullable=True),
        _time("retry_at", nullable=True),
        _word("error", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_table(
        "lanes",
        _word("workspace"),
        _word("channel"),
        _time("free_at", nullable=True),
        _time("sent_at", nullable=True),
        _time("shut_until", nullable=True),
        _word("held", nullable=True),
        _time("held_until", nullable=True),
        _time("parked_since", nullable=True),
        _word("reason", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "channel", name="pk_lanes"),
    )
    op.create_index("ix_inbox_received_at", "inbox", ["workspace", "received_at"])
    op.create_index("ix_outbox_queued_at", "outbox", ["workspace", "queued_at"])
    op.create_index("ix_outbox_cause", "outbox", ["cause"])
    op.create_index("ix_outbox_ts", "outbox", ["workspace", "ts"])
    op.create_index("ix_outbox_changes", "outbox", ["workspace", "changes"])
    _waiting("inbox", "handled_at", "received_at")
    _waiting("outbox", "posted_at", "queued_at")
    undone = sa.text("posted_at IS NULL")
    op.create_index("ix_outbox_posted_at", "outbox", ["workspace", "posted_at", "lease_until"])
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["at_leisure", "queued_at", "number", "workspace"],
        sqlite_where=undone,
        postgresql_where=undone,
    )
    op.create_index(
        "ix_inbox_place",
        "inbox",
        ["workspace", "place", "received_at", "event"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_lanes",
        "outbox",
        ["workspace", "channel", "at_leisure", "queued_at", "number"],
        sqlite_where=undone,
        postgresql_where=undone,
    )


def _waiting(table: str, done: str, since: str) -> None:
    undone = sa.text(f"{done} IS NULL")
    op.create_index(
        f"ix_{table}_waiting", table, [since], sqlite_where=undone, postgresql_where=undone
    )


def _documents() -> None:
    op.create_table(
        "documents",
        _word("workspace"),
        _word("id"),
        _json("body"),
        _time("added_at"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_documents"),
    )


def _installations() -> None:
    op.create_table(
        "installations",
        _word("workspace"),
        _word("through", nullable=True),
        _word("sealed", nullable=True),
        _time("installed_at"),
        _time("expires_at", nullable=True),
        _time("removed_at", nullable=True),
        _time("purged_at", nullable=True),
        _time("lease_until", nullable=True),
        _word("broken", nullable=True),
        sa.PrimaryKeyConstraint("workspace", name="pk_installations"),
    )
    op.create_index("ix_installations_through", "installations", ["through"])
    op.create_table(
        "oauth_states",
        _word("state"),
        _time("until"),
        sa.PrimaryKeyConstraint("state", name="pk_oauth_states"),
    )


def _model() -> None:
    op.create_table(
        "model_uses",
        _word("workspace"),
        _word("day"),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("booked", sa.BigInteger(), nullable=False),
        sa.Column("tokens_in", sa.BigInteger(), nullable=False),
        sa.Column("tokens_out", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "day", name="pk_model_uses"),
    )
    op.create_table(
        "model_answers",
        _word("workspace"),
        _word("name"),
        _word("sealed"),
        _time("at"),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_model_answers"),
    )
    op.create_index("ix_model_answers_at", "model_answers", ["at"])
