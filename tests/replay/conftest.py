"""A home whose knowledge base is indexed once for all replays."""

from pathlib import Path

import pytest

from bot.app import build_library
from bot.ports import Library
from bot.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a home of their own."""
    home: Path = tmp_path_factory.mktemp("home")
    return Settings(home=home)


@pytest.fixture(scope="session")
def library(settings: Settings) -> Library:
    """The knowledge base, opened once for all stories."""
    return build_library(settings)
