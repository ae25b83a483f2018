"""What is wrong with a text or a list, in Slack's words, with the place where it is."""

from collections.abc import Iterator
from typing import Any

Faults = Iterator[str]


def length(text: str) -> int:
    """Characters as the strictest part of Slack counts them: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fault(words: str, place: str) -> str:
    """One line of Slack's `response_metadata`."""
    return f"[ERROR] {words} [json-pointer:{place}]"


def too_long(text: Any, most: int, place: str) -> Faults:
    """A string that may be missing, but not be too long."""
    if text is None:
        return
    if not isinstance(text, str):
        yield fault("must provide a string", place)
    elif length(text) > most:
        yield fault(f"must be less than {most + 1} characters", place)


def text_faults(given: Any, most: int, place: str, *, plain: bool = False) -> Faults:
    """A text object that must be there and hold something."""
    if not isinstance(given, dict):
        yield fault("missing required field", place)
        return
    if given.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        yield fault("unsupported type of text", f"{place}/type")
    if not given.get("text"):
        yield fault("must be more than 0 characters", f"{place}/text")
    yield from too_long(given.get("text"), most, f"{place}/text")


def maybe_text_faults(given: Any, most: int, place: str) -> Faults:
    """A plain text object that may be missing."""
    if given is not None:
        yield from text_faults(given, most, place, plain=True)


def item_faults(given: Any, most: int, place: str) -> Faults:
    """A list of objects, of one at least."""
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        yield fault("must provide an array of objects", place)
    elif not given:
        yield fault("no fewer than 1 items allowed", place)
    elif len(given) > most:
        yield fault(f"no more than {most} items allowed", place)


def objects(given: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def twin_faults(names: list[Any], what: str, place: str) -> Faults:
    """A name that is there twice."""
    known = [name for name in names if name and isinstance(name, str)]
    yield from (
        fault(f"{what} already exists", place)
        for name in dict.fromkeys(known)
        if known.count(name) > 1
    )
