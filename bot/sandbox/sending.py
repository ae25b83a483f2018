"""One signed request to the bot, and what it answered."""

import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

import aiohttp

from bot.benefits.facts import Value
from bot.sandbox.log import Entry, Log, shown, shown_signature
from bot.sandbox.parcels import Kind, Parcel
from bot.sandbox.shapes import Json

Reason = Literal["http_timeout", "http_error", "connection_failed"]

_LATEST = 1000
_REASON_HEADER = "X-Slack-Retry-Reason"
_SIGNATURE = "X-Slack-Signature"


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


def retry(number: int, reason: Reason) -> dict[str, str]:
    """The headers of a request that comes again."""
    return {"X-Slack-Retry-Num": str(number), _REASON_HEADER: reason}


class Sender:
    """Sends to one address, each request signed for the moment it leaves.

    `clock` is the real time: the bot refuses a signature that is five minutes off. Every request
    stands in `log`; `attempts` holds the latest, without what was answered.
    """

    def __init__(
        self, address: str, secret: str, clock: Callable[[], datetime], timeout_seconds: float
    ) -> None:
        self.log = Log()
        self.attempts: deque[Attempt] = deque(maxlen=_LATEST)
        self._address = address
        self._secret = secret
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._session: aiohttp.ClientSession | None = None

    async def send(
        self, parcel: Parcel, attempt: int = 1, headers: Mapping[str, str] | None = None
    ) -> Attempt:
        """Send once and wait for the answer, or for the time that is given to it."""
        began = self._clock()
        kind = {"Content-Type": parcel.content_type}
        sent = {**kind, **self._signed(parcel.body, began), **(headers or {})}
        entry = self._entered(parcel, began, attempt, sent)
        answer: Json = {"status": None, "reason": "connection_failed"}
        try:
            answer = await self._answer(parcel.body, sent)
        finally:
            self._ended(entry, answer)
        passed = (self._clock() - began).total_seconds() * 1000
        made = Attempt(at=began, kind=parcel.kind, attempt=attempt, ms=passed, **answer)
        self.attempts.append(made.model_copy(update={"body": ""}))
        return made

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    def _entered(
        self, parcel: Parcel, at: datetime, attempt: int, headers: Mapping[str, str]
    ) -> Entry:
        return self.log.begin(
            at,
            "to_bot",
            parcel.name,
            about=parcel.about,
            event_id=parcel.event_id,
            attempt=attempt,
            retry_reason=headers.get(_REASON_HEADER),
            signature=shown_signature(headers[_SIGNATURE]),
            sent=parcel.words,
        )

    def _ended(self, entry: Entry, answer: Json) -> None:
        told = shown(str(answer.get("body") or ""))
        self.log.end(
            entry, self._clock(), status=answer["status"], error=answer["reason"], answered=told
        )

    async def _answer(self, body: bytes, headers: Mapping[str, str]) -> Json:
        try:
            async with self._opened().post(
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

    def _opened(self) -> aiohttp.ClientSession:
        """Nothing is sent on a connection that was kept: the bot's server may be closing it, and a
        click or a command goes out only once.
        """
        if self._session is None:
            connector = aiohttp.TCPConnector(force_close=True)
            self._session = aiohttp.ClientSession(connector=connector)
        return self._session

    def _signed(self, body: bytes, at: datetime) -> dict[str, str]:
        timestamp = str(int(at.timestamp()))
        base = b"v0:" + timestamp.encode() + b":" + body
        digest = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, _SIGNATURE: f"v0={digest}"}
