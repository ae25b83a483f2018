"""Lettering: how wide words are in the typeface charts are drawn in, and where their lines break.

All lengths are in points.
"""

from functools import lru_cache
from typing import Any, Final

FACE: Final = "DejaVu Sans"


def plain(text: str) -> str:
    """What the typeface can draw; a sign it lacks is a gap, and stands in the words around."""
    face = _face(False)
    known = (sign if sign == " " or face.get_char_index(ord(sign)) else "·" for sign in text)
    return " ".join("".join(known).split())


@lru_cache(maxsize=1_024)
def width(words: str, size: float, bold: bool = False) -> float:
    """How wide one line of words is in letters of a size."""
    face = _face(bold)
    face.set_size(size, 72)
    face.set_text(words, 0.0)
    across: float = face.get_width_height()[0] / 64
    return across


def lines(words: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """The words in lines no wider than the room; what more than `most` would take is left out, and
    so is what is longer than anybody reads.
    """
    rest, found = plain(words[: most * 200]).split(), [""]
    for word in rest:
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, bold) <= room:
            found[-1] = longer
        else:
            found += _broken(word, size, room, bold)
    kept = [line for line in found if line]
    if len(kept) <= most and len(words) <= most * 200:
        return kept
    return [*kept[: most - 1], _cut(kept[most - 1 : most], size, room, bold)]


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    """A word wider than a line goes on in the next."""
    found = [""]
    for sign in word:
        if width(found[-1] + sign, size, bold) > room:
            found.append("")
        found[-1] += sign
    return found


def _cut(line: list[str], size: float, room: float, bold: bool) -> str:
    words = "".join(line)
    while words and width(f"{words}…", size, bold) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


@lru_cache(maxsize=2)
def _face(bold: bool) -> Any:
    # of its own, not the one matplotlib keeps: that one is being drawn with
    from matplotlib import font_manager, ft2font  # noqa: PLC0415

    wanted = font_manager.FontProperties(family=FACE, weight="bold" if bold else "normal")
    return ft2font.FT2Font(font_manager.findfont(wanted))
