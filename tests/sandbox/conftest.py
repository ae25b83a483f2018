"""A workspace, a bot that listens and the stand-in, served on loopback."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.hooks import Hooks
from bot.sandbox.standin import build_standin
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, Clock, a_workspace
from tests.sandbox.serving import Bot, a_socket, address_of, served


@pytest.fixture
def clock() -> Clock:
    """The time messages are stamped with."""
    return Clock()


@pytest.fixture
def hooks() -> Hooks:
    """Where a test may hold a call."""
    return Hooks()


@pytest.fixture
async def bot() -> Bot:
    """Hears what it is told."""
    return Bot()


@pytest.fixture
async def workspace(bot: Bot, clock: Clock, hooks: Hooks) -> AsyncIterator[Workspace]:
    """A workspace whose bot and Web API are served."""
    ear, mouth = a_socket(), a_socket()
    workspace = a_workspace(
        address=f"{address_of(ear)}/slack/events", base_url=address_of(mouth), clock=clock
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(served(bot.app(), ear))
        await stack.enter_async_context(served(build_standin(workspace, TOKEN, hooks), mouth))
        stack.push_async_callback(workspace.delivery.close)
        yield workspace


@pytest.fixture
def slack(workspace: Workspace) -> AsyncWebClient:
    """Slack's own client, pointed at the stand-in."""
    return AsyncWebClient(token=TOKEN, base_url=f"{workspace.base_url}/api/")
