"""Metrics: how the work goes, for Prometheus. No label holds an id or a word of anybody's."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.benefits.asking import Asked, Purpose
from bot.benefits.conversation import Event, Sending
from bot.errors import ChatError, PortTakenError, RateLimitedError
from bot.ports import Chat

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Bounds of what is timed: Slack waits three seconds for an acknowledgement."""


class Queue(Protocol):
    """One queue as it stands: rows to be done, how old the oldest is in seconds, and how many are
    tried no more.
    """

    @property
    def waiting(self) -> int: ...
    @property
    def oldest(self) -> float: ...
    @property
    def parked(self) -> int: ...


class Load(Protocol):
    """What there is to do, how many questions there are in each state, and how many answers took
    no longer than each bound in seconds, the last of which is none.
    """

    @property
    def inbox(self) -> Queue: ...
    @property
    def outbox(self) -> Queue: ...
    @property
    def questions(self) -> Mapping[str, int]: ...
    @property
    def answers(self) -> Sequence[tuple[float, int]]: ...
    @property
    def answers_took(self) -> float: ...


class _Hear(Protocol):
    def __call__(self, event: Event, id: str, now: datetime, /) -> None: ...


class Metrics:
    """Counts of one process, and the queues' load, which is asked for when somebody looks."""

    def __init__(self, load: Callable[[], Load], timer: Callable[[], float]) -> None:
        self._timer = timer
        self.registry = CollectorRegistry()
        self._kept = Histogram(
            "whatimproved_event_keeping_seconds",
            "Until an event is kept, and may be acknowledged.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._handled = Histogram(
            "whatimproved_event_handling_seconds",
            "Handling an event, by kind and by how it ended.",
            ("kind", "ended"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._posts = Counter(
            "whatimproved_posts",
            "What was given to Slack, by way and by what became of it.",
            ("way", "ended"),
            registry=self.registry,
        )
        self._asked = Histogram(
            "whatimproved_model_seconds",
            "Asking a language model, by what for and by how it ended.",
            ("purpose", "ended"),
            buckets=(*SECONDS, 20, 30, 60, 120),
            registry=self.registry,
        )
        self._tokens = Counter(
            "whatimproved_model_tokens",
            "Tokens that went to a language model and came from it.",
            ("purpose", "way"),
            registry=self.registry,
        )
        self._cost = Counter(
            "whatimproved_model_cost",
            "What they cost, where a price is set, in its currency.",
            registry=self.registry,
        )
        self._dropped = Counter(
            "whatimproved_model_dropped",
            "What a language model read that does not stand in the text, by what it lacks.",
            ("lacks",),
            registry=self.registry,
        )
        self.registry.register(_Looked(load))

    def keeping(
        self, keep_all: Callable[[Sequence[tuple[str, Event]]], None]
    ) -> Callable[[Sequence[tuple[str, Event]]], None]:
        """The same, timed for each."""

        def timed(came: Sequence[tuple[str, Event]]) -> None:
            began = self._timer()
            keep_all(came)
            for _ in came:
                self._kept.observe(self._timer() - began)

        return timed

    def hearing(self, hear: _Hear) -> _Hear:
        """The same, timed and counted."""

        def timed(event: Event, id: str, now: datetime, /) -> None:
            began, ended = self._timer(), "failed"
            try:
                hear(event, id, now)
                ended = "done"
            finally:
                self._handled.labels(event.kind, ended).observe(self._timer() - began)

        return timed

    def sent(self, way: str, ended: str) -> None:
        """Count what was given to Slack."""
        self._posts.labels(way, ended).inc()

    def dropped(self, lacks: Mapping[str, int]) -> None:
        """Count what of a model's draft did not hold."""
        for lack, times in lacks.items():
            self._dropped.labels(lack).inc(times)

    def asking(self, price: tuple[float, float] | None) -> Callable[[Purpose, Asked[Any]], None]:
        """Counts what came of asking a language model; what is off is not asked. `price` is of one
        token in and one out.
        """
        into, out = price or (0.0, 0.0)

        def count(purpose: Purpose, asked: Asked[Any]) -> None:
            if asked.why_not == "off":
                return
            ended = asked.why_not or ("cached" if asked.cached else "answered")
            self._asked.labels(purpose, ended).observe(asked.milliseconds / 1000)
            self._tokens.labels(purpose, "in").inc(asked.tokens_in)
            self._tokens.labels(purpose, "out").inc(asked.tokens_out)
            self._cost.inc(asked.tokens_in * into + asked.tokens_out * out)

        return count

    def serve(self, host: str, port: int) -> Callable[[], None]:
        """Answer Prometheus in a thread, on a port of its own; returns what ends it.

        Raises PortTakenError.
        """
        try:
            server, thread = start_http_server(port, host, self.registry)
        except OSError as error:
            raise PortTakenError(f"{host}:{port}") from error

        def end() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return end


class CountedChat:
    """The chat door, with what is sent through it counted."""

    def __init__(self, chat: Chat, metrics: Metrics) -> None:
        self._chat = chat
        self._metrics = metrics

    def send(self, workspace: str, sending: Sending) -> str | None:
        """As the door it stands before."""
        ended = "failed"
        try:
            ts = self._chat.send(workspace, sending)
            ended = "sent"
            return ts
        except RateLimitedError:
            ended = "limited"
            raise
        except ChatError:
            ended = "refused"
            raise
        finally:
            self._metrics.sent(sending.way, ended)

    def find(self, workspace: str, sending: Sending) -> str | None:
        """As the door it stands before."""
        return self._chat.find(workspace, sending)


class _Looked(Collector):
    """The queues' load at the moment somebody looks; none while the records do not answer."""

    def __init__(self, load: Callable[[], Load]) -> None:
        self._load = load

    def describe(self) -> list[Metric]:
        """Nothing: the records are not asked before somebody looks."""
        return []

    def collect(self) -> Iterator[Metric]:
        """What is told now."""
        up = GaugeMetricFamily("whatimproved_records_up", "Whether the records answer.")
        try:
            load = self._load()
        except Exception:  # whatever is wrong with the records, the answer is the same
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        queues = (("inbox", load.inbox), ("outbox", load.outbox))
        yield _family("waiting", "Rows still to be done.", queues)
        yield _family("oldest_seconds", "Age of the oldest row still to be done.", queues)
        yield _family("parked", "Rows that are tried no more.", queues)
        asked = GaugeMetricFamily(
            "whatimproved_questions", "Questions by what became of them.", labels=["state"]
        )
        for state, count in sorted(load.questions.items()):
            asked.add_metric([state], count)
        yield asked
        took = HistogramMetricFamily(
            "whatimproved_answer_seconds", "From a question to its answer on record."
        )
        bounds = [(_bound(bound), count) for bound, count in load.answers]
        took.add_metric([], bounds, load.answers_took)
        yield took


def _bound(seconds: float) -> str:
    """A bound as Prometheus writes it."""
    return "+Inf" if math.isinf(seconds) else str(float(seconds))


def _family(what: str, told: str, queues: tuple[tuple[str, Queue], ...]) -> GaugeMetricFamily:
    found = GaugeMetricFamily(f"whatimproved_queue_{what}", told, labels=["queue"])
    for name, queue in queues:
        found.add_metric([name], getattr(queue, what.removesuffix("_seconds")))
    return found
