"""Tables for a spreadsheet: where each measure stands, and the ledger. No cell is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bot.advice.report import report
from bot.benefits.facts import Fact
from bot.ports import Records, Voice

FIGURES = ("baseline", "current", "target")
FIGURE = ("value", "low", "high", "unit", "as_of")
POSITION = (
    "investment",
    "measure",
    *(f"{figure}.{key}" for figure in FIGURES for key in FIGURE),
    "current.evidence",
    "current.change",
    "current.change_unit",
    "owner",
    "verdict",
    "ladder",
)
"""The columns of a position: the keys of its JSON, those within a figure behind a point."""

SAID = ("id", "said_at", "author", "recorded_by", "recorded_at", "permalink", "supersedes")
FACT = tuple(name for name in Fact.model_fields if name not in ("start", "end"))
LEDGER = ("investment", "of_measure", *FACT, *SAID, "withdraws")
"""The columns of a fact: what was said, then who said and recorded it."""

_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def positions(workspace: str, records: Records, voice: Voice, now: datetime) -> Iterator[str]:
    """A line for each measure, as `improved --json` tells it, under a line of names."""
    yield _line(POSITION)
    for id in _investments(workspace, records):
        for one in report(workspace, None, "", records, voice, now, only=[id]).positions:
            yield _line(_flat(one.as_json()).get(key) for key in POSITION)


def ledger(workspace: str, records: Records) -> Iterator[str]:
    """A line for each fact, those of one investment after those of another, by message time."""
    yield _line(LEDGER)
    for id in _investments(workspace, records):
        with records.work(workspace) as work:
            investment, facts = work.investment(id), work.facts([id])
        if investment is None:
            continue
        for one in facts:
            measure = investment.measure(one.measure)
            said = {name: getattr(one.fact, name) for name in FACT}
            rest = {name: getattr(one, name) for name in (*SAID, "withdraws")}
            names = {"investment": investment.name, "of_measure": measure.name if measure else None}
            yield _line((names | said | rest).get(key) for key in LEDGER)


def _investments(workspace: str, records: Records) -> list[str]:
    with records.work(workspace) as work:
        return [one.id for one in work.investments()]


def _flat(position: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in position.items():
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": one for inner, one in value.items()}
        else:
            found[key] = value
    return found


def _line(cells: Iterable[Any]) -> str:
    """One line without its end; words that a spreadsheet would compute begin with an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(_cell(value) for value in cells)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    words = _UNSHOWN.sub("", value)
    return f"'{words}" if _FORMULA.match(words) else words
