"""The part of the records door that reminders need: manners, and what is due when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from bot.benefits.manners import ChannelManners, HouseManners, PersonManners

Kind = Literal["weekly", "escalate", "digest"]
"""What falls due: the thread of an investment, the next step of its questions, a person's digest.

`ref` is the investment's id, or the person's.
"""


class RemindingWork(Protocol):
    """What a unit of work does for reminders. Who said nothing has the usual manners."""

    def manners_of_channels(self, channels: Sequence[str]) -> dict[str, ChannelManners]:
        """Those of each of these channels."""

    def manners_of_people(self, people: Sequence[str]) -> dict[str, PersonManners]:
        """Those of each of these people."""

    def manners_of_house(self) -> HouseManners:
        """Those of the workspace."""

    def keep_manners(
        self, id: str, manners: ChannelManners | PersonManners | HouseManners, at: datetime
    ) -> None:
        """Keep them instead of what there was: of the channel or the person with this id; of the
        workspace whatever the id.
        """

    def plan_due(self, kind: Kind, ref: str, at: datetime | None) -> None:
        """Have something fall due then, once; never, where no time is given."""

    def planned(self, kind: Kind, refs: Sequence[str]) -> dict[str, datetime]:
        """When each of these falls due, of those that do."""
