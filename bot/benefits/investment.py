"""Investments and their measures."""

from datetime import date
from typing import Literal

from bot.benefits.facts import Value
from bot.benefits.reading import Better

Stage = Literal["framing", "delivery", "live", "review"]


class Measure(Value):
    """What is counted for an investment: its name and unit in the team's own words."""

    id: str
    name: str
    unit: str | None = None
    better: Better | None = None


class Investment(Value):
    """Effort and money committed to change something, in its home channel.

    `channel_is_private` decides who may see it. `stage` is set by people; None means that it is
    told from the dates, else from what an update says.
    """

    id: str
    name: str
    channel: str
    channel_is_private: bool = False
    aliases: tuple[str, ...] = ()
    stage: Stage | None = None
    go_live: date | None = None
    first_review: date | None = None
    outcome: str | None = None
    problem: str | None = None
    measures: tuple[Measure, ...] = ()

    def measure(self, id: str | None) -> Measure | None:
        """The measure with this id, or None."""
        return next((measure for measure in self.measures if measure.id == id), None)
