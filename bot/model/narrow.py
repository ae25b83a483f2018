"""A way out that is narrow: one address, and no more of an answer than any of ours weighs."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from httpx2 import AsyncClient

MOST_BYTES: Final = 1_000_000
"""What one answer may weigh on its way."""

_OURS: Final = {"accept-encoding": "identity"}


class TooLargeError(Exception):
    """More was sent than any answer weighs, or so packed that nobody can tell."""


def client() -> "AsyncClient":
    """An HTTP client for OpenAI's library, with its own limits of time.

    It goes nowhere else than it was sent to: what people wrote would go along.
    """
    from httpx2 import AsyncByteStream  # noqa: PLC0415 - it is big
    from openai import DefaultAsyncHttpxClient  # noqa: PLC0415 - it is big

    found: AsyncClient = DefaultAsyncHttpxClient(**narrowed(AsyncByteStream))
    return found


def narrowed(kind: type[Any]) -> dict[str, Any]:
    """The same as settings of a client whose streams are of this kind."""

    async def narrow(response: Any) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise TooLargeError
        response.stream = _counted(response.stream, kind)

    return {"event_hooks": {"response": [narrow]}, "follow_redirects": False, "headers": _OURS}


def _counted(stream: Any, kind: type[Any]) -> Any:
    class Counted(kind):  # type: ignore[misc]
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
