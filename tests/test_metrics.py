"""Metrics tell how the work goes; they hold no id and no word of anybody's."""

import math
import urllib.request
from datetime import UTC, datetime

import pytest
from prometheus_client import generate_latest

from bot.benefits.conversation import Event, Post, Posted, Sending
from bot.errors import ChatError, PortTakenError, RateLimitedError, RecordsError
from bot.metrics import CountedChat, Load, Metrics
from storage import load
from tests.sandbox.serving import a_socket

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SAID = Posted(
    workspace="T1", channel="C1", user="U1", at=NOON, ts="1.0", text="we cut it to 9 days"
)


def some_load() -> load.Load:
    """Two events wait, the older one for 90 seconds."""
    idle = load.Queue(waiting=0, oldest=0, parked=0)
    busy = load.Queue(waiting=2, oldest=90, parked=1)
    return load.Load(
        inbox=busy,
        outbox=idle,
        questions={"posted": 3},
        answers=((3600, 1), (math.inf, 2)),
        answers_took=90_000,
    )


def metrics(found: Load | None = None) -> Metrics:
    """Metrics of a process in which every step takes a second."""
    ticks = iter(range(100))

    def look() -> Load:
        if found is None:
            raise RecordsError("the database is away")
        return found

    return Metrics(look, lambda: float(next(ticks)))


def told(by: Metrics) -> list[str]:
    """The lines Prometheus reads."""
    return generate_latest(by.registry).decode().splitlines()


def test_what_waits_is_told_when_somebody_looks() -> None:
    """How much, how old, and what is tried no more."""
    lines = told(metrics(some_load()))
    assert 'whatimproved_queue_waiting{queue="inbox"} 2.0' in lines
    assert 'whatimproved_queue_oldest_seconds{queue="inbox"} 90.0' in lines
    assert 'whatimproved_queue_parked{queue="inbox"} 1.0' in lines
    assert 'whatimproved_questions{state="posted"} 3.0' in lines
    assert "whatimproved_records_up 1.0" in lines
    assert 'whatimproved_answer_seconds_bucket{le="3600.0"} 1.0' in lines
    assert 'whatimproved_answer_seconds_bucket{le="+Inf"} 2.0' in lines
    assert "whatimproved_answer_seconds_sum 90000.0" in lines
    assert "whatimproved_answer_seconds_count 2.0" in lines


def test_records_that_do_not_answer_are_told_as_such() -> None:
    """The rest is told all the same, and no queue looks empty."""
    lines = told(metrics())
    assert "whatimproved_records_up 0.0" in lines
    assert not [one for one in lines if one.startswith("whatimproved_queue_waiting{")]


def test_an_event_is_timed_whether_it_was_handled_or_not() -> None:
    """By its kind; what failed goes on failing for who called."""
    counted = metrics(some_load())

    def fails(_event: Event, _id: str, _now: datetime) -> None:
        raise RecordsError("no")

    counted.keeping(lambda _came: None)([("E1", SAID)])
    counted.hearing(lambda _event, _id, _now: None)(SAID, "E1", NOON)
    with pytest.raises(RecordsError):
        counted.hearing(fails)(SAID, "E2", NOON)
    lines = told(counted)
    assert "whatimproved_event_keeping_seconds_sum 1.0" in lines
    for ended in ("done", "failed"):
        label = f'{{ended="{ended}",kind="posted"}}'
        assert f"whatimproved_event_handling_seconds_count{label} 1.0" in lines
    assert not [one for one in lines if "T1" in one or "days" in one]


class Mouth:
    """A chat that fails with what it is told to."""

    def __init__(self, *errors: Exception | None) -> None:
        self.errors = list(errors)

    def send(self, _workspace: str, _sending: Sending) -> str | None:
        """Raises the next error there is."""
        error = self.errors.pop(0)
        if error is not None:
            raise error
        return "1.0"

    def find(self, _workspace: str, _sending: Sending) -> str | None:
        """Found again."""
        return "2.0"


def test_what_becomes_of_a_post_is_counted() -> None:
    """Sent, told to wait, refused, or anything else."""
    counted = metrics(some_load())
    chat = CountedChat(
        Mouth(None, RateLimitedError("ratelimited"), ChatError("is_archived"), OSError()), counted
    )
    post = Sending(key="k", way="post", channel="C1", post=Post())
    assert chat.send("T1", post) == "1.0"
    for error in (RateLimitedError, ChatError, OSError):
        with pytest.raises(error):
            chat.send("T1", post)
    assert chat.find("T1", post) == "2.0"
    for ended in ("sent", "limited", "refused", "failed"):
        assert f'whatimproved_posts_total{{ended="{ended}",way="post"}} 1.0' in told(counted)


def test_they_are_served_on_a_port_of_their_own() -> None:
    """Which is free again once it ends; a port that is taken is named."""
    with a_socket() as free:
        port = free.getsockname()[1]
        with pytest.raises(PortTakenError):
            metrics(some_load()).serve("127.0.0.1", port)
    end = metrics(some_load()).serve("127.0.0.1", port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        assert b"whatimproved_records_up 1.0" in answer.read()
    end()
