"""Who and what gets in, once the signature stands."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.handlers import ephemeral
from bot.slack.identity import Identify, Identity
from bot.slack.install import Meet
from bot.slack.payloads import pressed, team_of, text_at
from bot.slack.talk import Hear
from bot.slack.texts import Texts

_HANDSHAKES: Final = ("url_verification", "ssl_check")


class Doorkeeper(AsyncMiddleware):
    """Lets in whole requests from workspaces the bot is installed in.

    What nobody could listen to is acknowledged here: Bolt stumbles over requests with parts
    missing, and Slack would send an event again that no later try makes whole. So is what Slack
    tells of our own coming and going, which `meet` keeps: by then we may be nobody there. And so
    is what people say, which `hear` deals with: what Bolt makes ready for a listener costs more
    than to know that nothing concerns us.
    """

    def __init__(
        self, identity: Identify, texts: Texts, meet: Meet | None = None, hear: Hear | None = None
    ) -> None:
        self._identity = identity
        self._meet = meet
        self._hear = hear
        self._texts = texts

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt gives it by name
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        if req.body.get("type") in _HANDSHAKES:
            return await next()
        if not is_whole(req.body):
            return BoltResponse(status=200, body="")
        if self._meet is not None and await self._meet(req.body):
            return BoltResponse(status=200, body="")
        workspace = team_of(req.body)
        known = await self._identity(workspace)
        if known is None:
            return self._refused(req.body)
        if workspace is None:
            req.body["team_id"] = known.workspace
        if self._hear is not None and await self._hear(req.body, known):
            return BoltResponse(status=200, body="")
        req.context["identity"] = known
        return await next()

    def _refused(self, body: Mapping[str, Any]) -> BoltResponse:
        """An event is not to be sent again; a person is told why nothing happens."""
        if body.get("type") == "event_callback":
            return BoltResponse(status=403, body="", headers={"X-Slack-No-Retry": "1"})
        return ephemeral(self._texts.not_installed)


def is_whole(body: Mapping[str, Any]) -> bool:
    """Whether it is of a kind we listen to and says what it is about."""
    kind = body.get("type")
    if kind == "event_callback":
        return text_at(body, "event", "type") is not None
    if kind == "block_suggestion":
        return text_at(body, "action_id") is not None
    if kind == "block_actions":
        return "action_id" in pressed(body)
    if kind in ("shortcut", "message_action"):
        return text_at(body, "callback_id") is not None
    if kind == "view_submission":
        return bool(text_at(body, "view", "callback_id") and text_at(body, "view", "type"))
    return kind is None and text_at(body, "command") is not None


async def introduce(context: AsyncBoltContext) -> AuthorizeResult:
    """Tells Bolt whom the doorkeeper found us to be."""
    known: Identity = context["identity"]
    return AuthorizeResult(
        enterprise_id=None,
        team_id=known.workspace,
        bot_user_id=known.bot_user,
        bot_id=known.bot_id,
        bot_token=known.token,
    )
