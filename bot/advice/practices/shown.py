"""Shown: what the practices add to an answer, below what improved."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from bot.advice.figures import Figures
from bot.advice.portfolio import DETAILED
from bot.advice.practices.practised import Practised, Told
from bot.advice.practices.table import PRACTICES
from bot.advice.standing import Standing
from bot.benefits.conversation import Line, Part, Span
from bot.benefits.entries import Entry, counting
from bot.ports import Voice, Work

MOST = 6
"""Lines a practice has in an answer, at most: it is read in ten seconds."""


FIRST = frozenset({"barriers"})
"""Practices told on the first page of an answer that folds: what is in the way."""


class Shown(NamedTuple):
    """What is told at once, and what may be folded away."""

    first: list[Part]
    rest: list[Part]


def parts(
    work: Work,
    found: Standing,
    figures: Figures,
    now: datetime,
    until: date | None = None,
    reader: str = "",
) -> Shown:
    """A part of each practice that has something to tell of these investments; of many, one part
    with a line of each. What was said after `until` is left out; `reader` is who asked.

    Everything said is read once, in the work opened for who reads it.
    """
    voice = figures.voice
    said = work.entries([one.id for one in found.investments])
    kept = [one for one in said if until is None or one.said_at.date() <= until]
    of_each: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in counting(kept):
        of_each[one.practice].append(one)

    def told(name: str) -> Told:
        return Told(found, of_each[name], voice, now, work, figures, until, reader)

    if len(found.investments) <= DETAILED:
        of = [(name, _short(part, voice)) for name, part in _parts(told) if part.lines]
        first = [part for name, part in of if name in FIRST]
        return Shown(first, [part for name, part in of if name not in FIRST])
    lines = tuple(_lines(told))
    return Shown([Part(title=voice.say("part_practices"), lines=lines)] if lines else [], [])


def _parts(told: Callable[[str], Told]) -> Iterator[tuple[str, Part]]:
    for name, one in _rows():
        part = one.part(told(name)) if one.part else None
        if part is not None:
            yield name, part


def _lines(told: Callable[[str], Told]) -> Iterator[Line]:
    for name, one in _rows():
        line = one.line(told(name)) if one.line else None
        if line:
            yield line


def _rows() -> Iterator[tuple[str, Practised]]:
    yield from PRACTICES.items()


def _short(part: Part, voice: Voice) -> Part:
    if len(part.lines) <= MOST:
        return part
    more = voice.say("and_more", n=str(len(part.lines) - MOST + 1))
    return part.model_copy(update={"lines": (*part.lines[: MOST - 1], (Span(text=more),))})
