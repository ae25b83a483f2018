"""What Slack takes as a block, by its type."""

from collections.abc import Callable, Mapping
from typing import Final

from bot import limits
from bot.sandbox.element_rules import element_faults, image_faults
from bot.sandbox.faulty import (
    Faults,
    fault,
    item_faults,
    maybe_text_faults,
    objects,
    text_faults,
    too_long,
    twin_faults,
)
from bot.sandbox.rich_text_rules import rich_text_faults
from bot.sandbox.shapes import Json


def blocks_faults(blocks: list[Json], most: int) -> Faults:
    """All of a message's or a view's blocks."""
    if len(blocks) > most:
        yield fault(f"no more than {most} items allowed", "/blocks")
    yield from twin_faults([block.get("block_id") for block in blocks], "block_id", "/blocks")
    for index, block in enumerate(blocks):
        yield from _block_faults(block, f"/blocks/{index}")


def _block_faults(block: Json, place: str) -> Faults:
    yield from too_long(block.get("block_id"), limits.ID, f"{place}/block_id")
    rule = _RULES.get(block["type"])
    if rule is None:
        yield fault("unsupported type", f"{place}/type")
    else:
        yield from rule(block, place)


def _section(block: Json, place: str) -> Faults:
    fields = block.get("fields")
    if block.get("text") is not None or fields is None:
        yield from text_faults(block.get("text"), limits.SECTION_TEXT, f"{place}/text")
    if fields is not None:
        yield from item_faults(fields, limits.FIELDS, f"{place}/fields")
    for index, field in enumerate(objects(fields)):
        yield from text_faults(field, limits.FIELD_TEXT, f"{place}/fields/{index}")
    if block.get("accessory") is not None:
        yield from element_faults(block["accessory"], f"{place}/accessory")


def _header(block: Json, place: str) -> Faults:
    yield from text_faults(block.get("text"), limits.HEADER_TEXT, f"{place}/text", plain=True)


def _context(block: Json, place: str) -> Faults:
    elements = block.get("elements")
    yield from item_faults(elements, limits.CONTEXT_ELEMENTS, f"{place}/elements")
    for index, element in enumerate(objects(elements)):
        at = f"{place}/elements/{index}"
        if element.get("type") == "image":
            yield from image_faults(element, at)
        else:
            yield from text_faults(element, limits.CONTEXT_TEXT, at)


def _actions(block: Json, place: str) -> Faults:
    elements = block.get("elements")
    yield from item_faults(elements, limits.ACTION_ELEMENTS, f"{place}/elements")
    names = [element.get("action_id") for element in objects(elements)]
    yield from twin_faults(names, "action_id", f"{place}/elements")
    for index, element in enumerate(objects(elements)):
        yield from element_faults(element, f"{place}/elements/{index}")


def _context_actions(block: Json, place: str) -> Faults:
    elements = block.get("elements")
    yield from item_faults(elements, limits.CONTEXT_ACTIONS, f"{place}/elements")
    for index, element in enumerate(objects(elements)):
        at = f"{place}/elements/{index}"
        if element.get("type") not in ("feedback_buttons", "icon_button"):
            yield fault("unsupported element", at)
        elif element["type"] == "feedback_buttons":
            yield from element_faults(element, at)


def _input(block: Json, place: str) -> Faults:
    yield from text_faults(block.get("label"), limits.INPUT_LABEL, f"{place}/label", plain=True)
    yield from maybe_text_faults(block.get("hint"), limits.INPUT_LABEL, f"{place}/hint")
    yield from element_faults(block.get("element"), f"{place}/element")


def _image(block: Json, place: str) -> Faults:
    yield from image_faults(block, place)
    yield from maybe_text_faults(block.get("title"), limits.ALT_TEXT, f"{place}/title")


def _markdown(block: Json, place: str) -> Faults:
    yield from too_long(block.get("text"), limits.MARKDOWN, f"{place}/text")
    if not block.get("text"):
        yield fault("missing required field: text", place)


def _anything(_block: Json, _place: str) -> Faults:
    return iter(())


_RULES: Final[Mapping[str, Callable[[Json, str], Faults]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "rich_text": rich_text_faults,
    **dict.fromkeys(
        (
            "divider",
            "video",
            "file",
            "call",
            "table",
            "data_table",
            "data_visualization",
            "alert",
            "card",
            "carousel",
            "plan",
            "task_card",
        ),
        _anything,
    ),
}
