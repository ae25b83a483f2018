"""Block Kit, drawn. A block or element unknown here is shown by its words or left out."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.page.agent import draw_feedback
from bot.sandbox.page.controls import draw_control
from bot.sandbox.page.drawing import draw
from bot.sandbox.page.elements import icon, tag
from bot.sandbox.page.mrkdwn import read_mrkdwn, read_plain
from bot.sandbox.page.prose import Para, Run, shown, web_address
from bot.sandbox.page.rich_text import read_rich_text, told
from bot.sandbox.page.surface import Act, Picture, Surface

Block = dict[str, Any]


def draw_blocks(blocks: tuple[Block, ...], surface: Surface, act: Act | None) -> None:
    """Draw a message's or modal's blocks where we stand. Without `act` controls are left out."""
    for block in blocks:
        drawer = _DRAWERS.get(str(block.get("type")))
        if drawer is not None:
            drawer(block, surface, act)


def paras_of(text: object) -> tuple[Para, ...]:
    """The paragraphs of a text object, mrkdwn or plain; none where it is no such thing."""
    if not isinstance(text, dict) or not isinstance(text.get("text"), str):
        return ()
    if text.get("type") == "mrkdwn":
        return read_mrkdwn(text["text"])
    return read_plain(text["text"], with_emoji=text.get("emoji", True) is not False)


def _rich_text(block: Block, surface: Surface, _act: Act | None) -> None:
    with tag("div", "rich"):
        draw(read_rich_text(block, surface.zone), surface)


def _section(block: Block, surface: Surface, act: Act | None) -> None:
    with tag("div", "section"):
        with tag("div", "section-words"):
            draw(paras_of(block.get("text")), surface)
            _fields(block.get("fields"), surface)
        accessory = block.get("accessory")
        if isinstance(accessory, dict) and act is not None:
            draw_control(accessory, str(block.get("block_id", "")), surface, act)


def _fields(fields: object, surface: Surface) -> None:
    if not isinstance(fields, list) or not fields:
        return
    with tag("div", "fields"):
        for field in fields:
            with tag("div", "field"):
                draw(paras_of(field), surface)


def _context(block: Block, surface: Surface, _act: Act | None) -> None:
    with tag("div", "context"):
        for element in _elements(block):
            if element.get("type") == "image":
                _picture_named(element)
            else:
                draw(paras_of(_told(element, surface)), surface)


def _told(element: Block, surface: Surface) -> Block:
    """A text with the moments in it by the viewer's clock."""
    words = element.get("text")
    if element.get("type") != "mrkdwn" or not isinstance(words, str):
        return element
    return {**element, "text": told(words, surface.zone)}


def _actions(block: Block, surface: Surface, act: Act | None) -> None:
    if act is None:
        return
    with tag("div", "actions", role="group", aria_label="Actions"):
        for element in _elements(block):
            draw_control(element, str(block.get("block_id", "")), surface, act)


def _divider(_block: Block, _surface: Surface, _act: Act | None) -> None:
    tag("hr", "divider")


def _header(block: Block, surface: Surface, _act: Act | None) -> None:
    with tag("div", "heading", role="heading", aria_level="3"):
        draw(paras_of(block.get("text")), surface)


def _markdown(block: Block, surface: Surface, _act: Act | None) -> None:
    draw((Para(runs=(Run(text=shown(str(block.get("text", "")))),)),), surface)


def _image(block: Block, surface: Surface, _act: Act | None) -> None:
    draw(paras_of(block.get("title")), surface)
    given = block.get("slack_file")
    found = surface.picture(str(given.get("id", ""))) if isinstance(given, dict) else None
    if found is None:
        _picture_named(block)
    else:
        draw_picture(found, shown(str(block.get("alt_text") or "picture")))


def draw_picture(picture: Picture, alt: str) -> None:
    """As wide as its place allows; pressed, it is seen whole. Its room is kept while it loads."""
    path, width, height = picture
    with tag("a", "shown", href=path, target="_blank", rel="noopener"):
        tag("img", "image", src=path, alt=alt, width=width, height=height, loading="lazy")


def _picture_named(element: Block) -> None:
    """A picture from elsewhere is never loaded: its description stands for it, as a link."""
    words = shown(str(element.get("alt_text") or "picture"))
    href = web_address(str(element.get("image_url", "")))
    name = "a" if href else "span"
    rel, target = ("noopener noreferrer", "_blank") if href else (None, None)
    with tag(name, "file", href=href, rel=rel, target=target):
        icon("file")
        tag("span", text=words)


def _table(block: Block, surface: Surface, _act: Act | None) -> None:
    rows = [row for row in block.get("rows", []) if isinstance(row, list)]
    with tag("div", "table-wrap", tabindex="0"), tag("table", "table"), tag("tbody"):
        for row in rows:
            with tag("tr"):
                for cell in row:
                    with tag("td"):
                        _cell(cell, surface)


def _cell(cell: object, surface: Surface) -> None:
    if isinstance(cell, dict) and cell.get("type") == "rich_text":
        draw(read_rich_text(cell), surface)
    elif isinstance(cell, dict):
        draw(read_plain(str(cell.get("text", ""))), surface)


def _elements(block: Block) -> list[Block]:
    elements = block.get("elements")
    return [e for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []


_DRAWERS: dict[str, Callable[[Block, Surface, Act | None], None]] = {
    "rich_text": _rich_text,
    "section": _section,
    "context": _context,
    "context_actions": draw_feedback,
    "actions": _actions,
    "divider": _divider,
    "header": _header,
    "markdown": _markdown,
    "image": _image,
    "table": _table,
}
