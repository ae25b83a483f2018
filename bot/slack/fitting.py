"""Making words fit: free of what no one should see, and no longer than Slack takes."""

import re
from typing import Final
from urllib.parse import urlsplit

from bot import limits

ELLIPSIS: Final = "…"

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb]"
)
"""Control characters, those that turn the direction in which a line reads, and those that take no
room: with them two names look like one. The joiners of emoji and of some scripts stay.
"""

_GAPS = re.compile(r"(?:(?!(?<=\d)\u00a0(?=\d))\s)+")
_HALVES = re.compile("[\ud800-\udfff]")
_PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")


def clean(text: str) -> str:
    """The text without control characters; new lines and tabs stay."""
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", text.replace("\r\n", "\n")))


def width(text: str) -> int:
    """How long Slack may take a text to be: it counts some signs, such as emoji, as two."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def shorten(text: str, limit: int) -> str:
    """The text cleaned, and cut with an ellipsis where it is wider than the limit."""
    text = clean(text)
    if width(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text[: limit - 1]
    while width(kept) > limit - 1:
        kept = kept[: -max(1, (width(kept) - limit + 1) // 2)]
    return kept.rstrip() + ELLIPSIS


def one_line(text: str, limit: int) -> str:
    """The text on a single line, cut to the limit. What holds a number together stays."""
    return shorten(_GAPS.sub(" ", clean(text)).strip(), limit)


def escaped(text: str) -> str:
    """The text for a place where Slack reads markup: it can neither mention nor link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def web_address(href: str | None) -> str | None:
    """The address if it leads to the web and is a whole one, else None."""
    if href is None or width(href) > limits.URL or href != clean(href) or re.search(r"\s", href):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    return href if parts.scheme in ("http", "https") and parts.hostname else None


def person(user: str | None) -> str | None:
    """The id if it can be a person's, else None."""
    return user if user is not None and _PERSON.fullmatch(user) else None
