"""Pasted: a small table somebody put into a message, cell by cell under our names of columns."""

import csv
import html
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from bot.benefits.facts import LEVELS, Value

MOST = 40
"""Rows that are read of one message."""

LONGEST = 300
"""Characters of a cell."""

_LOOKED_AT = 20_000
_LEADS = 4
"""So many lines may stand above a table."""

_DELIMITERS = ("\t", "|", ";", ",")
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("baseline_as_of", r"baseline[ _](?:as[ _]of|date|on|from|period)"),
    ("current_as_of", r"(?:(?:current|now|actual)[ _])?(?:as[ _]of|date|when|measured on|period)"),
    ("target_by", r"(?:target[ _](?:by|date|due)|by|due|deadline)"),
    ("investment", r"investment|project|programme|program|initiative"),
    ("measure", r"measure|metric|kpi|indicator|outcome|what"),
    ("unit", r"units?"),
    ("better", r"better|direction"),
    ("baseline", r"baseline|before|was|previous(?:ly)?|old|start"),
    ("target", r"target|goal|aim|objective|planned?"),
    ("current", r"current|now|after|actual|latest|today|result|new"),
    ("owner", r"(?:outcome )?owner|accountable|responsible"),
    ("evidence", r"source|evidence|report|link"),
)
_LINK = re.compile(r"<(?P<url>https?://[^<>|\s]+)(?:\|[^<>]*)?>")
_RULE = re.compile(r"^[\s|:+-]+$")
_COMMA = re.compile(r"^\D{0,3}\d{1,3},\d{1,2}\D{0,20}$")


class Row(Value):
    """A row by its number, the heading not counted, and by its measure or what stands `first`;
    `cells` by our names, None where it has more cells than the heading names.
    """

    number: int
    first: str
    cells: dict[str, str] | None


class Pasted(Value):
    """A table; `names` are its own of our columns, `left_out` is whether it has more rows than are
    read.
    """

    rows: tuple[Row, ...]
    names: dict[str, str]
    decimal: Literal[".", ","] = "."
    left_out: bool = False


def pasted(text: str) -> Pasted | None:
    """The table in a message; None where there is none with a measure and a figure to each row."""
    lines = [line for line in _plain(text).splitlines() if line.strip() and not _RULE.match(line)]
    for at, line in enumerate(lines[: _LEADS + 1]):
        for delimiter in _DELIMITERS:
            heading = _split(line, delimiter)
            columns = _headings(heading)
            if columns is not None:
                names = dict(zip(columns, heading, strict=True))
                return _table(lines[at + 1 :], delimiter, columns, names)
    return None


def _plain(text: str) -> str:
    """As it was typed: without the marks of a code block, links by their address alone."""
    bare = text[:_LOOKED_AT].replace("```", "\n")
    return html.unescape(_LINK.sub(lambda found: found["url"], bare))


def _split(line: str, delimiter: str) -> list[str]:
    if delimiter == "|":
        return [one.strip() for one in line.strip().strip("|").split("|")]
    try:
        cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        cells = line.split(delimiter)
    return [one.strip() for one in cells]


def _headings(cells: Sequence[str]) -> list[str] | None:
    """Our name for each column, empty for one we do not know; None where it is no heading."""
    found = [_column(cell) for cell in cells]
    named = [one for one in found if one]
    is_one = "measure" in named and bool(LEVELS & {*named}) and len(set(named)) == len(named)
    return found if is_one else None


def _column(cell: str) -> str:
    said = " ".join(cell.casefold().replace("*", " ").split())
    known = (name for name, pattern in _COLUMNS if re.fullmatch(pattern, said) or name == said)
    return next(known, "")


def _table(
    lines: Sequence[str], delimiter: str, columns: Sequence[str], names: dict[str, str]
) -> Pasted | None:
    split = [_split(line, delimiter) for line in lines if delimiter in line]
    if not split:
        return None
    rows = tuple(_rows(split[:MOST], columns))
    is_comma = delimiter != "," and any(_COMMA.match(cell) for cells in split for cell in cells)
    return Pasted(
        rows=rows,
        names=names,
        decimal="," if is_comma else ".",
        left_out=len(split) > MOST,
    )


def _rows(split: Sequence[Sequence[str]], columns: Sequence[str]) -> Iterator[Row]:
    for number, cells in enumerate(split, 1):
        found = {
            name: cell[:LONGEST]
            for name, cell in zip(columns, cells, strict=False)
            if name and cell
        }
        fits = len(cells) <= len(columns)
        first = found.get("measure", cells[0])[:80]
        yield Row(number=number, first=first, cells=found if fits else None)
