"""The page's addresses, put into our own web application."""

import asyncio
import json
from importlib.resources import files
from urllib.parse import urlencode

from fastapi import FastAPI
from nicegui import Client, ui
from starlette.requests import Request
from starlette.responses import RedirectResponse

from bot.sandbox.ahead import Ahead
from bot.sandbox.page.attaching import attaching_routes
from bot.sandbox.page.emoji import EMOJI
from bot.sandbox.page.panes import Clock
from bot.sandbox.page.place import wanted
from bot.sandbox.page.surface import dotted
from bot.sandbox.page.tab import Tab
from bot.sandbox.page.thinking import Explain
from bot.sandbox.shapes import Try
from bot.sandbox.workspace import Workspace

_STYLES = ("style.css", "behind.css", "tour.css", "member.css", "agent.css", "home.css")
_SCRIPTS = (
    "attaching.js",
    "writing.js",
    "offers.js",
    "behind.js",
    "tour.js",
    "theme.js",
    "member.js",
    "menu.js",
    "picture.js",
    "reading.js",
)
_RULES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="8" fill="#0b6b5f"/><path d="M7 22l6-7 5 4 7-9" fill="none" stroke="#fff" '
    'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


_PATIENCE = 60.0
"""Seconds a browser waits for a workspace that is still being prepared."""


def build_page(
    app: FastAPI,
    workspace: Workspace,
    clock: Clock,
    ready: asyncio.Event | None = None,
    tries: tuple[Try, ...] = (),
    explain: Explain | None = None,
    ahead: Ahead | None = None,
) -> None:
    """Serve the page at `/` and permalinks at `/archives/…`.

    Call it last: every path that no route before it took belongs to the page. `clock` tells which
    day is today. Nothing is shown before `ready`: nobody sees a half-told example, or speaks in
    it. `tries` are offered to a newcomer. `explain` tells what the bot makes of a message;
    with `ahead` time can be had go by.
    """
    rules = f'<meta http-equiv="Content-Security-Policy" content="{_RULES}">'
    styles, scripts = (_all(*names) for names in (_STYLES, _SCRIPTS))
    table = f"window.EMOJI = {json.dumps(EMOJI)};"
    head = f"{rules}<style>{styles}</style><script>{table}{scripts}</script>"
    app.router.routes.extend(attaching_routes(workspace))

    @app.get("/archives/{channel}/p{digits}", include_in_schema=False)
    def permalink(request: Request, channel: str, digits: str) -> RedirectResponse:
        """Lead to the page at a message."""
        query = {"channel": channel, "at": dotted(digits)}
        thread = request.query_params.get("thread_ts")
        return RedirectResponse("/?" + urlencode(query | ({"thread": thread} if thread else {})))

    @ui.page("/", title=workspace.who.team_name, response_timeout=_PATIENCE)
    async def page(client: Client, request: Request) -> None:
        if ready is not None:
            await ready.wait()
        ui.add_head_html(head)
        Tab(workspace, clock, client, tries, explain, ahead).open(wanted(request.query_params))

    ui.run_with(
        app,
        favicon=_ICON,
        tailwind=False,
        dark=None,
        language="en-GB",
        show_welcome_message=False,
    )


def _all(*names: str) -> str:
    here = files("bot.sandbox.page")
    return "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in names)
