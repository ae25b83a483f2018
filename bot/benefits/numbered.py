"""Posts and Homes with the figures of ours written as their reader writes numbers."""

import re
from typing import Any, Final

from bot.benefits.conversation import Post
from bot.benefits.home import Home
from bot.benefits.numerals import ENGLISH, Style, written

_LEVEL: Final = re.compile(r"(?:about |under |over )?(?:-?[£$€]|[A-Z]{3} )?-?\d")

_SHOWN: Final = frozenset(
    ("text", "before", "summary", "why", "label", "closing", "alt", "words", "notice")
)
"""The fields of a post, or a Home, in which figures of ours stand."""


def numbered_post(post: Post, style: Style) -> Post:
    """A post with all figures of ours written so."""
    if style == ENGLISH:
        return post
    return Post.model_validate(_numbered(post.model_dump(), style))


def numbered_home(home: Home, style: Style) -> Home:
    """The same of a Home."""
    if style == ENGLISH:
        return home
    return Home.model_validate(_numbered(home.model_dump(), style))


def _numbered(node: Any, style: Style) -> Any:
    if isinstance(node, dict):
        changed = {key: _field(key, value, style) for key, value in node.items()}
        changed |= {"text": node["text"]} if _is_name(node) else {}
        return changed | ({"numerals": style} if "numerals" in node else {})
    if isinstance(node, list | tuple):
        return tuple(_numbered(one, style) for one in node)
    return node


def _field(key: str, value: Any, style: Style) -> Any:
    """What a card shows may be what somebody said, unless it is a level."""
    if not isinstance(value, str):
        return _numbered(value, style)
    is_ours = key in _SHOWN or (key == "after" and _LEVEL.match(value) is not None)
    return written(value, style) if is_ours else value


def _is_name(span: dict[str, Any]) -> bool:
    """Whether these words are what a line is about, by its name."""
    return bool(span.get("strong")) and str(span["text"]).rstrip().endswith(":")
