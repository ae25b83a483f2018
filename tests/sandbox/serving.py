"""Real HTTP on loopback, inside the test's own event loop."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.sandbox.builders import SECRET


def a_socket() -> socket.socket:
    """Listens on a free port: whoever connects waits until it is served.

    The protocol is named because asyncio sends small answers at once only where it is: without
    it each answer over a kept connection takes 40 ms.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    listening.setblocking(False)
    return listening


def address_of(listening: socket.socket) -> str:
    """The address a socket is reached at."""
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@asynccontextmanager
async def served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[str]:
    """An application at its address, until the block ends."""
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield address_of(listening)
    finally:
        server.should_exit = True
        await task
        listening.close()


@dataclass
class Heard:
    """One request a bot received: its headers, and its JSON, payload or form."""

    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Bot:
    """Remembers what it hears and answers what it was told to; 200 and nothing otherwise.

    What is not signed is refused with 401 and not heard.
    """

    heard: list[Heard] = field(default_factory=list)
    answers: deque[Response | asyncio.Event] = field(default_factory=deque)

    def route(self) -> Route:
        """Where the bot listens."""
        return Route("/slack/events", self._receive, methods=["POST"])

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events heard, in their order, without their envelopes."""
        return [heard.body["event"] for heard in self.heard if "event" in heard.body]

    async def _receive(self, request: Request) -> Response:
        body = await request.body()
        headers = dict(request.headers)
        if not SignatureVerifier(SECRET).is_valid_request(body, headers):
            return Response(status_code=401)
        self.heard.append(Heard(headers, _parsed(body, headers["content-type"])))
        answer = self.answers.popleft() if self.answers else Response()
        if isinstance(answer, asyncio.Event):
            await answer.wait()
            return Response()
        return answer


def _parsed(body: bytes, content_type: str) -> dict[str, Any]:
    if content_type == "application/json":
        found: dict[str, Any] = json.loads(body)
        return found
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    payload: dict[str, Any] = json.loads(form["payload"]) if "payload" in form else form
    return payload
