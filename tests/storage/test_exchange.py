"""Export and import: what goes out comes in again, equal, whole or not at all."""

import io
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select

from bot.errors import ExchangeError
from storage import tables
from storage.exchange import export_lines
from storage.importing import import_lines
from storage.lines import BACKUP, EVERYTHING, RECORD, columns
from storage.records import SqlRecords
from storage.survey import LONGEST_LINE
from storage.taking_in import Taken
from tests.builders import (
    NOON,
    WORKSPACE,
    a_database,
    a_fact,
    a_noticed,
    a_proposal,
    a_question,
    a_record,
    a_sending,
    an_investment,
)
from tests.storage.random_rows import records as random_records


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows by table, whatever their order."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (dict(row) for row in connection.execute(select(*columns(table))).mappings()),
                key=repr,
            )
            for table in RECORD
        }


def empty(engine: Engine) -> None:
    """Remove every row."""
    with engine.begin() as connection:
        for table in reversed(EVERYTHING):
            connection.execute(delete(table))


def fill(engine: Engine, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Put these rows into the tables."""
    with engine.begin() as connection:
        for table in RECORD:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])


def exported(engine: Engine, *workspaces: str) -> list[str]:
    """The lines of an export."""
    return list(export_lines(engine, "export", workspaces))


def imported(engine: Engine, lines: list[str]) -> Taken:
    """What became of these lines."""
    return import_lines(engine, io.BytesIO("".join(f"{one}\n" for one in lines).encode()), ())


@pytest.fixture
def filled(records: SqlRecords) -> SqlRecords:
    """A record with something in it, and a post on its way."""
    with records.work(WORKSPACE) as work:
        work.append(a_record(fact=a_fact(quote="21 days \x00 \U0001f600 \u2028")))
        work.notice("c1", a_noticed())
        work.ask(a_question())
        work.propose(a_proposal())
        work.send(a_sending(), NOON)
        work.commit()
    return records


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=random_records(), order=st.randoms(use_true_random=False))
def test_what_is_exported_imports_to_an_equal_record(
    engine: Engine, rows: dict[str, list[dict[str, Any]]], order: random.Random
) -> None:
    """Every table of the record, any values, the lines in any order; a second time adds nothing."""
    empty(engine)
    fill(engine, rows)
    before, lines = everything(engine), exported(engine)
    assert exported(engine) == lines
    order.shuffle(lines)
    empty(engine)
    taken = imported(engine, lines)
    assert taken.refused == ()
    assert everything(engine) == before
    assert not any(imported(engine, lines).added.values())
    assert everything(engine) == before


def test_an_export_holds_nothing_that_is_under_way(engine: Engine, filled: SqlRecords) -> None:
    """Events and posts are no part of the record; its rows are counted in the first line."""
    head, *rows = exported(engine)
    assert {json.loads(row)["table"] for row in rows} == {
        "investments", "measures", "facts", "claims", "questions", "proposals"
    }  # fmt: skip
    assert sum(json.loads(head)["rows"].values()) == len(rows)


def test_one_workspace_is_exported_without_the_other(engine: Engine, filled: SqlRecords) -> None:
    """What is asked for goes out, and nothing of anybody else's."""
    with filled.work("T2") as work:
        work.add_investment(an_investment(name="Theirs"), "U2", NOON)
        work.commit()
    lines = exported(engine, "T2")
    assert len(lines) == 3
    assert all(json.loads(one)["workspace"] == "T2" for one in lines[1:])


def test_the_same_rows_again_change_nothing(engine: Engine, filled: SqlRecords) -> None:
    """An import into the record it came from is harmless."""
    before = everything(engine)
    taken = imported(engine, exported(engine))
    assert (taken.refused, taken.same) == ((), 6)
    assert everything(engine) == before


def test_a_different_row_under_a_key_on_record_is_refused_by_its_line(
    engine: Engine, filled: SqlRecords
) -> None:
    """The record is never written over; nothing else of the file is kept either."""
    before, lines = everything(engine), exported(engine)
    number = next(n for n, one in enumerate(lines) if '"table":"facts"' in one)
    changed = json.loads(lines[number])
    changed["fact"]["value"] = 99
    lines[number] = json.dumps(changed)
    lines.append(json.dumps(changed | {"id": "f2"}))
    taken = imported(engine, lines)
    assert [(one.line, one.reason) for one in taken.refused] == [
        (number + 1, "another row is on record under its key; fact differs")
    ]
    assert everything(engine) == before


def test_two_different_rows_of_one_file_under_one_key_are_refused(
    engine: Engine, filled: SqlRecords
) -> None:
    """A file that contradicts itself is not taken in, wherever the two stand."""
    lines = exported(engine)
    fact = next(json.loads(one) for one in lines if '"table":"facts"' in one)
    empty(engine)
    taken = imported(engine, [*lines, json.dumps(fact | {"author": "U2"})])
    assert [one.line for one in taken.refused] == [len(lines) + 1]
    assert not any(everything(engine).values())


BROKEN = {
    "no json": "not JSON",
    "[1]": "not an object",
    '{"table": "facts", "id": NaN}': "not JSON",
    '{"table": "secrets"}': "it names no table of the record",
    '{"table": "outbox", "key": "k"}': "it names no table of the record",
    '{"table": "investments", "workspace": "T1"}': "id is missing",
    '{"table": "edits", "workspace": "T1", "channel": "C", "ts": "1", "at": "2026-01-01"}': (
        "at: a time without a zone"
    ),
    '{"table": "edits", "workspace": "T1", "channel": "C", "ts": 1}': "ts: not of the kind str",
    '{"table": "edits", "workspace": "T\\u0000", "channel": "C"}': (
        "workspace: holds a control character"
    ),
    '{"table": "edits", "colour": "red"}': "edits has no column 'colour'",
    "[" * 100_000: "not JSON",
    '{"table": "' + "x" * LONGEST_LINE: f"longer than {LONGEST_LINE:,} bytes",
}


@pytest.mark.parametrize("line", list(BROKEN), ids=lambda line: line[:30])
def test_a_broken_line_is_named_with_its_reason(
    engine: Engine, filled: SqlRecords, line: str
) -> None:
    """Whoever made the file can mend it; the lines around are counted rightly."""
    lines = exported(engine)
    empty(engine)
    taken = imported(engine, [*lines[:2], line, "", *lines[2:]])
    assert [(one.line, one.reason) for one in taken.refused] == [(3, BROKEN[line])]
    assert not any(everything(engine).values())


def test_what_a_model_refuses_is_named_by_its_field(engine: Engine, filled: SqlRecords) -> None:
    """The reason leads to the field within the column."""
    lines = exported(engine)
    number = next(n for n, one in enumerate(lines) if '"table":"facts"' in one)
    fact = json.loads(lines[number])
    fact["fact"]["slot"] = "colour"
    lines[number] = json.dumps(fact)
    empty(engine)
    (refused,) = imported(engine, lines).refused
    assert refused.line == number + 1
    assert refused.reason.startswith("fact.slot: Input should be")


def test_a_row_whose_investment_is_nowhere_is_refused(engine: Engine, filled: SqlRecords) -> None:
    """A fact about nothing is no fact."""
    lines = [one for one in exported(engine)[1:] if '"table":"investments"' not in one]
    empty(engine)
    taken = imported(engine, lines)
    assert len(taken.refused) == taken.refused_in_all == 5
    assert taken.refused[0].reason == "it refers to a row of investments that is not there"


def test_a_file_that_was_cut_off_is_refused(engine: Engine, filled: SqlRecords) -> None:
    """Half of a record is none."""
    lines = exported(engine)
    empty(engine)
    (refused,) = imported(engine, lines[:-1]).refused
    assert refused.line == 0
    assert re.fullmatch(r"1 rows of \w+ are missing; was the file cut off\?", refused.reason)
    assert not any(everything(engine).values())


def test_a_file_of_another_kind_is_refused_as_a_whole(engine: Engine, filled: SqlRecords) -> None:
    """A backup is restored, not imported; a file of a later version is not guessed at."""
    backup = list(export_lines(engine, "backup"))
    with pytest.raises(ExchangeError, match="another kind"):
        imported(engine, backup)
    with pytest.raises(ExchangeError, match="another version"):
        imported(engine, ['{"whatimproved":"export","format":2,"rows":{}}'])


def test_nothing_at_all_is_taken_in_from_an_empty_file(engine: Engine) -> None:
    """No lines are no mistake."""
    assert imported(engine, []).refused == ()


def test_of_very_many_refused_lines_some_are_named_and_all_counted(engine: Engine) -> None:
    """A file of the wrong kind does not fill the screen or the memory."""
    taken = imported(engine, ["{}"] * 2_000)
    assert len(taken.refused) == 1_000
    assert taken.refused_in_all == 2_000


def test_others_may_write_while_an_export_goes_out(engine: Engine, filled: SqlRecords) -> None:
    """An export shows one moment, and the bot goes on working."""
    from storage.database import open_engine

    going_out = export_lines(engine, "export")
    next(going_out)
    other = open_engine(engine.url.render_as_string(hide_password=False))
    with SqlRecords(other).work(WORKSPACE) as work:
        work.append(a_record("f2"))
        work.commit()
    other.dispose()
    assert sum('"table":"facts"' in line for line in going_out) == 1


def test_every_table_but_the_queues_is_exported() -> None:
    """A table added to the record goes out with it; what is secret or passing is in no backup."""
    assert {*EVERYTHING} - {*RECORD} == {tables.inbox, tables.outbox, tables.lanes, tables.due}
    secret = {tables.installations, tables.oauth_states}
    passing = {tables.model_uses, tables.model_answers}
    assert {*tables.metadata.sorted_tables} - {*EVERYTHING} == secret | passing
    assert {*BACKUP} - {*EVERYTHING} == {tables.installations}
    held = {one.name for one in columns(tables.installations)}
    assert held == {"workspace", "through", "installed_at", "removed_at", "purged_at"}


def _peak(engine: Engine, rows: int) -> int:
    """The most memory that so many facts took on their way out and in again."""
    import tracemalloc
    from tempfile import TemporaryFile

    empty(engine)
    with SqlRecords(engine).work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        for number in range(rows):
            work.append(a_record(f"f{number}"))
        work.commit()
    with TemporaryFile() as file:
        tracemalloc.start()
        try:
            file.writelines(f"{line}\n".encode() for line in export_lines(engine, "export"))
            empty(engine)
            assert import_lines(engine, file, ()).added["facts"] == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_a_large_record_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    """Three times the facts stream through the same room."""
    with a_database(tmp_path) as engine:
        _peak(engine, 100)
        assert _peak(engine, 2_400) < 1.5 * _peak(engine, 800)
