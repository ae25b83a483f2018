"""Unsaid: a message of ours without the words of one that was deleted; its figures stay."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from bot.benefits.conversation import Post
from bot.benefits.facts import Value

LONG_ENOUGH = 8
"""Characters from which on some words within others are those words, and no accident."""

_FIGURES = frozenset({"after", "before", "summary", "unit"})
"""Fields that say what was understood, in our words: a figure there is no quote."""

_KEPT = frozenset({"ref", "verb", "proposal", "question", "user", "decided_by", "id", "kind"})
"""Fields that nobody reads."""


class Words(Value):
    """What a message said, as far as it was kept: `quotes` of it, `texts` that carry no number,
    and `links` to it.
    """

    quotes: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was kept."""
        return not (self.quotes or self.texts or self.links)

    def together(self, other: "Words") -> "Words":
        """Both."""
        return Words(
            quotes=self.quotes | other.quotes,
            texts=self.texts | other.texts,
            links=self.links | other.links,
        )


def unsaid(post: Post, words: Words, instead: str) -> Post:
    """The post with `instead` where it repeats the words, and no link to their message."""
    return Post.model_validate(_without(post.model_dump(), "", words, instead))


def _without(node: Any, key: str, words: Words, instead: str) -> Any:
    if isinstance(node, dict):
        return {name: _without(one, name, words, instead) for name, one in node.items()}
    if isinstance(node, list | tuple):
        return tuple(_without(one, key, words, instead) for one in node)
    if not isinstance(node, str) or key in _KEPT:
        return node
    if key == "href":
        return None if node in words.links else node
    if key == "quote":
        return None if _is_said(node, words) else node
    told = words.texts if key in _FIGURES else words.quotes | words.texts
    return without(node, told, instead)


def _is_said(text: str, words: Words) -> bool:
    said = words.quotes | words.texts
    return text in said or without(text, said, "") != text


def without(text: str, said: Collection[str], instead: str) -> str:
    """A text with `instead` for each of these words in it, and for what was cut short of them."""
    for one in sorted(said, key=len, reverse=True):
        for words in (one, *_beginnings(text, one)):
            if len(words) >= LONG_ENOUGH:
                text = text.replace(words, instead)
    return text


def _beginnings(text: str, said: str) -> Iterable[str]:
    """What stands before an ellipsis in a text and begins these words; and they without the stop
    at their end.
    """
    yield said.rstrip(" .")
    for cut in re.finditer("…", text):
        head = text[: cut.start()]
        longest = min(len(head), len(said))
        found = (head[-size:] for size in range(longest, LONG_ENOUGH - 1, -1))
        yield from [words for words in found if said.startswith(words)][:1]


def telling(said: str) -> str | None:
    """A piece of the beginning of some words that stands in any writing of them just as it is;
    None where there is none.
    """
    pieces = re.findall(r"[A-Za-z0-9 ,.:%-]+", said[:40])
    longest = max(pieces, key=len, default="")
    return longest if len(longest) >= LONG_ENOUGH // 2 else None
