"""The routing table of everything Slack sends."""

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.edge import Edge
from bot.slack.handlers import Body, Handlers, ephemeral
from bot.slack.identity import Identify, Identity
from bot.slack.modals import FORM
from bot.slack.payloads import team_of
from bot.slack.texts import ENGLISH, Texts

_DECIDES = re.compile(r"^(?:record|discard|not_known|not_update|choose(?::\d+)?)$")
_OPENS_FORM = re.compile(r"^(?:edit|answer)$")
_ANY = re.compile(r".*")


def build_app(
    edge: Edge,
    *,
    signing_secret: str,
    identity: Identify,
    now: Callable[[], datetime],
    client: AsyncWebClient | None = None,
    texts: Texts = ENGLISH,
) -> AsyncApp:
    """The Bolt app: signature and age are checked first, then who is asking, then the table.

    Listeners end before Slack gets its answer: what is acknowledged is durable. `client` tells
    where Slack's API is; its token is not used. Raises ValueError for an empty secret, which would
    let anyone sign.
    """
    if not signing_secret:
        raise ValueError("a signing secret is needed")
    app = AsyncApp(
        name="whatimproved",
        logger=_quiet(),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        signing_secret=signing_secret,
        client=client or AsyncWebClient(),
        before_authorize=_doorkeeper(identity, texts),
        authorize=_introduce,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    _route(app, Handlers(edge, texts, now))
    return app


def _route(app: AsyncApp, handle: Handlers) -> None:
    app.event("message")(handle.message)
    app.event("app_mention")(handle.mention)
    app.action(_DECIDES)(handle.click)
    app.action(_OPENS_FORM)(handle.open_form)
    app.view(FORM)(handle.submit)
    app.command(_ANY)(handle.command)
    app.error(handle.failed)


def _doorkeeper(identity: Identify, texts: Texts) -> Callable[..., Awaitable[Any]]:
    """Lets in what comes from a workspace the bot is installed in, and refuses the rest."""

    async def let_in(
        body: Body, context: AsyncBoltContext, next: Callable[[], Awaitable[BoltResponse | None]]
    ) -> BoltResponse | None:
        if body.get("type") in ("url_verification", "ssl_check"):
            return await next()
        workspace = team_of(body)
        known = await identity(workspace) if workspace is not None else None
        if known is None:
            return _refused(body, texts)
        context["identity"] = known
        return await next()

    return let_in


def _refused(body: Body, texts: Texts) -> BoltResponse:
    """An event is not to be sent again; a person is told why nothing happens."""
    if body.get("type") == "event_callback":
        return BoltResponse(status=403, body="", headers={"X-Slack-No-Retry": "1"})
    return ephemeral(texts.not_installed)


async def _introduce(context: AsyncBoltContext) -> AuthorizeResult:
    known: Identity = context["identity"]
    return AuthorizeResult(
        enterprise_id=None,
        team_id=known.workspace,
        bot_user_id=known.bot_user,
        bot_id=known.bot_id,
        bot_token=known.token,
    )


def _quiet() -> logging.Logger:
    """Bolt's own log: it writes whole requests at lower levels, and those hold people's words."""
    log = logging.getLogger("whatimproved.bolt")
    log.setLevel(logging.CRITICAL)
    return log
