"""Calling Slack's Web API: clients that try once, and errors in our words."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, Final, TypeAlias

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ChatError, RateLimitedError

ClientFor: TypeAlias = Callable[[str], WebClient]
"""The client that speaks for us in a workspace. Raises ChatError where we are not installed."""

TIMEOUT_SECONDS: Final = 10
LONGEST_WAIT_SECONDS: Final = 3_600.0
_LIMITED: Final = frozenset({"ratelimited", "rate_limited"})


def web_client(
    token: str, base_url: str = WebClient.BASE_URL, team: str | None = None
) -> WebClient:
    """A client that never repeats a call by itself, and names `team` in each, where it is given.

    When a connection breaks, Slack may have taken the message: only the outbox, which looks for
    the message's key first, may try again.
    """
    return WebClient(
        token=token, base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[], team_id=team
    )


def async_web_client(base_url: str = AsyncWebClient.BASE_URL) -> AsyncWebClient:
    """A client for the listeners; each request brings its own token."""
    return AsyncWebClient(base_url=base_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


@contextmanager
def chat_errors() -> Iterator[None]:
    """Whatever goes wrong with Slack inside, goes on as a ChatError with Slack's code."""
    try:
        yield
    except SlackApiError as error:
        raise _refusal(error.response) from error
    except (SlackClientError, HTTPException, OSError, ValueError, LookupError) as error:
        raise ChatError(f"unreachable: {type(error).__name__}") from error


def text_of(answer: Mapping[str, Any] | SlackResponse, key: str) -> str:
    """What the answer says under the key. Raises ChatError where it says nothing."""
    found = answer.get(key)
    if not isinstance(found, str) or not found:
        raise ChatError(f"no_{key}")
    return found


def refused(status: int, code: object, headers: Mapping[str, Any]) -> ChatError:
    """The error for an answer of this HTTP status, Slack's code and headers."""
    known = code if isinstance(code, str) and re.fullmatch(r"\w{1,80}", code) else None
    if status == 429 or known in _LIMITED:
        return RateLimitedError(known or "ratelimited", _wait(headers))
    return ChatError(known or f"http_{status}")


def _refusal(response: Any) -> ChatError:
    """From a parsed answer, or from the raw one where it could not be parsed."""
    if isinstance(response, dict):
        return refused(int(response.get("status", 0)), None, response.get("headers") or {})
    return refused(response.status_code, response.get("error"), response.headers)


def _wait(headers: Mapping[str, Any]) -> float:
    """Seconds to wait: at least one, an hour at most, whatever the header says."""
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    digits = re.fullmatch(r"\d{1,6}", str(told).strip())
    return min(max(float(digits.group()), 1.0), LONGEST_WAIT_SECONDS) if digits else 1.0
