"""Socket Mode: the same listeners, for who has no address that Slack can reach."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any, Final

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

HEARTBEAT_SECONDS: Final = 10.0
"""A connection that answers no ping within this is another one's turn."""

LONGEST_WAIT_SECONDS: Final = 30.0
_MOST_TRIES: Final = 5
"""After so many that came to nothing no wait is longer."""

STEADY_SECONDS: Final = 60.0
"""A connection that stays open for this is a good one, even where nobody says anything."""

_NOT_SOON: Final = frozenset({"too_many_websockets", "link_disabled"})
"""Reasons to end a connection that the next one would meet too."""

LAST_WAIT_SECONDS: Final = 10.0
"""How long the end waits for what is in hand."""

log = logging.getLogger(__name__)


class Socket:
    """Listens to Slack over a connection of our own, and over the next one before Slack ends it.
    Each connection is followed by one: when Slack first asks for it, else when it is over.

    Law 2 holds here too: an envelope is acknowledged once its listener has ended; where that
    failed, or the connection is gone by then, Slack sends it again, and it is known by its id.
    """

    def __init__(
        self,
        bolt: AsyncApp,
        app_token: str,
        client: AsyncWebClient,
        steady: float = STEADY_SECONDS,
        answering: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Each envelope is in hand while `answering` is open."""
        self._answering = answering
        self._bolt = bolt
        self._app_token = app_token
        self._client = client
        self._steady = steady
        self._open: set[ClientWebSocketResponse] = set()
        self._listening: set[asyncio.Task[None]] = set()
        self._in_hand: set[asyncio.Task[None]] = set()
        self._followed: set[ClientWebSocketResponse] = set()
        self._wanted = asyncio.Event()
        self._tries = 0
        self._ends = False

    def is_open(self) -> bool:
        """Whether Slack reaches us now."""
        return any(not one.closed for one in self._open)

    async def run(self) -> None:
        """Keep a connection until `stop`. Nothing that goes wrong ends it."""
        async with ClientSession() as session:
            while not self._ends:
                self._wanted.clear()
                try:
                    await self._connect(session)
                except Exception as error:
                    log.warning("Slack gives no socket (%s)", _code(error))
                    self._wanted.set()
                await self._wanted.wait()
                await self._pause()
            await self._finish()

    def stop(self) -> None:
        """Take nothing new; what is in hand is finished and acknowledged when `run` returns."""
        self._ends = True
        self._wanted.set()

    async def _connect(self, session: ClientSession) -> None:
        told = await self._client.apps_connections_open(app_token=self._app_token)
        found = await session.ws_connect(str(told["url"]), heartbeat=HEARTBEAT_SECONDS)
        self._open.add(found)
        _keep(self._listening, self._listen(found))

    async def _pause(self) -> None:
        """Longer with each try that came to nothing, unless it ends."""
        wait = min(2.0**self._tries, LONGEST_WAIT_SECONDS) if self._tries else 0.0
        self._tries = min(self._tries + 1, _MOST_TRIES)
        ends = self._wanted
        if wait and not self._ends:
            log.info("the next socket is asked for in %d s", wait)
            ends.clear()
            try:
                await asyncio.wait_for(ends.wait(), wait)
            except TimeoutError:
                return

    async def _listen(self, at: ClientWebSocketResponse) -> None:
        steady = asyncio.get_running_loop().call_later(self._steady, self._is_good)
        try:
            async for message in at:
                if message.type is WSMsgType.TEXT:
                    self._take(at, message.data)
        except Exception as error:
            log.warning("a socket of Slack's broke (%s)", type(error).__name__)
        finally:
            steady.cancel()
            self._open.discard(at)
            self._follow(at)
            self._followed.discard(at)

    def _take(self, at: ClientWebSocketResponse, data: str) -> None:
        told = _object(data)
        if told.get("type") == "disconnect":
            self._part(at, _word(told.get("reason")))
        elif isinstance(told.get("payload"), dict) and not self._ends:
            self._is_good()
            _keep(self._in_hand, self._answer(at, told))

    def _part(self, at: ClientWebSocketResponse, reason: str) -> None:
        log.info("Slack asks for another socket (%s)", reason)
        if reason in _NOT_SOON:
            self._tries = _MOST_TRIES
        self._follow(at)

    def _follow(self, at: ClientWebSocketResponse) -> None:
        if at not in self._followed:
            self._followed.add(at)
            self._wanted.set()

    def _is_good(self) -> None:
        self._tries = 0

    async def _answer(self, at: ClientWebSocketResponse, told: Mapping[str, Any]) -> None:
        request = AsyncBoltRequest(mode="socket_mode", body=told["payload"], headers=_headers(told))
        try:
            with self._answering():
                answer = await self._bolt.async_dispatch(request)
        except Exception as error:  # its words may hold what people wrote
            log.error("An envelope could not be handled: %s", type(error).__name__)
            return
        if answer.status >= 500:
            return
        try:
            await at.send_json({"envelope_id": told.get("envelope_id"), **_payload(answer)})
        except ConnectionError:
            log.info("an envelope was handled and not acknowledged: it comes again, to no effect")

    async def _finish(self) -> None:
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=LAST_WAIT_SECONDS)
        for one in tuple(self._open):
            await one.close()
        if self._listening:
            await asyncio.wait(self._listening, timeout=LAST_WAIT_SECONDS)


@asynccontextmanager
async def listening(socket: Socket | None) -> AsyncIterator[None]:
    """Listens until the block ends, and then until what is in hand is done."""
    if socket is None:
        yield
        return
    running = asyncio.get_running_loop().create_task(socket.run())
    try:
        yield
    finally:
        socket.stop()
        await asyncio.wait([running], timeout=3 * LAST_WAIT_SECONDS)


def _keep(among: set[asyncio.Task[None]], work: Any) -> None:
    task = asyncio.get_running_loop().create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)


def _object(data: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _headers(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a request would say in its headers of being sent again."""
    named = {
        "x-slack-retry-num": told.get("retry_attempt"),
        "x-slack-retry-reason": told.get("retry_reason"),
    }
    return {name: str(value) for name, value in named.items() if value}


def _payload(answer: BoltResponse) -> dict[str, Any]:
    """What the answer says besides that it was taken; a form's errors, words for one person."""
    if not answer.body:
        return {}
    found = _object(answer.body) or {"text": answer.body}
    return {"payload": found}


def _code(error: Exception) -> str:
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    return _word(code) if code else type(error).__name__


def _word(told: object) -> str:
    """A code of Slack's; nothing else that may have come in its place."""
    word = str(told)
    return word if len(word) < 40 and word.replace("_", "").isalnum() else "unknown"
