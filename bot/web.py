"""The production server: what Slack sends, and whether we are well."""

import logging
import re
from collections.abc import Callable, Sequence
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
    is_well: Callable[[], bool],
    routes: Sequence[BaseRoute] = (),
    lifespan: Any = None,
) -> Starlette:
    """`is_well` tells whether the records answer; it may wait for them, and may raise."""

    async def slack(request: Request) -> Response:
        return await _pass_on(request, bolt)

    async def health(_: Request) -> Response:
        return await _health(is_well)

    paths = ("/slack/events", "/slack/interactions", "/slack/commands")
    own = [Route(path, slack, methods=["POST"]) for path in paths]
    return Starlette(
        routes=[*own, Route("/health", health, methods=["GET"]), *routes], lifespan=lifespan
    )


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


async def _health(is_well: Callable[[], bool]) -> Response:
    try:
        well = await run_in_threadpool(is_well)
    except Exception:  # whatever is wrong with the records, the answer is the same
        well = False
    status = "ok" if well else "records unavailable"
    return JSONResponse({"status": status}, status_code=200 if well else 503)
