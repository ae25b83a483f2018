"""A stage for each story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.stories.stage import Stage, a_stage


@pytest_asyncio.fixture(loop_scope="function")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot, on records of its own, with the cast of the local workspace."""
    async with a_stage(tmp_path) as found:
        yield found
