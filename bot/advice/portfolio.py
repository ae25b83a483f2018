"""Portfolio: many investments rolled up: counts, the ladder, then what moved, page by page."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from bot.advice.standing import Missing, Placed, Standing
from bot.advice.tally import tally
from bot.advice.told import PARTS, Told, Worded, place, under
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.facts import Slot
from bot.benefits.investment import Investment
from bot.benefits.ladder import RUNGS, Rung

DETAILED = 3
"""Investments told in full, at most; more are rolled up."""

PAGE = 10
"""Lines a page shows, at most."""

NAMED = 3
"""Measures of an investment named in one line, at most."""


def rolled_up(found: Standing, told: Told, page: int) -> tuple[list[Part], int]:
    """The parts of one page, counted from 0, and how many lines follow after it.

    The first page begins with the counts. Only what is shown is worded.
    """
    gaps = told.apart(found.placed, found.gaps)
    lines = list(_lines(found, gaps, told))
    shown = [(under, say()) for under, say in lines[page * PAGE : (page + 1) * PAGE]]
    summary = _summary(found, told)
    parts = [
        Part(title=told.voice.say(key), lines=tuple(line for under, line in shown if under == key))
        for key in PARTS
    ]
    return (summary if page == 0 else []) + parts, max(0, len(lines) - (page + 1) * PAGE)


def _summary(found: Standing, told: Told) -> list[Part]:
    ladder: list[Line] = [rungs(found.placed, told)]
    if bare := [one for one in found.investments if not one.measures]:
        n = told.number(len(bare), "investments without a measure")
        ladder.append((Span(text=told.voice.say("without_measure", n=n)),))
    return [
        Part(title=told.voice.say("part_glance"), lines=tuple(_counts(found, told))),
        Part(title=told.voice.say("part_ladder"), lines=tuple(ladder)),
    ]


def rungs(placed: Sequence[Placed], told: Told) -> Line:
    """On how many of the measures stands how much."""
    met = Counter(rung for one in placed for rung in _met(one))
    steps = {rung: told.number(met[rung], f"measures {rung}") for rung in RUNGS[1:]}
    total = told.count("measures on record", placed)
    return (Span(text=told.voice.say("rungs", total=total, **steps)),)


def _met(one: Placed) -> list[Rung]:
    """Every rung it stands on, each judged alone."""
    at = one.position
    return [rung for rung in RUNGS[: RUNGS.index(at.ladder) + 1] if rung not in at.missing_below]


def _counts(found: Standing, told: Told) -> Iterator[Line]:
    """How many measures are counted as what."""
    for name, counted in tally(found.placed).items():
        title = told.voice.say(f"counted_{name}")
        n = told.count(title.lower(), counted)
        yield (Span(text=f"{title}: "), Span(text=n, strong=True))


def _lines(found: Standing, gaps: Sequence[Missing], told: Told) -> Iterator[tuple[str, Worded]]:
    """Every line with its part: what moved by measure, what nobody knows by investment."""
    for key in PARTS:
        if key != "part_unknown":
            for one in found.placed:
                yield from ((key, say) for say in told.told_under(key, one, told.in_short))
    yield from (("part_unknown", say) for say in _unknown(found, gaps, told))


def _unknown(found: Standing, gaps: Sequence[Missing], told: Told) -> Iterator[Worded]:
    """One line an investment: how many of its measures are not known, and what is missing; those
    of which all measures are known come last.
    """
    missing: dict[str, dict[Slot, None]] = {one.id: {} for one in found.investments}
    lacking: dict[str, dict[str, None]] = {one.id: {} for one in found.investments}
    for investment, asks, measure in gaps:
        missing[investment.id][asks] = None
        lacking[investment.id] |= {measure.name: None} if measure else {}
    unknown = defaultdict(list)
    for one in under("part_unknown", found.placed):
        unknown[one.investment.id].append(one)
    for investment in sorted(found.investments, key=lambda one: not unknown[one.id]):
        own, gone = unknown[investment.id], list(missing[investment.id])
        if own or gone:
            names = list(lacking[investment.id])
            yield partial(_not_known, investment, own, gone, names, told)


def _not_known(
    investment: Investment, own: Sequence[Placed], gone: list[Slot], names: list[str], told: Told
) -> Line:
    said = []
    if own:
        n = told.count("measures not known", own)
        said.append(told.voice.say("not_known_of", n=n, names=_names(own)))
    if worse := [one for one in own if one.position.verdict == "worse"]:
        said.append(told.voice.say("worse_by_latest", names=_names(worse)))
    said += [_missing(investment, gone, names, told)] if gone else []
    return (place(investment, None), Span(text=". ".join(said)))


def _missing(investment: Investment, gone: list[Slot], names: list[str], told: Told) -> str:
    """What is missing, and of which measures where it is not of all."""
    said = told.missing(gone)
    is_of_some = 0 < len(names) < len(investment.measures)
    return f"{said} ({_in_short(names)})" if is_of_some else said


def _names(own: Sequence[Placed]) -> str:
    return _in_short([one.measure.name for one in own])


def _in_short(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (", …" if more > 0 else "")
