"""What is at leisure is looked at again before it is sent; nobody waits for that."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bot.benefits.conversation import Sending
from bot.durable import outbox
from bot.durable.pace import LOOKED_AT, SENDERS, Drain
from bot.errors import ChatError, RateLimitedError
from bot.ports import Pace, Taken
from bot.reminding import Looked
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_sending

PATIENCE = 30.0


class Heard:
    """A chat that remembers what it was sent, and may hold something from before."""

    def __init__(self, *before: str) -> None:
        self.before = before
        self.sent: list[str] = []
        self.came = Event()

    def find(self, _workspace: str, sending: Sending) -> str | None:
        return "1.1" if sending.key in self.before else None

    def send(self, _workspace: str, sending: Sending) -> str | None:
        self.sent.append(sending.key)
        self.came.set()
        return "2.1"


class Looking:
    """Says what it was told to say, once it is let; remembers what it was given back."""

    def __init__(self, *wrong: str, unsure: str = "", fails: Exception | None = None) -> None:
        self.is_let = Event()
        self.is_asked = Event()
        self.asked: list[str] = []
        self.back: list[tuple[str, int]] = []
        self.given = Event()
        self._wrong = frozenset(wrong)
        self._unsure = frozenset([unsure])
        self._fails = fails

    def look(self, _workspace: str, keys: Sequence[str]) -> Looked:
        self.asked += keys
        self.is_asked.set()
        assert self.is_let.wait(PATIENCE)
        if self._fails is not None:
            raise self._fails
        known = frozenset(keys)
        return Looked(self._wrong & known, self._unsure & known)

    def take_back(self, _workspace: str, key: str, begun: int) -> None:
        self.back.append((key, begun))
        self.given.set()


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def draining(queues: SqlQueues, chat: Heard, looking: Looking) -> Iterator[None]:
    """At work until the end, when all it took is done."""
    drain = Drain(queues, chat, now, Pace(0, 0), looking)
    drain.start()
    try:
        yield
    finally:
        looking.is_let.set()
        drain.stop()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_answer_overtakes_what_is_looked_at(records: SqlRecords, queues: SqlQueues) -> None:
    """Slack may take its time to tell who is where; what is wrong is given back, the rest goes."""
    with records.work(WORKSPACE) as work:
        for key in ("right", "wrong"):
            work.send(a_sending(key, channel=f"C{key}", at_leisure=True), NOON)
        work.send(a_sending("answer", channel="CX"), NOON)
        work.commit()
    chat, looking = Heard(), Looking("wrong")
    with draining(queues, chat, looking):
        assert chat.came.wait(PATIENCE)
        assert chat.sent == ["answer"]
    assert chat.sent == ["answer", "right"]
    assert looking.back == [("wrong", 1)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_any_number_that_is_looked_at_keeps_no_answer_waiting(
    records: SqlRecords, queues: SqlQueues
) -> None:
    """Nor words for one person where a post waits for that look; after it all of them go."""
    with records.work(WORKSPACE) as work:
        for number in range(2 * SENDERS):
            work.send(a_sending(f"k{number}", channel=f"C{number}", at_leisure=True), NOON)
        work.commit()
    chat, looking = Heard(), Looking()
    with draining(queues, chat, looking):
        assert looking.is_asked.wait(PATIENCE)
        with records.work(WORKSPACE) as work:
            work.send(a_sending("answer", channel="C0", way="reply", reply_to="https://x"), NOON)
            work.commit()
        assert chat.came.wait(PATIENCE)
        assert (chat.sent, len(looking.asked)) == (["answer"], LOOKED_AT)
    assert set(chat.sent) >= {f"k{number}" for number in range(LOOKED_AT)}


def looked(queues: SqlQueues, looking: Looking, seconds: float = 0.0) -> outbox.Seen:
    """One post, looked at in so many seconds."""
    times = iter([NOON, NOON + timedelta(seconds=seconds), NOON])
    looking.is_let.set()
    taken = queues.take(NOON, 9, 60, Pace(0, 0))
    return outbox.look(queues, taken, looking, lambda: next(times))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("fails", "unsure", "seconds", "wait"),
    [
        (ChatError("fatal_error"), "", 0.0, outbox.UNSURE_FOR),
        (RateLimitedError("ratelimited", 7.0), "", 0.0, 7.0),
        (None, "", 31.0, outbox.UNSURE_FOR),
        (None, "k1", 0.0, outbox.UNSURE_FOR),
    ],
)
def test_where_nobody_can_tell_it_waits(
    records: SqlRecords,
    queues: SqlQueues,
    fails: Exception | None,
    unsure: str,
    seconds: float,
    wait: float,
) -> None:
    """Neither sent nor taken back, nor counted as a try, however often; nor where the look outlasts
    what keeps others from it.
    """
    with records.work(WORKSPACE) as work:
        work.send(a_sending("k1", at_leisure=True), NOON)
        work.commit()
    seen = looked(queues, Looking(unsure=unsure, fails=fails), seconds)
    assert [*seen.right, *seen.wrong] == []
    assert queues.take(NOON + timedelta(seconds=wait - 1), 9, 60, Pace(0, 0)) == []
    again = queues.take(NOON + timedelta(seconds=wait), 9, 60, Pace(0, 0))
    assert [one.before for one in again] == [0]


@pytest.mark.parametrize(("before", "back"), [(("k1",), []), ((), [("k1", 2)])])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_may_stand_in_slack_is_looked_for_before_it_is_taken_back(
    records: SqlRecords, queues: SqlQueues, before: tuple[str, ...], back: list[tuple[str, int]]
) -> None:
    """A process that died may have sent it: then it was said, and stays on record."""
    with records.work(WORKSPACE) as work:
        work.send(a_sending("k1", at_leisure=True), NOON)
        work.commit()
    looking, chat = Looking("k1"), Heard(*before)
    post = Taken("k1", WORKSPACE, a_sending("k1", at_leisure=True), 1, NOON)
    outbox.deliver(queues, post, chat, lambda: NOON, looking)
    assert (looking.back, chat.sent) == (back, [])
    assert bool(queues.take(NOON, 9, 60, Pace(0, 0))) is not bool(before)
