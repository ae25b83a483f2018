"""What people said in an export, in our words, in the order of time."""

import heapq
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.benefits.conversation import Posted
from bot.benefits.facts import Value
from bot.ports import Person
from bot.replay.export import Export, text_at

WORKSPACE = "export"
"""The one workspace of a replay."""

_SPOKEN = ("", "file_share", "thread_broadcast")
"""Subtypes of a message that are still a person speaking."""

_TS = re.compile(r"[0-9]{1,11}(\.[0-9]{1,6})?")
_OURS = "whatimproved"
_BY_NAME = re.compile(r"\s*@what\s?improved\b\??[\s,:]*", re.IGNORECASE)


class Spoken(Value):
    """A message at the time it was made, or once more at the time it was edited.

    Of an edited message an export has the last words alone: they stand at both times.
    """

    at: datetime
    said: Posted
    is_edit: bool = False


def moment(ts: str) -> datetime | None:
    """The time a Slack timestamp names, or None where it names none."""
    return datetime.fromtimestamp(float(ts), UTC) if _TS.fullmatch(ts) else None


def spoken(export: Export, day_done: Callable[[], None]) -> Iterator[Spoken]:
    """All that people said, oldest first; edits wait in memory until their time has come.

    A message that stands in the export twice was said once: the second is its edit.
    """
    said_before: set[tuple[str, str]] = set()
    edits: list[tuple[datetime, str, Spoken]] = []
    us = ours(export.people)
    for day in export.days:
        for one, edited in sorted(_day(export, day, us), key=lambda pair: _order(pair[0])):
            while edits and edits[0][0] <= one.at:
                yield heapq.heappop(edits)[2]
            place = (one.said.channel, one.said.ts)
            if place not in said_before:
                said_before.add(place)
                yield one
            if edited is not None:
                edit = one.model_copy(update={"at": edited, "is_edit": True})
                heapq.heappush(edits, (edited, f"{one.said.channel}:{one.said.ts}", edit))
        day_done()
    yield from (one for _, _, one in sorted(edits, key=lambda edit: edit[:2]))


def ours(people: Mapping[str, Person]) -> frozenset[str]:
    """The ids that are the bot's own, where the workspace had it already."""
    return frozenset(
        one.id
        for one in people.values()
        if one.is_bot and re.sub(r"[^a-z]", "", one.name.lower()) == _OURS
    )


def _order(one: Spoken) -> tuple[datetime, str, str]:
    return one.at, one.said.channel, one.said.ts


def _day(export: Export, day: str, us: frozenset[str]) -> Iterator[tuple[Spoken, datetime | None]]:
    for channel, message in export.said_on(day):
        person = export.people.get(text_at(message, "user"))
        said = posted(message, channel, us) if person is None or not person.is_bot else None
        if said is not None:
            edited = moment(text_at(message.get("edited"), "ts"))
            later = edited if edited is not None and edited > said.at else None
            yield Spoken(at=said.at, said=said), later


def posted(message: Mapping[str, Any], channel: str, us: frozenset[str]) -> Posted | None:
    """A message in our words; None for what no person said, and for what has no words."""
    ts, user, text = (text_at(message, key) for key in ("ts", "user", "text"))
    at = moment(ts)
    if at is None or not user or not text.strip() or not _is_spoken(message):
        return None
    words = addressed(text, us)
    thread = text_at(message, "thread_ts")
    return Posted(
        workspace=WORKSPACE,
        channel=channel,
        user=user,
        at=at,
        ts=ts,
        thread=None if thread in ("", ts) else thread,
        text=text if words is None else words,
        links=_links(message),
        to_us=words is not None,
    )


def addressed(text: str, us: frozenset[str]) -> str | None:
    """What is said to the bot, less its mention; None for what is not said to it.

    Before anyone installed it, people can only have written its name.
    """
    mentions = "|".join(rf"<@{re.escape(id)}(?:\|[^<>]*)?>" for id in sorted(us))
    if mentions and (found := re.search(rf"\s*(?:{mentions})[\s,:]*", text)):
        return f"{text[: found.start()]} {text[found.end() :]}".strip()
    by_name = _BY_NAME.match(text)
    return text[by_name.end() :] if by_name else None


def _is_spoken(message: Mapping[str, Any]) -> bool:
    marks = ("bot_id", "bot_profile", "hidden")
    return text_at(message, "subtype") in _SPOKEN and not any(map(message.get, marks))


def _links(message: Mapping[str, Any]) -> tuple[str, ...]:
    files = message.get("files")
    found = [text_at(file, "permalink") for file in files] if isinstance(files, list) else []
    return tuple(link for link in found if link)
