"""A text cut where the passages in it begin and end."""

from collections.abc import Sequence
from itertools import pairwise

from bot.benefits.facts import Value


class Passage(Value):
    """Some words of a text, from `start` to before `end` in code points, and what they are."""

    start: int
    end: int
    label: str
    is_fact: bool = False


class Piece(Value):
    """Words that belong to the same passages; `labels` are theirs, in the order given."""

    text: str
    labels: tuple[str, ...] = ()
    is_fact: bool = False


def pieces(text: str, passages: Sequence[Passage]) -> list[Piece]:
    """The whole text, cut at every border of a passage. Passages may overlap, or lie outside."""
    borders = {0, len(text)}
    for passage in passages:
        borders |= {min(max(at, 0), len(text)) for at in (passage.start, passage.end)}
    cuts = sorted(borders)
    return [_piece(text, start, end, passages) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, end: int, passages: Sequence[Passage]) -> Piece:
    over = [p for p in passages if p.start <= start and end <= p.end]
    labels = tuple(dict.fromkeys(p.label for p in over))
    return Piece(text=text[start:end], labels=labels, is_fact=any(p.is_fact for p in over))
