"""The value review: what a portfolio delivers, asked and answered by people, and signed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.benefits.entries import Entry
from bot.benefits.facts import Value
from bot.benefits.manners import ReviewRhythm
from bot.benefits.periods import months_after

QUESTIONS: tuple[str, ...] = ("delivers", "detours", "held_back", "priorities")
"""What is looked at in every review."""

BLIND: tuple[str, ...] = ("opportunity", "manual", "drift", "experience", "across")
"""What reports of technology do not show."""

DECISION = "decision"
SIGNED = "signed"

PRIVATE = "~"
"""What the id of a review ends with that was held in a private channel: what is said there stays
there.
"""

QUARTER = 3
"""Months from one review to the next."""


class Review(Value):
    """One review: of which investments, what people answered and decided, and who signed it."""

    id: str
    at: datetime
    covered: tuple[str, ...]
    answers: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    signatures: tuple[Entry, ...] = ()

    @property
    def is_private(self) -> bool:
        """Whether what is said in it stays in its channel."""
        return self.id.endswith(PRIVATE)

    @property
    def version(self) -> int:
        """It begins with what was prepared; each answer and decision makes the next one."""
        return 1 + len(self.answers) + len(self.decisions)

    def version_at(self, signature: Entry) -> int:
        """The version somebody signed, as far as its entries are known here."""
        known = (*self.answers, *self.decisions)
        return 1 + sum(one.recorded_at <= signature.recorded_at for one in known)

    def has_changed_since(self, signature: Entry) -> bool:
        """Whether something was added after it was signed."""
        added = (*self.answers, *self.decisions)
        return any(one.recorded_at > signature.recorded_at for one in added)

    def of(self, question: str) -> list[Entry]:
        """What was answered to a question, oldest first."""
        return [one for one in self.answers if one.what == question]


def elsewhere(entries: Iterable[Entry], homes: Mapping[str, str]) -> list[Entry]:
    """Those that may be told outside the channel they were said in: of a private one, those about
    an investment that is at home there and seen by its members alone. `homes` are the channels of
    the investments.
    """
    return [
        one
        for one in entries
        if not one.about.endswith(PRIVATE) or one.channel == homes.get(one.investment)
    ]


def reviews_of(entries: Iterable[Entry]) -> list[Review]:
    """The reviews these entries tell of, oldest first; who signs the same version twice signs
    once.
    """
    opened: dict[str, list[Entry]] = {}
    rest: dict[str, list[Entry]] = {}
    for one in sorted(entries, key=lambda entry: (entry.recorded_at, entry.id)):
        (opened if one.what == "opened" else rest).setdefault(one.about, []).append(one)
    found = (_review(id, own, rest.get(id, [])) for id, own in opened.items())
    return sorted(found, key=lambda one: (one.at, one.id))


def _review(id: str, opened: Sequence[Entry], rest: Sequence[Entry]) -> Review:
    signed = {(one.author, one.value): one for one in reversed(rest) if one.what == SIGNED}
    return Review(
        id=id,
        at=min(one.said_at for one in opened),
        covered=tuple(dict.fromkeys(one.investment for one in opened)),
        answers=tuple(one for one in rest if one.what in (*QUESTIONS, *BLIND)),
        decisions=tuple(one for one in rest if one.what == DECISION),
        signatures=tuple(sorted(signed.values(), key=lambda one: (one.recorded_at, one.id))),
    )


def next_review(reviews: Sequence[Review], rhythm: ReviewRhythm, now: datetime) -> datetime | None:
    """When the next one is due; None where none is wanted."""
    if rhythm == "off":
        return None
    if not reviews:
        return now
    last = reviews[-1].at
    day = months_after(last.date(), QUARTER)
    return last.replace(year=day.year, month=day.month, day=day.day)
