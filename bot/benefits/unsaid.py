"""Unsaid: a message of ours without the words of one that was deleted; its figures stay.

Only what quotes is changed: a field that is the words, or words between quotation marks. What we
say ourselves stays, though it may hold the same words.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import Field

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

    `cards` are the keys of our posts that show it, each with what others said that stands there
    too; `threads` the channels and threads in which something was made of it.
    """

    quotes: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    cards: Mapping[str, frozenset[str]] = Field(default_factory=dict)
    threads: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was kept."""
        return not (self.quotes or self.texts or self.links)

    @property
    def said(self) -> frozenset[str]:
        """All of the words."""
        return self.quotes | self.texts

    def together(self, other: "Words") -> "Words":
        """Both."""
        return Words(
            quotes=self.quotes | other.quotes,
            texts=self.texts | other.texts,
            links=self.links | other.links,
            cards={**self.cards, **other.cards},
            threads=self.threads | other.threads,
        )

    def under(self, channel: str, thread: str | None) -> "Words":
        """They, said in a thread; as they are where it is none."""
        return self.together(Words(threads=frozenset({(channel, thread)}))) if thread else self

    def but(self, others: Collection[str]) -> "Words":
        """Without what others said as well. The links are to this message alone, and stay."""
        left = {"quotes": self.quotes - set(others), "texts": self.texts - set(others)}
        return self.model_copy(update=left)


def unsaid(post: Post, words: Words, instead: str, others: Collection[str] = ()) -> Post:
    """The post with `instead` where it quotes the words, and no link to their message.

    What `others` said too, or what links to another message, is quoted on; beside a link to the
    message itself it is not.
    """
    node = post.model_dump()
    away = words.but({*others, *_linked_elsewhere(node, words)})
    return Post.model_validate(_without(node, "", words, away, instead))


def bare(post: Post, words: Words, others: Collection[str] = ()) -> Post:
    """A card of what was never recorded without the lines that rest on the words."""
    if post.card is None:
        return post
    said = words.but(others).quotes
    lines = tuple(line for line in post.card.lines if line.quote not in said)
    if lines == post.card.lines:
        return post
    return post.model_copy(
        update={"card": post.card.model_copy(update={"lines": lines, "summary": None})}
    )


def without(text: str, said: Collection[str], instead: str) -> str:
    """A text with `instead` for each of these words that it quotes, whole or cut short."""
    for one in sorted(said, key=len, reverse=True):
        for words in dict.fromkeys((one, one.rstrip(" ."))):
            text = text.replace(f"“{words}”", f"“{instead}”") if words else text
        for cut in dict.fromkeys(_cut_short(text, one)):
            text = text.replace(f"“{cut}…”", f"“{instead}”")
        if _is(text, one):
            return instead
    return text


def holds(text: str, said: Collection[str]) -> bool:
    """Whether a text is any of these words, or holds some that are long enough."""
    return any(one == text or (len(one) >= LONG_ENOUGH and one in text) for one in said)


def _without(node: Any, key: str, words: Words, away: Words, instead: str) -> Any:
    """`away` are the words as they are looked for where nothing links to their message."""
    if isinstance(node, dict):
        near = words if node.get("href") in words.links else away
        return {name: _without(one, name, words, near, instead) for name, one in node.items()}
    if isinstance(node, list | tuple):
        near = words if _is_line_of(node, words) else away
        return tuple(_without(one, key, words, near, instead) for one in node)
    if not isinstance(node, str) or key in _KEPT:
        return node
    if key == "href":
        return None if node in words.links else node
    if key == "quote":
        return None if node in away.said else node
    if key in _FIGURES:
        return instead if node in away.texts else node
    return without(node, away.said, instead)


def _is_line_of(node: Collection[Any], words: Words) -> bool:
    """Whether this is a line of which a span links to the message, and none to another one."""
    links = {one.get("href") for one in node if isinstance(one, dict) and "text" in one} - {None}
    return bool(links) and links <= words.links


def _linked_elsewhere(node: Any, words: Words) -> Iterator[str]:
    """The words that a post shows as those of another message."""
    if isinstance(node, list | tuple):
        for one in node:
            yield from _linked_elsewhere(one, words)
    if not isinstance(node, dict):
        return
    link = node.get("href")
    if link and link not in words.links and "text" in node:
        yield from (one for one in words.said if without(node["text"], (one,), "") != node["text"])
    for one in node.values():
        yield from _linked_elsewhere(one, words)


def _is(text: str, said: str) -> bool:
    """Whether a whole text is these words, or the beginning of them and an ellipsis."""
    if len(text) < LONG_ENOUGH:
        return False
    cut = text.removesuffix("…")
    is_cut = len(cut) < len(text) and len(cut) >= LONG_ENOUGH and said.startswith(cut)
    return is_cut or text.rstrip(" .") == said.rstrip(" .")


def _cut_short(text: str, said: str) -> Iterator[str]:
    """What stands between an opening mark and an ellipsis in a text, and begins these words."""
    for end in re.finditer("…”", text):
        begins = (one.end() for one in re.finditer("“", text[: end.start()]))
        heads = (text[begin : end.start()] for begin in begins)
        yield from (head for head in heads if head and said.startswith(head))
