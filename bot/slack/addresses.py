"""Where answers to one person may go: to Slack, whatever address a request names."""

from typing import Final
from urllib.parse import urlsplit

_SLACKS: Final = "https://hooks.slack.com"


def reply_origins(api_url: str | None) -> frozenset[str]:
    """Origins that response addresses may have: Slack's, and that of the Web API in use."""
    return frozenset(found for found in (_SLACKS, origin(api_url or "")) if found)


def origin(url: str) -> str | None:
    """Scheme, host and port of an address without credentials; None for anything odd."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None or "\\" in url:
        return None
    return f"{parts.scheme}://{parts.hostname}{port}"
