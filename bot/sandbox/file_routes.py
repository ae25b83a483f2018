"""Where bytes of files come in and go out."""

from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.calls import Call, check_token
from bot.sandbox.refusal import Refused
from bot.sandbox.shelf import File
from bot.sandbox.workspace import Workspace

_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
"""Nothing in a file is ever run or guessed at, and no other site's page can show it."""


def file_routes(workspace: Workspace, token: str) -> list[Route]:
    """For the bot with its token at `/files-pri/…`, for people at the permalink `/files/…`."""

    async def upload(request: Request) -> Response:
        return await _taken(workspace, request)

    def private(request: Request) -> Response:
        try:
            check_token(request, Call({}), token)
        except Refused:
            return PlainTextResponse("Not for you.", 403, _SAFE)
        return _served(workspace, request)

    def public(request: Request) -> Response:
        return _served(workspace, request)

    return [
        Route("/upload/{token}", upload, methods=["POST"]),
        Route("/files-pri/{team}-{id}/{name}", private, methods=["GET"]),
        Route("/files/{user}/{id}/{name}", public, methods=["GET"]),
    ]


async def _taken(at: Workspace, request: Request) -> Response:
    now = at.delivery.clock()
    entry = at.log.begin(now, "from_bot", "upload", sent="the bytes of a file")
    try:
        token = request.path_params["token"]
        content = await _content(request, at.uploads.length(token))
        file = at.uploads.take(token, content, at.bot_user, int(at.board.now().timestamp()))
        answer = PlainTextResponse(f"OK - {file.size}")
    except Refused as refused:
        answer = PlainTextResponse(refused.code, refused.status)
        at.log.end(entry, at.delivery.clock(), status=refused.status, error=refused.code)
        return answer
    at.log.end(entry, at.delivery.clock(), status=200, answered=f"{file.size} bytes of {file.id}")
    return answer


async def _content(request: Request, most: int) -> bytes:
    """The body, as far as it may be. Raises Refused where there is more of it, or less."""
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > most:
                raise Refused("length_mismatch", 413)
    except ClientDisconnect as error:
        raise Refused("length_mismatch", 400) from error
    return bytes(content)


def _served(at: Workspace, request: Request) -> Response:
    file = at.shelf.find(request.path_params["id"])
    content = at.shelf.content(file.id) if file else None
    if file is None or content is None:
        return PlainTextResponse("There is no such file.", 404, _SAFE)
    headers = _SAFE | {"Content-Disposition": _disposition(file)}
    return Response(content, headers=headers, media_type=_media_type(file))


def _disposition(file: File) -> str:
    way = "inline" if file.is_picture else "attachment"
    return f"{way}; filename*=UTF-8''{quote(file.name, safe='')}"


def _media_type(file: File) -> str:
    return file.mimetype if file.is_picture else "application/octet-stream"
