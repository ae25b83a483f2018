"""The bot can do what it was allowed to do, and hears what it was allowed to hear."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.sandbox.cast import GENERAL, PRIYA, TOM, WHO
from bot.sandbox.shapes import Room
from bot.sandbox.standin import standin_routes
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, a_workspace
from tests.sandbox.serving import Bot, a_socket, address_of, served

PRIVATE = Room(
    id="C0PRIVATE1", name="private", is_private=True, members=(TOM.id, PRIYA.id, WHO.bot_user)
)

Installed = Callable[..., AbstractAsyncContextManager[tuple[Workspace, AsyncWebClient, Bot]]]


@pytest.fixture
def installed() -> Installed:
    """A served workspace in which the bot was allowed these things."""

    @asynccontextmanager
    async def serving(
        *scopes: str,
    ) -> AsyncIterator[tuple[Workspace, AsyncWebClient, Bot]]:
        listening, bot = a_socket(), Bot()
        url = address_of(listening)
        workspace = a_workspace(
            address=f"{url}/slack/events", base_url=url, scopes=frozenset(scopes)
        )
        workspace.board.add_room(PRIVATE)
        app = Starlette(routes=[*standin_routes(workspace, TOKEN), bot.route()])
        async with served(app, listening):
            yield workspace, AsyncWebClient(token=TOKEN, base_url=f"{url}/api/"), bot
            await workspace.close()

    return serving


async def told(client: AsyncWebClient, method: str, **args: Any) -> dict[str, Any]:
    """What a call is answered, whether it was done or turned down."""
    try:
        answer: Any = await client.api_call(method, json=args)
    except SlackApiError as error:
        answer = error.response
    found: dict[str, Any] = answer.data
    return found


@pytest.mark.parametrize(
    ("method", "args", "needed"),
    [
        ("chat.postMessage", {"channel": GENERAL.id, "text": "x"}, "chat:write"),
        ("chat.update", {"channel": GENERAL.id, "ts": "1.2", "text": "x"}, "chat:write"),
        ("users.info", {"user": TOM.id}, "users:read"),
        ("reactions.add", {"channel": GENERAL.id}, "reactions:write"),
        ("conversations.info", {"channel": GENERAL.id}, "channels:read"),
        ("conversations.info", {"channel": PRIVATE.id}, "groups:read"),
        ("conversations.history", {"channel": GENERAL.id}, "channels:history"),
        ("conversations.replies", {"channel": PRIVATE.id, "ts": "1"}, "groups:history"),
        ("conversations.list", {"types": "public_channel,im"}, "channels:read,im:read"),
        ("conversations.open", {"users": TOM.id}, "im:write"),
        ("conversations.open", {"users": f"{TOM.id},{PRIYA.id}"}, "mpim:write"),
    ],
)
async def test_a_call_without_its_scope_is_refused_and_says_which(
    installed: Installed, method: str, args: dict[str, Any], needed: str
) -> None:
    """What is missing and what there is stand in the answer."""
    async with installed("commands") as (_, client, _):
        answer = await told(client, method, **args)
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        needed,
        "commands",
    )


async def test_a_room_the_bot_cannot_know_of_stays_unknown_whatever_it_may_read(
    installed: Installed,
) -> None:
    """Which kind of room it would be is not told either."""
    async with installed("channels:read") as (workspace, client, _):
        workspace.board.add_room(
            Room(id="C0SECRET01", name="secret", is_private=True, members=(TOM.id,))
        )
        answers = [
            await told(client, "conversations.info", channel=channel)
            for channel in ("C0SECRET01", "C404")
        ]
    assert [answer["error"] for answer in answers] == ["channel_not_found"] * 2


async def test_what_the_bot_may_not_read_it_is_not_told_of(installed: Installed) -> None:
    """A mention reaches it where its scope is there, the message itself only where that is."""
    async with installed("app_mentions:read", "groups:history") as (workspace, _, bot):
        await workspace.post(TOM.id, GENERAL.id, "@What Improved? hello")
        await workspace.post(TOM.id, PRIVATE.id, "live")
        await workspace.delivery.settled()
    assert {(event["type"], event["channel"]) for event in bot.events} == {
        ("app_mention", GENERAL.id),
        ("message", PRIVATE.id),
    }


async def test_without_its_scope_there_is_no_command(installed: Installed) -> None:
    """Whoever types it reads that."""
    async with installed("chat:write") as (workspace, _, bot):
        await workspace.command(TOM.id, GENERAL.id, "/whatimproved help")
    assert bot.heard == []
    assert "not a command" in (workspace.status() or "")


async def test_every_answer_says_what_the_bot_was_allowed(installed: Installed) -> None:
    """In the header Slack uses."""
    async with installed("chat:write", "commands") as (_, client, _):
        answer = await client.auth_test()
    assert answer.headers["X-OAuth-Scopes"] == "chat:write,commands"
