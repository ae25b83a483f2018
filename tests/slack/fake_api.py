"""A small Slack Web API on loopback: it remembers what arrived and answers what it was told to."""

import json
from collections import defaultdict, deque
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Answer = dict[str, Any]


class FakeApi:
    """Each method answers from its own queue; the last answer put there stays."""

    def __init__(self, url: str, hook: str) -> None:
        self.url = url
        self.hook = hook
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.upload = hook.removesuffix("/hook") + "/upload"
        self.uploaded: list[bytes] = []
        self.hooked: list[dict[str, Any]] = []
        self.hook_status = 200
        self.breaks: set[str] = set()
        self._answers: defaultdict[str, deque[tuple[int, Answer, dict[str, str]]]] = defaultdict(
            deque
        )
        self.app = Starlette(
            routes=[
                Route("/api/{method}", self._api, methods=["GET", "POST"]),
                Route("/hook", self._hook, methods=["POST"]),
                Route("/upload", self._upload, methods=["POST"]),
            ]
        )

    def answers(
        self, method: str, answer: Answer, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self._answers[method].append((status, {"ok": True, **answer}, headers or {}))

    def refuses(self, method: str, error: str, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers[method].append((status, {"ok": False, "error": error}, named))

    def asked(self, method: str) -> list[dict[str, Any]]:
        return [given for name, given in self.calls if name == method]

    async def _api(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.calls.append((method, await _given(request)))
        queue = self._answers[method]
        if method in self.breaks:
            raise ConnectionAbortedError("the line is cut before an answer")
        if not queue:
            return JSONResponse({"ok": False, "error": "unknown_method"})
        status, answer, headers = queue[0] if len(queue) == 1 else queue.popleft()
        return JSONResponse(answer, status_code=status, headers=headers)

    async def _upload(self, request: Request) -> Response:
        self.uploaded.append(await request.body())
        return PlainTextResponse("OK")

    async def _hook(self, request: Request) -> Response:
        self.hooked.append(json.loads(await request.body()))
        return PlainTextResponse(
            "ok" if self.hook_status == 200 else "used_url", status_code=self.hook_status
        )


async def _given(request: Request) -> dict[str, Any]:
    raw = (await request.body()).decode()
    if request.headers.get("content-type", "").startswith("application/json"):
        found: dict[str, Any] = json.loads(raw or "{}")
    else:
        found = {**dict(parse_qsl(raw)), **dict(request.query_params)}
    return found
