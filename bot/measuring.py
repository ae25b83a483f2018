"""The part of the records door that tells how the bot itself does: what was put, and since when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.benefits.unanswered import Put


class MeasuringWork(Protocol):
    """What a unit of work tells of the bot's own questions."""

    def puts_where_silent(self, channels: Sequence[str], now: datetime) -> dict[str, list[Put]]:
        """`puts` of those of these channels that may be ones that answer nothing; none of the
        others, of which that is sure.
        """

    def puts(self, channels: Sequence[str]) -> dict[str, list[Put]]:
        """What was ever asked in each of these channels, oldest first, whether by a reply to an
        update or by a weekly thread.
        """

    def puts_about(self, investments: Sequence[str]) -> list[Put]:
        """What was ever asked about these, wherever, oldest first."""

    def linked_at(self, investments: Sequence[str]) -> dict[str, datetime]:
        """When each of these was put on record."""
