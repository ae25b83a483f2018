"""Slack's Web API in small: who calls, which method, what is answered."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox import chat_methods, conversation_methods, people_methods, view_methods
from bot.sandbox.calls import Call, check_token, read_call
from bot.sandbox.hooks import Dropped, Hooks
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace

Method = Callable[[Workspace, Call], Json]

METHODS: Mapping[str, Method] = {
    "auth.test": people_methods.auth_test,
    "chat.delete": chat_methods.delete,
    "chat.getPermalink": chat_methods.get_permalink,
    "chat.postEphemeral": chat_methods.post_ephemeral,
    "chat.postMessage": chat_methods.post_message,
    "chat.update": chat_methods.update,
    "conversations.history": conversation_methods.history,
    "conversations.info": conversation_methods.info,
    "conversations.list": conversation_methods.listed,
    "conversations.members": conversation_methods.members,
    "conversations.open": conversation_methods.opened,
    "conversations.replies": conversation_methods.replies,
    "reactions.add": chat_methods.add_reaction,
    "users.info": people_methods.info,
    "users.list": people_methods.listed,
    "views.open": view_methods.opened,
    "views.publish": view_methods.published,
    "views.update": view_methods.updated,
}


def api_route(workspace: Workspace, token: str, hooks: Hooks) -> Route:
    """`/api/METHOD`, for whoever holds the bot's token."""

    async def answer(request: Request) -> Response:
        try:
            found = await _answered(request, workspace, token, hooks)
        except Refused as refused:
            return refusal(refused)
        except Dropped:
            return _Cut()
        return JSONResponse({"ok": True, **found})

    return Route("/api/{method}", answer, methods=["GET", "POST"])


async def _answered(request: Request, workspace: Workspace, token: str, hooks: Hooks) -> Json:
    name = request.path_params["method"]
    method = METHODS.get(name)
    if method is None:
        raise Refused("unknown_method")
    call = await read_call(request)
    check_token(request, call, token)
    await hooks.begin(name, call.args)
    found = method(workspace, call)
    await hooks.end(name, call.args)
    return found


def refusal(refused: Refused) -> JSONResponse:
    """What Slack answers when it turns a call down."""
    body: Json = {"ok": False, "error": refused.code}
    if refused.details:
        body["response_metadata"] = {"messages": list(refused.details)}
    return JSONResponse(body, refused.status, refused.headers)


class _Cut(Response):
    """Promises a body that never comes, so that the server cuts the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        length = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": length})
