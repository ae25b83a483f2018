"""Slack's Web API in small: who calls, which method, what is answered."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.calls import Call, check_token
from bot.sandbox.exchange import befall, drop, exchange
from bot.sandbox.hooks import Hooks
from bot.sandbox.methods import METHODS, Method
from bot.sandbox.refusal import Refused
from bot.sandbox.scopes import check_scopes
from bot.sandbox.workspace import Workspace

__all__ = ["METHODS", "api_route"]


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
            _count(workspace, name, method, call)
            check_scopes(workspace, method.needs(workspace, call))
            found = method.run(workspace, call)
            await hooks.end(name, call.args)
            drop(workspace, name)
            granted = {"X-OAuth-Scopes": ",".join(sorted(workspace.who.scopes))}
            return JSONResponse({"ok": True, **found}, headers=granted)

        return await exchange(workspace, name, request, run)

    return Route("/api/{method}", answer, methods=["GET", "POST"])


def _count(at: Workspace, name: str, method: Method, call: Call) -> None:
    """Raises Refused where the bot calls too often and this workspace minds."""
    if at.faults.tier_rates and method.calls_a_minute is not None:
        at.rates.count(name, method.calls_a_minute)
    if at.faults.post_rate and name == "chat.postMessage":
        at.rates.count_post(call.text("channel"))
    if at.faults.house_rate and name == "chat.postMessage":
        at.rates.count_in_house(at.faults.house_rate)
