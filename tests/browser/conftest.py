"""A real Chromium, and a served page that begins anew for each test."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.screen import PATIENCE, Screen
from tests.browser.serving import Local, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOM = "C0CRMROLL1"

OpenAs = Callable[..., Awaitable[Screen]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests here share one event loop, so that one browser can serve them all."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once. Where it is missing, tests skip; in CI they fail."""
    if CHROMIUM is None:
        reason = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page() -> AsyncIterator[Local]:
    """A workspace with its page, served once for the tests of a file."""
    async with served() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def local(page: Local) -> Local:
    """A workspace in which nothing was said, and a bot that does as it is told."""
    await page.begin_anew()
    return page


@pytest_asyncio.fixture(loop_scope="session")
async def open_as(browser: Browser, local: Local) -> AsyncIterator[OpenAs]:
    """Opens a tab as a person; every tab is closed, and none may have asked the world."""
    opened: list[Screen] = []

    async def open_tab(user: str, channel: str = ROOM, **more: object) -> Screen:
        screen = await Screen.open(browser, local.url, user, channel, **more)  # type: ignore[arg-type]
        opened.append(screen)
        return screen

    yield open_tab
    for screen in opened:
        await screen.close()
        assert screen.strangers == []
