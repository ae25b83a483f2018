"""Sentences: what the author of a message says themselves, as something that is so now."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.](?=\w)[^.!?\n;]*)*[.!?;]?")
_QUOTED = re.compile(r"^\s*(?:>|&gt;)[^\n]*$|```.*?```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_AFTER_LINK = re.compile(r"(?:<https?://[^<>\n]+>|https?://[^\s<>]+)[ \t]+(?=[A-Z][a-z]+ [a-z])")
"""A link often ends its sentence without a stop."""

_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|might|could|would|should|(?-i:may)(?!\s+decide)|rumou?rs?|hear(?:d|say)?|"
    r"afraid|fear\w*|worr\w+|risks?|asks?|asked|asking|says?|said|claims?\s+that|wants?|wish\w*|"
    r"hop(?:e[sd]?|ing)|propos\w+|suggest\w+|consider\w*|discuss\w*|plan(?:s|ned|ning)?\s+to|will)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|none|nobody|nothing|not|never|without|hardly|no\s+one|neither|nor|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)


_STEM = 5


def stems(words: str) -> set[str]:
    """The beginnings of the longer words of a text."""
    return {one[:_STEM] for one in re.findall(r"[^\W\d_]{4,}", words.casefold())}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that tell something: no questions, and nothing quoted of another."""
    own = _AFTER_LINK.sub(lambda link: f"{link[0].rstrip()}\n", _QUOTED.sub("", text))
    for found in _SENTENCE.finditer(own):
        words = found[0].strip()
        if words and not words.endswith("?"):
            yield words.rstrip(" .;!")


def is_supposed(words: str) -> bool:
    """Whether something is only feared, wished, planned, or told by somebody else."""
    return _SUPPOSED.search(words) is not None


def is_negated(words: str) -> bool:
    """Whether words say of something that it is not so."""
    return _NEGATED.search(words) is not None
