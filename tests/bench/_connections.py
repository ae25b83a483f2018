"""Requests over connections that are kept open, as Slack keeps them: little work for who sends."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

AT_ONCE: Final = 16
"""Connections, each with a request under way."""


class Sent(NamedTuple):
    """What became of a request: the status, and milliseconds until it was answered."""

    status: int
    ms: float


def signed(body: bytes, kind: str, secret: str, more: str = "") -> bytes:
    """A whole request as it goes over the wire, signed now; good for five minutes."""
    stamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={digest}\r\n{more}\r\n"
    )
    return head.encode() + body


async def sent(port: int, requests: Sequence[bytes]) -> tuple[list[Sent], float]:
    """All of them, each on the first connection that is free; and the seconds that took."""
    waiting, found = iter(requests), list[Sent]()
    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(_over_one(port, waiting, found))
    return found, time.perf_counter() - started


async def _over_one(port: int, waiting: Iterator[bytes], found: list[Sent]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        started = time.perf_counter()
        writer.write(request)
        status = await _status(reader)
        found.append(Sent(status, (time.perf_counter() - started) * 1000))
    writer.close()
    await writer.wait_closed()


async def _status(reader: asyncio.StreamReader) -> int:
    """Of an answer that is read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length:")[2].partition("\r\n")[0].strip()
    if length:
        await reader.readexactly(int(length))
    return int(head.split(" ", 2)[1])
