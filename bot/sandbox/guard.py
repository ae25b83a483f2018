"""Keeps other sites' pages and other machines away from the local workspace."""

from starlette.types import ASGIApp, Receive, Scope, Send

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_POLICY_VIOLATION = 1008


class Guard:
    """Lets through what was sent to this machine by its own name and port.

    A request must name a loopback host with the right port, once; one with an `Origin` must come
    from the very same host. Anything else, http or websocket, is refused: so a page of another
    site, or a name made to point here, reaches nothing.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        bare = set(_NAMES) if port == 80 else set()
        self._hosts = {f"{name}:{port}" for name in _NAMES} | bare

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await _forbid(send)

    def _is_ours(self, scope: Scope) -> bool:
        hosts = _all(scope, b"host")
        origins = _all(scope, b"origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts or len(origins) > 1:
            return False
        return not origins or origins[0] == f"http://{hosts[0]}"


def _all(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key == name]


async def _forbid(send: Send) -> None:
    body = b"Only for this machine."
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
