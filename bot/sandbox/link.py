"""Socket Mode in small: connections that the bot opens, and what is brought over them."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.sending import Sender
from bot.sandbox.shapes import Json


class Link:
    """The open connections of one bot; the latest is used. `app_token` is the bot's."""

    def __init__(self, app_token: str, new_id: Callable[[], str]) -> None:
        self.opened = 0
        self._app_token = app_token
        self._new_id = new_id
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._answers: dict[str, asyncio.Future[Json]] = {}

    @property
    def is_open(self) -> bool:
        """Whether the bot can be reached."""
        return bool(self._open)

    def routes(self) -> list[BaseRoute]:
        """Where a connection is asked for, and where it is opened; before those of the Web API."""
        return [
            Route("/api/apps.connections.open", self._give, methods=["POST"]),
            WebSocketRoute("/link/{ticket}", self._listen),
        ]

    async def refresh(self) -> None:
        """Tell the bot to open another connection: this one is about to end."""
        await self._open[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def cut(self) -> None:
        """End every connection without a word."""
        for one in list(self._open):
            await one.close()

    async def carried(self, kind: str, payload: Json, more: Json, patience: float) -> Json:
        """What the bot answered an envelope with. Raises TimeoutError where it did not."""
        envelope = self._new_id()
        answer = asyncio.get_running_loop().create_future()
        self._answers[envelope] = answer
        told = {"envelope_id": envelope, "type": kind, "payload": payload, **more}
        try:
            await self._open[-1].send_json(told)
            found: Json = await asyncio.wait_for(answer, patience)
        finally:
            del self._answers[envelope]
        return found

    async def _give(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self._app_token}":
            return JSONResponse({"ok": False, "error": "invalid_auth"})
        ticket = self._new_id()
        self._tickets.add(ticket)
        return JSONResponse({"ok": True, "url": f"ws://{request.url.netloc}/link/{ticket}"})

    async def _listen(self, at: WebSocket) -> None:
        ticket = at.path_params["ticket"]
        if ticket not in self._tickets:
            await at.close()
            return
        self._tickets.discard(ticket)
        await at.accept()
        await at.send_json({"type": "hello", "num_connections": len(self._open) + 1})
        self._open.append(at)
        self.opened += 1
        try:
            while True:
                self._hear(await at.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            self._open.remove(at)

    def _hear(self, told: Json) -> None:
        waits = self._answers.get(str(told.get("envelope_id")))
        if waits is not None and not waits.done():
            waits.set_result(told.get("payload") or {})


class LinkSender(Sender):
    """Brings the same parcels over a link; nothing is signed that Slack itself carries."""

    def __init__(self, link: Link, clock: Callable[[], datetime], patience: float) -> None:
        super().__init__("", "", clock, patience)
        self._link = link
        self._patience = patience

    async def _answer(self, body: bytes, headers: Mapping[str, str]) -> Json:
        if not self._link.is_open:
            return {"status": None, "reason": "connection_failed"}
        kind, payload = _unpacked(body, headers["Content-Type"])
        try:
            told = await self._link.carried(kind, payload, _again(headers), self._patience)
        except TimeoutError:
            return {"status": None, "reason": "http_timeout"}
        text = json.dumps(told) if told else ""
        return {"status": 200, "reason": None, "body": text, "final": False}


def _again(headers: Mapping[str, str]) -> Json:
    number, reason = headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")
    return {"retry_attempt": int(number), "retry_reason": reason} if number else {}


def _unpacked(body: bytes, kind: str) -> tuple[str, Any]:
    if kind == "application/json":
        return "events_api", json.loads(body)
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if "payload" in form:
        return "interactive", json.loads(form["payload"])
    return "slash_commands", form
