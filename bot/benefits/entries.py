"""Entries: what people said within a practice, beside the ledger of figures.

A barrier, a promise of scope, what somebody means by success: no figure of a measure, and on record
for the same reason. Rows are added only: one is put right by a later one that supersedes it, and
taken back by one that withdraws it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from bot.benefits.facts import LONGEST_QUOTE, Value

Practice = Literal[
    "framing",
    "barriers",
    "scope",
    "readiness",
    "alignment",
    "assessment",
    "forum",
    "review",
]
"""Which practice an entry belongs to."""


class Entry(Value):
    """One thing that was said, and who stands for it.

    `what` is the practice's own word for the kind of thing ("constraint", "removed", "budget"),
    `about` what it is of, where an investment is too wide: the id of a measure, of another entry,
    of a round, or the name of a system or of a group of users. `text` is in the words of who said
    it; `value` with its `unit`, and `day`, are what was read in it. `author` is None where they did
    not wish to be named, and where the message it came from was deleted; `recorded_by` is None
    where they did not wish to be named. `permalink` leads to the message; None where it was said in
    a form. Of one that `is_emptied` nothing is left, since whoever said it was forgotten: it takes
    nothing back.
    """

    id: str
    investment: str
    practice: Practice
    what: str
    about: str = ""
    text: str = ""
    value: float | None = None
    unit: str | None = None
    day: date | None = None
    author: str | None
    said_at: datetime
    recorded_by: str | None
    recorded_at: datetime
    channel: str | None = None
    ts: str | None = None
    permalink: str | None = None
    supersedes: str | None = None
    withdraws: bool = False
    is_emptied: bool = False

    def kept(self) -> "Entry":
        """The entry with no more of the person's words than may be kept."""
        return self.model_copy(
            update={"text": self.text[:LONGEST_QUOTE], "about": self.about[:LONGEST_QUOTE]}
        )

    def redacted(self) -> "Entry":
        """The same once its message was deleted: author, permalink and words are gone; what kind of
        thing it was, its figure and its day stay. What it is about goes where that is said in the
        words.
        """
        nothing = {"author": None, "permalink": None, "text": ""}
        return self.model_copy(update=nothing | ({"about": ""} if self.names_itself else {}))

    @property
    def names_itself(self) -> bool:
        """Whether what it is about stands in the words of who said it."""
        return bool(self.about) and self.about.casefold() in self.text.casefold()

    def emptied(self) -> "Entry":
        """The same once whoever said it was forgotten: what kind of thing it was and when is left,
        and it counts no more; what others said before it does again. What it took back stays taken
        back.
        """
        nothing = {name: Entry.model_fields[name].default for name in _OWN}
        nobody = {"author": None, "recorded_by": None, "withdraws": True}
        is_emptied = self.is_emptied or not self.withdraws
        return self.model_copy(update=nothing | nobody | {"is_emptied": is_emptied})


_OWN = ("about", "text", "value", "unit", "day", "permalink")


def counting(entries: Iterable[Entry]) -> list[Entry]:
    """Those in force, by the time they were said, then by id; each id once."""
    known = {one.id: one for one in entries}
    taken_back = withdrawn(known.values())
    stands = [one for one in known.values() if not one.withdraws and one.id not in taken_back]
    gone = {id for one in stands for id in _before(one, known)}
    kept = (one for one in stands if one.id not in gone)
    return sorted(kept, key=lambda one: (one.said_at, one.id))


def withdrawn(entries: Iterable[Entry]) -> set[str | None]:
    """The ids of what was taken back."""
    return {one.supersedes for one in entries if one.withdraws and not one.is_emptied}


def _before(entry: Entry, known: Mapping[str, Entry]) -> Iterator[str]:
    """What an entry supersedes, and what that did where nothing is left of it."""
    seen: set[str] = set()
    id = entry.supersedes
    while id is not None and id not in seen:
        yield id
        seen.add(id)
        one = known.get(id)
        id = one.supersedes if one is not None and one.is_emptied else None
