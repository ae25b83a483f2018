"""Proposals: what was understood and waits for a person to record it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from bot.benefits import units
from bot.benefits.facts import LEVELS, Fact, Recorded, Stated, Value
from bot.benefits.gaps import fills, measure_has
from bot.benefits.position import in_force

ProposalState = Literal["open", "recorded", "discarded", "superseded", "expired"]

EXPIRES_AFTER = timedelta(days=14)


class Proposal(Value):
    """Facts understood from a thread, shown before and after, recorded by a click alone.

    `at` is when it was made. `question` is the one it answers, if any. `decided_by` is who
    recorded or discarded it.
    """

    id: str
    investment: str
    facts: tuple[Stated, ...]
    channel: str
    thread: str
    at: datetime
    question: str | None = None
    state: ProposalState = "open"
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def place(self) -> tuple[str, str]:
        """The channel and thread in which it is spoken about."""
        return (self.channel, self.thread)

    def can_be_decided(self, now: datetime) -> bool:
        """Whether it still waits for a person."""
        return self.state == "open" and now - self.at < EXPIRES_AFTER


def worth_proposing(stated: Sequence[Stated], on_record: Sequence[Recorded]) -> list[Stated]:
    """What of an update a person should decide on; nothing where the record says it all.

    A new figure or owner takes all that is new along. A figure on record without evidence is
    proposed nothing but its source. A baseline, target or figure that says neither how much nor by
    how much is none.
    """
    counting = in_force(on_record)
    telling = [fact for fact in stated if fills(fact.fact) or fact.fact.by]
    new = unknown(telling, counting)
    if any(fact.fact.slot in LEVELS or fact.fact.slot == "owner" for fact in new):
        return new
    unshown = {
        fact.measure
        for fact in stated
        if fact.fact.slot == "current"
        and fact.measure is not None
        and not measure_has("evidence", fact.measure, counting)
    }
    return [fact for fact in new if fact.fact.slot == "evidence" and fact.measure in unshown]


def is_known(stated: Stated, counting: Sequence[Recorded]) -> bool:
    """Whether what counts on record says the same; evidence and dates go with their figure."""
    if stated.fact.slot not in LEVELS and stated.fact.slot != "owner":
        return False
    return any(
        old.measure == stated.measure and _says_the_same(old.fact, stated.fact) for old in counting
    )


def unknown(stated: Sequence[Stated], counting: Sequence[Recorded]) -> list[Stated]:
    """What nothing that counts on record says yet. Where it says the first of two readings of a
    figure, the other is none; where it says the second, the first is as doubtful as it was.
    """
    known = [one for one in stated if is_known(one, counting)]
    settled = {_dispute(one) for one in known if not one.fact.is_second} - {None}
    return [one for one in stated if one not in known and _dispute(one) not in settled]


def in_dispute(facts: Sequence[Stated]) -> dict[str, list[Stated]]:
    """The facts of which a person says whether they hold, by a name that lasts as long as their
    card; one that is left alone is as doubtful as it was beside the other.
    """
    found: dict[str, list[Stated]] = {}
    for one in facts:
        if (name := _dispute(one)) is not None:
            found.setdefault(name, []).append(one)
    return found


def _dispute(stated: Stated) -> str | None:
    return None if stated.fact.either is None else f"{stated.ts}:{stated.fact.either}"


def _says_the_same(old: Fact, new: Fact) -> bool:
    return _what(old) == _what(new) and new.as_of in (None, old.as_of) and new.by in (None, old.by)


def _what(fact: Fact) -> tuple[object, ...]:
    level = (fact.value, fact.low, fact.high, units.key(fact.unit), fact.segment)
    return (fact.slot, *level, fact.change, fact.change_unit, fact.person)
