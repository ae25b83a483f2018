"""Installing by OAuth: Bolt's flow, on our own rows and with our own pages."""

import asyncio
import logging
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.installing import Grant, Installed, States
from bot.slack import pages
from bot.slack.calls import TIMEOUT_SECONDS
from bot.slack.rotation import Keys
from bot.slack.scopes import NAMES

INSTALL: Final = "/slack/install"
REDIRECT: Final = "/slack/oauth_redirect"

STATE_SECONDS: Final = 600
"""How long somebody may take to say yes."""

Now = Callable[[], datetime]

log = logging.getLogger(__name__)


class _KeptStates(AsyncOAuthStateStore):
    def __init__(self, states: States, new: Callable[[], str], now: Now) -> None:
        self._states = states
        self._new = new
        self._now = now

    @property
    def logger(self) -> logging.Logger:
        return _quiet()

    async def async_issue(self, *_: Any, **__: Any) -> str:
        state, now = self._new(), self._now()
        until = now + timedelta(seconds=STATE_SECONDS)
        await asyncio.to_thread(self._states.keep, state, now, until)
        return state

    async def async_consume(self, state: str) -> bool:
        return await asyncio.to_thread(self._states.use, state, self._now())


class _KeptInstallations(AsyncInstallationStore):
    def __init__(self, welcome: Callable[[Installed], None], now: Now) -> None:
        self._welcome = welcome
        self._now = now

    @property
    def logger(self) -> logging.Logger:
        return _quiet()

    async def async_save(self, installation: Installation) -> None:
        """Raises BoltError, which the flow shows as a page, where it is not kept."""
        try:
            await asyncio.to_thread(self._welcome, installed_from(installation, self._now()))
        except Exception as error:
            log.error("an installation could not be kept (%s)", type(error).__name__)
            raise BoltError("not kept") from None


def installed_from(told: Installation, now: datetime) -> Installed:
    """What Slack's answer says, in our words. Raises ValueError where it lacks what it takes."""
    everywhere = bool(told.is_enterprise_install)
    workspace = told.enterprise_id if everywhere else told.team_id
    if not workspace or not told.bot_token or not told.bot_user_id:
        raise ValueError("an installation without a workspace or a bot")
    ends = told.bot_token_expires_at
    refresh = told.bot_refresh_token
    return Installed(
        workspace=workspace,
        name=(told.enterprise_name if everywhere else told.team_name) or workspace,
        everywhere=everywhere,
        app=told.app_id,
        bot_user=told.bot_user_id,
        bot_id=told.bot_id,
        scopes=tuple(told.bot_scopes or ()),
        by=told.user_id or "",
        installed_at=now,
        grant=Grant(
            token=SecretStr(told.bot_token),
            refresh=SecretStr(refresh) if refresh else None,
            expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
        ),
    )


class _AppClient(AsyncWebClient):
    """Says who we are as an app by itself: the SDK does it with a part of aiohttp that is to go."""

    async def oauth_v2_access(
        self, *, client_id: str, client_secret: str, **given: Any
    ) -> AsyncSlackResponse:
        who = b64encode(f"{client_id}:{client_secret}".encode()).decode()
        told = {name: value for name, value in given.items() if value is not None}
        headers = {"Authorization": f"Basic {who}"}
        return await self.api_call("oauth.v2.access", data=told, headers=headers)


class _Flow(AsyncOAuthFlow):
    """Bolt's flow: the state is checked against the browser's cookie, and used up, before Slack is
    asked for anything.
    """

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        team = (request.query.get("team") or [""])[0]
        known = team if re.fullmatch(r"[TE][A-Z0-9]{2,20}", team) else None
        return self.settings.authorize_url_generator.generate(state=state, team=known)

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:  # noqa: ARG002
        return pages.ask(url)

    async def append_set_cookie_headers(
        self, headers: dict[str, Any], set_cookie_value: str | None
    ) -> dict[str, Any]:
        cookie = {"set-cookie": [f"{set_cookie_value}; SameSite=Lax"]} if set_cookie_value else {}
        return {**headers, **pages.HEADERS, **cookie}


def build_flow(
    keys: Keys,
    welcome: Callable[[Installed], None],
    states: States,
    *,
    base_url: str,
    new_state: Callable[[], str],
    now: Now,
    redirect: str | None = None,
) -> AsyncOAuthFlow:
    """`welcome` keeps an installation; `base_url` is that of Slack's API. `redirect` is where Slack
    sends the browser back to, where the app has several such addresses.
    """
    address = urlsplit(base_url)
    client = _AppClient(
        base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[], logger=_quiet()
    )
    slack = f"{address.scheme}://{address.netloc}"
    ends = _Ends(client, slack)
    settings = AsyncOAuthSettings(
        client_id=keys.client_id,
        client_secret=keys.client_secret.get_secret_value(),
        scopes=list(NAMES),
        user_scopes=[],
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        redirect_uri=redirect,
        authorization_url=f"{slack}/oauth/v2/authorize",
        installation_store=_KeptInstallations(welcome, now),
        state_store=_KeptStates(states, new_state, now),
        state_expiration_seconds=STATE_SECONDS,
        callback_options=AsyncCallbackOptions(ends.succeeded, ends.failed),
        logger=_quiet(),
    )
    return _Flow(client=client, logger=_quiet(), settings=settings)


def install_routes(flow: AsyncOAuthFlow) -> list[Route]:
    """Where an installation begins, and where Slack sends the browser back to."""

    def answering(act: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Any:
        async def answer(request: Request) -> Response:
            return await _answered(request, act)

        return answer

    begin, end = answering(flow.handle_installation), answering(flow.handle_callback)
    return [Route(INSTALL, begin, methods=["GET"]), Route(REDIRECT, end, methods=["GET"])]


async def _answered(
    request: Request, act: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
) -> Response:
    try:
        found = await act(to_async_bolt_request(request, b""))
    except Exception as error:  # its words may hold a code of Slack's
        log.error("an installation failed (%s)", type(error).__name__)
        found = BoltResponse(status=500, body=pages.failed("unknown", INSTALL))
        found.headers.update(pages.HEADERS)
    return to_starlette_response(found)


class _Ends:
    """The pages an installation ends with. `slack` is where people open Slack."""

    def __init__(self, client: AsyncWebClient, slack: str) -> None:
        self._client = client
        self._slack = slack

    async def succeeded(self, done: AsyncSuccessArgs) -> BoltResponse:
        told = done.installation
        team = "" if told.is_enterprise_install else f"&team={told.team_id}"
        url = f"{self._slack}/app_redirect?app={told.app_id or ''}{team}"
        everywhere = bool(told.is_enterprise_install)
        home = told.enterprise_name if everywhere else told.team_name
        page = pages.done(home or "Slack", await self._installer(told), everywhere, url)
        forget = done.settings.state_utils.build_set_cookie_for_deletion()
        return _page(200, page, {"set-cookie": [forget]})

    async def failed(self, done: AsyncFailureArgs) -> BoltResponse:
        reason = done.reason if done.reason in pages.TEXTS.reasons else "unknown"
        log.warning("an installation came to nothing (%s)", reason)
        return _page(done.suggested_status_code, pages.failed(reason, INSTALL), {})

    async def _installer(self, told: Installation) -> str | None:
        """Their name, where Slack tells it: their page waits for no more than that."""
        asked = self._client.users_info(token=told.bot_token, user=told.user_id or "")
        try:
            person = (await asyncio.wait_for(asked, 2)).get("user") or {}
        except Exception:  # a name is a courtesy
            return None
        return str(person.get("real_name") or person.get("name") or "") or None


def _page(status: int, html: str, more: dict[str, list[str]]) -> BoltResponse:
    return BoltResponse(status=status, body=html, headers={**pages.HEADERS, **more})


def _quiet() -> logging.Logger:
    """Slack's and Bolt's own log of an installation: it holds codes that are as good as tokens."""
    quiet = logging.getLogger("whatimproved.oauth")
    quiet.setLevel(logging.CRITICAL)
    return quiet
