"""Slack's Web API in small: who calls, which method, what is answered."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import chat_methods, conversation_methods, people_methods, view_methods
from bot.sandbox.calls import Call, check_token
from bot.sandbox.exchange import befall, drop, exchange
from bot.sandbox.hooks import Hooks
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
        name = request.path_params["method"]

        async def run(call: Call) -> Response:
            method = METHODS.get(name)
            if method is None:
                raise Refused("unknown_method")
            check_token(request, call, token)
            await hooks.begin(name, call.args)
            befall(workspace, name)
            found = method(workspace, call)
            await hooks.end(name, call.args)
            drop(workspace, name)
            return JSONResponse({"ok": True, **found})

        return await exchange(workspace, name, request, run)

    return Route("/api/{method}", answer, methods=["GET", "POST"])
