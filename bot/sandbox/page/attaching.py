"""Files that people put to what they write: their bytes come in before the words do."""

from collections.abc import Iterable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import limits
from bot.sandbox.shapes import Json
from bot.sandbox.shelf import TOO_LARGE, fault_of
from bot.sandbox.workspace import Workspace

MOST = 10
"""Files in one message, as in Slack."""


def attaching_routes(workspace: Workspace) -> list[Route]:
    """A file of a person's is put on the shelf at once, and taken off again if it is not sent."""

    async def put(request: Request) -> Response:
        return await _put(workspace, request)

    def leave(request: Request) -> Response:
        file = workspace.shelf.find(request.path_params["id"])
        if file is not None and not file.rooms and file.user != workspace.bot_user:
            workspace.shelf.unshare(file.id, "")
        return Response(status_code=204)

    return [
        Route("/attached", put, methods=["POST"]),
        Route("/attached/{id}", leave, methods=["DELETE"]),
    ]


def files_of(workspace: Workspace, user: str, ids: Iterable[str]) -> tuple[Json, ...]:
    """What was attached, for `post`: now `user`'s, who sends it. What is gone is left out."""
    given = (workspace.shelf.give(id, user) for id in tuple(ids)[:MOST])
    return tuple(workspace.file_json(file) for file in given if file is not None)


async def _put(workspace: Workspace, request: Request) -> Response:
    user, name = (request.query_params.get(key, "") for key in ("as", "name"))
    content = await _content(request)
    fault = TOO_LARGE if content is None else fault_of(name, content)
    if content is None or fault:
        return JSONResponse({"error": fault}, 422)
    file = workspace.attach(user, name, content)
    if file is None:
        return JSONResponse({"error": "Nobody here has that name."}, 422)
    return JSONResponse({"id": file["id"], "name": file["name"]})


async def _content(request: Request) -> bytes | None:
    """The body; None where it is larger than a file may be, or never came to its end."""
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > limits.FILE_BYTES:
                return None
    except ClientDisconnect:
        return None
    return bytes(content)
