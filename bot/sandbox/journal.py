"""What was said survives a restart: one SQLite file."""

import sqlite3
from pathlib import Path
from typing import Final

from bot.errors import RecordsError
from bot.sandbox.shapes import Message, Room

EXAMPLE_DONE: Final = "example done"
"""The note that says that the example was told to its end, or that none is wanted."""

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS messages (
    channel TEXT NOT NULL, ts TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (channel, ts)
);
CREATE TABLE IF NOT EXISTS rooms (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS marks (
    user TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, PRIMARY KEY (user, channel)
);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, words TEXT NOT NULL);
"""


class Journal:
    """Keeps messages, rooms opened later and how far each person has read.

    What a method has kept is on disk when it returns. `":memory:"` keeps it for this process only.
    `folder` is where files belong that were given with messages; None where nothing is on disk.
    """

    def __init__(self, path: Path | str = ":memory:") -> None:
        """Raises RecordsError where the file cannot be opened or is of a later version."""
        self.folder = None if path == ":memory:" else Path(f"{Path(path).with_suffix('')}-files")
        try:
            self._file = _opened(path)
        except sqlite3.Error as error:
            raise RecordsError(f"The local workspace's file {path}: {error}.") from error

    def keep(self, message: Message) -> None:
        """Store a message, in place of the one with its channel and ts."""
        self._file.execute(
            "INSERT OR REPLACE INTO messages VALUES (?, ?, ?)",
            (message.channel, message.ts, message.model_dump_json(exclude_defaults=True)),
        )

    def drop(self, channel: str, ts: str) -> None:
        """Forget a message."""
        self._file.execute("DELETE FROM messages WHERE channel = ? AND ts = ?", (channel, ts))

    def messages(self) -> list[Message]:
        """All of them, oldest first."""
        rows = self._file.execute("SELECT body FROM messages ORDER BY ts, channel")
        return [Message.model_validate_json(body) for (body,) in rows]

    def keep_room(self, room: Room) -> None:
        """Store a room, in place of the one with its id."""
        self._file.execute(
            "INSERT OR REPLACE INTO rooms VALUES (?, ?)", (room.id, room.model_dump_json())
        )

    def rooms(self) -> list[Room]:
        """The rooms kept, by id."""
        rows = self._file.execute("SELECT body FROM rooms ORDER BY id")
        return [Room.model_validate_json(body) for (body,) in rows]

    def mark(self, user: str, channel: str, ts: str) -> None:
        """Keep how far a person has read."""
        self._file.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (user, channel, ts))

    def marks(self) -> dict[tuple[str, str], str]:
        """The ts up to which a person has read a channel."""
        rows = self._file.execute("SELECT user, channel, ts FROM marks")
        return {(user, channel): ts for user, channel, ts in rows}

    def note(self, name: str, words: str) -> None:
        """Keep a word about the workspace itself, in place of the one with its name."""
        self._file.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, words))

    def noted(self, name: str) -> str | None:
        """What was kept under a name, or None."""
        found = self._file.execute("SELECT words FROM notes WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def is_empty(self) -> bool:
        """Whether nothing was ever said, or all of it is gone."""
        return self._file.execute("SELECT 1 FROM messages LIMIT 1").fetchone() is None

    def reset(self) -> None:
        """Forget everything, at once."""
        tables = ("messages", "rooms", "marks", "notes")
        self._file.executescript(
            "BEGIN;" + "".join(f"DELETE FROM {table};" for table in tables) + "COMMIT;"
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _opened(path: Path | str) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        (version,) = file.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.DatabaseError("it was written by a later version")
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.executescript(_TABLES)
        file.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        file.close()
        raise
    return file
