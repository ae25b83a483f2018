"""Slack, for many workspaces: it installs, renews and revokes, and knows whose token is whose."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

LOCALES = {"TAA": "de-DE", "ECC": "fr-FR"}
CLIENT_ID, CLIENT_SECRET = "111.222", "the client secret of the tests"
HOURS = 12


@dataclass
class Token:
    """One of ours: of a workspace, or of an organisation. `refresh` is good once."""

    value: str
    refresh: str
    home: str
    until: datetime
    revoked: bool = False


@dataclass
class Slacks:
    """Many workspaces on one address. `calls` were taken: method, home, arguments. `answers` stand
    in for every token it would give.
    """

    now: datetime
    codes: dict[str, str] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    spent: set[str] = field(default_factory=set)
    organisations: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, Any] | None = None
    numbers: int = 0

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/api/{method}", self._answer, methods=["GET", "POST"])])

    def code(self, home: str) -> str:
        """What Slack sends the browser back with."""
        self.numbers += 1
        self.codes[f"code{self.numbers}"] = home
        return f"code{self.numbers}"

    def revoke(self, home: str) -> None:
        """No token there is good any more."""
        for one in self.tokens:
            one.revoked = one.revoked or one.home == home

    async def _answer(self, request: Request) -> Response:
        method, args = request.path_params["method"], await _args(request)
        if method == "oauth.v2.access":
            return JSONResponse(self.answers or self._granted(args))
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = next((one for one in self.tokens if one.value == token), None)
        problem = self._problem(known)
        if known is None or problem:
            self.refused.append((method, problem or "invalid_auth"))
            return JSONResponse({"ok": False, "error": problem or "invalid_auth"})
        self.calls.append((method, known.home, args))
        return JSONResponse({"ok": True, **self._told(method, known)})

    def _problem(self, known: Token | None) -> str | None:
        if known is None:
            return "invalid_auth"
        if known.revoked:
            return "token_revoked"
        return "token_expired" if known.until <= self.now else None

    def _told(self, method: str, known: Token) -> dict[str, Any]:
        self.numbers += 1
        if method == "auth.test":
            return {"team_id": known.home, "user_id": f"UBOT{known.home}", "bot_id": "B1"}
        if method == "users.info":
            named = {"id": "U1", "real_name": f"Priya <b>Raman</b> of {known.home}"}
            return {"user": named | {"locale": LOCALES.get(known.home)}}
        if method == "conversations.info":
            return {"channel": {"id": "C1", "locale": LOCALES.get(known.home)}}
        return {"ts": f"{self.numbers}.000100", "channel": "C1"}

    def _granted(self, args: dict[str, Any]) -> dict[str, Any]:
        if args.get("grant_type") == "refresh_token":
            home = self._renewed(str(args.get("refresh_token")))
        else:
            home = self.codes.pop(str(args.get("code")), None)
        if home is None:
            kind = "refresh_token" if "refresh_token" in args else "code"
            return {"ok": False, "error": f"invalid_{kind}"}
        return self._installed(home)

    def _renewed(self, refresh: str) -> str | None:
        """One of a time: the old token stays good until it ends."""
        held = [one for one in self.tokens if one.refresh == refresh and not one.revoked]
        if not held or refresh in self.spent:
            return None
        self.spent.add(refresh)
        return held[0].home

    def _installed(self, home: str) -> dict[str, Any]:
        self.numbers += 1
        until = self.now + timedelta(hours=HOURS)
        token = Token(f"xoxe.xoxb-{self.numbers}-{home}", f"xoxe-{self.numbers}", home, until)
        self.tokens.append(token)
        is_whole = home.startswith("E")
        place = {"id": home, "name": f"The <i>{home}</i> & co"}
        return {
            "ok": True,
            "access_token": token.value,
            "refresh_token": token.refresh,
            "expires_in": HOURS * 3600,
            "token_type": "bot",
            "scope": "chat:write,commands",
            "bot_user_id": f"UBOT{home}",
            "app_id": "A1",
            "team": None if is_whole else place,
            "enterprise": place if is_whole else None,
            "is_enterprise_install": is_whole,
            "authed_user": {"id": "U1"},
        }


async def _args(request: Request) -> dict[str, Any]:
    raw = (await request.body()).decode()
    if request.headers.get("content-type", "").startswith("application/json"):
        found: dict[str, Any] = json.loads(raw or "{}")
        return found
    return {**dict(parse_qsl(raw)), **dict(request.query_params)}
