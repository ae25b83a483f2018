"""A loop for the lines of one test."""

from collections.abc import Iterator

import pytest

from bot.model.line import Loop


@pytest.fixture
def loop() -> Iterator[Loop]:
    """A loop that ends with the test."""
    loop = Loop()
    yield loop
    loop.end()
