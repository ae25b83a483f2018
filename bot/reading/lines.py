"""One line of input for the reader: an update with its `text`, or a reply with what was asked."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from pydantic import ValidationError

from bot.benefits.facts import Fact
from bot.benefits.reading import AnswerContext, Said
from bot.reading.asked import slot_of

LONGEST_LINE = 1_000_000
"""Characters of one line of input."""

MOST_PRIOR = 1_000
"""Facts on record that one reply is read in the light of."""


class BrokenLineError(ValueError):
    """A line that cannot be read; its words say what is wrong."""


def given(line: str) -> tuple[Any, Said]:
    """The line's id, as it was given, and what is to be read. Raises BrokenLineError."""
    found = _object(line)
    text, author = _text(found), _words(found, "user")
    return found.get("id"), Said(text=text, at=_time(found.get("at")), author=author)


def given_reply(line: str) -> tuple[Any, str, AnswerContext]:
    """The line's id, a reply and what it replies to; all but the text may be missing.

    `asked` is a slot's name or a question's words, which may tell no slot. Raises BrokenLineError.
    """
    found = _object(line)
    text, asked, known = _text(found), _words(found, "asked"), _known(found)
    context = AnswerContext(
        asked=slot_of(asked) if asked else None,
        measure=_words(known, "measure"),
        unit=_words(known, "unit"),
        today=_day(known.get("today")),
        sender=_words(known, "from"),
        prior=tuple(_prior(known.get("prior"))),
    )
    return found.get("id"), text, context


def _object(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BrokenLineError(f"longer than {LONGEST_LINE:,} characters")
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise BrokenLineError(f"not JSON: {error.msg}") from error
    except RecursionError:
        raise BrokenLineError("not JSON: nested too deeply") from None
    except ValueError as error:
        raise BrokenLineError("not JSON: a number too long") from error
    if not isinstance(found, dict):
        raise BrokenLineError("not an object")
    return found


def _text(found: Mapping[str, Any]) -> str:
    text = found.get("text")
    if not isinstance(text, str):
        raise BrokenLineError("text is missing or no text")
    return text.encode("utf-8", "replace").decode()


def _words(found: Mapping[str, Any], key: str) -> str | None:
    words = found.get(key)
    if words is not None and not isinstance(words, str):
        raise BrokenLineError(f"{key} is no text")
    return words.encode("utf-8", "replace").decode() if words else None


def _time(given: Any) -> datetime | None:
    """A time without a zone counts as UTC."""
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise BrokenLineError("at is no ISO time") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _day(given: Any) -> date | None:
    if given is None:
        return None
    try:
        return datetime.fromisoformat(given).date()
    except (TypeError, ValueError):
        raise BrokenLineError("today is no ISO date") from None


def _known(found: Mapping[str, Any]) -> Mapping[str, Any]:
    context = found.get("context")
    if context is not None and not isinstance(context, dict):
        raise BrokenLineError("context is not an object")
    return context or {}


def _prior(given: Any) -> list[Fact]:
    """What is on record. Of a fact its place and keys of later versions may be missing or beside.

    Told by slot, as in a reading, it is understood too.
    """
    by_slot = isinstance(given, dict) and "slot" not in given
    told = [one for many in given.values() for one in _many(many)] if by_slot else given
    if told is None:
        return []
    if not isinstance(told, list) or len(told) > MOST_PRIOR:
        raise BrokenLineError("prior is no list of facts")
    return [_fact(one) for one in told]


def _many(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _fact(told: Any) -> Fact:
    if not isinstance(told, dict):
        raise BrokenLineError("prior is no list of facts")
    known = {key: value for key, value in told.items() if key in Fact.model_fields}
    quote = known.get("quote")
    quote = quote if isinstance(quote, str) else ""
    approx = bool(known.get("approx"))
    try:
        return Fact(**{**known, "approx": approx, "quote": quote, "start": 0, "end": len(quote)})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BrokenLineError(f"prior holds no fact: {where or 'a key is wrong'}") from error
