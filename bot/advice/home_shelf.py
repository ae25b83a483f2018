"""The list of investments in a Home: filtered, searched, page by page."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from bot.advice.home_seen import Seen
from bot.advice.standing import Missing, Placed
from bot.advice.told import PARTS, Told
from bot.benefits.conversation import Line, Span
from bot.benefits.facts import Slot
from bot.benefits.gaps import stage_of
from bot.benefits.home import FILTERS, PAGE, Choice, Entry, Filter, Shelf, Wanted
from bot.benefits.investment import Investment, Measure, Stage
from bot.benefits.reading import NOTHING
from bot.ports import Voice

MEASURES = 3
"""Measures of an investment told in its entry, at most."""


def shelf(seen: Seen, wanted: Wanted, open: Collection[str], told: Told, voice: Voice) -> Shelf:
    """The page asked for, or the nearest there is, by name. `open` are the ids of the investments
    about which something is open or due.
    """
    list_of = _List(seen, open)
    chosen: Filter = wanted.filter or ("mine" if seen.mine else "all")
    fitting = [one for one in seen.found.investments if list_of.fits(one, chosen)]
    found = [one for one in fitting if _is_called(one, wanted.search)]
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    entries = (list_of.entry(one, told) for one in found[page * PAGE : (page + 1) * PAGE])
    return Shelf(
        title=voice.say("home_shelf"),
        entries=tuple(entries),
        shown=Wanted(filter=chosen, page=page, search=wanted.search),
        choices=tuple(_choice(one, voice) for one in FILTERS if one != "mine" or seen.mine),
        total=len(found),
        none="" if found else _none(fitting, wanted, voice),
    )


def _choice(filter: Filter, voice: Voice) -> Choice:
    return Choice(filter=filter, label=voice.say(f"home_filter_{filter}"))


def _none(fitting: Sequence[Investment], wanted: Wanted, voice: Voice) -> str:
    if fitting and wanted.search:
        return voice.say("home_none_found", name=wanted.search)
    return voice.say("home_none_fits")


def _is_called(one: Investment, search: str) -> bool:
    """Whether all that is looked for stands in its names, or all of it in those of a measure."""
    words = search.casefold().split()
    own = " ".join((one.name, *one.aliases)).casefold()
    named = (f"{own} {' '.join(each.names)}".casefold() for each in one.measures)
    return any(all(word in names for word in words) for names in (own, *named))


class _List:
    """What is told of each investment, by its id."""

    def __init__(self, seen: Seen, open: Collection[str]) -> None:
        self._seen = seen
        self._open = open
        self._placed = defaultdict[str, list[Placed]](list)
        self._gaps = defaultdict[str, list[Missing]](list)
        for placed in seen.found.placed:
            self._placed[placed.investment.id].append(placed)
        for gap in seen.found.gaps:
            self._gaps[gap[0].id].append(gap)

    def fits(self, one: Investment, filter: Filter) -> bool:
        """Whether an investment is one of those."""
        known = _FITS.get(filter)
        if known is not None:
            return known(self._placed[one.id])
        whole: Mapping[Filter, Callable[[], bool]] = {
            "mine": lambda: one.id in self._seen.mine,
            "all": lambda: True,
            "due": lambda: one.id in self._open,
            "not_known": lambda: self._is_unknown(one),
        }
        return whole[filter]() if filter in whole else self.stage(one) == filter

    def _is_unknown(self, one: Investment) -> bool:
        """What is not due yet is not missed."""
        unknown = set(PARTS["part_unknown"]) - {"not_due"}
        return not one.measures or any(
            each.position.verdict in unknown for each in self._placed[one.id]
        )

    def stage(self, one: Investment) -> Stage:
        """As set, else as its dates tell; nobody posts anything here."""
        return stage_of(one, NOTHING, self._seen.now.date())

    def entry(self, one: Investment, told: Told) -> Entry:
        """A line for each of the first measures, and one for what is not on record: of several,
        each says what it lacks itself.
        """
        placed = self._placed[one.id]
        more = len(placed) - MEASURES
        gaps = self._gaps[one.id]
        are_several = len(placed) > 1
        own = [_gone(gaps, each.measure) if are_several else [] for each in placed[:MEASURES]]
        lines = [
            (*_line(each, told), *_lacks(gone, told))
            for each, gone in zip(placed, own, strict=False)
        ]
        if more > 0:
            lines.append((Span(text=told.voice.say("home_and_more", n=str(more))),))
        if not placed:
            lines.append((Span(text=told.voice.say("home_no_measure")),))
        elif rest := [gap for gap in gaps if not (are_several and gap[2])]:
            lines.append((Span(text=f"{told.missing(_gone(rest))}."),))
        return Entry(
            id=one.id,
            name=one.name,
            channel=one.channel,
            stage=told.voice.say(f"home_stage_{self.stage(one)}"),
            lines=tuple(lines),
        )


_FITS: Mapping[Filter, Callable[[Sequence[Placed]], bool]] = {
    "improved": lambda placed: any(one.position.verdict == "improved" for one in placed),
    "worse": lambda placed: any(one.position.verdict == "worse" for one in placed),
}


def _line(one: Placed, told: Told) -> Line:
    """A measure: from, to, by how much, and how far that can be trusted."""
    at = one.position
    is_said = (at.verdict, at.ladder) == ("claimed_without_evidence", "claimed")
    rung = () if is_said else (Span(text=f" · {told.voice.say(f'rung_{at.ladder}')}"),)
    name = Span(text=f"{one.measure.name}: ", strong=True)
    judged = (
        (Span(text=f". {told.voice.say('verdict_improved')}"),) if at.verdict == "improved" else ()
    )
    return (name, *told.moved(one)[1:], *judged, *rung)


def _lacks(gone: Sequence[Slot], told: Told) -> Line:
    return (Span(text=f". {told.missing(gone)}"),) if gone else ()


def _gone(gaps: Sequence[Missing], of: Measure | None = None) -> list[Slot]:
    """What is missing, each once; of one measure, or of all."""
    return list(dict.fromkeys(asks for _, asks, measure in gaps if of in (None, measure)))
