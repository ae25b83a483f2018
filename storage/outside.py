"""Files outside the database: tombstones, which a backup may not bring back, and receipts.

One JSON object a line, of ids and times alone. Lines are added, never changed.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from bot.errors import RecordsError
from storage.forgetting import Receipt
from storage.tombstones import Tombstone


class TombstoneFile:
    """Tombstones in a file, on disk when `add` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, stones: Sequence[Tombstone]) -> None:
        """Raises RecordsError where the file cannot be written."""
        _add(self._path, "".join(f"{one.model_dump_json()}\n" for one in stones))

    def read(self) -> list[Tombstone]:
        """Every tombstone, oldest first; a line that was cut off in a crash is left out.

        Raises RecordsError naming a line that is none.
        """
        try:
            lines = self._path.read_bytes().split(b"\n") if self._path.exists() else []
        except OSError as error:
            raise RecordsError(f"{self._path}: {error.strerror}.") from error
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                found += [Tombstone.model_validate_json(line)] if line.strip() else []
            except ValidationError as error:
                if line.endswith(b"}"):
                    where = f"{self._path}, line {number}, is no tombstone."
                    raise RecordsError(where) from error
        return found


class ReceiptFile:
    """What was forgotten without anybody looking on: ids, times and how many rows."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, receipt: Receipt) -> None:
        """Raises RecordsError where the file cannot be written."""
        _add(self._path, f"{receipt.model_dump_json()}\n")


def _add(path: Path, lines: str) -> None:
    """A line that was cut off before stays one of its own."""
    try:
        whole = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
        with os.fdopen(os.open(path, _APPEND, 0o600), "ab") as file:
            file.write((lines if whole else f"\n{lines}").encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}.") from error


_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT
