"""Words in a page: always text, whatever they hold; links are http and https alone."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from bot.benefits.conversation import Line, Span
from bot.benefits.markup import readable

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HTTP = re.compile(r"https?://[^\s\"'<>\\^`{|}]+\Z", re.IGNORECASE)


def text(words: str) -> str:
    """The words as text of a page; signs no page can hold are left out."""
    return escape(_UNSHOWN.sub("", words))


def said(words: str) -> str:
    """What a person wrote, as text; its direction of writing changes nothing around it."""
    return f"<bdi>{text(readable(words, str))}</bdi>"


def link(words: str, href: str | None) -> str:
    """The words, as a link where there is a lawful address or a place in this page (`#…`)."""
    if href is None or not (href.startswith("#") or _HTTP.match(href)):
        return words
    return f'<a href="{escape(href)}" rel="noopener noreferrer">{words}</a>'


def span(one: Span) -> str:
    """Some words of a line; a person stands by the name or id there is."""
    words = f"@{one.user}" if one.user else one.text
    shown = link(said(words), one.href)
    return f"<strong>{shown}</strong>" if one.strong else shown


def line(spans: Line) -> str:
    """A line of an answer."""
    return "".join(span(one) for one in spans)


def heads(names: Iterable[str]) -> str:
    """The head of a table."""
    cells = "".join(f'<th scope="col">{text(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def row(cells: Iterable[str], names: Sequence[str], id: str | None = None) -> str:
    """A row of a table; the cells are markup already, the names those of its head."""
    place = f' id="{escape(id)}"' if id else ""
    named = zip(cells, names, strict=True)
    shown = "".join(f'<td data-name="{text(name)}">{cell}</td>' for cell, name in named)
    return f"<tr{place}>{shown}</tr>"


def anchor(*ids: str) -> str:
    """A name for a place in the page that is made of ids."""
    return "-".join(re.sub(r"[^A-Za-z0-9_]", lambda sign: f".{ord(sign[0]):x}.", id) for id in ids)
