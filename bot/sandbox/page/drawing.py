"""Paragraphs, drawn."""

from collections.abc import Iterable
from contextlib import nullcontext
from itertools import groupby

from nicegui import ui

from bot.sandbox.page.elements import tag
from bot.sandbox.page.place import Place
from bot.sandbox.page.prose import Para, Run, Shape, shown
from bot.sandbox.page.surface import Surface

_LABEL = 16
"""Characters of a label that fit into its column, in two lines at most."""

_PLAIN_CLICK = "(e) => { if (!e.ctrlKey && !e.metaKey) { e.preventDefault(); emit() } }"


def draw(paras: Iterable[Para], surface: Surface) -> None:
    """Draw paragraphs where we stand. Items of one list stand in one list element."""
    for shape, group in groupby(paras, key=lambda para: para.shape):
        if shape in ("bullet", "number"):
            _list(shape, list(group), surface)
        else:
            for para in group:
                _para(para, surface)


def _para(para: Para, surface: Surface) -> None:
    names = {"text": "p", "quote": "blockquote", "code": "pre"}
    labelled = _has_label(para)
    if len(para.runs) == 1 and _is_bare(para.runs[0]):
        tag(names[para.shape], "para", text=para.runs[0].text, dir="auto")
        return
    with tag(names[para.shape], _css(para) if labelled else "para", dir="auto"):
        if labelled:
            draw_run(para.runs[0], surface)
        with tag("span") if labelled else nullcontext():
            for run in para.runs[labelled:]:
                draw_run(run, surface)


def _is_bare(run: Run) -> bool:
    """Whether a run is nothing but words; a paragraph of it alone needs no element within."""
    return run == Run(text=run.text)


def _css(para: Para) -> str:
    """A long label stands before its value; all others stand in a column."""
    return "para labelled is-long" if len(para.runs[0].text.rstrip()) > _LABEL else "para labelled"


def _has_label(para: Para) -> bool:
    """Whether a bold label, set apart by two spaces, begins the line; its value is aligned."""
    first = para.runs[0] if len(para.runs) > 1 else None
    return first is not None and first.strong and first.text.endswith("  ")


def _list(shape: Shape, items: list[Para], surface: Surface) -> None:
    with tag("ol" if shape == "number" else "ul", "list"):
        for item in items:
            value = item.number if shape == "number" else None
            with tag("li", f"indent-{item.indent}", value=value, dir="auto"):
                for run in item.runs:
                    draw_run(run, surface)


def draw_run(run: Run, surface: Surface) -> ui.element:
    """One run: a link, a mention, code or words."""
    css = " ".join(k for k in ("strong", "italic", "strike", "code") if getattr(run, k))
    if run.user is not None:
        mine = " is-me" if run.user == surface.viewer else ""
        return tag("span", f"{css} mention{mine}", text="@" + shown(surface.name(run.user)))
    if run.room is not None:
        return _room_link(run.room, css, surface)
    if run.href is not None:
        return _link(run.href, run.text, css, surface)
    name = "code" if run.code else "span"
    return tag(name, css, text=run.text, title=run.tip)


def _room_link(room: str, css: str, surface: Surface) -> ui.element:
    place = Place(user=surface.viewer, channel=room)
    return _inside(place, "#" + shown(surface.room(room)), f"{css} mention", surface)


def _link(href: str, text: str, css: str, surface: Surface) -> ui.element:
    place = surface.place_of(href)
    if place is not None:
        return _inside(place, text, f"{css} link", surface)
    words = surface.file_name(href) if text == href else None
    css = f"{css} link"
    return tag("a", css, text=words or text, href=href, rel="noopener noreferrer", target="_blank")


def _inside(place: Place, text: str, css: str, surface: Surface) -> ui.element:
    """A link that leads to another place of this page without loading it anew."""
    link = tag("a", css, text=text, href=place.address)
    link.on("click", lambda: surface.go(place), js_handler=_PLAIN_CLICK)
    return link
