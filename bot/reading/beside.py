"""The words that belong to one amount of a statement: from the one before it to the one after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.amounts import Amount

_CUT = re.compile(
    r"[,;:](?=\s)|[.!?](?=\s)|\n|\s[–—-]+\s|\s(?:and|but|while|whereas|versus|vs\.?|then)\s|\x01",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """`left` and `right` hold the words that are its own; `since` and `until` reach to its
    neighbours.
    """

    left: int
    right: int
    since: int
    until: int


def around(text: str, one: Amount, others: Sequence[Amount]) -> Span:
    """What stands before an amount and behind it, up to where the words turn to another."""
    before = [each.end for each in others if each.end <= one.start]
    after = [each.start for each in others if each.start >= one.end]
    since, until = max(before, default=0), min(after, default=len(text))
    left = since
    if before and (cut := _CUT.search(text, since, one.start)):
        left = cut.end()
    right = until
    if cut := _CUT.search(text, one.end, until):
        right = cut.start()
    since = left if before else 0
    return Span(left, right, since, _next(text, one.end, until, bool(after)))


def _next(text: str, place: int, until: int, is_followed: bool) -> int:
    """Up to where a period behind an amount is still its own."""
    if not is_followed:
        return len(text)
    cuts = list(_CUT.finditer(text, place, until))
    return cuts[-1].start() if cuts else until
