"""Installing in small: the page on which somebody says yes, and what comes of it."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.calls import read_call
from bot.sandbox.payloads import envelope
from bot.sandbox.shapes import Json, Person
from bot.sandbox.workspace import Workspace

_PAGE = """<!doctype html><meta charset="utf-8"><title>Allow {name}?</title>
<style>:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:32rem;
margin:10vh auto;padding:0 1rem}}a{{display:inline-block;padding:.6rem 1rem;margin-right:.5rem;
border:1px solid;border-radius:.4rem;text-decoration:none;color:inherit}}</style>
<h1>{name} asks for access to {team}</h1><p>This page stands in for Slack's.</p><ul>{scopes}</ul>
<p><a href="{yes}">Allow</a><a href="{no}">Cancel</a></p>"""


class Consent:
    """Lets one bot into one workspace, as `person`; `back` is the bot's own address for it."""

    def __init__(
        self,
        workspace: Workspace,
        keys: tuple[str, str],
        token: str,
        back: str,
        person: Person,
        new_id: Callable[[], str],
    ) -> None:
        self._at = workspace
        self._keys = keys
        self._token = token
        self._back = back
        self._person = person
        self._new_id = new_id
        self._codes: set[str] = set()

    def routes(self) -> list[Route]:
        """The page, and the exchange of its code; before those of the Web API."""
        return [
            Route("/oauth/v2/authorize", self._ask, methods=["GET"]),
            Route("/api/oauth.v2.access", self._grant, methods=["POST"]),
        ]

    def remove(self, at: datetime) -> None:
        """The app is taken out of the workspace: the bot is told twice, in the order Slack likes
        least.
        """
        tokens = {"oauth": [], "bot": [self._at.bot_user]}
        for event in ({"type": "tokens_revoked", "tokens": tokens}, {"type": "app_uninstalled"}):
            whole = envelope(event, f"Ev{self._new_id()}", int(at.timestamp()), self._at.who)
            self._at.delivery.event(whole | {"authorizations": []})

    async def _ask(self, request: Request) -> Response:
        asked = request.query_params
        code = self._new_id()
        self._codes.add(code)
        state = asked.get("state", "")
        return HTMLResponse(
            _PAGE.format(
                name=escape(self._at.people[self._at.bot_user].name),
                team=escape(self._at.who.team_name),
                scopes="".join(f"<li>{escape(one)}" for one in asked.get("scope", "").split(",")),
                yes=escape(f"{self._back}?{urlencode({'code': code, 'state': state})}"),
                no=escape(f"{self._back}?{urlencode({'error': 'access_denied', 'state': state})}"),
            )
        )

    async def _grant(self, request: Request) -> Response:
        who = b64encode(":".join(self._keys).encode()).decode()
        if request.headers.get("authorization") != f"Basic {who}":
            return JSONResponse({"ok": False, "error": "bad_client_secret"})
        code = (await read_call(request)).text("code")
        if code not in self._codes:
            return JSONResponse({"ok": False, "error": "invalid_code"})
        self._codes.discard(code)
        return JSONResponse(self._granted())

    def _granted(self) -> Json:
        who = self._at.who
        return {
            "ok": True,
            "access_token": self._token,
            "token_type": "bot",
            "scope": ",".join(sorted(who.scopes)),
            "bot_user_id": who.bot_user,
            "app_id": who.app_id,
            "team": {"id": who.team_id, "name": who.team_name},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": self._person.id},
        }
