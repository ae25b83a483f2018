"""Cells: what stands in the row of a table, as facts about one measure."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from bot.advice import typed
from bot.benefits import periods, units
from bot.benefits.facts import LEVELS, LONGEST_QUOTE, Fact, Slot, Value
from bot.benefits.investment import Measure
from bot.ports import Reader

SLOTS: tuple[Slot, ...] = ("baseline", "target", "current", "owner", "evidence")
_DATES: dict[Slot, tuple[str, str]] = {
    "baseline": ("baseline_as_of", "as_of"),
    "current": ("current_as_of", "as_of"),
    "target": ("target_by", "by"),
}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_PEOPLE_WRITE = re.compile(r"(?P<quarter>Q[1-4])[ /-]?(?P<year>\d{4})", re.IGNORECASE)

Cells = Mapping[str, str]
"""By our names of columns."""


class RefusedError(ValueError):
    """A row that cannot be taken in; its words say why, for an operator. `said` is the key of what
    a person is told of it, `column` what it is about.
    """

    def __init__(self, words: str, said: str = "table_unread", column: str = "") -> None:
        super().__init__(words)
        self.said = said
        self.column = column


class Written(Value):
    """How a table is written, by whom and when."""

    by: str
    on: date
    decimal: Literal[".", ","] = "."


def facts_of(cells: Cells, measure: Measure, how: Written, reader: Reader) -> Iterator[Fact]:
    """What a row says of a measure. Raises RefusedError for a cell that cannot be read."""
    for slot in SLOTS:
        if written := cells.get(slot, ""):
            unit = units.tidy(cells["unit"]) if cells.get("unit") else measure.unit
            fact = _fact(slot, written, unit, measure, how, reader)
            yield fact.model_copy(update=_date(slot, cells))


def _fact(
    slot: Slot, written: str, unit: str | None, measure: Measure, how: Written, reader: Reader
) -> Fact:
    quote = written[:LONGEST_QUOTE]
    place: dict[str, Any] = {"slot": slot, "quote": quote, "start": 0, "end": len(quote)}
    if slot not in LEVELS:
        return Fact.model_validate(place | {"person" if slot == "owner" else "ref": quote})
    figure = _figure(written, how.decimal)
    if _NUMBER.fullmatch(figure) and math.isfinite(float(figure)):
        return Fact.model_validate(place | {"value": float(figure), "unit": unit})
    context = {"measure": measure.name, "unit": unit, "today": how.on, "sender": how.by}
    read = typed.fact_in(slot, figure, reader, **context)
    if read is None:
        raise RefusedError(f"{slot}: not a figure", "table_no_figure", slot)
    return read.model_copy(update=place)


def _figure(written: str, decimal: str) -> str:
    grouped, point = (".", ",") if decimal == "," else (",", ".")
    plain = re.sub(rf"(?<=\d)[{grouped} '](?=\d{{3}}(?!\d))", "", written.replace("\xa0", " "))
    return plain.replace(point, ".") if point != "." else plain


def _date(slot: Slot, cells: Cells) -> dict[str, str]:
    column, field = _DATES.get(slot, ("", ""))
    written = cells.get(column, "")
    if not written:
        return {}
    quarter = _PEOPLE_WRITE.fullmatch(written)
    period = f"{quarter['year']}-{quarter['quarter'].upper()}" if quarter else written
    if not periods.is_period(period):
        words = f"{column}: not a period such as 2026, 2026-Q1 or 2026-03-14"
        raise RefusedError(words, "table_no_period", column)
    return {field: period}
