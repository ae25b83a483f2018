"""Only this machine, by its own name, reaches the local workspace."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.guard import Guard

PORT = 8765


def a_client() -> TestClient:
    async def hello(request: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    async def greet(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_text("hello")
        await websocket.close()

    routes = [Route("/", hello, methods=["GET", "POST"]), WebSocketRoute("/ws", greet)]
    return TestClient(Guard(Starlette(routes=routes), PORT))


OURS = [
    {"host": "127.0.0.1:8765"},
    {"host": "LOCALHOST:8765"},
    {"host": "[::1]:8765"},
    {"host": "localhost:8765", "origin": "http://localhost:8765"},
]
OTHERS = [
    {"host": "evil.example:8765"},
    {"host": "localhost.evil.example:8765"},
    {"host": "localhost"},
    {"host": "localhost:8766"},
    {"host": "192.168.0.7:8765"},
    {"host": ""},
    {"host": "localhost:8765", "origin": "null"},
    {"host": "localhost:8765", "origin": ""},
    {"host": "localhost:8765", "origin": "https://localhost:8765"},
    {"host": "localhost:8765", "origin": "http://127.0.0.1:8765"},
    {"host": "localhost:8765", "origin": "http://localhost:9999"},
    {"host": "localhost:8765", "origin": "http://localhost:8765.evil.example"},
]


@pytest.mark.parametrize("headers", OURS)
def test_this_machine_by_its_own_name_is_let_in(headers: dict[str, str]) -> None:
    """The page and the bot's own callers pass, over http and websocket."""
    client = a_client()
    assert client.get("/", headers=headers).text == "hello"
    with client.websocket_connect("/ws", headers=headers) as websocket:
        assert websocket.receive_text() == "hello"


@pytest.mark.parametrize("headers", OTHERS)
def test_any_other_name_or_origin_is_kept_out(headers: dict[str, str]) -> None:
    """A foreign page, a rebound name or another port gets 403 and no websocket."""
    client = a_client()
    assert client.post("/", headers=headers).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/ws", headers=headers):
        pass


def test_a_second_host_header_is_kept_out() -> None:
    """Two names for one request are refused rather than chosen between."""
    headers = [("host", "localhost:8765"), ("host", "evil.example")]
    assert a_client().get("/", headers=headers).status_code == 403
