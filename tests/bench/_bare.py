"""A Bolt app that does nothing, as a process: `python -m tests.bench._bare PORT`. It checks
signatures and ends its listeners before it answers, as ours does; what it is compared with is all
that ours does besides.
"""

import re
import sys

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.builders import SECRET

_ANY = re.compile(".*")


async def known(**_: object) -> AuthorizeResult:
    """Asks nobody, as ours does once it knows who it is."""
    return AuthorizeResult(
        enterprise_id=None,
        team_id="T1",
        bot_user_id="UBOT",
        bot_id="B1",
        bot_token="xoxb-nobody",
    )


async def nothing(ack: AsyncAck) -> None:
    """All there is to do."""
    await ack()


def build() -> Starlette:
    """The app, where Slack would call it."""
    bolt = AsyncApp(
        signing_secret=SECRET,
        process_before_response=True,
        authorize=known,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    bolt.event("message")(nothing)
    bolt.action(_ANY)(nothing)
    bolt.command(_ANY)(nothing)
    handler = AsyncSlackRequestHandler(bolt)

    async def slack(request: Request) -> Response:
        return await handler.handle(request)

    async def well(_: Request) -> Response:
        return PlainTextResponse("ok")

    paths = [Route("/slack/events", slack, methods=["POST"])]
    return Starlette(routes=[*paths, Route("/ready", well, methods=["GET"])])


if __name__ == "__main__":
    uvicorn.run(build(), port=int(sys.argv[1]), log_level="critical", access_log=False)
