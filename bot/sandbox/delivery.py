"""Brings what happens to the bot: signed requests, as Slack sends them."""

import asyncio
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp

from bot.benefits.facts import Value
from bot.sandbox.shapes import Json

Kind = Literal["event", "action", "submission", "closed", "command"]
Reason = Literal["http_timeout", "http_error", "connection_failed"]

SLACKS_DELAYS = (0.0, 60.0, 300.0)
"""Seconds before the first, second and third time an event is sent again."""

_LOG_LENGTH = 1000
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Attempt(Value):
    """One request to the bot. `status` is the HTTP status, None where there was no answer.

    `reason` says in Slack's words why it was not taken; None where it was.
    """

    at: datetime
    kind: Kind
    attempt: int
    status: int | None
    ms: float
    reason: Reason | None = None
    body: str = ""
    final: bool = False

    @property
    def taken(self) -> bool:
        """Whether the bot answered with 2xx."""
        return self.reason is None

    @property
    def trouble(self) -> str | None:
        """What went wrong, in words for a person."""
        return _TROUBLES[self.reason] if self.reason else None

    def json_body(self) -> Json:
        """The body as an object; empty where it is anything else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


_TROUBLES: dict[Reason, str] = {
    "http_timeout": "The bot did not answer in time.",
    "http_error": "The bot answered with an error.",
    "connection_failed": "The bot could not be reached.",
}


class Delivery:
    """Sends to one bot at one address.

    An event that is not taken is sent again after each of `delays`, with the same event id and
    the retry headers. Clicks, forms and commands are sent once. `log` holds the latest attempts,
    without what was answered. `clock` is the real time: it goes into the signature, which the bot
    refuses when it is five minutes off.
    """

    def __init__(
        self,
        address: str,
        secret: str,
        clock: Callable[[], datetime],
        *,
        delays: Sequence[float] = SLACKS_DELAYS,
        timeout_seconds: float = 3.0,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._address = address
        self._secret = secret
        self._clock = clock
        self._delays = tuple(delays)
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._pause = pause
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self.log: deque[Attempt] = deque(maxlen=_LOG_LENGTH)

    def event(self, envelope: Json) -> None:
        """Start bringing an event to the bot; returns at once."""
        self._start(self._bring(json.dumps(envelope).encode()))

    async def interaction(self, kind: Kind, payload: Json) -> Attempt:
        """Send a click or a form and wait for the bot's answer."""
        return await self._form(kind, {"payload": json.dumps(payload)})

    async def command(self, form: Mapping[str, str]) -> Attempt:
        """Send a slash command and wait for the bot's answer."""
        return await self._form("command", form)

    async def settled(self) -> None:
        """Wait until every event started so far, and those they led to, were taken or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    def status(self) -> str | None:
        """What went wrong with the last delivery, in words for a person; None where nothing did."""
        return self.log[-1].trouble if self.log else None

    async def close(self) -> None:
        """Give up what is under way and let go of the connections."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._session:
            await self._session.close()
            self._session = None

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _bring(self, body: bytes) -> None:
        made = await self._send("event", body, _JSON)
        for number, delay in enumerate(self._delays, start=1):
            if made.taken or made.final:
                return
            await self._pause(delay)
            retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": str(made.reason)}
            made = await self._send("event", body, _JSON, number + 1, retry)

    async def _form(self, kind: Kind, form: Mapping[str, str]) -> Attempt:
        return await self._send(kind, urlencode(form).encode(), _FORM)

    async def _send(
        self,
        kind: Kind,
        body: bytes,
        content_type: str,
        attempt: int = 1,
        headers: Mapping[str, str] | None = None,
    ) -> Attempt:
        began = self._clock()
        sent = {"Content-Type": content_type, **self._signed(body, began), **(headers or {})}
        answer = await self._answer(body, sent)
        passed = (self._clock() - began).total_seconds() * 1000
        made = Attempt(at=began, kind=kind, attempt=attempt, ms=passed, **answer)
        self.log.append(made.model_copy(update={"body": ""}))
        return made

    async def _answer(self, body: bytes, headers: Mapping[str, str]) -> Json:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(
                self._address, data=body, headers=headers, timeout=self._timeout
            ) as response:
                text = await response.text(errors="replace")
                reason = None if 200 <= response.status < 300 else "http_error"
                final = "X-Slack-No-Retry" in response.headers
                return {"status": response.status, "reason": reason, "body": text, "final": final}
        except TimeoutError:
            return {"status": None, "reason": "http_timeout"}
        except aiohttp.ClientError:
            return {"status": None, "reason": "connection_failed"}

    def _signed(self, body: bytes, at: datetime) -> dict[str, str]:
        timestamp = str(int(at.timestamp()))
        base = b"v0:" + timestamp.encode() + b":" + body
        digest = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
