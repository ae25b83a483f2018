"""Stands in for Slack: what the bot calls, without the page."""

from starlette.applications import Starlette
from starlette.routing import Route

from bot.sandbox.api import api_route
from bot.sandbox.file_routes import file_routes
from bot.sandbox.hooks import Hooks
from bot.sandbox.responses import response_route
from bot.sandbox.workspace import Workspace


def standin_routes(workspace: Workspace, token: str, hooks: Hooks | None = None) -> list[Route]:
    """The Web API, the response addresses, and where files come in and go out."""
    calls = [api_route(workspace, token, hooks or Hooks()), response_route(workspace)]
    return [*calls, *file_routes(workspace, token)]


def build_standin(workspace: Workspace, token: str, hooks: Hooks | None = None) -> Starlette:
    """An application that answers as Slack does, to the bot that holds this token."""
    return Starlette(routes=list(standin_routes(workspace, token, hooks)))
