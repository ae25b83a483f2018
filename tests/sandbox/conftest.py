"""A workspace, a bot that listens and the stand-in, served on loopback."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.sandbox.hooks import Hooks
from bot.sandbox.standin import standin_routes
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
    """A workspace whose bot and Web API are served at one address."""
    listening = a_socket()
    url = address_of(listening)
    workspace = a_workspace(address=f"{url}/slack/events", base_url=url, clock=clock)
    app = Starlette(routes=[*standin_routes(workspace, TOKEN, hooks), bot.route()])
    async with served(app, listening):
        yield workspace
        await workspace.close()


@pytest.fixture
def slack(workspace: Workspace) -> AsyncWebClient:
    """Slack's own client, pointed at the stand-in."""
    return AsyncWebClient(token=TOKEN, base_url=f"{workspace.base_url}/api/")
