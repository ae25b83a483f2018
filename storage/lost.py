"""Lost: what a backup still quotes of messages that were deleted after it was made."""

from collections import defaultdict
from datetime import UTC, datetime

from sqlalchemy import Connection, Table

from bot.benefits.unsaid import Words
from storage import tables
from storage.changes import entered_in, said_in, words_of
from storage.lines import Row
from storage.tombstones import Gone
from storage.unsaying import UnsayingWork

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Lost:
    """Gathers the words from rows as they come, and takes them out of what was posted."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str, str], Words] = defaultdict(Words)

    def hear(self, table: Table, row: Row, gone: Gone) -> None:
        """Remember what a row holds of a deleted message, before it is left without it."""
        if table is tables.proposals:
            body = row["body"]
            for channel, ts in {(one.channel, one.ts) for one in body.facts}:
                if gone.deleted(channel, ts):
                    self._add(row["workspace"], channel, ts, words_of(body, channel, ts))
        elif table in (tables.facts, tables.claims) and gone.deleted(row["channel"], row["ts"]):
            said = row["fact" if table is tables.facts else "claim"]
            self._add(row["workspace"], row["channel"], row["ts"], said_in(said, row["permalink"]))
        elif table is tables.entries and gone.deleted(row["channel"], row["ts"]):
            self._add(row["workspace"], row["channel"], row["ts"], entered_in(row["entry"]))

    def unsay(self, connection: Connection, instead: str) -> None:
        """Have nothing that was posted quote the words. Slack's messages were changed when theirs
        was deleted: nothing goes out for it.
        """
        for (workspace, channel, ts), words in self._words.items():
            work = UnsayingWork(connection, workspace, None)
            work.unsay(words.under(channel, ts), instead, None, _LONG_AGO)

    def _add(self, workspace: str, channel: str, ts: str, words: Words) -> None:
        key = (workspace, channel, ts)
        self._words[key] = self._words[key].together(words)
