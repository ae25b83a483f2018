"""The response addresses that clicks and commands carry."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.blocks import with_ids
from bot.sandbox.calls import Call
from bot.sandbox.exchange import befall, drop, exchange
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Message
from bot.sandbox.sizes import check_text, checked_blocks
from bot.sandbox.tickets import Origin
from bot.sandbox.workspace import Workspace

RESPONSE_URL: Final = "response_url"
"""What a post to a response address is called, where others are called by their method."""


def response_route(workspace: Workspace) -> Route:
    """`/response/TOKEN`: five answers within half an hour, without any other key."""

    async def answer(request: Request) -> Response:
        token = request.path_params["token"]

        async def run(call: Call) -> Response:
            befall(workspace, RESPONSE_URL)
            _respond(workspace, workspace.tickets.respond(token), call)
            drop(workspace, RESPONSE_URL)
            return PlainTextResponse("ok")

        return await exchange(workspace, RESPONSE_URL, request, run, workspace.tickets.about(token))

    return Route("/response/{token}", answer, methods=["POST"])


def _respond(at: Workspace, origin: Origin, call: Call) -> None:
    original = at.board.find(origin.channel, origin.message_ts) if origin.message_ts else None
    if call.flag("delete_original"):
        _delete(at, original)
        return
    text, blocks = call.text("text"), checked_blocks(call.structure("blocks", "invalid_blocks"))
    check_text(text)
    if not text.strip() and not blocks:
        raise Refused("no_text", 400)
    if call.flag("replace_original") and original and not original.deleted:
        now = at.board.change(original, text=text, blocks=tuple(with_ids(blocks)))
        _tell(at, now, original)
        return
    in_channel = call.text("response_type") == "in_channel"
    at.show(origin, text, blocks, in_channel, call.text("thread_ts") or None)


def _tell(at: Workspace, now: Message, before: Message) -> None:
    if not before.ephemeral_to:
        at.news.changed(now, before)


def _delete(at: Workspace, original: Message | None) -> None:
    if original and not original.deleted:
        at.board.remove(original)
        if not original.ephemeral_to:
            at.news.deleted(original)
