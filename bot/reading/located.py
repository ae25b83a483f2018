"""Where words that somebody says stand in a text do stand in it, letter by letter."""

import re
from collections.abc import Iterator
from typing import Final

from bot.reading.markup import Page

LONGEST: Final = 300
"""Characters of words that are looked for, at most: no more may be kept in one piece."""

_AROUND = " \t\r\n\"“”'‘’…"


def places(page: Page, words: str | None) -> Iterator[tuple[int, int]]:
    """Every place of some words: as they are, else without the marks set around them. Nothing
    between them is guessed but the blanks.
    """
    for told in dict.fromkeys((words or "", (words or "").strip(_AROUND))):
        found = list(_exactly(page.raw, told))
        if found:
            yield from found
            return


def _exactly(text: str, told: str) -> Iterator[tuple[int, int]]:
    if not re.search(r"\w", told) or len(told) > LONGEST:
        return
    pattern = r"\s+".join(map(re.escape, told.split()))
    for found in re.finditer(pattern, text):
        if _is_whole(text, *found.span()):
            yield found.span()


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word and no number is cut in two: "14" does not stand in "140" or "14.5"."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if text[start].isalnum() and (before.isalnum() or re.search(r"\d[.,]$", text[:start][-2:])):
        return False
    if not text[end - 1].isalnum():
        return True
    return not (after[:1].isalnum() or re.match(r"[.,]\d", after))


def place(page: Page, words: str | None, near: int | None = None) -> tuple[int, int] | None:
    """The first place of some words, or the one nearest to another place of the text."""
    found = list(places(page, words))
    if not found:
        return None
    return found[0] if near is None else min(found, key=lambda one: abs(one[0] - near))
