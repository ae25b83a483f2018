"""What a person types, as Slack stores it."""

import re
from collections.abc import Iterable

from bot.sandbox.shapes import Person, Room

LONGEST = 40_000
"""Characters of a message; what is beyond is cut off, as Slack does."""

_ADDRESS = r"https?://[^\s<>|]+"
_TRAILING = ".,;:!?)]}'\"’”"
_BROADCASTS = {"@here": "<!here>", "@channel": "<!channel>", "@everyone": "<!everyone>"}
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """The three characters that are markup to Slack, written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_stored(text: str, people: Iterable[Person], rooms: Iterable[Room]) -> str:
    """Escaped, with `@Name` and `#room` as mentions and bare addresses as links.

    Control characters and halves of broken characters are left out. What is not the name of
    somebody or of a room stays as it was typed.
    """
    clean = _INVISIBLE.sub("", text.replace("\r\n", "\n")).encode("utf-8", "ignore").decode()
    marks = _marks(people, rooms)
    names = "|".join(re.escape(name) for name in sorted(marks, key=len, reverse=True))
    pattern = re.compile(rf"(?P<link>{_ADDRESS})|(?<!\w)(?P<name>{names})(?!\w)", re.IGNORECASE)
    parts: list[str] = []
    end = 0
    for found in pattern.finditer(clean):
        parts.append(escaped(clean[end : found.start()]))
        name = found["name"]
        parts.append(marks[name.casefold()] if name else _link(found["link"]))
        end = found.end()
    return ("".join(parts) + escaped(clean[end:])).strip()[:LONGEST]


def as_commanded(words: str, people: Iterable[Person], rooms: Iterable[Room]) -> str:
    """The words of a command as an app gets them that has people and channels escaped: `@Name` and
    `#room` as mentions, all else as it was typed.
    """
    marks = _marks(people, rooms)
    names = "|".join(re.escape(name) for name in sorted(marks, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: marks[found[0].casefold()], words)


def _marks(people: Iterable[Person], rooms: Iterable[Room]) -> dict[str, str]:
    marks = dict(_BROADCASTS)
    for person in people:
        full = f"@{person.name}".casefold()
        marks[full] = marks[full.rstrip("?!.")] = f"<@{person.id}>"
    for room in rooms:
        if not room.is_direct:
            marks[f"#{room.name}".casefold()] = f"<#{room.id}|{room.name}>"
    return marks


def _link(address: str) -> str:
    target = address.rstrip(_TRAILING)
    return f"<{escaped(target)}>{escaped(address[len(target) :])}"
