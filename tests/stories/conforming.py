"""Stands between the bot and Slack in every story, and looks at all that the bot sends."""

import json
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.slack.conform import answer_faults, arguments, faults


class Conforming:
    """What the bot said so far that Slack would not take, or nobody could read."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.looked_at = 0

    def calls(self, app: ASGIApp) -> ASGIApp:
        """The stand-in, with every call looked at before it is answered."""

        async def through(scope: Scope, receive: Receive, send: Send) -> None:
            path = str(scope.get("path", ""))
            if not path.startswith(("/api/", "/response/")):
                await app(scope, receive, send)
                return
            body = await _whole(receive)
            method = path.removeprefix("/api/") if path.startswith("/api/") else "response_url"
            headers = dict(scope["headers"])
            kind, query = headers.get(b"content-type", b""), scope["query_string"]
            self._look(faults(method, arguments(kind.decode(), body, query.decode())))
            await app(scope, _again(body, receive), send)

        return through

    def answers(self, app: ASGIApp) -> ASGIApp:
        """The bot, with what it answers Slack's requests looked at."""

        async def through(scope: Scope, receive: Receive, send: Send) -> None:
            said = bytearray()

            async def heard(message: Message) -> None:
                said.extend(message.get("body", b""))
                await send(message)

            await app(scope, receive, heard)
            if str(scope.get("path", "")).startswith("/slack/"):
                self._look(answer_faults(_object(bytes(said))))

        return through

    def _look(self, found: list[str]) -> None:
        self.looked_at += 1
        self.faults += found


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    told = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def once() -> Message:
        return next(told, None) or await receive()

    return once


def _object(said: bytes) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
