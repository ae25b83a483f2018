"""Slack's rules for what is sent, checked our own way: what breaks one is named."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

_INLINE = {
    "text": {"text", "style"},
    "link": {"url", "text", "style"},
    "user": {"user_id", "style"},
}
_GROUPS = ("rich_text_section", "rich_text_quote", "rich_text_list")


def broken(message: Json) -> list[str]:
    """The rules a message breaks; none for one that Slack takes."""
    blocks = message["blocks"]
    found = [] if 1 <= len(blocks) <= 50 else [f"{len(blocks)} blocks"]
    found += [] if 0 < len(message["text"]) <= 40_000 else ["text"]
    found += ["too much text"] if sum(map(len, strings(blocks))) > 13_200 else []
    found += [fault for block in blocks for fault in _block(block)]
    actions = [button["action_id"] for button in buttons(message)]
    return found + (["an action id twice"] if len(set(actions)) < len(actions) else [])


def strings(part: Any) -> Iterator[str]:
    """Every text a reader meets, and every address."""
    if isinstance(part, list):
        for item in part:
            yield from strings(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str) and key in ("text", "url", "user_id"):
                yield value
            else:
                yield from strings(value)


def elements(message: Json) -> list[Json]:
    """The inline elements of all rich text."""
    return [
        element
        for block in message["blocks"]
        if block["type"] == "rich_text"
        for element in _inline(block["elements"])
    ]


def buttons(message: Json) -> list[Json]:
    return [
        button
        for block in message["blocks"]
        if block["type"] == "actions"
        for button in block["elements"]
    ]


def shown(message: Json) -> str:
    """All that stands in the blocks, for looking whether something does."""
    return "\n".join(strings(message["blocks"]))


def _inline(groups: list[Json]) -> Iterator[Json]:
    for group in groups:
        if group["type"] in _GROUPS:
            yield from _inline(group["elements"])
        else:
            yield group


def _block(block: Json) -> list[str]:
    kinds = {"rich_text": _rich_text, "actions": _actions, "context": _context, "divider": _divider}
    check = kinds.get(block["type"])
    return check(block) if check else [f"no such block: {block['type']}"]


def _divider(block: Json) -> list[str]:
    return [] if set(block) == {"type"} else ["odd divider"]


def _rich_text(block: Json) -> list[str]:
    if not block["elements"]:
        return ["empty rich text"]
    return [fault for group in block["elements"] for fault in _group(group)]


def _group(group: Json) -> list[str]:
    if group["type"] not in _GROUPS or not group["elements"]:
        return [f"group {group['type']} of {len(group['elements'])}"]
    if group["type"] == "rich_text_list":
        return [fault for item in group["elements"] for fault in _group(item)]
    return [fault for element in group["elements"] for fault in _element(element)]


def _element(element: Json) -> list[str]:
    kind = element["type"]
    if set(element) - {"type"} - _INLINE.get(kind, set()):
        return [f"odd element: {element}"]
    if kind == "user":
        return [] if element["user_id"][0] in "UW" else ["odd user"]
    faults = [] if 0 < len(element["text"]) <= 3_000 else ["text of an element"]
    if kind == "link" and urlsplit(element["url"]).scheme not in ("http", "https"):
        faults.append("a link that leads elsewhere")
    return faults + ([] if all(map(_visible, element["text"])) else ["control characters"])


def _visible(sign: str) -> bool:
    return sign in "\n\t" or (ord(sign) >= 32 and not 0x7F <= ord(sign) < 0xA0)


def _actions(block: Json) -> list[str]:
    if not 1 <= len(block["elements"]) <= 25:
        return ["number of buttons"]
    return [fault for button in block["elements"] for fault in _button(button)]


def _button(button: Json) -> list[str]:
    if button["type"] == "static_select":
        return [fault for option in button["options"] for fault in _option(option)]
    faults = [] if button["text"]["type"] == "plain_text" else ["markup on a button"]
    faults += [] if 0 < len(button["text"]["text"]) <= 75 else ["text of a button"]
    faults += [] if 0 < len(button["value"]) <= 2_000 else ["value of a button"]
    return faults + ([] if 0 < len(button["action_id"]) <= 255 else ["action id"])


def _option(option: Json) -> list[str]:
    faults = [] if option["text"]["type"] == "plain_text" else ["markup on an option"]
    faults += [] if 0 < len(option["text"]["text"]) <= 75 else ["text of an option"]
    return faults + ([] if 0 < len(option["value"]) <= 150 else ["value of an option"])


def _context(block: Json) -> list[str]:
    if not 1 <= len(block["elements"]) <= 10:
        return ["elements of context"]
    return [
        "context"
        for element in block["elements"]
        if not _is_small_print(element) or not 0 < len(element["text"]) <= 2_000
    ]


def _is_small_print(element: Json) -> bool:
    """Plain text, or a moment that each reader's own clock tells, whose words are taken as they
    are.
    """
    if element["type"] == "plain_text":
        return True
    is_verbatim = element["type"] == "mrkdwn" and element["verbatim"]
    return is_verbatim and "<" not in element["text"].replace("<!date^", "", 1)
