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

_LOGS = {"message_changed": "message", "message_deleted": "previous_message"}
"""Subtypes of the entries of a log, and where they hold the message."""

_TS = re.compile(r"[0-9]{1,11}(\.[0-9]{1,6})?")
_OURS = "whatimproved"
_BY_NAME = re.compile(r"\s*@what\s?improved\b\??[\s,:]*", re.IGNORECASE)


class Spoken(Value):
    """A message at the time it was made, or a later version of it at the time it was edited, or
    what it had said at the time it was deleted.

    Of an edited message an export mostly has the last words alone: they count as said when it was
    made, and carry the time of the edit with them. Where it keeps logs of edits and deletions,
    `is_logged` marks what stands there: a log without its message says nothing.
    """

    at: datetime
    said: Posted
    is_edit: bool = False
    is_gone: bool = False
    is_logged: bool = False


def moment(ts: str) -> datetime | None:
    """The time a Slack timestamp names, or None where it names none."""
    return datetime.fromtimestamp(float(ts), UTC) if _TS.fullmatch(ts) else None


def spoken(export: Export, day_done: Callable[[], None]) -> Iterator[Spoken]:
    """All that people said, oldest first; edits wait in memory until their time has come.

    A message that stands in the export twice was said once: other words, with a time at which
    they were edited, are its edit.
    """
    words: dict[tuple[str, str], int] = {}
    edits: list[tuple[datetime, str, Spoken]] = []
    us = ours(export.people)
    for day in export.days:
        for one in sorted(_day(export, day, us), key=_order):
            while edits and edits[0][0] <= one.at:
                yield heapq.heappop(edits)[2]
            place, edited = (one.said.channel, one.said.ts), one.said.edited_at
            if one.is_logged and place not in words:
                continue
            if one.is_gone or place not in words:
                yield one
            elif edited is not None and words[place] != hash(one.said.text):
                edit = Spoken(at=edited, said=one.said, is_edit=True)
                heapq.heappush(edits, (edited, ":".join(place), edit))
            words[place] = hash(one.said.text)
        day_done()
    yield from (one for _, _, one in sorted(edits, key=lambda edit: edit[:2]))


def ours(people: Mapping[str, Person]) -> frozenset[str]:
    """The ids that are the bot's own, where the workspace had it already."""
    return frozenset(
        one.id
        for one in people.values()
        if one.is_bot and re.sub(r"[^a-z]", "", one.name.lower()) == _OURS
    )


def _order(one: Spoken) -> tuple[datetime, str, str, datetime]:
    return one.at, one.said.channel, one.said.ts, one.said.edited_at or one.at


def _day(export: Export, day: str, us: frozenset[str]) -> Iterator[Spoken]:
    for channel, message in export.said_on(day):
        logged = _LOGS.get(text_at(message, "subtype"))
        told = message if logged is None else message.get(logged)
        if not isinstance(told, Mapping):
            continue
        person = export.people.get(text_at(told, "user"))
        said = posted(told, channel, us) if person is None or not person.is_bot else None
        if said is None:
            continue
        if logged is None:
            yield Spoken(at=said.at, said=said)
        elif at := moment(text_at(message, "ts")):
            yield _of_log(said, at, is_gone=logged == "previous_message")


def _of_log(said: Posted, at: datetime, is_gone: bool) -> Spoken:
    """An entry of a log: gone at its time, or changed then, where the message tells no other."""
    if is_gone:
        return Spoken(at=at, said=said, is_gone=True, is_logged=True)
    edited = said.model_copy(update={"edited_at": said.edited_at or at})
    return Spoken(at=said.at, said=edited, is_logged=True)


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
        edited_at=_edited(message, at),
    )


def _edited(message: Mapping[str, Any], at: datetime) -> datetime | None:
    found = moment(text_at(message.get("edited"), "ts"))
    return found if found is not None and found > at else None


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
