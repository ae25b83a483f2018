"""Rich text, which Slack shows letter by letter: nothing in it is read as markup."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot import limits
from bot.benefits.conversation import Line, Span
from bot.slack.fitting import one_line, person, shorten, web_address, width

Element = dict[str, Any]

_OVERHEAD = 4
"""Charged for every element, so that many small ones cannot outgrow a message either."""


_SHOWN = "{date_short_pretty}, {time}"
"""How Slack tells a moment: today and yesterday by name, by the reader's own clock."""


class Room:
    """How many characters a message still takes. Whoever takes first is cut last."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, text: str, most: int = limits.RICH_TEXT, *, flat: bool = False) -> str:
        """The text as far as it fits, on one line where `flat`; empty when nothing is left."""
        cut = one_line if flat else shorten
        taken = cut(text, min(most, self.left - _OVERHEAD))
        self.left -= width(taken) + _OVERHEAD if taken else 0
        return taken

    def pay(self, text: str) -> bool:
        """Take a text that must stay whole, such as an address; False where it does not fit."""
        if width(text) > self.left:
            return False
        self.left -= width(text)
        return True


def words(text: str, **style: bool) -> list[Element]:
    """Text as it is, with a style of bold or italic; no element for no text."""
    if not text:
        return []
    return [{"type": "text", "text": text, **({"style": style} if style else {})}]


def link(text: str, href: str | None, room: Room, **style: bool) -> list[Element]:
    """Text that leads to an address, or the text alone where it leads nowhere safe. Text that
    shows an address leads to no other: it is the address itself.
    """
    address = web_address(href)
    if not text or address is None or not room.pay(address):
        return words(text, **style)
    text = address if "://" in text else text
    return [{"type": "link", "url": address, "text": text, **({"style": style} if style else {})}]


def mention(user: str | None) -> list[Element]:
    """A person, shown by name; the id as text where it can be nobody's."""
    known = person(user)
    return [{"type": "user", "user_id": known}] if known else words(one_line(user or "", 80))


def channel(id: str | None) -> list[Element]:
    """A channel, shown by name to who may know it; the id as text where it can be none's."""
    known = id is not None and re.fullmatch(r"[CGD][A-Z0-9]{1,30}", id) is not None
    return [{"type": "channel", "channel_id": id}] if known else words(one_line(id or "", 80))


def date(at: datetime) -> list[Element]:
    """A moment, shown by the reader's own clock."""
    said = f"{at:%Y-%m-%d %H:%M} {at.tzname() or ''}".strip()
    moment = int(at.timestamp())
    return [{"type": "date", "timestamp": moment, "format": _SHOWN, "fallback": said}]


def date_mark(at: datetime, fallback: str) -> str:
    """The same where text is read as markup."""
    return f"<!date^{int(at.timestamp())}^{_SHOWN}|{fallback}>"


def line(spans: Line, room: Room) -> list[Element]:
    """The elements of one line, as far as there is room."""
    return [element for span in spans for element in _span(span, room)]


def section(elements: Iterable[Element]) -> list[Element]:
    """A paragraph; none for no elements."""
    return _wrapped("rich_text_section", elements)


def quote(elements: Iterable[Element]) -> list[Element]:
    """What somebody wrote, set apart by a bar."""
    return _wrapped("rich_text_quote", elements)


def bullets(items: Iterable[list[Element]]) -> list[Element]:
    """A list of lines."""
    sections = [part for item in items for part in section(item)]
    return [{"type": "rich_text_list", "style": "bullet", "elements": sections}] if sections else []


def block(*parts: list[Element]) -> list[Element]:
    """One block of these parts; none where all of them are empty."""
    elements = [element for part in parts for element in part]
    return [{"type": "rich_text", "elements": elements}] if elements else []


def _span(span: Span, room: Room) -> list[Element]:
    if span.user is not None and person(span.user) and room.pay(span.user):
        return mention(span.user)
    if span.channel is not None and room.pay(span.channel):
        return channel(span.channel)
    if span.at is not None:
        return date(span.at)
    style = {"bold": True} if span.strong else {}
    return link(room.take(span.text), span.href, room, **style)


def _wrapped(kind: str, elements: Iterable[Element]) -> list[Element]:
    held = list(elements)
    return [{"type": kind, "elements": held}] if held else []
