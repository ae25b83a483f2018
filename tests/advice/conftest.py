"""A world for each test, on a copy of one migrated database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import open_engine
from tests.advice.world import World
from tests.builders import a_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them."""
    folder = tmp_path_factory.mktemp("migrated")
    with a_database(folder):
        pass
    return folder / "records.db"


@pytest.fixture
def world(migrated: Path, tmp_path: Path) -> Iterator[World]:
    """Nothing on record yet."""
    copy = tmp_path / "records.db"
    shutil.copy(migrated, copy)
    engine = open_engine(f"sqlite:///{copy}")
    yield World(engine)
    engine.dispose()
