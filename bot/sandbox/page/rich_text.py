"""A rich_text block, read into the same paragraphs as marked-up text."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.prose import Para, Run, Shape, shown, web_address

_SHAPES: dict[str, Shape] = {
    "rich_text_section": "text",
    "rich_text_quote": "quote",
    "rich_text_preformatted": "code",
}


_MOMENT = re.compile(r"<!date\^(?P<at>\d{1,10})\^(?P<form>[^<>|^]*)(?:\^[^<>|]*)?\|[^<>|]*>")


def read_rich_text(block: dict[str, Any], zone: tzinfo = UTC) -> tuple[Para, ...]:
    """Sections, lists, quotes and preformatted text; an element unknown here is left out. `zone` is
    where the reader is.
    """
    return tuple(para for part in _dicts(_dated(block, zone)) for para in _part(part))


def _dated(node: Any, zone: tzinfo) -> Any:
    """The same with every moment in words, by the reader's clock."""
    if isinstance(node, list):
        return [_dated(one, zone) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "date" and isinstance(node.get("timestamp"), int):
        return {**node, "fallback": _moment(node["timestamp"], str(node.get("format")), zone)}
    return {key: _dated(one, zone) for key, one in node.items()}


def told(text: str, zone: tzinfo) -> str:
    """Marked-up text with every moment in it in words, by the reader's clock."""
    return _MOMENT.sub(lambda at: _moment(int(at["at"]), at["form"], zone), text)


def _moment(timestamp: int, form: str, zone: tzinfo) -> str:
    at = datetime.fromtimestamp(timestamp, zone)
    day = f"{at.day} {at:%b %Y}"
    for name, said in {
        **dict.fromkeys(
            ("date", "date_long", "date_pretty", "date_long_pretty"), f"{at.day} {at:%B %Y}"
        ),
        **dict.fromkeys(("date_short", "date_short_pretty"), day),
        "date_num": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M}",
        "time_secs": f"{at:%H:%M:%S}",
    }.items():
        form = form.replace(f"{{{name}}}", said)
    return form


def _part(part: dict[str, Any]) -> Iterator[Para]:
    if part.get("type") == "rich_text_list":
        yield from _items(part)
    elif part.get("type") in _SHAPES:
        yield Para(shape=_SHAPES[str(part["type"])], runs=_runs(part))


def _items(part: dict[str, Any]) -> Iterator[Para]:
    shape: Shape = "number" if part.get("style") == "ordered" else "bullet"
    indent = _count(part.get("indent"))
    first = _count(part.get("offset")) + 1
    for number, item in enumerate(_dicts(part), start=first):
        yield Para(shape=shape, runs=_runs(item), indent=min(indent, 8), number=number)


def _runs(part: dict[str, Any]) -> tuple[Run, ...]:
    return tuple(run for piece in _dicts(part) if (run := _run(piece)) is not None)


def _run(piece: dict[str, Any]) -> Run | None:
    look = _look(piece.get("style"))
    match piece:
        case {"type": "text", "text": str(text)}:
            return Run(text=shown(text), **look)
        case {"type": "link", "url": str(url)}:
            label = str(piece.get("text") or url)
            return Run(text=shown(label), href=web_address(url), **look)
        case {"type": "user", "user_id": str(user)}:
            return Run(text=f"@{user}", user=user, **look)
        case {"type": "channel", "channel_id": str(room)}:
            return Run(text=f"#{room}", room=room, **look)
        case {"type": "emoji", "name": str(name)}:
            return Run(text=emoji(name), tip=f":{name}:", **look)
        case {"type": "broadcast", "range": str(whom)}:
            return Run(text=f"@{whom}", strong=True)
        case {"type": "date", "fallback": str(text)}:
            return Run(text=shown(text), **look)
    return None


def _look(style: object) -> dict[str, bool]:
    given = style if isinstance(style, dict) else {}
    names = {"strong": "bold", "italic": "italic", "strike": "strike", "code": "code"}
    return {ours: given.get(theirs) is True for ours, theirs in names.items()}


def _dicts(holder: dict[str, Any]) -> list[dict[str, Any]]:
    elements = holder.get("elements")
    return [e for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []


def _count(value: object) -> int:
    return max(value, 0) if isinstance(value, int) else 0
