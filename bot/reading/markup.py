"""Slack and Markdown markup, taken off without moving a single character.

A page's `plain` text has the same length as the text as given: what is markup became blanks, so
every place found in `plain` is the same place in `raw`, and quotes are cut from `raw`.
"""

import re
from dataclasses import dataclass

_SLACK_LINK = re.compile(
    r"<(?P<url>(?:https?|mailto):[^\s<>|]{1,2000})(?:\|(?P<label>[^<>]{0,300}))?>"
)
_MARKDOWN_LINK = re.compile(
    r"!?\[(?P<label>[^\[\]]{0,400})\]\((?P<url>[^\s()]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)"
    r"(?:\s+\"[^\"]{0,200}\")?\)"
)
_BARE_LINK = re.compile(r"https?://[^\s<>|)\]\"']{1,2000}")
_HTML_LINK = re.compile(r"<a\s[^<>]{0,200}?href=\"(?P<url>[^\"<>\s]{1,1000})\"[^<>]{0,300}>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_MENTION = re.compile(r"<@(?P<user>[A-Z0-9]{2,20})(?:\|[^<>]{0,100})?>")
_CHANNEL = re.compile(
    r"<(?:#[A-Z0-9]{2,20}|!(?:subteam\^)?[A-Za-z0-9^]{1,40})(?:\|(?P<label>[^<>]{0,100}))?>"
)
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_STRUCK = re.compile(
    r"~~[^~\n]{1,300}~~|(?<!\S)~[^\s~](?:[^~\n]{0,200}[^\s~])?~(?=[\s.,;:!?)]|$)", re.MULTILINE
)
_SHORTCODE = re.compile(r"(?<![\w:]):(?=[a-z0-9_+-]*[a-z+])[a-z0-9_+-]{1,60}:(?!\w)")
_EMPHASIS = re.compile(r"\*{1,3}|`{1,2}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|\[\^\d{1,3}\]")
_ENTITIES = {"&gt;": ">", "&lt;": "<", "&amp;": "&", "&#8217;": "’", "&nbsp;": " ", "&quot;": '"'}
_ENTITY = re.compile("|".join(re.escape(entity) for entity in _ENTITIES))
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

_AND_LEFT = re.compile(r"[\s,;]*(?:&amp;|&)\s*\Z|\s+\Z")
_DECIMALS = re.compile(
    r"(?<![\w.,])\d{1,4}(?P<comma>,)\d{1,2}(?=\s?[%€£$]|\s[A-Za-z])(?!\s(?:and|or|vs)\b)"
)
"""A comma before one or two digits, and what is counted behind it: "4,2 days"."""

_LISTED = re.compile(
    r"(?:weeks?|days|sites?|phases?|stages?|waves?|levels?|sections?|steps?|pages?|tickets?|items?|"
    r"wards?|versions?|sprints?|quarters?|numbers?|nos?\.?|Q|v|\#)\s?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:[\u00a0\u202f’']\d{3})+(?![\w’'])")
"""Thousands apart by a space that does not break, or by an apostrophe."""

FILLER = "\x02"
"""Stands in `plain` for the rest of an entity that is one character to a reader."""

EMOJI_MARK = "\x01"
"""Stands in `plain` at the first place of an emoji shortcode: a sentence may end there."""


@dataclass(frozen=True)
class Link:
    """An address and the place of its whole markup in the text."""

    url: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """A text as given, and as a person sees it."""

    raw: str
    plain: str
    links: tuple[Link, ...] = ()
    entities: tuple[tuple[int, int], ...] = ()

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """The same span, no longer cutting through a link: grown over it, or stopped before it."""
        for link in self.links:
            if link.start < start < link.end:
                start = link.start
            if link.start < end < link.end:
                end = link.end if link.end - start <= 250 else max(start, link.start)
        return self._without_halves(start, end)

    def _without_halves(self, start: int, end: int) -> tuple[int, int]:
        """No character entity cut in two, and no "&" left over at the end."""
        for first, last in self.entities:
            if first < start < last:
                start = last
            if first < end < last:
                end = last
        while end > start and (tail := _AND_LEFT.search(self.raw, start, end)):
            end = tail.start()
        return start, end

    def quote(self, start: int, end: int) -> str:
        """The words between two places, letter by letter."""
        return self.raw[start:end]


class _Sheet:
    """The characters of a text while markup is being blanked out."""

    def __init__(self, raw: str) -> None:
        self.marks = list(raw)
        self.links: list[Link] = []
        self.entities: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        return "".join(self.marks)

    def blank(self, start: int, end: int) -> None:
        for place in range(start, end):
            if self.marks[place] != "\n":
                self.marks[place] = " "

    def keep_only(self, found: re.Match[str], group: str) -> None:
        """Blank a match but for one group of it."""
        inner = found.span(group) if found[group] else (found.end(), found.end())
        self.blank(found.start(), inner[0])
        self.blank(inner[1], found.end())


def page(raw: str) -> Page:
    """Take the markup off a text."""
    sheet = _Sheet(_INVISIBLE.sub(" ", raw))
    _blank_all(sheet, _FENCE)
    _take_links(sheet)
    for found in _CHANNEL.finditer(sheet.text):
        sheet.keep_only(found, "label")
    _take_tags(sheet)
    _blank_all(sheet, _STRUCK)
    _write_entities(sheet)
    _mark_emoji(sheet)
    _blank_all(sheet, _EMPHASIS)
    _write_numbers(sheet)
    links = tuple(sorted(sheet.links, key=lambda link: link.start))
    return Page(raw, sheet.text, links, tuple(sheet.entities))


def _blank_all(sheet: _Sheet, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(sheet.text):
        sheet.blank(*found.span())


def _take_links(sheet: _Sheet) -> None:
    for pattern in (_SLACK_LINK, _MARKDOWN_LINK):
        for found in pattern.finditer(sheet.text):
            sheet.links.append(Link(found["url"], *found.span()))
            sheet.keep_only(found, "label")
    for pattern in (_HTML_LINK, _BARE_LINK):
        for found in pattern.finditer(sheet.text):
            url = found.groupdict().get("url") or found[0].rstrip(".,;:!?")
            sheet.links.append(
                Link(url, found.start(), found.start() + len(found[0].rstrip(".,;:!?")))
            )
            sheet.blank(found.start(), found.start() + len(found[0].rstrip(".,;:!?")))


def _take_tags(sheet: _Sheet) -> None:
    for found in _TAG.finditer(sheet.text):
        if not _MENTION.fullmatch(found[0]):
            sheet.blank(*found.span())


def _write_entities(sheet: _Sheet) -> None:
    for found in _ENTITY.finditer(sheet.text):
        sheet.blank(*found.span())
        sheet.marks[found.start()] = _ENTITIES[found[0]]
        sheet.entities.append(found.span())
        if found[0] in ("&amp;", "&#8217;"):
            rest = len(found[0]) - 1
            sheet.marks[found.start() + 1 : found.end()] = FILLER * rest


def _write_numbers(sheet: _Sheet) -> None:
    """As English writes them, where no English number is written so."""
    for found in _DECIMALS.finditer(sheet.text):
        if not _LISTED.search(sheet.text, max(0, found.start() - 20), found.start()):
            sheet.marks[found.start("comma")] = "."
    for found in _THOUSANDS.finditer(sheet.text):
        for place in range(*found.span()):
            if not sheet.marks[place].isdigit():
                sheet.marks[place] = ","


def _mark_emoji(sheet: _Sheet) -> None:
    for found in _SHORTCODE.finditer(sheet.text):
        sheet.blank(*found.span())
        sheet.marks[found.start()] = EMOJI_MARK


def mentions(text: str) -> list[re.Match[str]]:
    """Every person mentioned, with group `user`."""
    return list(_MENTION.finditer(text))


def squeezed(words: str) -> str:
    """Words on one line, single blanks between them, no punctuation at the ends."""
    return re.sub(r"[\s\x01]+", " ", words.replace(FILLER, "")).strip(" ,;:.!?–—-|*\"“”'‘’()[]")
