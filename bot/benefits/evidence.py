"""Evidence: which source shows which figure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from bot.benefits.facts import LEVELS, Recorded, Stated

Source = TypeVar("Source", bound=Stated)

BEFORE = ""
"""What a source shows that was named beside figures of other measures: what was said before it."""

_OfMeasure = tuple[str | None, str | None]
_ANY = "*"


class Shown:
    """The sources and figures of one measure, looked at once.

    A source shows the figures of the message it is for: its own, but where a correction took it
    along. Named in a message without figures of its measure, it shows the latest current figure
    said before it, and all of that one's message. A source or a figure whose message was deleted
    shows nothing any more.
    """

    def __init__(self, facts: Sequence[Stated]) -> None:
        figures = [fact for fact in facts if fact.fact.slot in LEVELS]
        self._with_figures = _with_figures(figures)
        self._latest: dict[str | None, list[Stated]] = defaultdict(list)
        for fact in sorted(figures, key=lambda fact: (_said(fact), fact.ts or "")):
            if fact.fact.slot == "current":
                self._latest[fact.measure].append(fact)
        self._times = {id: [_said(fact) for fact in own] for id, own in self._latest.items()}
        self._beside: dict[str, list[Stated]] = defaultdict(list)
        self._later: list[Stated] = []
        for fact in facts:
            if fact.fact.slot != "evidence" or fact.source_deleted:
                continue
            shows = self._shows(fact)
            if shows:
                self._beside[shows].append(fact)
            else:
                self._later.append(fact)
        self._backing: dict[str | None, dict[str | int, list[Stated]]] = {}

    def _shows(self, source: Stated) -> str | None:
        """The message a source is for, where it is for one."""
        if source.shows is not None or source.place is None:
            return source.shows
        return source.place if _is_beside(source, self._with_figures) else None

    def of(self, figure: Stated) -> list[Stated]:
        """What shows a figure, in the order given."""
        if figure.source_deleted:
            return []
        place = figure.place
        beside = self._beside.get(place, []) if place else []
        own = [one for one in beside if one.measure in (figure.measure, None)]
        later = self._backed(figure.measure).get(place or id(figure), [])
        return [*own, *later]

    def _backed(self, measure: str | None) -> dict[str | int, list[Stated]]:
        """The messages that sources named later stand for, each with these sources."""
        if measure not in self._backing:
            found: dict[str | int, list[Stated]] = defaultdict(list)
            for source in self._later:
                if source.measure not in (measure, None):
                    continue
                latest = self._before(source, measure)
                if latest is not None:
                    found[latest.place or id(latest)].append(source)
            self._backing[measure] = found
        return self._backing[measure]

    def _before(self, source: Stated, measure: str | None) -> Stated | None:
        """The latest current figure said no later than a source; before it, where it is told to
        show none of its own message."""
        search = bisect_left if source.shows == BEFORE else bisect_right
        earlier = search(self._times.get(measure, []), _said(source))
        return self._latest[measure][earlier - 1] if earlier else None


def _with_figures(figures: Iterable[Stated]) -> set[_OfMeasure]:
    """The messages these figures stand in, each with their measures and with any."""
    places = [(fact.place, one) for fact in figures for one in (fact.measure, _ANY)]
    return set(places)


def _is_beside(source: Stated, figures: set[_OfMeasure]) -> bool:
    """Whether a source was named in a message with figures of its measure: one of the whole
    investment is beside any, and any is beside one of the whole.
    """
    measures = (_ANY,) if source.measure is None else (source.measure, None)
    return any((source.place, one) in figures for one in measures)


def tied(facts: Sequence[Stated]) -> list[Stated]:
    """The facts of messages as they go on record: each source named beside figures is told to show
    those, or none of them where they are all of other measures. What happens to the figures later
    then gives it no others.
    """
    figures = _with_figures(fact for fact in facts if fact.fact.slot in LEVELS)

    def told(fact: Stated) -> Stated:
        is_open = fact.fact.slot == "evidence" and fact.shows is None
        if not is_open or (fact.place, _ANY) not in figures:
            return fact
        shows = fact.place if _is_beside(fact, figures) else BEFORE
        return fact.model_copy(update={"shows": shows})

    return [told(fact) for fact in facts]


class Carried(NamedTuple):
    """A source of a figure that was put right, and the same as it shows the right one.

    `moves` is whether it shows nothing else: then the second takes the place of the first.
    """

    source: Stated
    now: Stated
    moves: bool


def carried(old: Stated, new: Stated, facts: Sequence[Stated]) -> list[Carried]:
    """The sources among these facts that showed a figure, for the one that is put in its place.

    None where the correction stands in the same message, or names a source of its own.
    """
    return [
        _carried(source, new, shown_beside)
        for source, shown_beside in _sources(old, new, facts)
        if source.shows != new.place
    ]


def _sources(old: Stated, new: Stated, facts: Sequence[Stated]) -> list[tuple[Stated, bool]]:
    """What showed a figure, each with whether it shows another one too."""
    if old.place == new.place:
        return []
    shown = Shown(facts)
    others = [one for one in facts if one.fact.slot in LEVELS and one is not old]
    also = {id(source) for one in others for source in shown.of(one)}
    return [(source, source.measure is None or id(source) in also) for source in shown.of(old)]


def _carried(source: Stated, new: Stated, shown_beside: bool) -> Carried:
    kept = {name: getattr(source, name) for name in Stated.model_fields}
    if isinstance(source, Recorded):
        kept["supersedes"] = None if shown_beside else source.id
    now = Stated(**kept | {"shows": new.place, "measure": new.measure})
    return Carried(source, now, not shown_beside)


def evidence_of(figure: Stated, facts: Sequence[Stated]) -> list[Stated]:
    """What shows one figure among these facts; `Shown` answers for many."""
    return Shown(facts).of(figure)


def is_bare_link(fact: Stated) -> bool:
    """Whether a source is only an address: where the report is, not which report it is."""
    ref = fact.fact.ref or ""
    return fact.fact.slot == "evidence" and ref.startswith(("http://", "https://"))


def told_once(facts: Iterable[Source]) -> list[tuple[Source, str | None]]:
    """Sources as they are told, each with where it is: a name and an address of one message are one
    source, where there is one of each.
    """
    every = list(facts)
    told: list[tuple[Source, str | None]] = []
    for one in every:
        beside = [each for each in every if one.place and each.place == one.place]
        links = [each for each in beside if is_bare_link(each)]
        is_pair = len(links) == 1 and len(beside) == 2
        if is_pair and is_bare_link(one):
            continue
        at = links[0] if is_pair else one
        told.append((one, at.fact.ref if is_bare_link(at) else None))
    return told


def _said(fact: Stated) -> datetime:
    return fact.said_at
