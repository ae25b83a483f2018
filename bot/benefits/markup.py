"""Words as Slack keeps them (`R&amp;D`, `<@U1>`), made fit for the eyes of people."""

import re
from collections.abc import Callable
from typing import Any

from bot.benefits.conversation import Post
from bot.benefits.home import Home

Name = Callable[[str], str]
"""The name of a person with this id."""

_MARK = re.compile(
    r"<(?:(?P<sign>[@#!])|(?=https?://|mailto:|tel:))(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>"
)
_SHOWN = frozenset(
    (
        *("text", "title", "label", "before", "after", "quote", "summary", "why", "closing"),
        *("of", "unit", "words", "name", "alt", "about", "notice"),
    )
)
"""The fields of a post, or a Home, that people read; the rest are ids and addresses."""


def readable(text: str, name: Name) -> str:
    """The text as its author saw it: people by name, links by their words, signs as signs."""

    def shown(mark: re.Match[str]) -> str:
        label, what = mark["label"], mark["what"]
        if mark["sign"] == "@":
            return f"@{label or name(what)}"
        if mark["sign"] == "#":
            return f"#{label or what}"
        if mark["sign"] == "!":
            return label or f"@{what.partition('^')[0]}"
        return label or what

    marked = _MARK.sub(shown, text)
    return marked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def readable_post(post: Post, name: Name) -> Post:
    """The post with everything people read in it made readable."""
    return Post.model_validate(_readable(post.model_dump(), name))


def readable_home(home: Home, name: Name) -> Home:
    """The same of a Home."""
    return Home.model_validate(_readable(home.model_dump(), name))


def _readable(node: Any, name: Name) -> Any:
    if isinstance(node, dict):
        return {
            key: readable(value, name)
            if key in _SHOWN and isinstance(value, str)
            else _readable(value, name)
            for key, value in node.items()
        }
    if isinstance(node, list | tuple):
        return tuple(_readable(one, name) for one in node)
    return node
