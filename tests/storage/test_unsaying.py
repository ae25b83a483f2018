"""Words taken back from what was posted: only from what came of their message, and for good."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text, update

from bot.benefits.conversation import Ask, Post, Span
from bot.benefits.unsaid import Words
from storage import tables
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import CHANNEL, NOON, WORKSPACE, a_question, a_sending, taken

WORDS = Words(quotes=frozenset({"早い仕事です"}), threads=frozenset({(CHANNEL, "100.1")}))
QUOTING = Post(
    lead=((Span(text="You say: “早い仕事です”"),),),
    ask=Ask(question="q1", text="Why?", why="So.", citations=()),
)


def put(records: SqlRecords, key: str = "k1", **given: Any) -> None:
    """A post in the outbox."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending(key, **({"post": QUOTING} | given)), NOON)
        work.commit()


def take_back(records: SqlRecords) -> None:
    """The words, from all that came of their message."""
    with records.work(WORKSPACE) as work:
        work.unsay(WORDS, "gone", "erase", NOON)
        work.commit()


def test_posts_of_other_messages_are_not_even_read(engine: Engine, records: SqlRecords) -> None:
    """However many there are, and whatever script the words are in: a deletion costs the same."""
    put(records)
    run: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: run.append(told[2]))
    take_back(records)
    few = len(run)
    for number in range(30):
        put(records, f"other{number}", thread="200.2")
    run.clear()
    take_back(records)
    assert len(run) <= few
    assert "早い" in _shown(records, "other7")


def _shown(records: SqlRecords, key: str) -> str:
    with records.work(WORKSPACE) as work:
        post = work.shown(key)
    assert post is not None
    return post.model_dump_json()


@pytest.mark.parametrize("begun", [False, True])
def test_a_post_that_waits_is_changed_once_it_is_out_if_it_was_begun(
    records: SqlRecords, queues: SqlQueues, begun: bool
) -> None:
    """What is on its way may still hold the words; what was not begun goes out without them."""
    put(records)
    if begun:
        assert taken(queues, NOON) is not None
    take_back(records)
    queues.posted("k1", "7.7", NOON)
    changes = queues.due(NOON)[1]
    assert len(changes) == begun
    claimed = [taken(queues, NOON) for _ in changes]
    assert all(one and "早い" not in one[1].model_dump_json() for one in claimed)
    assert "早い" not in _shown(records, "k1")


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_post_that_goes_out_meanwhile_is_changed(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """Whoever takes words back waits for whoever is sending, and knows the message then. SQLite has
    one writer at a time.
    """
    put(records)
    taken(queues, NOON)
    kept = tables.outbox
    with ThreadPoolExecutor(1) as pool, engine.connect() as sending:
        sending.execute(update(kept).where(kept.c.key == "k1").values(ts="7.7", posted_at=NOON))
        unsaid = pool.submit(take_back, records)
        _until_it_waits(engine, unsaid)
        sending.commit()
        unsaid.result()
    claimed = taken(queues, NOON + timedelta(seconds=61))
    assert claimed is not None
    assert (claimed[1].way, claimed[1].ts) == ("update", "7.7")
    assert "早い" not in claimed[1].model_dump_json()


def _until_it_waits(engine: Engine, unsaid: "Future[None]") -> None:
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while not unsaid.done():
        with engine.connect() as looking:
            if looking.scalar(waits):
                return


def test_a_question_is_kept_without_the_words(engine: Engine, records: SqlRecords) -> None:
    """The one put under the message; the same words in another thread are others' words."""
    told = {"text": "You say “早い仕事です”. Why?", "why": "“早い仕事です” is no figure."}
    with records.work(WORKSPACE) as work:
        work.ask(a_question(**told))
        work.ask(a_question("q2", thread="200.2", **told))
        work.commit()
    take_back(records)
    with engine.connect() as connection:
        rows = connection.execute(select(tables.questions.c.id, tables.questions.c.body))
        kept = {row.id: (row.body.text, row.body.why) for row in rows}
    assert kept["q1"] == ("You say “gone”. Why?", "“gone” is no figure.")
    assert kept["q2"] == tuple(told.values())


def test_a_change_that_was_overtaken_keeps_no_words(
    engine: Engine, records: SqlRecords, queues: SqlQueues
) -> None:
    """It never goes out, so nothing would take them from it."""
    put(records)
    taken(queues, NOON)
    queues.posted("k1", "7.7", NOON)
    for number, post in enumerate((QUOTING, Post())):
        with records.work(WORKSPACE) as work:
            work.change("k1", post, f"c{number}", NOON)
            work.commit()
    kept = tables.outbox
    with engine.connect() as connection:
        first = connection.execute(select(kept).where(kept.c.key == "k1:c0")).one()
    assert (first.error, first.sending.post) == ("overtaken", Post())
