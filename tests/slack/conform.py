"""What Slack takes, by its rules and by its own library: what breaks one is named."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot import limits
from bot.slack.scopes import CALLS

Json = dict[str, Any]

SAYS: Final = frozenset({"chat.postEphemeral", "chat.postMessage", "chat.update", "response_url"})
"""Where a text has to stand for who hears it, and for notices, beside the blocks."""

SHOWS: Final = frozenset({"views.open", "views.publish", "views.push", "views.update"})

_SIGN_ALONE: Final = re.compile(r"\s*(?::[a-z0-9_+-]+:\s*)+")
_NOBODYS_CLOCK: Final = re.compile(r"(?<!\|)\b\d{1,2} \w+ \d{4}, \d\d:\d\d|\d\d:\d\d UTC(?!>)")
_NESTED: Final = ("blocks", "metadata", "view", "files", "prompts", "chunks")


def arguments(kind: str, body: bytes, query: str = "") -> Json:
    """The arguments of a call, however they came."""
    text = body.decode("utf-8", "replace")
    given = json.loads(text or "{}") if kind.startswith("application/json") else parse_qsl(text)
    found: Json = {**dict(parse_qsl(query)), **dict(given)}
    for name in _NESTED:
        if isinstance(found.get(name), str) and found[name]:
            found[name] = json.loads(found[name])
    return found


def faults(method: str, args: Mapping[str, Any]) -> list[str]:
    """The rules that a call breaks; none for one that is as it has to be."""
    found = [*_of_call(method, args)]
    return [f"{method}: {one}" for one in found]


def answer_faults(answer: Mapping[str, Any]) -> list[str]:
    """The same of what a request of Slack's is answered."""
    found = [*_of_answer(answer)]
    return [f"answer: {one}" for one in found]


def _of_call(method: str, args: Mapping[str, Any]) -> Iterator[str]:
    if method != "response_url" and method not in CALLS:
        yield "a call that the table of scopes does not name"
    if method in SAYS:
        yield from _said(args)
    if method in SHOWS:
        yield from _view(args.get("view"))
    if method == "files.getUploadURLExternal" and not args.get("alt_txt"):
        yield "a picture without words for who does not see it"
    if args.get("attachments"):
        yield "attachments, whose colour would mean something"


def _of_answer(answer: Mapping[str, Any]) -> Iterator[str]:
    if "text" in answer or "blocks" in answer:
        yield from _said(answer)
    if "view" in answer:
        yield from _view(answer["view"])
    for place, words in dict(answer.get("errors") or {}).items():
        if not isinstance(words, str) or not 0 < len(words) <= limits.FIELD_TEXT:
            yield f"an error beside {place} that cannot be read"


def _said(args: Mapping[str, Any]) -> Iterator[str]:
    text = args.get("text")
    if not isinstance(text, str) or not text.strip() or _SIGN_ALONE.fullmatch(text):
        yield "no text for notices and readers of screens"
    elif len(text) > limits.MESSAGE_TEXT:
        yield "a text that is too long"
    yield from _blocks(args.get("blocks") or [], limits.BLOCKS)
    metadata = args.get("metadata")
    if metadata and set(metadata) != {"event_type", "event_payload"}:
        yield "metadata of another shape"


def _view(view: Any) -> Iterator[str]:
    if not isinstance(view, dict):
        yield "no view"
        return
    size = len(json.dumps(view, ensure_ascii=False).encode())
    if size > limits.VIEW_BYTES:
        yield f"a view of {size} bytes"
    if len(view.get("private_metadata") or "") > limits.PRIVATE_METADATA:
        yield "private metadata that is too long"
    yield from _blocks(view.get("blocks") or [], limits.VIEW_BLOCKS)
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        yield f"Slack's library: {error}"


def _blocks(blocks: list[Json], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{len(blocks)} blocks"
    if sum(map(len, _words(blocks))) > limits.MESSAGE_BLOCKS_TEXT and most == limits.BLOCKS:
        yield "too much text in all blocks"
    named = [one["block_id"] for one in blocks if one.get("block_id")]
    if len(named) != len(set(named)):
        yield "a block id twice"
    for block in blocks:
        yield from _block(block)


def _block(block: Json) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is not None:
            parsed.validate_json()
    except (SlackObjectFormationError, TypeError) as error:
        yield f"Slack's library on {block.get('type')}: {error}"
    if any(_NOBODYS_CLOCK.search(words) for words in _words(block)):
        yield "a moment that is not told by the reader's own clock"
    for part in _parts(block):
        if part.get("type") == "image" and not part.get("alt_text"):
            yield "a picture without words for who does not see it"
        if part.get("type") == "color":
            yield "a colour that would mean something"
        if part.get("type") == "button" and _SIGN_ALONE.fullmatch(part["text"]["text"]):
            yield "a button that is a sign alone"


def _parts(found: Any) -> Iterator[Json]:
    if isinstance(found, list):
        for one in found:
            yield from _parts(one)
    elif isinstance(found, dict):
        yield found
        for one in found.values():
            yield from _parts(one)


def _words(found: Any) -> Iterator[str]:
    for part in _parts(found):
        yield from (part[key] for key in ("text", "url") if isinstance(part.get(key), str))
