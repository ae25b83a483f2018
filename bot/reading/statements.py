"""A text split into statements: sentences, bullets, headings and table rows, with their places."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.reading import dates, quantities
from bot.reading.markup import EMOJI_MARK, FILLER, Page

Form = Literal["prose", "bullet", "heading", "row", "quoted"]

LONGEST = 700
"""A statement longer than this is cut: nobody reads it as one, and time stays linear."""

_LONE = re.compile(r"\s*\d{2,3}\.\s+[^\n]*\s*\Z")
"""A number that opens the only line there is: no item of a list, "31. Gate log."."""
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣◦▪–]|\d{1,3}[.)]|[a-zA-Z][.)])[ \t]+")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_QUOTED = re.compile(r"[ \t]*>[ \t>]*")
_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[\s|:=_-]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|vs|ca|cf|no|nos|dr|mr|mrs|ms|st|inc|ltd|co|dept|est|fig|jan|feb|mar|apr|jun|jul|aug|sep"
    r"|sept|oct|nov|dec|sr|jr|govt|avg|min|max)|\b[A-Z]|\.[A-Za-z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\x01|[.!?](?=[\"”])|[。！？]")
_OPENS = re.compile(r"[\s\x01\"“‘'(\[]*(?:[A-Z0-9<$£€~]|[^\x00-\x7f])")


_GOES_ON_SMALL = re.compile(r"\s+[a-z]{2,}")
_WHOLE_WORD = re.compile(
    r"(?<![\w.@/-])(?!(?:acc|cca|ave|tot|ver|approx|incl|excl|resp|govt|dept|prof|assoc|temp|prev|mgmt|spec|corp|misc|appr|figs|nett|vers|ext|tel|"
    r"ref|vol|pct|hrs|mins?|secs?|qty|wks|mths|yrs|max|avg|std|cum|cont|int|alt|orig|etc|est|fig|inc|ltd|nos|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$)[A-Za-z]{3,}$",
    re.IGNORECASE,
)
"""A word that nobody shortens so: behind it a sentence begins in a small letter, too."""


@dataclass(frozen=True)
class Statement:
    """One statement of a page; `text` is its plain words, `start` and `end` its place.

    Blanks that markup left behind are one blank in `text`: words a reader sees side by side stand
    side by side. `gaps` keeps where they were left out, and how many up to there.
    """

    text: str
    start: int
    end: int
    form: Form = "prose"
    gaps: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Where a place of `text` is in the page."""
        found = bisect_right(self.gaps, offset, key=lambda gap: gap[0]) if self.gaps else 0
        return self.start + offset + (self.gaps[found - 1][1] if found else 0)

    def span(self, left: int, right: int) -> tuple[int, int]:
        """Where words of `text` begin and end in the page."""
        return self.place(left), self.place(right - 1) + 1 if right > left else self.place(right)

    @cached_property
    def dated(self) -> list[dates.Dated]:
        """Its dates and periods, in order."""
        return dates.find(self.text)

    @cached_property
    def amounts(self) -> list[quantities.Quantity]:
        """Its amounts that are no part of a date, in order."""
        return quantities.find(self.text, [(one.start, one.end) for one in self.dated])


def split(page: Page) -> list[Statement]:
    """The statements of a page, in order."""
    return [
        piece
        for start, end, form in _blocks(page.plain)
        for piece in _sentences(page.plain, start, end, form)
    ]


def _blocks(text: str) -> Iterator[tuple[int, int, Form]]:
    """Lines, with lines wrapped by an editor joined again."""
    begun: tuple[int, int, Form] | None = None
    for start, end in _lines(text):
        line = text[start:end]
        form, offset = _form("" if _LONE.match(text) else line)
        if begun and form == "prose" and _continues(text[begun[0] : begun[1]], line):
            begun = (begun[0], end, begun[2])
            continue
        if begun:
            yield begun
        begun = (start + offset, end, form) if not _RULE.fullmatch(line) else None
    if begun:
        yield begun


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _form(line: str) -> tuple[Form, int]:
    shapes: tuple[tuple[Form, re.Pattern[str]], ...] = (
        ("quoted", _QUOTED),
        ("heading", _HEADING),
        ("row", _ROW),
        ("bullet", _BULLET),
    )
    for form, pattern in shapes:
        if found := pattern.match(line):
            return form, found.end()
    return "prose", 0


def _continues(before: str, line: str) -> bool:
    """Whether a plain line goes on with the sentence of the lines before it."""
    if not line.strip() or not before.strip() or len(before) > LONGEST * 4:
        return False
    last = before.rsplit("\n", 1)[-1].rstrip()
    first = line.lstrip()[0]
    if last.endswith((".", "!", "?", ":", "|")):
        return False
    return first.islower() or (len(last) >= 50 and not last.endswith(";"))


def _sentences(text: str, start: int, end: int, form: Form) -> Iterator[Statement]:
    if form == "row":
        yield from _cut(text, start, end, form)
        return
    begin = start
    for found in _STOP.finditer(text, start, end):
        if found.start() >= begin and _ends(text, found, end):
            yield from _cut(text, begin, found.end(), form)
            begin = found.end()
    yield from _cut(text, begin, end, form)


def _ends(text: str, found: re.Match[str], end: int) -> bool:
    if found[0] == EMOJI_MARK:
        return bool(_OPENS.match(text, found.end(), end))
    rest = text[found.end() : min(end, found.end() + 12)]
    if found[0] == "." and _GOES_ON_SMALL.match(rest):
        return bool(_WHOLE_WORD.search(text[max(0, found.start() - 20) : found.start()]))
    return bool(_OPENS.match(rest)) and not _ABBREVIATION.search(
        text[max(0, found.end() - 12) : found.end()]
    )


def _cut(text: str, start: int, end: int, form: Form) -> Iterator[Statement]:
    """The span without its margins, in pieces of bounded length."""
    while start < end and (text[start].isspace() or text[start] == EMOJI_MARK):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == EMOJI_MARK):
        end -= 1
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = gap if gap > 0 else start + LONGEST
        yield _statement(text, start, stop, form)
        start = stop
    if start < end:
        yield _statement(text, start, end, form)


def _statement(text: str, start: int, end: int, form: Form) -> Statement:
    """A span with every run of blanks made one."""
    words, gaps, left_out, begin = [], [], 0, start
    for found in _BLANKS.finditer(text, start, end):
        blank = "" if found[0][0] == FILLER else " "
        words += [text[begin : found.start()], blank]
        begin, left_out = found.end(), left_out + len(found[0]) - len(blank)
        gaps.append((begin - start - left_out, left_out))
    return Statement("".join([*words, text[begin:end]]), start, end, form, tuple(gaps))


_BLANKS = re.compile(rf"[ \t]{{2,}}|{FILLER}+")
_BREAK = re.compile(
    r"[,;]\s|\s[–—-]+\s|:\s|\s(?:but|while|whereas|although|though)\s|\x01|\s\||"
    r"\s(?:and|&)\s(?=(?:the\s|our\s|average\s)?(?!it\b|they\b|we\b|is\b|are\b|was\b|now\b|has\b|have\b)"
    r"(?:[A-Za-z][\w-]*\s){1,4}?(?:is|are|was|were|has|have|fell|rose|dropped|went|grew|improved|"
    r"increased|decreased|takes?|took|from|now|up|down)\b[^,;.]{0,20}\d)",
    re.IGNORECASE,
)


def clause(text: str, place: int, end: int | None = None) -> tuple[int, int]:
    """Where the clause around a place of a statement begins and ends."""
    left, right = 0, len(text)
    for found in _BREAK.finditer(text):
        if found.end() <= place:
            left = found.end()
        elif found.start() >= (end or place):
            right = found.start()
            break
    while right > left and text[right - 1] in " .!?,;:\n":
        right -= 1
    while left < right and text[left].isspace():
        left += 1
    return left, right
