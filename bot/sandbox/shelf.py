"""Files people and the bot gave: their bytes and what is known of them."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from bot import limits
from bot.benefits.facts import Value
from bot.sandbox.pixels import Pixels, pixels_of

_TYPES: Final = {
    "pdf": ("application/pdf", b"%PDF-"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "csv": ("text/csv", b""),
}
"""What a file of each ending is, and how its bytes begin."""

ENDINGS: Final = (*_TYPES, "jpeg")
"""How the names of files that are taken may end."""

TOO_LARGE: Final = f"That file is too large: {limits.FILE_BYTES // 1_000_000} MB at most."

_PICTURES: Final = frozenset({"image/png", "image/jpeg"})
_UNKNOWN: Final = ("binary", "application/octet-stream")
_LONGEST_NAME: Final = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\]")


class File(Value):
    """A file. `kind` is Slack's word for its type, `created` seconds since 1970.

    `rooms` are the conversations it was shared in; before that only its owner knows of it.
    `pixels` is how large a picture is, where that is known.
    """

    id: str
    name: str
    title: str
    kind: str
    mimetype: str
    size: int
    user: str
    created: int
    rooms: tuple[str, ...] = ()
    pixels: Pixels | None = None

    @property
    def is_picture(self) -> bool:
        """Whether a page may show it in place; everything else is only downloaded."""
        return self.mimetype in _PICTURES


class Shelf:
    """Keeps files in a folder of their own, or in memory without one.

    Beside the bytes of each lies what is known of it; what is on the shelf survives a restart.
    """

    def __init__(self, folder: Path | None, new_id: Callable[[], str]) -> None:
        self._folder = folder
        self._new_id = new_id
        self._bytes: dict[str, bytes] = {}
        self._files: dict[str, File] = {}
        for path in sorted(folder.glob("F*.json")) if folder else ():
            with suppress(
                ValueError
            ):  # half written when the machine stopped: as good as not there
                file = File.model_validate_json(path.read_bytes())
                self._files[file.id] = file

    def put(self, user: str, name: str, content: bytes, created: int, id: str = "") -> File:
        """Keep a file. Under an id that was given out before, else a new one."""
        safe = safe_name(name)
        kind, mimetype = type_of(safe, content)
        file = File(
            id=id or self.next_id(),
            name=safe,
            title=safe,
            kind=kind,
            mimetype=mimetype,
            size=len(content),
            user=user,
            created=created,
            pixels=pixels_of(content),
        )
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / file.id).write_bytes(content)
        else:
            self._bytes[file.id] = content
        return self._keep(file)

    def next_id(self) -> str:
        """A new id, not to be guessed where ids are not."""
        return f"F{self._new_id()[:20].upper()}"

    def find(self, id: str) -> File | None:
        """What is known of a file."""
        return self._files.get(id)

    def content(self, id: str) -> bytes | None:
        """Its bytes; None where it is gone."""
        if id not in self._files:
            return None
        if self._folder is None:
            return self._bytes.get(id)
        path = self._folder / id
        return path.read_bytes() if path.is_file() else None

    def share(self, id: str, channel: str, title: str | None = None) -> File | None:
        """Note that it was shared in a room; None where there is no such file."""
        file = self._files.get(id)
        if file is None:
            return None
        rooms = tuple(dict.fromkeys((*file.rooms, *([channel] if channel else []))))
        return self._keep(file.model_copy(update={"rooms": rooms, "title": title or file.title}))

    def give(self, id: str, user: str) -> File | None:
        """Whoever sends a file that was shared nowhere yet is its owner; None where it is gone."""
        file = self._files.get(id)
        if file is None or file.rooms:
            return None
        return self._keep(file.model_copy(update={"user": user}))

    def unshare(self, id: str, channel: str) -> None:
        """Its message in a room is gone; a file that is shared nowhere any more goes too."""
        file = self._files.get(id)
        if file is None:
            return
        rooms = tuple(room for room in file.rooms if room != channel)
        if rooms:
            self._keep(file.model_copy(update={"rooms": rooms}))
        else:
            self._drop(id)

    def clear(self) -> None:
        """Throw all files away."""
        for id in tuple(self._files):
            self._drop(id)

    def _keep(self, file: File) -> File:
        self._files[file.id] = file
        if self._folder:
            (self._folder / f"{file.id}.json").write_text(file.model_dump_json(), encoding="utf-8")
        return file

    def _drop(self, id: str) -> None:
        del self._files[id]
        self._bytes.pop(id, None)
        if self._folder:
            (self._folder / id).unlink(missing_ok=True)
            (self._folder / f"{id}.json").unlink(missing_ok=True)


def fault_of(name: str, content: bytes) -> str | None:
    """Why a person's file is not taken, in words; None where it is."""
    if not content:
        return "That file is empty."
    if len(content) > limits.FILE_BYTES:
        return TOO_LARGE
    if type_of(safe_name(name), content) == _UNKNOWN:
        return "Only PDF, PNG, JPEG and CSV files are taken here."
    return None


def safe_name(name: str) -> str:
    """The name alone, without folders and control characters, of a length that can be shown."""
    bare = _UNSAFE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    ending = PurePosixPath(bare).suffix[:20]
    return (bare[: _LONGEST_NAME - len(ending)].removesuffix(ending) + ending) or "file"


def type_of(name: str, content: bytes) -> tuple[str, str]:
    """Slack's word and the media type, by the ending, where the bytes do not contradict it."""
    kind = PurePosixPath(name.lower()).suffix.removeprefix(".").replace("jpeg", "jpg")
    mimetype, begins = _TYPES.get(kind, ("", b""))
    if not mimetype or not content.startswith(begins) or (kind == "csv" and b"\x00" in content):
        return _UNKNOWN
    return kind, mimetype
