"""Where an export's files come from: a folder or a zip file, read in place, never unpacked.

Names are paths inside the export, with `/` between their parts. Only what was listed is read: a
name that climbs out, a link and a file of another kind are not there.
"""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from bot.errors import ExportError

LONGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file, unpacked; a day of a busy channel is a hundredth of it."""

MOST_FILES = 500_000
"""Files in one export."""

LONGEST_EXPORT = 8 * 1024**3
"""Bytes of all files read from one zip, unpacked."""

DEPTH = 3
"""Parts of a name: a folder around the export, a channel, a day."""


class BrokenFileError(ValueError):
    """One file cannot be read; its words say why. The rest may still be."""


class Files(Protocol):
    """The files of an export."""

    def names(self) -> list[str]:
        """All there are, sorted."""

    def read(self, name: str) -> bytes:
        """One of them. Raises BrokenFileError."""


def open_files(path: Path) -> Files:
    """The files of a folder or zip. Raises ExportError for anything else."""
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise ExportError(f"{path.name} is not there.")
    try:
        return Zipped(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ExportError(f"{path.name} is neither a folder nor a whole zip file.") from error


class Folder:
    """An export that was unpacked. Links are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = sorted(_counted(self._found(root, "")))

    def names(self) -> list[str]:
        """All there are, sorted."""
        return self._names

    def read(self, name: str) -> bytes:
        """One of them. Raises BrokenFileError."""
        try:
            with (self._root / name).open("rb") as file:
                return _whole(file.read(LONGEST_FILE + 1))
        except OSError as error:
            raise BrokenFileError(error.strerror or "cannot be read") from error

    def _found(self, folder: Path, lead: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield lead + entry.name
            elif entry.is_dir(follow_symlinks=False) and lead.count("/") < DEPTH - 1:
                yield from self._found(Path(entry.path), f"{lead}{entry.name}/")


class Zipped:
    """An export as Slack gives it. What a file says of its size is not believed."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        found = ((one.filename, one) for one in self._zip.infolist() if not one.is_dir())
        self._members = {name: one for name, one in found if _is_inside(name)}
        self._names = sorted(_counted(iter(self._members)))
        self._left = LONGEST_EXPORT

    def names(self) -> list[str]:
        """All there are, sorted."""
        return self._names

    def read(self, name: str) -> bytes:
        """One of them. Raises BrokenFileError; ExportError where all are too much together."""
        try:
            with self._zip.open(self._members[name]) as file:
                content = file.read(LONGEST_FILE + 1)
        except Exception as error:  # each way of packing has errors of its own
            raise BrokenFileError("damaged, or locked with a password") from error
        self._left -= len(content)
        if self._left < 0:
            raise ExportError("It holds more than can be read.")
        return _whole(content)


def _whole(content: bytes) -> bytes:
    if len(content) > LONGEST_FILE:
        raise BrokenFileError(f"longer than {LONGEST_FILE // 1024**2} MB")
    return content


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _counted(names: Iterator[str]) -> Iterator[str]:
    for number, name in enumerate(names):
        if number >= MOST_FILES:
            raise ExportError(f"It has more than {MOST_FILES:,} files.")
        yield name
