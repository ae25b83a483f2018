"""Opening and migrating a database."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.errors import RecordsError
from storage import tables
from storage.database import migrate, open_engine
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, a_record, an_investment


def test_the_migrated_database_is_the_one_the_tables_describe(engine: Engine) -> None:
    """No migration was forgotten: schema and tables differ in nothing alembic can see."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, tables.metadata) == []


def test_the_indexes_of_what_waits_hold_only_what_waits(engine: Engine) -> None:
    """The rows still to be done are found without reading those ever done."""
    for table in ("inbox", "outbox"):
        waiting = [
            index
            for index in inspect(engine).get_indexes(table)
            if index["name"] == f"ix_{table}_waiting"
        ]
        options = waiting[0]["dialect_options"]
        assert options[f"{engine.dialect.name}_where"] is not None


def test_every_table_can_be_searched_by_workspace(engine: Engine) -> None:
    """The primary key or an index of each begins with the workspace; states belong to none yet."""
    seen = inspect(engine)
    for table in tables.metadata.tables.keys() - {"oauth_states"}:
        leading: set[str | None] = {seen.get_pk_constraint(table)["constrained_columns"][0]}
        leading |= {index["column_names"][0] for index in seen.get_indexes(table)}
        assert "workspace" in leading, table


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    """Every start migrates; what is on record stays."""
    engine = open_engine(empty_url)
    migrate(engine)
    with SqlRecords(engine).work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.commit()
    migrate(engine)
    with SqlRecords(engine).work(WORKSPACE) as work:
        assert work.investments() == [an_investment()]
    engine.dispose()


def test_threads_that_migrate_at_once_all_succeed(empty_url: str) -> None:
    """Several parts of one process may open the records at the same time."""
    engines = [open_engine(empty_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate, engines))
    for engine in engines:
        engine.dispose()


def test_processes_that_migrate_at_once_all_succeed(empty_url: str) -> None:
    """Several replicas may start at the same time."""
    code = "import sys; from storage.database import *; migrate(open_engine(sys.argv[1]))"
    started = [
        subprocess.Popen([sys.executable, "-c", code, empty_url], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said


def test_the_record_survives_reopening(url: str) -> None:
    """What was committed is there for the next process."""
    first = open_engine(url)
    with SqlRecords(first).work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.append(a_record())
        work.commit()
    first.dispose()
    again = open_engine(url)
    with SqlRecords(again).work(WORKSPACE) as work:
        assert work.investment("i1") == an_investment()
        assert work.facts(["i1"]) == [a_record()]
    again.dispose()


def test_sqlite_writes_ahead_syncs_in_full_and_checks_what_rows_refer_to(tmp_path: Path) -> None:
    """Acknowledged means on disk, also after the power fails."""
    engine = open_engine(f"sqlite:///{tmp_path / 'records.db'}")
    with engine.connect() as connection:
        asked = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()
    assert asked == ["wal", 2, 1, 30_000]


def _missing_folder(folder: Path) -> str:
    return f"sqlite:///{folder / 'missing' / 'records.db'}"


def _a_folder(folder: Path) -> str:
    return f"sqlite:///{folder}"


def _another_file(folder: Path) -> str:
    file = folder / "letter.db"
    file.write_text("Dear all, this is no database. " * 200)
    return f"sqlite:///{file}"


def _no_server(folder: Path) -> str:
    return f"postgresql://someone:s3cret@/records?host={folder}"


@pytest.mark.parametrize("url_in", [_missing_folder, _a_folder, _another_file, _no_server])
def test_a_database_that_cannot_be_used_is_named(
    url_in: Callable[[Path], str], tmp_path: Path
) -> None:
    """The message says which address failed and what to check, and tells no password."""
    engine = open_engine(url_in(tmp_path))
    with pytest.raises(RecordsError, match="Check DATABASE_URL") as raised:
        migrate(engine)
    assert str(tmp_path) in str(raised.value).replace("%2F", "/")
    assert "s3cret" not in str(raised.value)
    engine.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/records"])
def test_an_address_that_is_no_database_of_ours_is_refused(url: str) -> None:
    """A mistyped DATABASE_URL ends in a clear error, not in a traceback of a library."""
    with pytest.raises(RecordsError, match="Check DATABASE_URL"):
        open_engine(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_of_writing_a_postgresql_address_is_understood(scheme: str) -> None:
    """Hosting services hand out postgres:// addresses."""
    engine = open_engine(f"{scheme}://user@host/records")
    assert engine.url.drivername == "postgresql+psycopg"
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    """An older release started by mistake says so instead of guessing."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match="newer version"):
        migrate(engine)


def test_a_record_in_memory_is_one_for_all_threads() -> None:
    """Throw-away records need no file."""
    engine = open_engine("sqlite://")
    migrate(engine)
    with SqlRecords(engine).work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.commit()

    def look(_number: int) -> list[str]:
        with SqlRecords(engine).work(WORKSPACE) as work:
            return [one.id for one in work.investments()]

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(look, range(3))) == [["i1"]] * 3
    engine.dispose()
