"""The translation forum: three questions from the business to IT and three back, round by round."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.benefits.entries import Entry
from bot.benefits.facts import Value
from bot.benefits.manners import ForumRhythm
from bot.benefits.periods import months_after

Side = Literal["it", "business"]
"""Who is asked."""

QUESTIONS: tuple[str, ...] = (
    "it_income",
    "it_hours",
    "it_unaided",
    "business_case",
    "business_detours",
    "business_success",
)
"""In the order they are asked in; what comes before the first sign that joins words is the side."""

ANSWERABLE = timedelta(days=7)
"""A round is open for so long."""

ANSWERS = ("answer", "answered")
"""An answer about one investment, and one that nobody said which it is about: of those at home in
its channel each has a row, and none is told it as its own.
"""

TIRED = 2
"""Rounds in a row without an answer after which less is asked."""

_MONTHS: dict[ForumRhythm, int] = {"monthly": 1, "quarterly": 3}


def side_of(question: str) -> Side:
    """Who a question is put to."""
    return "it" if question.startswith("it_") else "business"


def number(question: str) -> str:
    """By which a question is called, in every round the same."""
    return str(QUESTIONS.index(question) + 1)


class Round(Value):
    """One round in a channel: what was asked, in order; the answers that count, oldest first."""

    id: str
    at: datetime
    asked: tuple[str, ...]
    answers: tuple[Entry, ...] = ()
    is_closed: bool = False

    @property
    def answered(self) -> frozenset[str]:
        """The questions of it that somebody answered."""
        return frozenset(question_of(one) for one in self.answers)

    @property
    def open(self) -> tuple[str, ...]:
        """The questions of it that nobody answered."""
        return tuple(one for one in self.asked if one not in self.answered)

    def number(self, question: str) -> str:
        """By which a question of it is called."""
        return number(question) if question in self.asked else ""

    def is_open_at(self, now: datetime) -> bool:
        """Whether it still waits for answers."""
        return not self.is_closed and now < self.at + ANSWERABLE


def about(round: str, question: str) -> str:
    """What an entry is of that belongs to a question of a round."""
    return f"{round}/{question}"


def question_of(entry: Entry) -> str:
    """The question an entry belongs to."""
    return entry.about.rpartition("/")[2]


def rounds_of(entries: Iterable[Entry]) -> list[Round]:
    """The rounds these entries tell of, oldest first."""
    asked: dict[str, list[Entry]] = {}
    answers: dict[str, list[Entry]] = {}
    closed: set[str] = set()
    for one in entries:
        round = one.about.rpartition("/")[0]
        if one.what == "asked":
            asked.setdefault(round, []).append(one)
        elif one.what in ANSWERS:
            answers.setdefault(round, []).append(one)
        elif one.what == "closed":
            closed.add(one.about)
    found = (
        Round(
            id=id,
            at=min(one.said_at for one in own),
            asked=_in_order(question_of(one) for one in own),
            answers=tuple(sorted(answers.get(id, ()), key=lambda one: (one.said_at, one.id))),
            is_closed=id in closed,
        )
        for id, own in asked.items()
    )
    return sorted(found, key=lambda one: (one.at, one.id))


def _in_order(questions: Iterable[str]) -> tuple[str, ...]:
    known = frozenset(questions)
    return tuple(one for one in QUESTIONS if one in known)


def is_tired(rounds: Sequence[Round]) -> bool:
    """Whether the last rounds brought no answer: then less is asked, less often."""
    last = rounds[-TIRED:]
    return len(last) == TIRED and not any(one.answers for one in last)


def to_ask(rounds: Sequence[Round], news: Collection[str]) -> tuple[str, ...]:
    """What the next round asks: all, the first time; then what stays open and what there is `news`
    for since. Where nobody answers, one question a side.
    """
    if not rounds:
        return QUESTIONS
    answered = frozenset().union(*(one.answered for one in rounds))
    due = [one for one in QUESTIONS if one not in answered or one in news]
    if not is_tired(rounds):
        return tuple(due)
    return tuple(next(iter(own)) for side in ("it", "business") if (own := _of(due, side, news)))


def _of(due: Sequence[str], side: str, news: Collection[str]) -> list[str]:
    """Those of a side, what there is news for first."""
    own = [one for one in due if side_of(one) == side]
    return sorted(own, key=lambda one: one not in news)


def next_round(rounds: Sequence[Round], rhythm: ForumRhythm, now: datetime) -> datetime | None:
    """When the next round is due; None where none is wanted. Where nobody answers it waits twice
    as long.
    """
    if rhythm == "off":
        return None
    if not rounds:
        return now
    months = _MONTHS[rhythm] * (2 if is_tired(rounds) else 1)
    last = rounds[-1].at
    day = months_after(last.date(), months)
    return last.replace(year=day.year, month=day.month, day=day.day)
