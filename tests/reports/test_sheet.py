"""Tables for a spreadsheet: every cell is what it says, and none is computed."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.advice.report import report
from bot.reports import sheet
from bot.voice.plain import PlainVoice
from prompts.templates import load_texts
from storage.records import SqlRecords
from tests.builders import (
    NOON,
    WORKSPACE,
    a_database,
    a_fact,
    a_record,
    an_investment,
)

VOICE = PlainVoice(load_texts())


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqlRecords]:
    """A record of one investment."""
    with a_database(tmp_path) as engine:
        found = SqlRecords(engine)
        with found.work(WORKSPACE) as work:
            work.add_investment(an_investment(name="=1+1", aliases=("x",)), "U1", NOON)
            work.append(a_record(fact=a_fact(quote='21 "days",\nor so')))
            work.append(a_record("f2", a_fact("current", None, "down 5", change=-5, unit=None)))
            work.commit()
        yield found


def read(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The rows as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def test_a_position_s_cells_are_those_of_the_answer(records: SqlRecords) -> None:
    """The same figures, under the names of the JSON."""
    (row,) = read(sheet.positions(WORKSPACE, records, VOICE, NOON))
    told = report(WORKSPACE, None, "", records, VOICE, NOON).positions[0].as_json()
    assert row["baseline.value"] == str(told["baseline"]["value"]) == "21"
    assert row["verdict"] == told["verdict"]
    assert row["current.change"] == "-5"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_no_cell_can_be_a_formula(words: str) -> None:
    """Who opens the table in a spreadsheet runs nothing that somebody typed in Slack."""
    assert sheet._cell(words).startswith("'")


def test_a_number_stays_a_number() -> None:
    """A loss is not quoted: it can be added up."""
    assert sheet._cell(-5) == -5


def test_the_ledger_has_a_row_a_fact_with_its_words(records: SqlRecords) -> None:
    """Commas, quotation marks and line ends stand within their cell."""
    first, second = read(sheet.ledger(WORKSPACE, records))
    assert first["quote"] == '21 "days",\nor so'
    assert first["investment"] == "'=1+1"
    assert first["of_measure"] == "claim handling time"
    assert (second["id"], second["change"]) == ("f2", "-5.0")
