"""One line of input for the reader: an object with `text`, perhaps `id`, `at` and `user`."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.benefits.reading import Said

LONGEST_LINE = 1_000_000
"""Characters of one line of input."""


class BrokenLineError(ValueError):
    """A line that cannot be read; its words say what is wrong."""


def given(line: str) -> tuple[Any, Said]:
    """The line's id, as it was given, and what is to be read. Raises BrokenLineError."""
    found = _object(line)
    text, user = found.get("text"), found.get("user")
    if not isinstance(text, str):
        raise BrokenLineError("text is missing or no text")
    if user is not None and not isinstance(user, str):
        raise BrokenLineError("user is no text")
    whole = text.encode("utf-8", "replace").decode()
    return found.get("id"), Said(text=whole, at=_time(found.get("at")), author=user)


def _object(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BrokenLineError(f"longer than {LONGEST_LINE:,} characters")
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise BrokenLineError(f"not JSON: {error.msg}") from error
    except RecursionError:
        raise BrokenLineError("not JSON: nested too deeply") from None
    if not isinstance(found, dict):
        raise BrokenLineError("not an object")
    return found


def _time(given: Any) -> datetime | None:
    """A time without a zone counts as UTC."""
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise BrokenLineError("at is no ISO time") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
