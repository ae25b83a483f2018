"""A file's text, cut into passages that can be found, shown and cited."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.benefits.brought import OWN, Brought
from bot.benefits.facts import Value
from bot.benefits.questions import Passage
from knowledge.cleaned import cleaned, one_line
from knowledge.entries import LONGEST, LONGEST_GIST

LONGEST_TITLE = 80
"""Characters of a heading or a name that are shown."""

FEWEST = 3
"""Words of a passage: a line with fewer says nothing that could be cited."""

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.*?)[ \t#]*")
_END = re.compile(r"(?<=[.?!。？！])[\"”’)]*\s+")
_HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
_LONG = re.compile(r"\S{60}")
"""More letters without a blank than any word has: another language, or noise."""
_LETTER = re.compile(r"[^\W\d_]")


class Section(Value):
    """A part of a file: its heading, where it stands ("page 3"), its text. Either may be empty."""

    heading: str
    place: str
    text: str


def sections_of(text: str) -> list[Section]:
    """The parts of a text, by its markdown headings; a text without any is one part."""
    found: list[Section] = []
    heading, lines = "", list[str]()
    for line in _HEAD.sub("", text.replace("\r\n", "\n")).split("\n"):
        if (met := _HEADING.fullmatch(line)) is None:
            lines.append(line)
            continue
        found.append(Section(heading=heading, place="", text="\n".join(lines)))
        heading, lines = met["title"], []
    found.append(Section(heading=heading, place="", text="\n".join(lines)))
    return [one for one in found if one.text.strip()]


def brought(name: str, sections: Iterable[Section], topics: Sequence[str] = ()) -> Brought:
    """The file as it is kept; `topics` are those of questions that may cite it."""
    shown = one_line(cleaned(name))[:LONGEST_TITLE] or "file"
    id = hashlib.sha256(shown.encode()).hexdigest()[:10]
    found = tuple(
        Passage(
            id=f"{OWN}{id}/{number}",
            title=title,
            gist=_gist(text),
            text=text,
            topics=tuple(topics),
            article=f"{shown} (your own)",
            section=place,
        )
        for number, (title, place, text) in enumerate(_pieces(shown, sections), 1)
    )
    return Brought(id=id, name=shown, passages=found)


def _pieces(name: str, sections: Iterable[Section]) -> Iterator[tuple[str, str, str]]:
    """Title, place and text of each passage."""
    number = 0
    for section in sections:
        heading = one_line(cleaned(section.heading))[:LONGEST_TITLE]
        for text in _passages(cleaned(section.text)):
            number += 1
            place = section.place or heading or f"part {number}"
            yield heading or name, place, text


def _passages(text: str) -> Iterator[str]:
    """Whole sentences, as many as fit into a passage; paragraphs that fit stay together."""
    held: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n|\f", _HYPHEN.sub("", text)):
        words = one_line(paragraph)
        fits = len(words.split()) <= LONGEST and len(words) <= LONGEST * 12
        whole = [words] if fits else list(_sentences(words))
        for piece in whole:
            if held and _count(held) + len(piece.split()) > LONGEST:
                yield from _said(held)
                held = []
            held.append(piece)
    yield from _said(held)


def _sentences(words: str) -> Iterator[str]:
    """The sentences of a text; of one that never ends as many words as fit, and the rest."""
    for sentence in _END.split(words):
        found = _LONG.sub(r"\g<0> ", sentence).split()
        for start in range(0, len(found), LONGEST):
            yield " ".join(found[start : start + LONGEST])


def _count(pieces: Sequence[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)


def _said(held: Sequence[str]) -> Iterator[str]:
    text = " ".join(piece for piece in held if piece)
    letters = [word for word in text.split() if _LETTER.search(word)]
    if len(letters) >= FEWEST or len(text) > LONGEST:
        yield text


def _gist(text: str) -> str:
    """Its first sentence, quoted, cut where it is long."""
    first = _END.split(text, maxsplit=1)[0].replace("“", "'").replace("”", "'")
    room = LONGEST_GIST - 2
    cut = first if len(first) <= room else first[: room - 1].rsplit(" ", 1)[0] + "…"
    return f"“{cut}”"
