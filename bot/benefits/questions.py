"""Questions: the one thing asked, what it rests on, and what became of it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, cast

from bot.benefits.facts import Slot, Value
from bot.benefits.reading import DELIVERY, Kind, Reading

Signal = Literal[Kind, "bare_link", "any"]
"""What in the update made the gap matter; a wording is kept for a pair of gap and signal."""

QuestionState = Literal["posted", "answered", "not_known", "withdrawn", "expired", "escalated"]

BLOCKS_FOR = timedelta(days=7)
"""An open question keeps others of its investment back for this long."""

EXPIRES_AFTER = timedelta(days=28)
"""An unanswered question can be answered for this long."""

WEEKLY_BUDGET = 2
"""Questions a person is asked in seven days over all investments, by default."""


class Passage(Value):
    """A piece of the knowledge base in our own words, and where its thought comes from.

    `gist` is what it says in one sentence: the reason given for a question that cites it.
    """

    id: str
    title: str
    gist: str
    text: str
    topics: tuple[str, ...]
    article: str
    section: str

    @property
    def source(self) -> str:
        """The article and section, as shown beside a citation."""
        return f"{self.article}, “{self.section}”"


class Ranked(Value):
    """A passage found for some words; `score` is between 0 (unrelated) and 1."""

    passage: Passage
    score: float


class Citation(Value):
    """What a question rests on. A citation is what a source says, never what a person showed."""

    id: str
    title: str
    source: str


class Wording(Value):
    """One way of asking for a gap. `text` and `why` may name {measure}, {how_much}, {investment}.

    `topics` are the passages' topics to look among; `default` is the passage cited when none of
    them fits the update's words.
    """

    asks: Slot
    signal: Signal
    text: str
    why: str
    topics: tuple[str, ...]
    default: str


class Shown(Value):
    """A message of ours: the channel it was sent to, or the person, and its ts."""

    channel: str
    ts: str


class Question(Value):
    """One thing asked of one person about one investment. `period` is empty for lasting gaps.

    `thread` is the message the question was put under, empty where it began in a reminder; `at` is
    when it was chosen. `shown_in` is the channel and the message that showed it last, where a
    reminder did; `put_off_until` the latest day it was put off to the end of.
    """

    id: str
    investment: str
    measure: str | None
    asks: Slot
    person: str
    period: str
    text: str
    why: str
    citations: tuple[Citation, ...]
    channel: str
    thread: str
    at: datetime
    state: QuestionState = "posted"
    shown_in: Shown | None = None
    put_off_until: date | None = None

    @property
    def place(self) -> tuple[str, str]:
        """The channel and thread in which it is spoken about."""
        if self.shown_in is not None:
            return (self.shown_in.channel, self.shown_in.ts)
        return (self.channel, self.thread)

    @property
    def leaver(self) -> str | None:
        """Who left, where it asks who takes over all that they owned."""
        return self.period or None if (self.asks, self.measure) == ("owner", None) else None

    def blocks(self, now: datetime) -> bool:
        """Whether this question keeps another of the same investment from being asked."""
        return self.state == "posted" and now - self.at < BLOCKS_FOR

    def can_be_answered(self, now: datetime) -> bool:
        """Whether a reply still counts as its answer: for as long with each it went to, and
        as long again from the day it was put off to.
        """
        lasts = {"posted": EXPIRES_AFTER, "escalated": 3 * EXPIRES_AFTER}.get(self.state)
        return lasts is not None and now - self._waits_since() < lasts

    def is_reminded_of(self, now: datetime) -> bool:
        """Whether a reminder asked it, or showed it again, and it waits for its answer."""
        return self.can_be_answered(now) and not (self.thread and self.shown_in is None)

    def _waits_since(self) -> datetime:
        if self.put_off_until is None:
            return self.at
        return max(self.at, datetime.combine(self.put_off_until, time.max, tzinfo=UTC))


def question_id(investment: str, measure: str | None, asks: Slot, person: str, period: str) -> str:
    """The same for the same question: what is asked once has one id for ever."""
    key = "\x1f".join((investment, measure or "", asks, person, period))
    return "q" + hashlib.sha256(key.encode()).hexdigest()[:16]


def period_asked(asks: Slot, at: datetime) -> str:
    """The period a question is about: the month for what is measured anew, else none."""
    return f"{at:%Y-%m}" if asks in ("current", "evidence") else ""


def signal_of(reading: Reading) -> Signal:
    """What the update mainly offers in place of an outcome: the first kind of delivery it reports,
    else a goal or plan, else any.

    An outcome claimed without figures outranks what was delivered on the way; what was finished on
    technical things alone ("all servers patched") is told of their health.
    """
    if reading.made("outcome"):
        return "outcome"
    technical = {claim.quote for claim in reading.made("technical_health")}
    finished = {claim.quote for claim in reading.made("milestone")}
    if technical and finished <= technical and not reading.made("adoption"):
        return "technical_health"
    said = {claim.kind for claim in reading.claims}
    hoped = next((kind for kind in ("goal", "plan") if kind in said), "any")
    return next((kind for kind in DELIVERY if reading.made(kind)), cast(Signal, hoped))


def wording_for(asks: Slot, signal: Signal, wordings: Sequence[Wording], turn: int = 0) -> Wording:
    """A wording for this gap and signal, else one of the gap's plain ones.

    Where there are several they take turns: `turn` counts the questions asked before. Raises
    LookupError where a gap has no plain wording; the prompts are checked for that on load.
    """
    for wanted in (signal, "any"):
        fitting = [one for one in wordings if one.asks == asks and one.signal == wanted]
        if fitting:
            return fitting[turn % len(fitting)]
    raise LookupError(f"no plain wording asks for {asks}")


def within_budget(asked: Iterable[datetime], now: datetime, budget: int = WEEKLY_BUDGET) -> bool:
    """Whether a person asked at these times may be asked once more this week."""
    return sum(1 for at in asked if now - at < timedelta(days=7)) < budget
