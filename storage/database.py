"""Opening the database and bringing its tables up to date."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import QueuePool

from bot.errors import RecordsError
from storage.failures import translated

BUSY_SECONDS = 30
"""How long a writer waits for another one on SQLite before it fails."""

GLANCES = 4
"""Connections to a SQLite file that only read."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_461_300_121
_one_migration_a_process = Lock()


def open_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL server; connects when first used.

    On SQLite every transaction takes the write lock at once, so units of work run one after
    another, and every commit is on disk when it returns. Raises RecordsError for a URL that
    cannot be used.
    """
    with translated("the address is not one of SQLite or PostgreSQL"):
        address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(address)
    raise RecordsError("Only SQLite and PostgreSQL are known.")


def open_glances(engine: Engine) -> Engine:
    """Connections to the same database for who only reads: on a SQLite file they see what was
    committed, and wait for nobody who writes. Elsewhere they are the engine's own.
    """
    is_file = engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:")
    return _sqlite(engine.url, GLANCES) if is_file else engine


def migrate(engine: Engine) -> None:
    """Bring the tables up to date. Safe when several processes start at once.

    Raises RecordsError where the database cannot be reached, or a newer version has written it.
    """
    where = engine.url.render_as_string(hide_password=True)
    try:
        with _one_migration_a_process, translated(where), engine.begin() as connection:
            _wait_for_others(connection)
            command.upgrade(_config(connection), "head")
    except CommandError as error:
        raise RecordsError(f"{where} was written by a newer version.") from error


def _sqlite(address: URL, connections: int = 1) -> Engine:
    known = address.set(drivername="sqlite")
    engine = create_engine(
        known,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=connections,  # who writes queues for one; left to SQLite, some of them starve
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin too late, and not IMMEDIATE
    kept_safe = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
    for pragma in (*kept_safe, "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def forget_what_was_deleted(engine: Engine) -> None:
    """Empty SQLite's log, which holds what rows held before they were changed; waits for nobody."""
    if engine.dialect.name != "sqlite":
        return
    with translated(), closing(engine.raw_connection()) as connection:
        connection.execute("PRAGMA busy_timeout = 0").close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}").close()


def _begin_immediately(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """The database as it stands at one moment, for long reading; keeps nobody from writing.

    Raises RecordsError where it cannot be reached.
    """
    with translated(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execution_options(reads_only=True)
        with connection.begin():
            yield connection


def _postgresql(address: URL) -> Engine:
    try:
        return create_engine(
            address.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True
        )
    except ImportError as error:
        raise RecordsError("PostgreSQL needs the package psycopg[binary].") from error


def _wait_for_others(connection: Connection) -> None:
    """One migration at a time: on SQLite the transaction holds the write lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": _MIGRATION_LOCK})


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
