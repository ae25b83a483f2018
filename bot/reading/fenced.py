"""Tables that people paste, read beside known measures: a measure a row, or a measure a column.

Between code marks blanks part the columns, and what stands there is read nowhere else; outside of
them bars do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.benefits.facts import LEVELS, LONGEST_QUOTE, Fact, Slot
from bot.benefits.periods import last_day
from bot.benefits.reading import Known
from bot.reading import named, people, tables, when
from bot.reading.markup import Page

READ = 8_000
"""Characters of a message that a table is looked for in."""

_FENCE = re.compile(r"```(?:[a-z]{0,12}\n)?(?P<body>.*?)(?:```|\Z)", re.DOTALL)
_BARRED = re.compile(r"(?:^[^\n|]*\|[^\n]*(?:\n|\Z)){2,}", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\s|](?:[^\n|\t ]| (?! ))*")
_RULE = re.compile(r"[\s|:=+_-]*")
_DUE = re.compile(r"\b(?:by|due|until|deadline|when)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:as\s+of|period|measured|month|taken)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    """The cells of a line, each with its words, and where the line stands."""

    cells: tuple[str, ...]
    start: int
    end: int


def find(page: Page, known: Sequence[Known], at: date | None) -> list[Fact]:
    """The facts of all rows that name a known measure, under headings that say what is what."""
    if not known:
        return []
    fences = [[*_rows(page.raw, *one.span("body"))] for one in _FENCE.finditer(page.raw[:READ])]
    barred = [[*_rows(page.plain, *one.span())] for one in _BARRED.finditer(page.plain[:READ])]
    tables = [(one[0], one[1:]) for one in (*fences, *barred) if len(one) > 1]
    return [
        fact
        for heading, rows in tables
        for fact in (
            *_by_row(page, heading, rows, known, at),
            *_by_column(page, heading, rows, known, at),
        )
    ]


def _by_column(
    page: Page, heading: _Row, rows: Sequence[_Row], known: Sequence[Known], at: date | None
) -> Iterator[Fact]:
    """A measure at the head of each column, and beside each row when it held: "Oct | 27 days"."""
    dated = {n: when.find(row.cells[0], at) for n, row in enumerate(rows)}
    periods = {n: one[0].back for n, one in dated.items() if len(one) == 1 and one[0].back}
    periods = {n: one for n, one in periods.items() if _is_bare(rows[n].cells[0], dated[n][0])}
    parts = {n: tables.part_of(row.cells[0]) for n, row in enumerate(rows) if n not in periods}
    told = {
        n: slot
        for n, slot in parts.items()
        if slot in LEVELS and not named.find(rows[n].cells[0], known)
    }
    for place, words in enumerate(heading.cells):
        mentions = named.find(words, known) if place else []
        if len({one.known.name for one in mentions}) == 1:
            measure = mentions[0].known
            for n, slot in {**told, **_told_by(periods, measure)}.items():
                if place < len(rows[n].cells):
                    today = at.isoformat() if at and slot == "current" else None
                    yield from _fact(
                        page, rows[n], place, slot, measure, None, periods.get(n) or today
                    )


def _by_row(
    page: Page, heading: _Row, rows: Sequence[_Row], known: Sequence[Known], at: date | None
) -> Iterator[Fact]:
    columns = _columns(heading)
    due = next((n for n, words in enumerate(heading.cells) if n and _DUE.search(words)), None)
    periods = {} if any(slot in LEVELS for slot in columns.values()) else _periods(heading, at)
    if not periods and not any(slot in LEVELS for slot in columns.values()):
        return
    for row in rows:
        mentions = named.find(row.cells[0], known)
        if len({one.known.name for one in mentions}) == 1:
            measure, by = mentions[0].known, _due(row, due, at)
            for place, slot in {**columns, **_told_by(periods, measure)}.items():
                if place < len(row.cells):
                    head = heading.cells[place] if place < len(heading.cells) else ""
                    dated = next(iter(when.find(head, at)), None)
                    today = at.isoformat() if at and slot == "current" else None
                    own = _held(heading, row, place, columns, at)
                    then = own or periods.get(place) or (dated.back if dated else None) or today
                    until = by or (dated.ahead if dated else None)
                    yield from _fact(page, row, place, slot, measure, until, then)


def _periods(heading: _Row, at: date | None) -> dict[int, str]:
    """The columns headed by when a figure held, and by nothing else: "Jan", "2026-Q1"."""
    found: dict[int, str] = {}
    for place, words in enumerate(heading.cells):
        dated = when.find(words, at) if place else []
        if len(dated) == 1 and dated[0].back and _is_bare(words, dated[0]):
            found[place] = dated[0].back
    return found


def _is_bare(words: str, dated: when.When) -> bool:
    """Whether a cell holds a period and nothing else."""
    return not re.search(r"\w", words[: dated.start] + words[dated.end :])


def _told_by(periods: Mapping[int, str], measure: Known) -> dict[int, Slot]:
    """What columns of periods hold: the last one before go-live the baseline, those since then
    figures; of a measure that has no go-live only the latest counts.
    """
    ordered = sorted(periods, key=lambda place: last_day(periods[place]))
    if measure.go_live is None:
        return dict.fromkeys(ordered[-1:], "current")
    before = [place for place in ordered if last_day(periods[place]) < measure.go_live]
    since = [place for place in ordered if place not in before]
    slots: dict[int, Slot] = dict.fromkeys(since, "current")
    return slots | dict.fromkeys(before[-1:], "baseline")


def _rows(text: str, start: int, end: int) -> Iterator[_Row]:
    for line in _LINE.finditer(text, start, end):
        if _RULE.fullmatch(line[0]):
            continue
        if "|" in line[0]:
            found = line[0].strip().removeprefix("|").removesuffix("|").split("|")
        else:
            found = _CELL.findall(line[0])
        words = tuple(one.strip() for one in found)
        if len(words) > 1 and any(words):
            left = line.start() + len(line[0]) - len(line[0].lstrip("| \t"))
            yield _Row(words, left, line.start() + len(line[0].rstrip("| \t")))


def _columns(heading: _Row) -> Mapping[int, Slot]:
    parts = {place: tables.part_of(words) for place, words in enumerate(heading.cells) if place}
    return {place: slot for place, slot in parts.items() if slot}


def _held(
    heading: _Row, row: _Row, place: int, columns: Mapping[int, Slot], at: date | None
) -> str | None:
    """When a cell's figure held, where the next column is of that: "Baseline | As of"."""
    after = place + 1
    if after >= min(len(heading.cells), len(row.cells)) or after in columns:
        return None
    dated = when.find(row.cells[after], at) if _HELD.search(heading.cells[after]) else []
    return dated[0].back if len(dated) == 1 else None


def _due(row: _Row, column: int | None, at: date | None) -> str | None:
    if column is None or column >= len(row.cells):
        return None
    return next((one.ahead for one in when.find(row.cells[column], at) if one.ahead), None)


def _fact(
    page: Page,
    row: _Row,
    place: int,
    slot: Slot,
    measure: Known,
    by: str | None,
    then: str | None,
) -> Iterator[Fact]:
    words, end = row.cells[place], min(row.end, row.start + LONGEST_QUOTE)
    stands = {"quote": page.quote(row.start, end), "start": row.start, "end": end}
    if slot == "owner" and (who := people.said(words)):
        yield Fact(slot=slot, person=who, measure=measure.name, **stands)
    elif slot == "evidence":
        yield Fact(slot=slot, ref=words, measure=measure.name, **stands)
    elif slot in LEVELS and (figure := tables.figure(words)):
        yield Fact(
            slot=slot,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            approx=figure.approx,
            bound=figure.bound,
            unit=figure.unit or measure.unit,
            as_of=then if slot != "target" else None,
            by=by if slot == "target" else None,
            measure=measure.name,
            **stands,
        )
