"""A Slack export: its people, its channels, and what was said in them, day by day."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.errors import ExportError
from bot.ports import Channel, Person
from bot.replay.files import BrokenFileError, Files, open_files

_DAY = re.compile(r"(?P<folder>[^/]+)/(?P<day>\d{4}-\d{2}-\d{2})\.json")
_HALVES = re.compile("[\ud800-\udfff]")


class Export:
    """What an export holds. Of its messages one day is held at a time.

    `named` leads from every name of a person, in small letters, to their id. `broken` names the
    day files that could not be read, each with what is wrong with it.
    """

    def __init__(self, files: Files) -> None:
        """Raises ExportError where its lists of people and channels are missing or broken."""
        self._files = files
        self._lead = _lead(files.names())
        self.broken: list[str] = []
        users = [one for one in self._listed("users") if text_at(one, "id")]
        self.people = {one.id: one for one in map(_person, users)}
        self.named = {name.casefold(): text_at(one, "id") for one in users for name in _names(one)}
        self.shared: set[str] = set()
        self.channels = {one.id: one for one in self._all_channels() if one.id and one.name}
        self._days = self._found_days()

    @property
    def days(self) -> list[str]:
        """The days something was said on, in order, as `2026-03-02`."""
        return sorted(self._days)

    def said_on(self, day: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The messages of a day as Slack keeps them, each with its channel's id."""
        for channel, name in self._days.get(day, ()):
            for message in self._messages(name):
                yield channel, message

    def _messages(self, name: str) -> list[Mapping[str, Any]]:
        try:
            found = _parsed(self._files.read(name))
        except BrokenFileError as error:
            problem = f"{name.removeprefix(self._lead)}: {error}"
            if problem not in self.broken:
                self.broken.append(problem)
            return []
        return [one for one in found if isinstance(one, dict)]

    def _all_channels(self) -> Iterator[Channel]:
        known = [name for name in ("channels", "groups") if self._has(name)]
        if not known:
            raise ExportError("channels.json is missing.")
        for name in known:
            for given in self._listed(name):
                yield self._channel(given, is_private=name == "groups")

    def _channel(self, given: Mapping[str, Any], is_private: bool) -> Channel:
        listed = given.get("members")
        members = (
            [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        )
        if given.get("is_ext_shared") is True:
            self.shared.add(text_at(given, "id"))
        return Channel(
            id=text_at(given, "id"),
            name=text_at(given, "name"),
            is_private=is_private or given.get("is_private") is True,
            members=members,
        )

    def _has(self, name: str) -> bool:
        return f"{self._lead}{name}.json" in set(self._files.names())

    def _listed(self, name: str) -> list[Mapping[str, Any]]:
        """Raises ExportError where the list is missing or broken."""
        if not self._has(name):
            raise ExportError(f"{name}.json is missing.")
        try:
            found = _parsed(self._files.read(f"{self._lead}{name}.json"))
        except BrokenFileError as error:
            raise ExportError(f"{name}.json: {error}.") from error
        return [one for one in found if isinstance(one, dict)]

    def _found_days(self) -> dict[str, list[tuple[str, str]]]:
        """For each day, the channels that spoke and their files."""
        folders = {one.name: one.id for one in self.channels.values()}
        folders |= {id: id for id in self.channels if id not in folders}
        days: dict[str, list[tuple[str, str]]] = {}
        for name in self._files.names():
            found = _DAY.fullmatch(name.removeprefix(self._lead))
            if found and found["folder"] in folders and name.startswith(self._lead):
                days.setdefault(found["day"], []).append((folders[found["folder"]], name))
        return days


def open_export(path: Path) -> Export:
    """The export in a folder or zip file. Raises ExportError."""
    return Export(open_files(path))


def text_at(given: object, key: str) -> str:
    """The text under this key; empty where there is none.

    Halves of a character, which JSON can carry and nothing else, stand as the sign for it.
    """
    found = given.get(key) if isinstance(given, Mapping) else None
    return _HALVES.sub("\ufffd", found) if isinstance(found, str) else ""


def _lead(names: Sequence[str]) -> str:
    """The folder around the export, where there is one: where its list of people stands."""
    found = [name.removesuffix("users.json") for name in names if _is_users(name)]
    return min(found, key=lambda lead: (lead.count("/"), lead), default="")


def _is_users(name: str) -> bool:
    return name == "users.json" or name.endswith("/users.json")


def _parsed(content: bytes) -> list[Any]:
    try:
        found = json.loads(content.decode("utf-8-sig", errors="replace"))
    except RecursionError:
        raise BrokenFileError("nested too deeply") from None
    except ValueError as error:
        raise BrokenFileError("not JSON") from error
    if not isinstance(found, list):
        raise BrokenFileError("not a list")
    return found


def _person(given: Mapping[str, Any]) -> Person:
    return Person(
        id=text_at(given, "id"),
        name=next(iter(_names(given)), text_at(given, "id")),
        is_guest=bool(given.get("is_restricted") or given.get("is_ultra_restricted")),
        is_external=given.get("is_stranger") is True,
        is_bot=given.get("is_bot") is True or given.get("id") == "USLACKBOT",
    )


def _names(given: Mapping[str, Any]) -> list[str]:
    """What a person is called, the name others see first."""
    profile = given.get("profile")
    found = (
        text_at(profile, "display_name"),
        text_at(profile, "real_name"),
        text_at(given, "real_name"),
        text_at(given, "name"),
    )
    return [name for name in found if name]
