"""The ledger: which of its facts count, whatever order they came in.

Nothing is ever written over. A fact is corrected by a later one that supersedes it, or that is a
correction in words, or that is read in a later wording of the same message; it is taken back by a
row that withdraws it. All of them stay.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.benefits import measures, units
from bot.benefits.facts import Fact, Recorded, Slot

Order = tuple[datetime, datetime, str]

_LONG_AGO: Order = (datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), "")
"""A correction whose first version is not at hand comes before what corrects nothing."""


def order(fact: Recorded) -> Order:
    """By message time, then by the time of the wording, then by id: the order of arrival is none
    of them."""
    return (fact.said_at, _worded_at(fact), fact.id)


def _redacted_last(fact: Recorded) -> tuple[Order, bool]:
    return (order(fact), fact.source_deleted)


def _worded_at(fact: Recorded) -> datetime:
    return fact.edited_at or fact.said_at


class Ledger:
    """The facts of one or more investments, looked at once.

    `counting` are those in force, in their order. Each id counts once. A fact that was taken back
    neither counts nor corrects.
    """

    def __init__(self, facts: Iterable[Recorded]) -> None:
        known = {fact.id: fact for fact in sorted(facts, key=_redacted_last)}
        taken_back = {fact.supersedes for fact in known.values() if fact.withdraws}
        stands = [f for f in known.values() if not f.withdraws and f.id not in taken_back]
        self._known = {fact.id: fact for fact in stands}
        self._replaces = {fact.id: fact.supersedes for fact in stands if fact.supersedes}
        gone = set(self._replaces.values())
        self.counting = [fact for fact in stands if fact.id not in gone]
        implied = dict(_implied(self.counting))
        self._replaces |= implied
        gone = set(implied.values())
        self.counting = [fact for fact in self.counting if fact.id not in gone]

    def first_said(self, fact: Recorded) -> Order:
        """The place of a fact in the order: that of the first one it corrects, if any."""
        passed = set()
        while (earlier := self._replaces.get(fact.id)) and fact.id not in passed:
            passed.add(fact.id)
            if earlier not in self._known:
                return _LONG_AGO
            fact = self._known[earlier]
        return order(fact)

    def agreed(self, measure: str) -> dict[str, Recorded]:
        """A measure's agreed baseline for each part of the whole, the first recorded one first.

        One that was corrected keeps its place: the correction counts as said when it was.
        """
        stated = [
            fact
            for fact in self.counting
            if fact.fact.slot == "baseline"
            and fact.fact.is_level
            and fact.measure in (measure, None)
        ]
        agreed: dict[str, Recorded] = {}
        for fact in sorted(stated, key=self.first_said):
            agreed.setdefault(scope(fact.fact), fact)
        return agreed

    def corrections(self) -> dict[str, Recorded]:
        """What was corrected, by its id: the fact that counts in its place."""
        found: dict[str, Recorded] = {}
        for fact in self.counting:
            earlier = self._replaces.get(fact.id)
            while earlier is not None and earlier not in found:
                found[earlier] = fact
                earlier = self._replaces.get(earlier)
        return found

    def corrected(self) -> list[tuple[Recorded, Recorded]]:
        """Each fact that was corrected and is at hand, with the one that counts in its place."""
        return [
            (self._known[id], counts)
            for id, counts in self.corrections().items()
            if id in self._known
        ]


def in_force(facts: Iterable[Recorded]) -> list[Recorded]:
    """The facts that count, by message time, edit time and id."""
    return Ledger(facts).counting


_LEADING = re.compile(r"(?:(?:across|over|for|in|of|at|within|among)\s+)+")
_WHOLE = re.compile(r"(?:all|whole|entire|every|overall|total|everyone|everybody|everything)\b")


def scope(fact: Fact) -> str:
    """The part of the whole a fact holds for, however it is written; empty for all of it."""
    if fact.segment is None:
        return ""
    part = measures.key(_LEADING.sub("", f"{fact.segment} ".casefold(), count=1))
    return "" if _WHOLE.match(part) else part


def fits(agreed: Fact, fact: Fact) -> bool:
    """Whether a figure holds for the same part of the whole as one agreed before.

    A percentage that names no whole is told of the one agreed on: after "8% of planned drops",
    "6.5% in March" and "two points less" are of planned drops too. A place is no such whole:
    without it all is meant.
    """
    is_bare = fact.segment is None and (fact.is_level or units.is_points(fact.change_unit))
    return scope(agreed) == scope(fact) or (is_bare and _is_told_of_a_whole(agreed))


def _is_told_of_a_whole(fact: Fact) -> bool:
    told = rf"(?:%|\bper\s?cent|\bpercent)\s+of\s+(?:\w+\s+)?{re.escape(fact.segment or '')}"
    return bool(fact.segment) and re.search(told, fact.quote, re.IGNORECASE) is not None


def _implied(counting: Sequence[Recorded]) -> Iterator[tuple[str, str]]:
    """Corrections that name no fact: each with the one it takes the place of."""
    groups: dict[tuple[Slot, str, str | None], list[Recorded]] = defaultdict(list)
    for fact in counting:
        live = groups[(fact.fact.slot, fact.investment, fact.measure)]
        replaced = _replaced(fact, live) if fact.supersedes is None else None
        if replaced is not None:
            live.remove(replaced)
            yield fact.id, replaced.id
        live.append(fact)


def _replaced(fact: Recorded, live: Sequence[Recorded]) -> Recorded | None:
    """What a correction in words or a later wording replaces, of the same slot and measure."""
    if fact.edited_at is not None and (earlier := _same_message(fact, live)):
        return earlier
    return _meant(fact, live) if fact.corrects else None


def _same_message(fact: Recorded, live: Sequence[Recorded]) -> Recorded | None:
    """The one figure an earlier wording of the message gave for the same thing."""
    earlier = [
        one
        for one in live
        if (one.channel, one.ts) == (fact.channel, fact.ts) and _worded_at(one) < _worded_at(fact)
    ]
    alike = [one for one in earlier if _about(one.fact) == _about(fact.fact)]
    found = alike or earlier
    return found[0] if len(found) == 1 else None


def _about(fact: Fact) -> tuple[str, str | None]:
    return (scope(fact), fact.as_of if fact.slot == "current" else None)


def _meant(fact: Recorded, live: Sequence[Recorded]) -> Recorded | None:
    """What a correction in words means: the agreed baseline, the latest of anything else.

    A measured figure is corrected by whoever gave it; between two people it takes a button.
    """
    own = [
        one
        for one in live
        if scope(one.fact) == scope(fact.fact)
        and (fact.fact.slot != "current" or one.author == fact.author)
    ]
    if fact.fact.slot == "baseline":
        return own[0] if own else None
    alike = [one for one in own if _about(one.fact) == _about(fact.fact)]
    return next(reversed(alike or own), None)
