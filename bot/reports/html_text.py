"""Words in a page: always text, whatever they hold; links are http and https alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from bot.benefits.conversation import Line, Span
from bot.benefits.markup import readable

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HTTP = re.compile(r"https?://[^\s\"'<>\\^`{|}]+\Z", re.IGNORECASE)


def text(words: str) -> str:
    """The words as text of a page; signs no page can hold are left out."""
    return escape(_UNSHOWN.sub("", words))


def said(words: str, name: Callable[[str], str] = str) -> str:
    """What a person wrote, as text; its direction of writing changes nothing around it. `name`
    gives the name of the person with an id.
    """
    return f"<bdi>{text(readable(words, name))}</bdi>"


def link(words: str, href: str | None) -> str:
    """The words, as a link where there is a lawful address or a place in this page (`#…`)."""
    if href is None or not (href.startswith("#") or _HTTP.match(href)):
        return words
    return f'<a href="{escape(href)}" rel="noopener noreferrer">{words}</a>'


def unled(markup: str) -> str:
    """The same without links to places that are not in it; their words stay."""
    places = set(_PLACE.findall(markup))
    return _TO_PLACE.sub(lambda one: one[0] if one["to"] in places else one["words"], markup)


_PLACE = re.compile(r' id="([^"]*)"')
_TO_PLACE = re.compile(r'<a href="#(?P<to>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)


def span(one: Span) -> str:
    """Some words of a line; a person stands by the name or id there is."""
    words = f"@{one.user}" if one.user else one.text
    shown = link(said(words), one.href)
    return f"<strong>{shown}</strong>" if one.strong else shown


def line(spans: Line) -> str:
    """A line of an answer."""
    return "".join(span(one) for one in spans)


def line_to(spans: Line, place: str) -> str:
    """The same, with what tells a figure and leads nowhere itself led to a place of this page."""
    return line(tuple(_led(one, place) for one in spans))


def _led(one: Span, place: str) -> Span:
    tells = one.href is None and not one.strong and any(sign.isdigit() for sign in one.text)
    return one.model_copy(update={"href": place}) if tells else one


def named(spans: Line, name: Callable[[str], str]) -> Line:
    """A line in which people stand by name."""
    return tuple(_named(one, name) for one in spans)


def _named(one: Span, name: Callable[[str], str]) -> Span:
    if one.user:
        return one.model_copy(update={"text": f"@{name(one.user)}", "user": None})
    return one.model_copy(update={"text": readable(one.text, name)})


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
