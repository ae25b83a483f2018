"""What Slack takes as rich text."""

from typing import Any, Final

from bot import limits
from bot.sandbox.faulty import Faults, fault, item_faults, objects, too_long
from bot.sandbox.shapes import Json

_GROUPS: Final = (
    "rich_text_section",
    "rich_text_list",
    "rich_text_quote",
    "rich_text_preformatted",
)
_NEEDED: Final = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "emoji": "name",
    "broadcast": "range",
    "date": "timestamp",
    "color": "value",
}
"""What each inline element cannot be without."""

_MANY: Final = 10_000


def rich_text_faults(block: Json, place: str) -> Faults:
    """A rich text block: groups of inline elements, lists being groups of sections."""
    yield from item_faults(block.get("elements"), _MANY, f"{place}/elements")
    for index, group in enumerate(objects(block.get("elements"))):
        yield from _group_faults(group, f"{place}/elements/{index}", _GROUPS)


def _group_faults(group: Json, place: str, allowed: tuple[str, ...]) -> Faults:
    kind = group.get("type")
    if kind not in allowed:
        yield fault("unsupported element", place)
        return
    yield from item_faults(group.get("elements"), _MANY, f"{place}/elements")
    if kind == "rich_text_list" and group.get("style") not in ("bullet", "ordered"):
        yield fault("missing required field: style", place)
    for index, element in enumerate(objects(group.get("elements"))):
        at = f"{place}/elements/{index}"
        if kind == "rich_text_list":
            yield from _group_faults(element, at, ("rich_text_section",))
        else:
            yield from _inline_faults(element, at)


def _inline_faults(element: Json, place: str) -> Faults:
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in _NEEDED:
        yield fault("unsupported element", place)
        return
    needed: Any = element.get(_NEEDED[kind])
    if needed is None or needed == "":
        yield fault(f"missing required field: {_NEEDED[kind]}", place)
    yield from too_long(element.get("text"), limits.RICH_TEXT, f"{place}/text")
    yield from too_long(element.get("url"), limits.URL, f"{place}/url")
