"""The part of the records door that reminders need: manners, and what is due when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from bot.benefits.conversation import Sending
from bot.benefits.investment import Investment
from bot.benefits.manners import ChannelManners, HouseManners, PersonManners
from bot.benefits.questions import Question
from bot.benefits.reminders import Step

Kind = Literal["weekly", "escalate", "digest", "back", "practice"]
"""What falls due: the thread of an investment, the next step of its questions, a person's digest,
the next part of what a channel said before, the next step of a practice.

`ref` is the investment's id, or the person's, or the channel's; of a practice the name of what is
due, a colon, and what it is due for.
"""


class Unsent(NamedTuple):
    """A post at leisure that has not left: when it was planned, and the steps it tells of.

    `is_settled` is true where a question of it waits for nothing any more, or was put off since.
    """

    key: str
    channel: str
    queued_at: datetime
    steps: tuple[Step, ...]
    is_settled: bool


class Looked(NamedTuple):
    """Of posts that were looked at again, the keys of those that are right no longer, and of those
    that Slack does not tell enough of now.
    """

    wrong: frozenset[str]
    unsure: frozenset[str] = frozenset()


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
        workspace whatever the id. What others set since they were read here stays as they set it.
        """

    def hold_manners(self, channel: str, at: datetime) -> ChannelManners:
        """Keep others from changing a channel's until this unit ends; as they are now."""

    def plan_due(self, kind: Kind, ref: str, at: datetime | None) -> None:
        """Have something fall due then, once; never, where no time is given."""

    def planned(self, kind: Kind, refs: Sequence[str]) -> dict[str, datetime]:
        """When each of these falls due, of those that do."""

    def step(self, step: Step) -> bool:
        """Keep what became of a question; False where the very same is there already."""

    def steps(self, investments: Sequence[str]) -> list[Step]:
        """All there are about these, oldest first."""

    def times_asked(self, person: str, since: datetime) -> list[datetime]:
        """When this person was asked something, over all investments, reminders included."""

    def times_asked_of(self, people: Sequence[str], since: datetime) -> dict[str, list[datetime]]:
        """The same of several people."""

    # many at once, as a batch of reminders needs them
    def investments_among(self, ids: Sequence[str]) -> list[Investment]:
        """Those with one of these ids, by name."""

    def linkers(self, investments: Sequence[str]) -> dict[str, str]:
        """Who put each of these on record."""

    def questions_about(self, investments: Sequence[str]) -> list[Question]:
        """All ever asked about these, oldest first."""

    def spoke_last(self, investments: Sequence[str]) -> dict[str, dict[str | None, datetime]]:
        """When who last said something about each of these that is kept, of those it is of."""

    def put_all(
        self,
        questions: Sequence[Question],
        steps: Sequence[Step],
        sendings: Sequence[Sending],
        at: datetime,
    ) -> None:
        """Keep new questions and steps, and put new posts in the outbox; what is there stays."""

    def plan_all(self, kind: Kind, moments: Mapping[str, datetime | None]) -> None:
        """As `plan_due`, for each of these."""

    def unplanned(self, kind: Kind) -> list[str]:
        """The ids of the investments that nothing of this kind is planned for."""

    def parked(self, channels: Sequence[str]) -> dict[str, str]:
        """Those of these channels that cannot be written to, each with Slack's reason; all, where
        the workspace cannot.
        """

    def park(self, channel: str, reason: str, at: datetime) -> None:
        """Post nothing in a channel until it is heard of again."""

    # what is planned and has not left
    def unsent(self, keys: Sequence[str]) -> list[Unsent]:
        """What these posts are about, of those that were not sent."""

    def take_back(self, key: str, begun: int, at: datetime) -> bool:
        """Have a post that was begun so often never leave, and what was asked by it alone not be
        asked; False where it left, or others began it since.
        """
