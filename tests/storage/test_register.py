"""An existing benefits register: taken in by a mapping, whole or not at all."""

import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot.benefits.position import positions
from bot.errors import ExchangeError
from bot.reading.local import LocalReader
from storage.records import SqlRecords
from storage.register import import_register
from storage.register_map import RegisterMap, read_map
from storage.taking_in import Taken
from tests.builders import NOON, WORKSPACE

HOME = RegisterMap(channel="C1")
GERMAN = RegisterMap.model_validate(
    {
        "columns": {"investment": "Projekt", "measure": "Nutzen", "baseline": "Vorher"},
        "channel": "C1",
        "channel_is_private": False,
        "said_on": "2026-05-04",
        "delimiter": ";",
        "decimal": ",",
        "encoding": "cp1252",
    }
)
FULL = (
    "investment,measure,unit,better,baseline,baseline_as_of,current,current_as_of,"
    "target,target_by,owner,evidence\n"
    "CRM phase 2,quote-to-cash,days,lower,14,2026-Q1,9 days,2026-06,"
    "8,2026-Q4,Mei Tanaka,Salesforce report\n"
    "CRM phase 2,churn,%,lower,14%,Q1 2026,,,,,,\n"
)


@pytest.fixture(scope="module")
def reader() -> LocalReader:
    """Reads figures."""
    return LocalReader()


@pytest.fixture
def empty(engine: Engine) -> SqlRecords:
    """A record with nothing in it."""
    return SqlRecords(engine)


def taken(
    records: SqlRecords, table: str | bytes, reader: LocalReader, how: RegisterMap = HOME
) -> Taken:
    """What became of a table that U7 stands for."""
    file = io.BytesIO(table if isinstance(table, bytes) else table.encode())
    return import_register(file, how, records, WORKSPACE, "U7", reader, NOON)


def test_a_row_becomes_a_measure_with_its_figures(empty: SqlRecords, reader: LocalReader) -> None:
    """Before, now, aim, owner and source, each as it was written, said by who stands for it."""
    assert taken(empty, FULL, reader).added == {"investments": 1, "measures": 2, "facts": 6}
    with empty.work(WORKSPACE) as work:
        (one,) = work.investments()
        facts = work.facts([one.id])
    churn, cash = positions(one, facts, NOON)
    assert cash.verdict == "improved"
    assert cash.baseline is not None
    assert (cash.baseline.value, cash.baseline.unit, cash.baseline.as_of) == (14, "days", "2026-Q1")
    assert cash.target is not None
    assert cash.target.as_of == "2026-Q4"
    assert cash.owner == "Mei Tanaka"
    assert churn.baseline is not None
    assert (churn.baseline.value, churn.baseline.as_of) == (14, "2026-Q1")
    assert {fact.author for fact in facts} == {"U7"}
    assert (one.channel, one.channel_is_private) == ("C1", True)


def test_the_same_table_again_changes_nothing(empty: SqlRecords, reader: LocalReader) -> None:
    """A register is sent every quarter; what was in the last one is not doubled."""
    taken(empty, FULL, reader)
    again = taken(empty, FULL, reader)
    assert (again.added, again.same) == ({}, 6)


def test_a_register_that_goes_by_other_names_and_signs_is_understood(
    empty: SqlRecords, reader: LocalReader
) -> None:
    """Columns, separators, decimals and encoding are as the mapping says."""
    table = "Projekt;Nutzen;Vorher\nLager;Rücklaufzeit;1.234,5\n".encode("cp1252")
    assert taken(empty, table, reader, GERMAN).refused == ()
    with empty.work(WORKSPACE) as work:
        (one,) = work.investments()
        (fact,) = work.facts([one.id])
    assert (fact.fact.value, fact.fact.quote) == (1234.5, "1.234,5")
    assert fact.said_at.date() == date(2026, 5, 4)
    assert (one.measures[0].name, one.channel_is_private) == ("Rücklaufzeit", False)


BAD = {
    ",x,1": "investment: no name",
    "A,,1": "measure: no name",
    f"{'A' * 81},x,1": "investment: longer than 80 characters",
    "A,x,soon": "baseline: not a figure",
    "A,x,🙂": "baseline: not a figure",
    "A,x,1,lots,of,cells": "6 cells under 3 names",
    f"A,x,{'9' * 10_001}": "baseline: longer than 10,000 characters",
    f"A,x,{'9' * 400}": "baseline: not a figure",
}


@pytest.mark.parametrize("row", list(BAD), ids=lambda row: row[:20])
def test_a_bad_row_is_named_and_nothing_is_taken_in(
    empty: SqlRecords, reader: LocalReader, row: str
) -> None:
    """The good rows around it stay out too, until the table is mended."""
    table = f"investment,measure,baseline\nGood,one,1\n{row}\nGood,two,2\n"
    assert [(one.line, one.reason) for one in taken(empty, table, reader).refused] == [
        (3, BAD[row])
    ]
    assert empty.workspaces() == []


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("better", "up", "better: neither lower nor higher"),
        ("baseline_as_of", "spring", "baseline_as_of: not a period"),
    ],
)
def test_a_cell_outside_its_words_is_refused(
    empty: SqlRecords, reader: LocalReader, column: str, cell: str, reason: str
) -> None:
    """Nothing is guessed of it."""
    table = f"investment,measure,baseline,{column}\nA,x,1,{cell}\n"
    (refused,) = taken(empty, table, reader).refused
    assert refused.reason.startswith(reason)


def test_a_row_without_a_home_is_refused(empty: SqlRecords, reader: LocalReader) -> None:
    """Who may see an investment is decided by its channel."""
    (refused,) = taken(
        empty, FULL.splitlines()[0] + "\nA,x" + "," * 10, reader, RegisterMap()
    ).refused
    assert refused.reason.startswith("channel:")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "it has no column 'investment'"),
        ("a,b\n1,2\n", "it has no column 'investment'"),
        ("investment\nA\n", "it has no column 'measure'"),
    ],
)
def test_a_table_the_mapping_does_not_fit_is_refused_as_a_whole(
    empty: SqlRecords, reader: LocalReader, table: str, said: str
) -> None:
    """The column that is missing is named."""
    with pytest.raises(ExchangeError, match=said):
        taken(empty, table, reader)


def test_a_cell_in_quotation_marks_may_hold_lines_and_the_next_row_keeps_its_number(
    empty: SqlRecords, reader: LocalReader
) -> None:
    """A row is named by the line it begins in."""
    table = 'investment,measure,owner\nA,x,"Mei\nTanaka"\nA,,\n'
    assert [one.line for one in taken(empty, table, reader).refused] == [4]


def test_our_own_table_of_positions_is_no_formula_when_it_comes_back(
    empty: SqlRecords, reader: LocalReader
) -> None:
    """The apostrophe a spreadsheet needs is no part of the name."""
    taken(empty, "investment,measure\n'=A1,x\n", reader)
    with empty.work(WORKSPACE) as work:
        assert work.investments()[0].name == "=A1"


@pytest.mark.parametrize(
    "text",
    [
        "columns: {profit: Gewinn}",
        "decimal: x",
        "- a",
        "a: [",
        "encoding: klingon",
        "delimiter: ''",
    ],
)
def test_a_mapping_that_is_wrong_is_named(tmp_path: Path, text: str) -> None:
    """With the file and, where there is one, the entry."""
    path = tmp_path / "map.yaml"
    path.write_text(text)
    with pytest.raises(ExchangeError, match=r"map\.yaml"):
        read_map(path)


def test_the_command_takes_a_register_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an operator types it, on a machine that has no record yet."""
    from bot.__main__ import app

    monkeypatch.setenv("WHATIMPROVED_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "map.yaml").write_text("channel: C1\n")
    typed = ["import", "-", "--format", "csv", "--mapping", str(tmp_path / "map.yaml")]
    nobody = CliRunner().invoke(app, typed, input=FULL)
    assert nobody.exit_code == 2
    done = CliRunner().invoke(app, [*typed, "--by", "U7", "--workspace", "T1"], input=FULL)
    assert done.stdout == "Added: 6 facts, 1 investments, 2 measures.\n"
    again = CliRunner().invoke(app, [*typed, "--by", "U7"], input=FULL)
    assert again.stdout == "Added: nothing. On record before: 6.\n"
