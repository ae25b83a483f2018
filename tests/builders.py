"""Small values for tests: each is complete as it is, and any field can be given by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.benefits.conversation import Post, Sending, Span
from bot.benefits.entries import Entry
from bot.benefits.facts import Fact, Recorded, Slot, Stated
from bot.benefits.investment import Investment, Measure
from bot.benefits.proposals import Proposal
from bot.benefits.questions import Citation, Question
from bot.benefits.reading import Claim
from bot.ports import Noticed, Pace, Queues
from storage.database import migrate, open_engine

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""A Monday."""

WORKSPACE = "T1"
CHANNEL = "C1"
PERSON = "U1"


def a_measure(id: str = "m1", name: str = "claim handling time", **given: Any) -> Measure:
    """A measure in days, of which fewer are better."""
    return Measure(**({"id": id, "name": name, "unit": "days", "better": "lower"} | given))


def an_investment(id: str = "i1", **given: Any) -> Investment:
    """An investment at home in the public channel C1, with one measure."""
    usual = {"name": "Claims portal", "channel": CHANNEL, "measures": (a_measure(),)}
    return Investment(**({"id": id} | usual | given))


def a_fact(
    slot: Slot = "baseline", value: float | None = 21, quote: str = "21 days", **given: Any
) -> Fact:
    """A stated level in days; its quote stands at the head of the text."""
    usual = {"unit": "days" if value is not None else None, "start": 0, "end": len(quote)}
    return Fact(**({"slot": slot, "value": value, "quote": quote} | usual | given))


def _message() -> dict[str, Any]:
    return {
        "author": PERSON,
        "said_at": NOON,
        "channel": CHANNEL,
        "ts": "100.1",
        "permalink": "https://example.slack.com/archives/C1/p1001",
    }


def a_statement(fact: Fact | None = None, **given: Any) -> Stated:
    """A fact of the measure m1, said by U1 in C1 at noon."""
    return Stated(**({"fact": fact or a_fact(), "measure": "m1"} | _message() | given))


def a_record(id: str = "f1", fact: Fact | None = None, **given: Any) -> Recorded:
    """The same in the ledger of i1, recorded by U1 at noon."""
    usual = {"investment": "i1", "measure": "m1", "recorded_by": PERSON, "recorded_at": NOON}
    return Recorded(**({"id": id, "fact": fact or a_fact()} | usual | _message() | given))


def an_entry(id: str = "e1", what: str = "raised", **given: Any) -> Entry:
    """A barrier of i1 that U1 told of in C1 at noon."""
    usual = {"investment": "i1", "practice": "barriers", "text": "no access on the road"}
    kept = {"recorded_by": PERSON, "recorded_at": NOON}
    return Entry(**({"id": id, "what": what} | usual | _message() | kept | given))


def a_claim(quote: str = "the portal is live", **given: Any) -> Claim:
    """A milestone said to be done."""
    usual = {"kind": "milestone", "status": "done", "start": 0, "end": len(quote)}
    return Claim(**({"quote": quote} | usual | given))


def a_noticed(claim: Claim | None = None, **given: Any) -> Noticed:
    """A claim about i1, said by U1 in C1 at noon."""
    return Noticed(**({"investment": "i1", "claim": claim or a_claim()} | _message() | given))


def a_question(id: str = "q1", **given: Any) -> Question:
    """What the baseline of m1 was, put to U1 under the message 100.1 of C1 at noon."""
    usual = {
        "investment": "i1",
        "measure": "m1",
        "asks": "baseline",
        "person": PERSON,
        "period": "",
        "text": "How many days did a claim take before?",
        "why": "Without a before, nobody can tell what changed.",
        "citations": (Citation(id="p1", title="Start with a baseline", source="A guide, “One”"),),
        "channel": CHANNEL,
        "thread": "100.1",
        "at": NOON,
    }
    return Question(**({"id": id} | usual | given))


def a_proposal(id: str = "p1", **given: Any) -> Proposal:
    """One baseline for i1, proposed in the thread 100.1 of C1 at noon; open."""
    usual = {
        "investment": "i1",
        "facts": (a_statement(),),
        "channel": CHANNEL,
        "thread": "100.1",
        "at": NOON,
    }
    return Proposal(**({"id": id} | usual | given))


def a_post(words: str = "Noted.") -> Post:
    """A post of one line."""
    return Post(lead=((Span(text=words),),))


def a_sending(key: str = "k1", **given: Any) -> Sending:
    """A new message in the thread 100.1 of C1."""
    usual = {"way": "post", "channel": CHANNEL, "thread": "100.1", "post": a_post()}
    return Sending(**({"key": key} | usual | given))


FREELY = Pace(lane=0.0, house=0.0)
"""Whatever the pace."""


def taken(queues: Queues, now: datetime, pace: Pace = FREELY) -> tuple[str, Sending, int] | None:
    """The next post, under a lease of a minute: workspace, post and the times it was tried."""
    found = queues.take(now, 1, 60.0, pace)
    return (found[0].workspace, found[0].sending, found[0].before) if found else None


@contextmanager
def a_database(folder: Path) -> Iterator[Engine]:
    """An empty, migrated SQLite file in this folder, for SqlRecords and SqlQueues; closed after."""
    engine = open_engine(f"sqlite:///{folder / 'records.db'}")
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
