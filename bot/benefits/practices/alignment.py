"""Alignment: what each of those concerned means by success, asked apart, and where they differ.

What somebody answered is theirs until their round closes: `told` alone gives answers to others.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import eq
from typing import Literal, get_args

from bot.benefits import measures
from bot.benefits.entries import Entry, counting
from bot.benefits.facts import Value

Head = Literal["revenue", "efficiency", "customers", "risk", "cannot_tell"]
"""What success is mostly for: one of four heads, or somebody says that they cannot tell."""

HEADS: tuple[Head, ...] = get_args(Head)

Role = Literal["sponsor", "lead", "owner", "other"]

ROLES: tuple[Role, ...] = get_args(Role)

Piece = Literal["success", "first", "second", "measure", "by"]
"""What an answer holds: a sentence, the head that comes first, the second one, the measure that
would show it, and by when."""

PIECES: tuple[Piece, ...] = get_args(Piece)

Topic = Literal["purpose", "measure", "horizon"]

State = Literal["open", "closed", "ended", "withdrawn"]

_OVER: Mapping[str, State] = {"closed": "closed", "ended": "ended", "withdrawn": "withdrawn"}
"""What is entered as a round ends, by how it stands from then on."""

OPEN_FOR = timedelta(days=7)
"""How long a round waits for answers, unless it is closed sooner."""

FEWEST = 2
"""Answers that can be compared, at least: those of a round with fewer are shown to nobody."""

STALE_AFTER = timedelta(days=183)
"""Half a year after it closed, a round tells of then and no longer of now."""

NEAR = timedelta(days=31)
"""Days that lie no further apart than this are the same horizon."""

_SAYS: Mapping[Head, re.Pattern[str]] = {
    "revenue": re.compile(
        r"\b(?:revenues?|sales|sells?|income|turnover|bookings?|margins?|win rates?|upsell\w*|"
        r"deals|earn\w*|growth)\b",
        re.IGNORECASE,
    ),
    "efficiency": re.compile(
        r"\b(?:efficien\w+|effort|manual\w*|hours|cheaper|costs?|savings?|fast(?:er)?|quick(?:er|ly)?|"
        r"sooner|delays?|cycle times?|waiting|re-?typing|rework)\b",
        re.IGNORECASE,
    ),
    "customers": re.compile(
        r"\b(?:customers?|clients?|satisf\w+|complain\w*|nps|happier|churn)\b", re.IGNORECASE
    ),
    "risk": re.compile(
        r"\b(?:risks?|risky|complian\w+|secur\w+|audits?|auditors?|outages?|safe(?:r|ty)?|fraud|"
        r"breach\w*|fines?)\b",
        re.IGNORECASE,
    ),
}

_WHEN = (
    r"(?:(?:end|start|middle|beginning|deadline|date|plan(?:ned)?|christmas|easter|spring|summer|autumn|"
    r"winter|budget|year|q[1-4]|\d|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*)"
)
_DELIVERS = re.compile(
    r"\b(?:launch\w*|go(?:es|ing)?[\s-]live|went\s+live|is\s+live|deliver\w*|finish\w*|complet\w+|"
    r"roll(?:s|ed|ing)?[\s-]?out|ship(?:s|ped|ping)?|cut-?over|open(?:s|ing)?|hand(?:ed)?\s?over)\b"
    rf".*\b(?:on\s+(?:time|schedule|budget|plan)|(?:in|by|before|within|as)\s+(?:time\b|(?:the\s+)?{_WHEN}))"
    r"|^\W*(?:(?:that|if|when)\s+)?(?:(?:we|it|they|the\s+\w+)\s+)?(?:(?:are|is|stays?|keeps?)\s+)?"
    r"(?:on|in)\s+(?:time|schedule|budget)\b|\bno\s+overruns?\b",
    re.IGNORECASE,
)


class Person(Value):
    """Somebody who is asked, and as what."""

    user: str
    role: Role
    asked_at: datetime


class Answer(Value):
    """What one person answered; empty or None where they left it open.

    `by` is when, in their words, `by_day` the last day of that where it could be read.
    """

    user: str
    success: str = ""
    first: Head | None = None
    second: Head | None = None
    measure: str = ""
    by: str = ""
    by_day: date | None = None

    @property
    def head(self) -> Head | None:
        """What it is mostly for: the choice made, else what their sentence speaks of alone."""
        return self.first or head_in(self.success)

    @property
    def is_of_delivery(self) -> bool:
        """Whether it speaks of when something is delivered, and of nothing that gets better."""
        return self.head is None and _DELIVERS.search(self.success) is not None


class Round(Value):
    """The same questions, put to several people apart. `closes_at` is when it ends by itself.

    `state` is "ended" where too few answered, "withdrawn" where it was begun by mistake: then
    nothing is shown, ever. `missed` were to be asked and could not be before it was over: they
    read nothing of it, and count as who did not answer.
    """

    id: str
    investment: str
    by: str | None
    began_at: datetime
    state: State = "open"
    over_at: datetime | None = None
    people: tuple[Person, ...] = ()
    missed: tuple[str, ...] = ()
    own: Mapping[str, Answer] = {}

    @property
    def closes_at(self) -> datetime:
        """When it ends by itself."""
        return self.began_at + OPEN_FOR

    @property
    def users(self) -> tuple[str, ...]:
        """Who was asked."""
        return tuple(one.user for one in self.people)

    @property
    def total(self) -> int:
        """How many were to be asked."""
        return len(self.people) + len(self.missed)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Who was asked and has not answered."""
        return tuple(one for one in self.users if one not in self.own)

    @property
    def told(self) -> tuple[Answer, ...]:
        """The answers, in the order people were asked; none of a round that is not closed."""
        if self.state != "closed":
            return ()
        return tuple(self.own[one] for one in self.users if one in self.own)

    def is_stale(self, now: datetime) -> bool:
        """Whether what it told is half a year old."""
        return self.over_at is not None and now - self.over_at > STALE_AFTER


class Side(Value):
    """Some who say the same, and what, in the words of the first of them."""

    said: str
    users: tuple[str, ...]


class Compared(Value):
    """One thing asked for, and who says what of it; `unsure` are those who answered that they
    cannot tell, `silent` those who left it open.
    """

    topic: Topic
    sides: tuple[Side, ...]
    silent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def stands(self) -> Literal["agreed", "differs", "open"]:
        """Whether all who answered agree; who cannot tell, left it open, or is alone, agrees with
        nobody.
        """
        if len(self.sides) > 1:
            return "differs"
        is_shared = any(len(one.users) >= FEWEST for one in self.sides)
        return "agreed" if is_shared and not (self.silent or self.unsure) else "open"


def head_in(words: str) -> Head | None:
    """The one head a sentence speaks of; None where it speaks of none, or of several alike."""
    counted = {head: len(pattern.findall(words)) for head, pattern in _SAYS.items()}
    most = max(counted.values())
    found = [head for head, times in counted.items() if times == most]
    return found[0] if most and len(found) == 1 else None


def rounds(entries: Iterable[Entry]) -> list[Round]:
    """The rounds of these entries, oldest first; whose person is known no more is asked by none."""
    stands = counting(entries)
    about: dict[str, list[Entry]] = {}
    for one in stands:
        about.setdefault(one.about, []).append(one)
    heads = {one.id: one for one in stands if one.what == "round"}
    begun = dict.fromkeys(one.about for one in stands if one.what == "asked")
    found = [_round(id, heads.get(id), about[id]) for id in begun]
    return sorted(found, key=lambda one: (one.began_at, one.id))


def _round(id: str, head: Entry | None, below: Sequence[Entry]) -> Round:
    """A round outlives who began it: its head is gone once they were forgotten."""
    rows = [one for one in below if one.what == "asked"]
    missed = tuple(one.author for one in below if one.what == "missed" and one.author)
    asked = [
        Person.model_validate({"user": one.author, "role": one.text, "asked_at": one.said_at})
        for one in rows
        if one.author and one.text and one.author not in missed
    ]
    over = next((one for one in below if one.what in _OVER), None)
    return Round(
        id=id,
        investment=rows[0].investment,
        by=head.recorded_by if head else None,
        began_at=rows[0].said_at,
        state=_state(over),
        over_at=over.said_at if over else None,
        people=tuple(sorted(asked, key=lambda one: (ROLES.index(one.role), one.user))),
        missed=missed,
        own={one.user: own for one in asked if (own := _answer(one.user, below)) is not None},
    )


def _state(over: Entry | None) -> State:
    return "open" if over is None else _OVER[over.what]


def _answer(user: str, below: Sequence[Entry]) -> Answer | None:
    pieces = {one.what: one for one in below if one.author == user and one.what in PIECES}
    if not pieces:
        return None
    said = {what: one.text for what, one in pieces.items()}
    by = pieces.get("by")
    return Answer.model_validate({"user": user, **said, "by_day": by.day if by else None})


def of_user(entries: Iterable[Entry], round: str, user: str) -> dict[str, Entry]:
    """The pieces of one person's answer that count, by piece."""
    own = (one for one in counting(entries) if (one.about, one.author) == (round, user))
    return {one.what: one for one in own if one.what in PIECES}


def compare(answers: Sequence[Answer]) -> tuple[Compared, ...]:
    """Who says what of the purpose, the measure and the horizon."""
    return (
        _purpose(answers),
        _compared("measure", answers, lambda one: one.measure, measures.same),
        _horizon(answers),
    )


def widest(compared: Sequence[Compared]) -> Compared | None:
    """Where they differ most: into most sides, of those alike in the order they are asked; None
    where they differ in nothing.
    """
    apart = [one for one in compared if one.stands == "differs"]
    return max(apart, key=lambda one: len(one.sides), default=None)


def moved(before: Round, after: Round) -> tuple[tuple[Topic, str, str], ...]:
    """What stands otherwise than a round before: the thing asked for, how it stood and stands."""
    pairs = zip(compare(before.told), compare(after.told), strict=True)
    return tuple((b.topic, a.stands, b.stands) for a, b in pairs if a.stands != b.stands)


def _purpose(answers: Sequence[Answer]) -> Compared:
    """Who cannot tell has answered: they are no side, and left nothing open."""
    unsure = tuple(one.user for one in answers if one.head == "cannot_tell")
    whole = _compared("purpose", answers, _spoken_head, eq)
    silent = tuple(one for one in whole.silent if one not in unsure)
    return whole.model_copy(update={"silent": silent, "unsure": unsure})


def _spoken_head(one: Answer) -> str:
    return "" if one.head in (None, "cannot_tell") else str(one.head)


def _compared(
    topic: Topic,
    answers: Sequence[Answer],
    said: Callable[[Answer], str],
    same: Callable[[str, str], bool],
) -> Compared:
    sides: list[Side] = []
    for one in answers:
        words = said(one)
        at = next((n for n, side in enumerate(sides) if same(side.said, words)), None)
        if words and at is None:
            sides.append(Side(said=words, users=(one.user,)))
        elif words and at is not None:
            sides[at] = Side(said=sides[at].said, users=(*sides[at].users, one.user))
    silent = tuple(one.user for one in answers if not said(one))
    return Compared(topic=topic, sides=tuple(sides), silent=silent)


def _horizon(answers: Sequence[Answer]) -> Compared:
    """Days near the first of them are one horizon; words without a day are compared as words."""
    dated = sorted((one.by_day, one.by, one.user) for one in answers if one.by_day)
    sides: list[Side] = []
    first: date | None = None
    for day, words, user in dated:
        if first is not None and day - first <= NEAR:
            sides[-1] = Side(said=sides[-1].said, users=(*sides[-1].users, user))
        else:
            first = day
            sides.append(Side(said=words, users=(user,)))
    loose = [one for one in answers if one.by and not one.by_day]
    in_words = _compared("horizon", loose, lambda one: one.by.casefold(), eq)
    silent = tuple(one.user for one in answers if not one.by)
    return Compared(topic="horizon", sides=(*sides, *in_words.sides), silent=silent)
