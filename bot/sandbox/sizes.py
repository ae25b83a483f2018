"""Refuses what Slack would refuse for its size."""

import json
from collections.abc import Iterator
from typing import Any

from bot import limits
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json

_TEXT = {"section": limits.SECTION_TEXT, "header": limits.HEADER_TEXT}
_ELEMENTS = {"context": limits.CONTEXT_ELEMENTS, "actions": limits.ACTION_ELEMENTS}


def check_text(text: str) -> None:
    """Raises Refused where a message is too long."""
    if len(text) > limits.MESSAGE_TEXT:
        raise Refused("msg_too_long")


def checked_blocks(blocks: Any, most: int = limits.BLOCKS) -> list[Json]:
    """The blocks, when Slack would take them. Raises Refused, naming every place that is wrong."""
    if blocks is None:
        return []
    if not _is_list_of_objects(blocks):
        raise Refused("invalid_blocks_format")
    faults = list(_faults(blocks, most))
    if faults:
        raise Refused("invalid_blocks", details=faults)
    if sum(_length(block) for block in blocks) > limits.MESSAGE_BLOCKS_TEXT:
        raise Refused("msg_blocks_too_long")
    return list(blocks)


def checked_view(view: Any) -> Json:
    """The modal or home, when Slack would take it. Raises Refused."""
    if not isinstance(view, dict) or not _is_list_of_objects(view.get("blocks")):
        raise Refused("invalid_arguments", details=["[ERROR] a view needs blocks"])
    faults = list(_faults(view["blocks"], limits.VIEW_BLOCKS))
    if view.get("type") == "modal" and not isinstance(view.get("title"), dict):
        faults.append("[ERROR] a modal needs a title [json-pointer:/view/title]")
    sizes = {"title": limits.VIEW_TITLE, "submit": limits.VIEW_BUTTON, "close": limits.VIEW_BUTTON}
    for name, most in sizes.items():
        faults += _too_long(_words(view.get(name)), most, f"/view/{name}")
    private = str(view.get("private_metadata") or "")
    faults += _too_long(private, limits.PRIVATE_METADATA, "/view/private_metadata")
    if faults:
        raise Refused("invalid_arguments", details=faults)
    if len(json.dumps(view)) > limits.VIEW_BYTES:
        raise Refused("view_too_large")
    return view


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(it, dict) and it.get("type") for it in value)


def _faults(blocks: list[Json], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]"
    named = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(named) != len(set(named)):
        yield "[ERROR] block_id already exists [json-pointer:/blocks]"
    for index, block in enumerate(blocks):
        yield from _block_faults(block, f"/blocks/{index}")


def _block_faults(block: Json, place: str) -> Iterator[str]:
    kind = block["type"]
    yield from _too_long(_words(block.get("text")), _TEXT.get(kind), f"{place}/text/text")
    yield from _too_long(str(block.get("block_id") or ""), limits.ID, f"{place}/block_id")
    yield from _too_long(_words(block.get("label")), limits.INPUT_LABEL, f"{place}/label/text")
    if kind in ("section", "header") and not (_words(block.get("text")) or block.get("fields")):
        yield f"[ERROR] missing required field: text [json-pointer:{place}]"
    elements = block.get("elements")
    elements = elements if isinstance(elements, list) else []
    if kind in _ELEMENTS and not 1 <= len(elements) <= _ELEMENTS[kind]:
        yield f"[ERROR] from 1 to {_ELEMENTS[kind]} items allowed [json-pointer:{place}/elements]"
    for index, element in enumerate(elements):
        yield from _element_faults(element, kind, f"{place}/elements/{index}")
    for name in ("accessory", "element"):
        yield from _element_faults(block.get(name), kind, f"{place}/{name}")


def _element_faults(element: Any, kind: str, place: str) -> Iterator[str]:
    if not isinstance(element, dict):
        return
    if element.get("type") == "button":
        yield from _too_long(_words(element.get("text")), limits.BUTTON_TEXT, f"{place}/text/text")
        value = str(element.get("value") or "")
        yield from _too_long(value, limits.BUTTON_VALUE, f"{place}/value")
        yield from _too_long(str(element.get("url") or ""), limits.URL, f"{place}/url")
    if kind == "input":
        value = str(element.get("initial_value") or "")
        yield from _too_long(value, limits.INPUT_VALUE, f"{place}/initial_value")
    if kind == "context":
        yield from _too_long(_words(element), limits.CONTEXT_TEXT, f"{place}/text")
    yield from _too_long(str(element.get("action_id") or ""), limits.ID, f"{place}/action_id")


def _too_long(text: str, most: int | None, place: str) -> list[str]:
    if most is None or len(text) <= most:
        return []
    return [f"[ERROR] must be less than {most + 1} characters [json-pointer:{place}]"]


def _words(text: Any) -> str:
    return str(text.get("text") or "") if isinstance(text, dict) else ""


def _length(value: Any) -> int:
    """Characters of every `text` in a block, however deep."""
    if isinstance(value, list):
        return sum(map(_length, value))
    if not isinstance(value, dict):
        return 0
    own = value.get("text")
    here = len(own) if isinstance(own, str) else 0
    return here + sum(_length(part) for part in value.values())
