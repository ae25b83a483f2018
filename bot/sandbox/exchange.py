"""One call of the bot's: entered in the log, held to what is set to go wrong, and answered."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.calls import Call, read_call
from bot.sandbox.hooks import Dropped
from bot.sandbox.log import About, Entry, shown
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace

Run = Callable[[Call], Awaitable[Response]]


async def exchange(
    at: Workspace, name: str, request: Request, run: Run, about: About | None = None
) -> Response:
    """The answer of `run`, or Slack's where it raises Refused; a cut connection at Dropped.

    Without `about`, the call itself tells which message it is about.
    """
    call, refused = await _read(request)
    known = about or _about(at, call)
    entry = at.log.begin(at.delivery.clock(), "from_bot", name, sent=shown(call.args), about=known)
    try:
        if refused is not None:
            raise refused
        answer = await run(call)
    except Refused as turned_down:
        answer = refusal(turned_down)
    except Dropped:
        answer = Cut()
    _end(at, entry, answer)
    return answer


def befall(at: Workspace, name: str) -> None:
    """Raises Refused where this call is set to go wrong before anything is done."""
    if at.strikes("limited", name):
        raise Refused("ratelimited", 429, headers={"Retry-After": str(at.faults.retry_after)})
    if at.strikes("refused", name):
        raise Refused(at.faults.refusal)


def drop(at: Workspace, name: str) -> None:
    """Raises Dropped where this call is set to go wrong once it is done."""
    if at.strikes("dropped", name):
        raise Dropped


def _about(at: Workspace, call: Call) -> About:
    clicked = at.tickets.triggered(call.text("trigger_id"))
    if clicked is not None:
        return clicked.about
    view = at.modals.named(call.text("view_id") or call.text("external_id"))
    if view is not None:
        return view.about
    ts = call.text("ts") or call.text("message_ts") or call.text("timestamp")
    thread = call.text("thread_ts")
    return About(channel=call.text("channel") or None, ts=ts or None, thread_ts=thread or None)


def refusal(refused: Refused) -> JSONResponse:
    """What Slack answers when it turns a call down."""
    body: Json = {"ok": False, "error": refused.code, **refused.more}
    if refused.details:
        body["response_metadata"] = {"messages": list(refused.details)}
    return JSONResponse(body, refused.status, refused.headers)


class Cut(Response):
    """Promises a body that never comes, so that the server cuts the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        length = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": length})


async def _read(request: Request) -> tuple[Call, Refused | None]:
    try:
        return await read_call(request), None
    except Refused as refused:
        return Call({}), refused


def _end(at: Workspace, entry: Entry, answer: Response) -> None:
    if isinstance(answer, Cut):
        at.log.end(entry, at.delivery.clock(), error="connection_dropped")
        return
    body = bytes(answer.body)
    told = Call.of_answer(body)
    update: dict[str, Any] = {"status": answer.status_code, "error": told.args.get("error")}
    about, words = _made(entry.about, told), shown(told.args or body.decode(errors="replace"))
    at.log.end(entry, at.delivery.clock(), about=about, answered=words, **update)


def _made(about: About, told: Call) -> About:
    """With the message that the call made, which only its answer names."""
    ts = told.text("ts") or told.text("message_ts")
    if about.ts or not ts:
        return about
    return about.model_copy(update={"channel": told.text("channel") or about.channel, "ts": ts})
