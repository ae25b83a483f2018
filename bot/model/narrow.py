"""A way out that is narrow: one address, and no more of an answer than any of ours weighs."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from httpx2 import AsyncByteStream, AsyncClient, Response

MOST_BYTES: Final = 1_000_000
"""What one answer may weigh on its way."""

_OURS: Final = {"accept-encoding": "identity"}


class TooLargeError(Exception):
    """More was sent than any answer weighs, or so packed that nobody can tell."""


def client() -> "AsyncClient":
    """An HTTP client for OpenAI's library, with its own limits of time.

    It goes nowhere else than it was sent to: what people wrote would go along.
    """
    from openai import DefaultAsyncHttpxClient  # noqa: PLC0415 - it is big

    hooks: dict[str, Any] = {"response": [_narrowed]}
    found: AsyncClient = DefaultAsyncHttpxClient(
        event_hooks=hooks, follow_redirects=False, headers=_OURS
    )
    return found


async def _narrowed(response: "Response") -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLargeError
    response.stream = _counted(response.stream)


def _counted(stream: Any) -> "AsyncByteStream":
    from httpx2 import AsyncByteStream  # noqa: PLC0415 - it is big

    class Counted(AsyncByteStream):
        """The same, until it is too much."""

        async def __aiter__(self) -> AsyncIterator[bytes]:
            weight = 0
            async for part in stream:
                weight += len(part)
                if weight > MOST_BYTES:
                    raise TooLargeError
                yield part

        async def aclose(self) -> None:
            await stream.aclose()

    return Counted()
