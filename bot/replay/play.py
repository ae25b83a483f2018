"""Playing an export: the use cases hear its messages in order, each at its own time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from bot.advice import choices, confirm, hear, remark, withdraw
from bot.advice.doors import Doors
from bot.advice.report import report
from bot.benefits.conversation import Deleted, Edited, Event, Post, Posted, Sending
from bot.benefits.facts import Fact, Slot, Value
from bot.benefits.investment import Investment
from bot.benefits.position import Position
from bot.benefits.reading import Said
from bot.ports import Pace, Queues, Taken, Work
from bot.replay import meaning
from bot.replay.directory import ExportDirectory
from bot.replay.entries import Entry, parts
from bot.replay.export import Export
from bot.replay.investments import of_channel
from bot.replay.spoken import WORKSPACE, Spoken, spoken

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)

_LEASE = 60.0
"""Seconds; nobody else is there to take a post."""

_AT_ONCE = 500
"""Posts taken in one go."""

_NO_PACE = Pace(lane=0.0, house=0.0)
"""Nobody has to read these as they come."""

_DRIFT = remark.key_of("")
"""What the keys of drift notices begin with."""

_WHICH_MEASURE = choices.key_of("measure", WORKSPACE, "", "").rstrip(":")
"""The same of posts that ask which measure is meant; which investment or figure is no slot."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Replayed(Value):
    """What a replay found: what would have been said, and what the record would amount to."""

    as_of: datetime
    messages: int
    posts: tuple[Entry, ...]
    positions: tuple[Position, ...]
    unknown: tuple[str, ...]
    broken: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """What was found in its exchanged form."""
        return {
            "posts": [one.as_json() for one in self.posts],
            "positions": [one.as_json() for one in self.positions],
            "unknown": list(self.unknown),
        }


class Replay:
    """One export, to be played once on an empty record.

    With `accept`, each proposal counts as recorded when it is made; a drift notice stays open, so
    that the first baseline counts. Without `investments`, a channel becomes one with its first
    update.
    """

    def __init__(
        self,
        export: Export,
        doors: Doors,
        queues: Queues,
        directory: ExportDirectory,
        investments: Sequence[Investment] | None,
        accept: bool,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        """`close` ends the records, once it was played."""
        self._export = export
        self._doors = replace(doors, picks=False)
        self._queues = queues
        self._directory = directory
        self._listed = investments
        self._accept = accept
        self._close = close
        self._entries: list[Entry] = []
        self._linked = {one.channel for one in investments or ()}
        self._ours = meaning.Threads()
        self._number = 0

    @property
    def days(self) -> int:
        """How many days there are to play."""
        return len(self._export.days)

    def play(self, day_done: Callable[[], None] = lambda: None) -> Replayed:
        """Hear all there is, then look at what it amounts to as of the last message."""
        try:
            return self._play(day_done)
        finally:
            self._close()

    def _play(self, day_done: Callable[[], None]) -> Replayed:
        for one in self._listed or ():
            self._begin(one, _LONG_AGO)
        messages, last = 0, None
        for heard in spoken(self._export, day_done):
            self._hear(heard)
            if not (heard.is_edit or heard.is_gone):
                messages, last = messages + 1, heard.at
        as_of = last or _LONG_AGO
        doors = self._doors
        found = report(WORKSPACE, None, "", doors.records, doors.voice, as_of)
        return Replayed(
            as_of=as_of,
            messages=messages,
            posts=tuple(self._entries),
            positions=found.positions,
            unknown=found.unknown,
            broken=tuple(self._export.broken),
        )

    def _hear(self, heard: Spoken) -> None:
        said = heard.said
        self._directory.heard(said)
        if heard.is_edit or heard.is_gone:
            self._hear_change(heard)
            return
        if said.channel not in self._linked and not self._links(said):
            return
        event = f"{said.channel}:{said.ts}"
        for way in meaning.ways(said, self._ours, self._doors):
            if self._take(way, said, event):
                return

    def _take(self, way: Posted, said: Posted, event: str) -> bool:
        """Hear a message in one way; whether anything was said to it."""
        if not hear.concerns_us(way, self._doors):
            return False
        hear.hear(way, event, self._doors, said.at)
        self._hear_what_waited(said.at)
        return self._deliver(said, event, said.at)

    def _hear_what_waited(self, now: datetime) -> None:
        """Replies that were kept until something was said."""
        for event in self._queues.due(now)[0]:
            taken = self._queues.begin(event, now, _LEASE)
            if taken is not None:
                hear.hear(_EVENT.validate_json(taken[0]), event, self._doors, now)

    def _hear_change(self, heard: Spoken) -> None:
        said = heard.said
        changed = _gone(heard) if heard.is_gone else _edited(heard)
        if hear.concerns_us(changed, self._doors):
            event = f"{said.channel}:{said.ts}:{heard.at.timestamp()}"
            hear.hear(changed, event, self._doors, heard.at)
            self._deliver(said, event, heard.at)

    def _links(self, said: Posted) -> bool:
        """Whether an update makes its channel an investment; not where a file lists them."""
        if self._listed is not None or said.thread is not None or said.to_us:
            return said.to_us
        reader = self._doors.reader
        if not reader.could_be_update(said.text):
            return False
        reading = reader.read(Said(text=said.text, at=said.at, author=said.user))
        if not reading.claims and not reading.facts:
            return False
        self._begin(of_channel(self._export.channels[said.channel]), said.at)
        self._linked.add(said.channel)
        return True

    def _begin(self, investment: Investment, at: datetime) -> None:
        with self._doors.records.work(WORKSPACE) as work:
            work.add_investment(investment, "", at)
            work.commit()

    def _deliver(self, said: Posted, event: str, now: datetime) -> bool:
        """Take what goes out, keep what people would read, and accept what it proposes.

        Returns whether anything was said.
        """
        spoke = False
        while waiting := self._queues.take(now, _AT_ONCE, _LEASE, _NO_PACE):
            for sending in filter(None, [self._sent(one, now) for one in waiting]):
                spoke = True
                self._keep(sending, said, now)
                self._decide(sending, said, event, now)
        return spoke

    def _sent(self, taken: Taken, at: datetime) -> Sending | None:
        """Count a post as sent, and give it; None where it only changes one that stands."""
        self._number += 1
        sending = taken.sending
        is_new = sending.way == "post"
        ts = f"{int(at.timestamp())}.{self._number % 1_000_000:06}" if is_new else None
        self._queues.posted(taken.key, ts, at)
        if is_new and sending.thread is not None:
            self._ours.add(sending.channel, sending.thread)
        return sending if is_new else None

    def _keep(self, sending: Sending, said: Posted, now: datetime) -> None:
        drift = sending.key.removeprefix(_DRIFT) if sending.key.startswith(_DRIFT) else None
        facts, asks = self._behind(sending.post, drift)
        if sending.key.startswith(_WHICH_MEASURE):
            asks = "measure"
        for part in parts(sending.post, self._directory.name, drift is not None):
            self._entries.append(
                Entry(
                    channel=self._export.channels[sending.channel].name,
                    in_reply_to=said.ts,
                    at=now,
                    kind=part.kind,
                    asks=asks if part.kind == "question" else None,
                    text=part.text,
                    facts=facts if part.kind in ("proposal", "drift") else (),
                )
            )

    def _behind(self, post: Post, drift: str | None) -> tuple[tuple[Fact, ...], Slot | None]:
        """The facts a card proposes or a drift is about, and what a question asks for."""
        with self._doors.records.work(WORKSPACE) as work:
            if drift is not None:
                return tuple(_drifting(work, drift)), None
            if (taken := withdraw.offered(post)) is not None:
                fact = withdraw.figure(work, taken)
                return ((fact.fact,) if fact else ()), None
            proposal = work.proposal(post.card.proposal) if post.card else None
            question = work.question(post.ask.question) if post.ask else None
        facts = tuple(one.fact for one in proposal.facts) if proposal else ()
        return facts, question.asks if question else None

    def _decide(self, sending: Sending, said: Posted, event: str, now: datetime) -> None:
        """Where proposals are accepted, put one on record as if its author had clicked."""
        post, taken = sending.post, withdraw.offered(sending.post)
        if self._accept and taken is not None:
            with self._doors.records.work(WORKSPACE) as work:
                withdraw.accept(work, sending.key, taken, said.user, event, self._doors, now)
                work.commit()
        if not self._accept or post.card is None or post.card.decided is not None:
            return
        with self._doors.records.work(WORKSPACE) as work:
            proposal = work.proposal(post.card.proposal)
            if proposal is not None and proposal.can_be_decided(now):
                work.hold(proposal.investment)
                confirm.record(work, proposal, said.user, event, self._doors, now)
            work.commit()


def _edited(heard: Spoken) -> Edited:
    said = heard.said
    return Edited(
        workspace=said.workspace,
        channel=said.channel,
        user=said.user,
        at=heard.at,
        ts=said.ts,
        thread=said.thread,
        text=said.text,
        links=said.links,
    )


def _gone(heard: Spoken) -> Deleted:
    said = heard.said
    return Deleted(
        workspace=said.workspace,
        channel=said.channel,
        user=said.user,
        at=heard.at,
        ts=said.ts,
        thread=said.thread,
    )


def _drifting(work: Work, id: str) -> Iterator[Fact]:
    """What is on record, then what was said later."""
    drift = work.drifted(id)
    if drift is None:
        return
    on_record = work.facts([drift.investment])
    yield from (one.fact for one in on_record if one.id == drift.before)
    proposal = work.proposal(drift.proposal or "")
    for one in proposal.facts if proposal else ():
        if (one.measure, one.fact.slot) == (drift.measure, drift.slot):
            yield one.fact
