"""Refuses what Slack would refuse, for its size or for what it is made of."""

import json
from typing import Any

from bot import limits
from bot.sandbox.block_rules import blocks_faults
from bot.sandbox.element_rules import options_faults
from bot.sandbox.faulty import Faults, fault, length, text_faults, too_long
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json


def check_text(text: str) -> None:
    """Raises Refused where a message is too long."""
    if length(text) > limits.MESSAGE_TEXT:
        raise Refused("msg_too_long")


def checked_blocks(blocks: Any, most: int = limits.BLOCKS) -> list[Json]:
    """The blocks, when Slack would take them. Raises Refused, naming every place that is wrong."""
    if blocks is None:
        return []
    if not _is_list_of_objects(blocks):
        raise Refused("invalid_blocks_format")
    faults = list(blocks_faults(blocks, most))
    if faults:
        raise Refused("invalid_blocks", details=faults)
    if sum(map(_words, blocks)) > limits.MESSAGE_BLOCKS_TEXT:
        raise Refused("msg_blocks_too_long")
    return list(blocks)


def checked_view(view: Any) -> Json:
    """The modal or home, when Slack would take it. Raises Refused."""
    if not isinstance(view, dict) or not _is_list_of_objects(view.get("blocks")):
        raise Refused("invalid_arguments", details=["[ERROR] a view needs blocks"])
    faults = [*blocks_faults(view["blocks"], limits.VIEW_BLOCKS), *_view_faults(view)]
    if faults:
        raise Refused("invalid_arguments", details=faults)
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")) > limits.VIEW_BYTES:
        raise Refused("view_too_large")
    return view


def checked_options(answer: Json) -> list[Json]:
    """What a menu that asks the app is offered, when Slack would take it; there may be none.
    Raises Refused.
    """
    options = answer.get("options")
    faults = list(options_faults(options)) if options else []
    if faults or not isinstance(options, list):
        raise Refused("invalid_options", details=faults)
    return list(options)


def _view_faults(view: Json) -> Faults:
    if view.get("type") not in ("modal", "home"):
        yield fault("unsupported type", "/view/type")
    if view.get("type") == "modal":
        yield from _modal_faults(view)
    for name in ("callback_id", "external_id"):
        yield from too_long(view.get(name), limits.ID, f"/view/{name}")
    yield from too_long(
        view.get("private_metadata"), limits.PRIVATE_METADATA, "/view/private_metadata"
    )


def _modal_faults(view: Json) -> Faults:
    yield from text_faults(view.get("title"), limits.VIEW_TITLE, "/view/title", plain=True)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            yield from text_faults(view[name], limits.VIEW_BUTTON, f"/view/{name}", plain=True)
    asks = any(block["type"] == "input" for block in view["blocks"])
    if asks and view.get("submit") is None:
        yield fault("missing required field: submit", "/view")


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(it, dict) and isinstance(it.get("type"), str) for it in value
    )


def _words(value: Any) -> int:
    """Characters of every text and address in a block, however deep."""
    if isinstance(value, list):
        return sum(map(_words, value))
    if not isinstance(value, dict):
        return 0
    own = (value.get(key) for key in ("text", "url"))
    here = sum(length(text) for text in own if isinstance(text, str))
    return here + sum(map(_words, value.values()))
