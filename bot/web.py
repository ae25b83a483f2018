"""The production server: what Slack sends, whether we are alive and whether we are ready."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot import limits

_log = logging.getLogger(__name__)


def build_web(
    bolt: AsyncApp,
    *,
    parts: Mapping[str, Callable[[], bool]],
    lacks: Callable[[], Sequence[str]] = tuple,
    routes: Sequence[BaseRoute] = (),
    lifespan: Any = None,
    takes_requests: bool = True,
    answering: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Starlette:
    """`parts` are what we need to be ready, each with a look whether it answers: it may wait for
    it, and may raise. `lacks` are methods that are unknown to what answers in Slack's place: the
    work goes on without them. Where Slack speaks over a socket, it `takes_requests` of nobody.
    Each request of Slack's is in hand while `answering` is open.
    """

    async def slack(request: Request) -> Response:
        with answering():
            return await _pass_on(request, bolt)

    async def ready(_: Request) -> Response:
        return await run_in_threadpool(_ready, parts, lacks())

    paths = ("/slack/events", "/slack/interactions", "/slack/commands") if takes_requests else ()
    own = [Route(path, slack, methods=["POST"]) for path in paths]
    told = [Route("/health", _health, methods=["GET"]), Route("/ready", ready, methods=["GET"])]
    return Starlette(routes=[*own, *told, *routes], lifespan=lifespan)


async def _pass_on(request: Request, bolt: AsyncApp) -> Response:
    if not _is_dated(request):
        return Response(status_code=401)
    body = await _body(request)
    if body is None:
        return Response(status_code=413)
    try:
        asked = to_async_bolt_request(request, body)
    except Exception:  # what is no request of Slack's fails in many ways before it is verified
        return Response(status_code=400)
    try:
        return to_starlette_response(await bolt.async_dispatch(asked))
    except Exception as error:  # its words may hold what people wrote
        _log.error("A request from Slack could not be handled: %s", type(error).__name__)
        return Response(status_code=500)


def _is_dated(request: Request) -> bool:
    """Whether the time a request says it was signed at is one; Bolt fails over any other."""
    told = request.headers.get("x-slack-request-timestamp")
    return told is None or re.fullmatch(r"[0-9]{1,12}", told) is not None


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is larger than any request of Slack's."""
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > limits.REQUEST_BYTES:
            return None
    return bytes(chunks)


async def _health(_: Request) -> Response:
    """Alive: an answer is all it takes. A database that is away mends itself without a restart."""
    return JSONResponse({"status": "ok"})


def _ready(parts: Mapping[str, Callable[[], bool]], lacks: Sequence[str]) -> Response:
    found = {name: "ok" if _answers(look) else "unavailable" for name, look in parts.items()}
    is_ready = set(found.values()) <= {"ok"}
    status = "ready" if is_ready else "not ready"
    told = {"status": status, **found, **({"without": [*lacks]} if lacks else {})}
    return JSONResponse(told, status_code=200 if is_ready else 503)


def _answers(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except Exception:  # whatever is wrong with it, the answer is the same
        return False
