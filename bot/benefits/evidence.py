"""Evidence: which source shows which figure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.benefits.facts import LEVELS, Stated

_Place = tuple[str | None, str]


class Shown:
    """The sources and figures of one measure, looked at once.

    A source shows the figures of its own message. Named in a message without figures, it shows the
    latest current figure said before it, and all of that one's message. A source or a figure whose
    message was deleted shows nothing any more.
    """

    def __init__(self, facts: Sequence[Stated]) -> None:
        figures = [fact for fact in facts if fact.fact.slot in LEVELS]
        self._with_figures = {_place(fact) for fact in figures}
        self._latest: dict[str | None, list[Stated]] = defaultdict(list)
        for fact in sorted(figures, key=lambda fact: (_said(fact), fact.ts or "")):
            if fact.fact.slot == "current":
                self._latest[fact.measure].append(fact)
        self._times = {id: [_said(fact) for fact in own] for id, own in self._latest.items()}
        self._beside: dict[_Place | None, list[Stated]] = defaultdict(list)
        self._later: list[Stated] = []
        for fact in facts:
            if fact.fact.slot != "evidence" or fact.source_deleted:
                continue
            place = _place(fact)
            if place is not None and place in self._with_figures:
                self._beside[place].append(fact)
            else:
                self._later.append(fact)
        self._backing: dict[str | None, dict[_Place | int, list[Stated]]] = {}

    def of(self, figure: Stated) -> list[Stated]:
        """What shows a figure, in the order given."""
        if figure.source_deleted:
            return []
        place = _place(figure)
        beside = self._beside.get(place, []) if place else []
        own = [one for one in beside if one.measure in (figure.measure, None)]
        later = self._backed(figure.measure).get(place or id(figure), [])
        return [*own, *later]

    def _backed(self, measure: str | None) -> dict[_Place | int, list[Stated]]:
        """The messages that sources named later stand for, each with these sources."""
        if measure not in self._backing:
            found: dict[_Place | int, list[Stated]] = defaultdict(list)
            for source in self._later:
                if source.measure not in (measure, None):
                    continue
                latest = self._before(source, measure)
                if latest is not None:
                    found[_place(latest) or id(latest)].append(source)
            self._backing[measure] = found
        return self._backing[measure]

    def _before(self, source: Stated, measure: str | None) -> Stated | None:
        """The latest current figure said no later than a source."""
        earlier = bisect_right(self._times.get(measure, []), _said(source))
        return self._latest[measure][earlier - 1] if earlier else None


def evidence_of(figure: Stated, facts: Sequence[Stated]) -> list[Stated]:
    """What shows one figure among these facts; `Shown` answers for many."""
    return Shown(facts).of(figure)


def is_bare_link(fact: Stated) -> bool:
    """Whether a source is only an address: where the report is, not which report it is."""
    ref = fact.fact.ref or ""
    return fact.fact.slot == "evidence" and ref.startswith(("http://", "https://"))


def _place(fact: Stated) -> _Place | None:
    """The message a fact was stated in; None where it came from none."""
    return None if fact.ts is None else (fact.channel, fact.ts)


def _said(fact: Stated) -> datetime:
    return fact.said_at
