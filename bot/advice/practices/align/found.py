"""Found: rounds of alignment on record, and what is entered for them."""

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from bot.benefits.entries import Entry
from bot.benefits.investment import Investment
from bot.benefits.practices.alignment import Round, rounds
from bot.ports import Work


class Found(NamedTuple):
    """A round, the investment it is about, and all ever entered for that."""

    round: Round
    investment: Investment
    entries: list[Entry]


def found(work: Work, id: str) -> Found | None:
    """A round by its id, of what this unit of work may see."""
    homes = {one.id: one for one in work.investments()}
    entries = work.entries(sorted(homes), "alignment")
    one = next((one for one in rounds(entries) if one.id == id), None)
    if one is None:
        return None
    own = [entry for entry in entries if entry.investment == one.investment]
    return Found(one, homes[one.investment], own)


def held(work: Work, id: str) -> Found | None:
    """The same, with others kept from its investment until this unit ends."""
    before = found(work, id)
    if before is not None:
        work.hold(before.investment.id)
    return found(work, id)


def entry(
    investment: str,
    what: str,
    round: str,
    event: str,
    now: datetime,
    author: str | None,
    by: str | None,
    text: str = "",
    day: date | None = None,
    supersedes: str | None = None,
    withdraws: bool = False,
) -> Entry:
    """One thing entered for a round; the same event enters it once."""
    return Entry(
        id=id_of(event, what, author or ""),
        investment=investment,
        practice="alignment",
        what=what,
        about=round,
        text=text,
        day=day,
        author=author,
        said_at=now,
        recorded_by=by,
        recorded_at=now,
        supersedes=supersedes,
        withdraws=withdraws,
    )


def id_of(event: str, *parts: str) -> str:
    """An id that follows from an event."""
    whole = "\x1f".join((event, *parts))
    return "e" + hashlib.sha256(whole.encode()).hexdigest()[:16]
