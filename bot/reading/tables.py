"""Tables of figures: the heading row gives each cell its part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.benefits.facts import Fact, Slot
from bot.reading import dates, people, quantities, titles
from bot.reading.markup import Page
from bot.reading.statements import Statement

_HEADINGS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    (
        "baseline",
        re.compile(
            r"\b(?:baseline|before|was|previous(?:ly)?|pre-?\w*|old|start(?:ing)?)\b", re.IGNORECASE
        ),
    ),
    ("target", re.compile(r"\b(?:target|goal|aim|objective|planned)\b", re.IGNORECASE)),
    (
        "current",
        re.compile(
            r"\b(?:current|now|after|actual|latest|result|today|post-?\w*|achieved|to\s+date|"
            r"end\s+of)\b",
            re.IGNORECASE,
        ),
    ),
    ("owner", re.compile(r"\b(?:owner|accountable|responsible|lead|dri)\b", re.IGNORECASE)),
    ("evidence", re.compile(r"\b(?:source|evidence)\b", re.IGNORECASE)),
)
_IN_BRACKETS = re.compile(r"\((?P<unit>[^()]{1,20})\)|(?P<percent>%)")


@dataclass(frozen=True)
class _Cell:
    text: str
    start: int
    end: int


def headings(row: Statement) -> dict[int, Slot] | None:
    """Which column holds what; None where a row is no such heading."""
    if re.search(r"\d", row.text.replace("Q", "")) and not re.search(
        r"baseline|target", row.text, re.IGNORECASE
    ):
        return None
    found: dict[int, Slot] = {}
    for place, cell in enumerate(_cells(row)):
        slot = part_of(cell.text)
        if slot and place:
            found[place] = slot
    return found or None


def part_of(heading: str) -> Slot | None:
    """What a column holds, by the words at its head."""
    return next((slot for slot, pattern in _HEADINGS if pattern.search(heading)), None)


def find(page: Page, row: Statement, columns: dict[int, Slot], at: date | None) -> list[Fact]:
    """The facts of one row; its first cell names the measure."""
    cells = list(_cells(row))
    if not cells:
        return []
    name = titles.tidy(_IN_BRACKETS.sub("", cells[0].text))
    unit = _unit(cells[0].text)
    return [
        fact
        for place, slot in columns.items()
        if place < len(cells) and (fact := _fact(page, cells[place], slot, name, unit, at))
    ]


def _cells(row: Statement) -> Iterator[_Cell]:
    offset = 0
    for part in row.text.removesuffix("|").split("|"):
        words = part.strip()
        start = offset + len(part) - len(part.lstrip())
        yield _Cell(words, *row.span(start, start + len(words)))
        offset += len(part) + 1


def _unit(words: str) -> str | None:
    """The unit that a measure's name carries: "Lead time (days)", "Right first time %"."""
    found = _IN_BRACKETS.search(words)
    if found is None:
        return None
    return "%" if found["percent"] or found["unit"] == "%" else found["unit"].lower()


def _fact(
    page: Page, cell: _Cell, slot: Slot, name: str | None, unit: str | None, at: date | None
) -> Fact | None:
    quote = page.quote(cell.start, cell.end)
    if slot == "owner":
        who = people.said(quote)
        return (
            Fact(slot=slot, person=who, quote=quote, start=cell.start, end=cell.end)
            if who
            else None
        )
    if slot == "evidence":
        ref = cell.text or None
        return (
            Fact(slot=slot, ref=ref, quote=quote, start=cell.start, end=cell.end) if ref else None
        )
    found = figure(cell.text)
    if found is None:
        return None
    period = at.isoformat() if at and slot == "current" else None
    return Fact(
        slot=slot,
        value=found.value,
        low=found.low,
        high=found.high,
        approx=found.approx,
        bound=found.bound,
        unit=found.unit or unit,
        as_of=period,
        measure=name,
        quote=quote,
        start=cell.start,
        end=cell.end,
    )


def figure(words: str) -> quantities.Quantity | None:
    """The one amount of a cell; None where there is none, or more."""
    found: Sequence[quantities.Quantity] = quantities.find(
        words, [(one.start, one.end) for one in dates.find(words)]
    )
    return found[0] if len(found) == 1 else None
