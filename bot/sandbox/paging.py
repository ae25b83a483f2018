"""Web API: long lists come in pages, messages by period."""

import base64
import binascii
from typing import Any, Self

from bot.benefits.facts import Value
from bot.sandbox.calls import Call
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Json


class Period(Value):
    """From one ts to another. The ends themselves count only where it is `inclusive`."""

    oldest: tuple[int, int] = (0, 0)
    latest: tuple[int, int] | None = None
    inclusive: bool = False

    @classmethod
    def of(cls, call: Call) -> Self:
        """The period a call asks for. Raises Refused where an end is no ts."""
        oldest = _moment(call.text("oldest") or "0", "invalid_ts_oldest")
        latest = call.text("latest")
        return cls(
            oldest=oldest,
            latest=_moment(latest, "invalid_ts_latest") if latest else None,
            inclusive=call.flag("inclusive"),
        )

    def holds(self, ts: str) -> bool:
        """Whether a message of this ts lies in the period."""
        at = _moment(ts, "invalid_ts")
        if self.inclusive and at in (self.oldest, self.latest):
            return True
        return at > self.oldest and (self.latest is None or at < self.latest)


def _moment(ts: str, code: str) -> tuple[int, int]:
    whole, _, part = ts.partition(".")
    digits = part.ljust(6, "0")[:6]
    if not (whole + digits).isdecimal():
        raise Refused(code)
    return int(whole), int(digits)


def cursor_after(word: str) -> str:
    """A cursor for what follows this ts or this many items."""
    return base64.b64encode(f"next:{word}".encode()).decode()


def start_after(call: Call) -> str | None:
    """Where a call's cursor points to, or None. Raises Refused where it is not one of ours."""
    cursor = call.text("cursor")
    if not cursor:
        return None
    try:
        word = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refused("invalid_cursor") from error
    if not word.startswith("next:") or not word[5:].replace(".", "").isdecimal():
        raise Refused("invalid_cursor")
    return word[5:]


def a_page(name: str, items: list[Any], call: Call) -> Json:
    """One page of a list under its name, with the cursor of the next."""
    first = int((start_after(call) or "0").partition(".")[0])
    last = first + call.number("limit", 100, 1000)
    cursor = cursor_after(str(last)) if last < len(items) else ""
    return {name: items[first:last], "response_metadata": {"next_cursor": cursor}}
