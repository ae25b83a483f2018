"""A Slack that somebody else wrote from the documentation alone: few methods, short answers, events
with only what a bot cannot do without. It shares nothing with the local workspace's stand-in.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.app import Bot, build_bot
from bot.settings import Settings
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import serving

Json = dict[str, Any]
Answer = Callable[["Sparse", Json], Json]

TEAM, OURS, ROOM, DIRECT = "TSPARSE", "UBOT", "CROOM", "DROOM"
PRIYA, TOM = "UPRIYA", "UTOM"
SECRET, TOKEN = "a secret of nobody", "xoxb-sparse"
PATIENCE = 30.0
"""Seconds until a test that waits for the bot fails."""

_FORM = "application/x-www-form-urlencoded"


def _message(slack: "Sparse", args: Json) -> Json:
    ts = slack.stamp()
    slack.posts[ts] = {**args, "ts": ts}
    return {"ts": ts}


def _changed(slack: "Sparse", args: Json) -> Json:
    slack.posts[args["ts"]] |= args
    return {"ts": args["ts"]}


MAIN: Mapping[str, Answer] = {
    "auth.test": lambda _slack, _args: {"team_id": TEAM, "user_id": OURS},
    "chat.postMessage": _message,
    "conversations.info": lambda _slack, args: {"channel": {"id": args["channel"]}},
    "conversations.members": lambda _slack, _args: {"members": [PRIYA, TOM, OURS]},
    "users.info": lambda _slack, args: {"user": {"id": args["user"], "name": args["user"]}},
    "views.open": lambda _slack, _args: {},
}
"""What it knows, each with the least it can answer."""

LEAST = ("auth.test", "chat.postMessage")
"""Without these nobody could speak there at all."""


@dataclass
class Sparse:
    """It remembers what was posted. `knows` are the methods it has; `answers` stand in for what a
    method answers next, each once.
    """

    knows: dict[str, Answer] = field(default_factory=lambda: dict(MAIN))
    answers: dict[str, list[Response]] = field(default_factory=dict)
    posts: dict[str, Json] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    told: list[Json] = field(default_factory=list)
    is_chunked: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def app(self) -> Starlette:
        """Where the bot calls, and answers one person."""
        paths = [Route("/x/{method}", self._api, methods=["GET", "POST"])]
        return Starlette(routes=[*paths, Route("/told", self._tell, methods=["POST"])])

    def stamp(self) -> str:
        """The next ts."""
        return f"{1_776_675_600 + next(self.numbers)}.000100"

    async def _api(self, request: Request) -> Response:
        method, args = request.path_params["method"], await _args(request)
        self.asked.append(method)
        if self.answers.get(method):
            return self.answers[method].pop(0)
        known = self.knows.get(method)
        found = {"ok": True, **known(self, args)} if known else _unknown()
        self.changed.set()
        return self._as_answer(found)

    def _as_answer(self, found: Json) -> Response:
        if not self.is_chunked:
            return JSONResponse(found)
        raw = json.dumps(found).encode()
        return StreamingResponse(iter([raw[:7], raw[7:]]), media_type="text/plain")

    async def _tell(self, request: Request) -> Response:
        self.told.append(json.loads(await request.body()))
        self.changed.set()
        return Response("ok")


def _unknown() -> Json:
    return {"ok": False, "error": "unknown_method"}


async def _args(request: Request) -> Json:
    raw = (await request.body()).decode()
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(json.loads(raw or "{}"))
    found: Json = {**request.query_params, **dict(parse_qsl(raw))}
    for name in ("blocks", "metadata"):
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    return found


def redirected(to: str) -> Response:
    """Elsewhere."""
    return RedirectResponse(to, 302)


@dataclass
class Wires:
    """People there, and what they send to the bot. `without` are keys of events and payloads that
    this Slack never sends, however deep they stand.
    """

    slack: Sparse
    bot: Bot
    http: httpx.AsyncClient
    base: str
    without: frozenset[str] = frozenset()
    extra: Json = field(default_factory=dict)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so, looking again at each call of the bot."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.slack.changed.clear()
                await self.slack.changed.wait()

    async def settled(self) -> None:
        """Wait until the bot has nothing in hand."""
        async with asyncio.timeout(PATIENCE):
            while self.bot.rows.queues.busy():
                await asyncio.sleep(0.02)

    async def say(
        self, who: str, text: str, thread: str | None = None, channel: str = ROOM, **more: Any
    ) -> str:
        """Post a message; its ts."""
        ts = self.slack.stamp()
        kind = "app_mention" if f"<@{OURS}>" in text else "message"
        event = {"type": kind, "channel": channel, "user": who, "text": text, "ts": ts}
        threaded = {"thread_ts": thread} if thread else {}
        await self.event({**event, **threaded, **more})
        return ts

    async def event(self, event: Json, number: int | None = None) -> None:
        """Tell the bot of an event; it takes it."""
        known = number or next(self.slack.numbers)
        optional = {
            "token": "old",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event_id": f"Ev{known}",
            "event_time": 1_776_675_600,
            "event_context": "4-x",
            "authorizations": [{"team_id": TEAM, "user_id": OURS, "is_bot": True}],
            "is_ext_shared_channel": False,
        }
        more = {"channel_type": "channel", "event_ts": event.get("ts"), "team": TEAM}
        if str(event.get("channel", "")).startswith("D"):
            more["channel_type"] = "im"
        outer = {"type": "event_callback", **optional, "event": {**more, **event}}
        sent = await self._send(json.dumps(self._lean(outer)).encode(), "application/json")
        assert sent.status_code == 200, (sent.status_code, sent.text)

    async def press(self, who: str, ts: str, action: str) -> None:
        """Press a button of a post."""
        post = self.slack.posts[ts]
        button = next(one for one in buttons(post) if one["action_id"] == action)
        where = post.get("thread_ts") or ts
        payload: Json = {
            "type": "block_actions",
            "api_app_id": "A1",
            "token": "old",
            "trigger_id": f"{next(self.slack.numbers)}.1.x",
            "team": {"id": TEAM, "domain": "sparse"},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": who, "username": who, "team_id": TEAM},
            "channel": {"id": ROOM, "name": "room"},
            "container": {"type": "message", "message_ts": ts, "channel_id": ROOM},
            "message": {"type": "message", "ts": ts, "thread_ts": where, "user": OURS},
            "state": {"values": {}},
            "response_url": f"{self.base}/told",
            "actions": [{**button, "action_ts": f"{time.time():.6f}", "block_id": "b"}],
        }
        form = urlencode({"payload": json.dumps(self._lean(payload))}).encode()
        assert (await self._send(form, _FORM)).status_code == 200

    async def command(self, who: str, words: str, **more: str) -> Json:
        """Type a command; what was answered at once, which may be nothing."""
        optional = {
            "token": "old",
            "team_id": TEAM,
            "team_domain": "sparse",
            "channel_name": "room",
            "user_name": who,
            "api_app_id": "A1",
            "trigger_id": f"{next(self.slack.numbers)}.2.x",
            "response_url": f"{self.base}/told",
            "is_enterprise_install": "false",
        }
        needed = {"command": "/whatimproved", "text": words, "user_id": who, "channel_id": ROOM}
        sent = await self._send(urlencode(self._lean(optional | needed | more)).encode(), _FORM)
        assert sent.status_code == 200
        return dict(sent.json()) if sent.text else {}

    async def heard(self, after: str, thread: str | None = None, holds: str = "") -> Json:
        """The bot's first post after a ts, in a thread or anywhere, that holds some words."""

        def found() -> list[Json]:
            known = [one for at, one in self.slack.posts.items() if at > after]
            there = [one for one in known if thread is None or one.get("thread_ts") == thread]
            return [one for one in there if holds in shown(one)]

        await self.until(lambda: bool(found()))
        return found()[0]

    def _lean(self, whole: Json) -> Json:
        def cut(part: Any) -> Any:
            if isinstance(part, list):
                return [cut(one) for one in part]
            if not isinstance(part, dict):
                return part
            return {key: cut(one) for key, one in part.items() if key not in self.without}

        return {**dict(cut(whole)), **self.extra}

    async def _send(self, body: bytes, kind: str) -> httpx.Response:
        stamp = str(int(time.time()))
        base = b"v0:" + stamp.encode() + b":" + body
        digest = hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
        signed = {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}
        headers = {"content-type": kind, **signed}
        return await self.http.post("/slack/events", content=body, headers=headers)


def buttons(post: Json) -> list[Json]:
    """The buttons of a post."""
    blocks = post.get("blocks") or []
    found = [one for block in blocks for one in block.get("elements", ())]
    return [one for one in found if one.get("type") == "button"]


def shown(post: Json) -> str:
    """All that a post says."""
    return json.dumps([post.get("text"), post.get("blocks")], ensure_ascii=False)


@asynccontextmanager
async def a_sparse_slack(
    home: Path, *, without: Iterable[str] = (), unknown: Iterable[str] = ()
) -> AsyncIterator[Wires]:
    """The whole bot, whose SLACK_API_URL leads to such a Slack."""
    ours, theirs = a_socket(), a_socket()
    base, slack = address_of(theirs), Sparse()
    for method in unknown:
        del slack.knows[method]

    def clock() -> datetime:
        return datetime(2026, 4, 20, 9, 0, tzinfo=UTC)

    bot = build_bot(Settings(home=home), SECRET, TOKEN, api_url=f"{base}/x/", clock=clock)
    async with (
        serving(slack.app(), theirs),
        serving(bot.web, ours),
        httpx.AsyncClient(base_url=address_of(ours), timeout=30) as http,
    ):
        yield Wires(slack, bot, http, base, frozenset(without))
