"""Blocks as Slack keeps them."""

from collections.abc import Sequence

from bot.sandbox.shapes import Json


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """The same blocks, where a missing `block_id` or `action_id` is made up, as Slack does."""
    return [_with_id(block, index) for index, block in enumerate(blocks)]


def _with_id(block: Json, index: int) -> Json:
    named: Json = {"block_id": f"b{index}"} | block
    if isinstance(named.get("elements"), list) and named.get("type") == "actions":
        named["elements"] = [_acting(it, i) for i, it in enumerate(named["elements"])]
    for key in ("accessory", "element"):
        if isinstance(named.get(key), dict):
            named[key] = _acting(named[key], 0)
    return named


def _acting(element: Json, index: int) -> Json:
    return {"action_id": f"a{index}"} | element
