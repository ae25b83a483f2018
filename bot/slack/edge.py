"""What stands behind the Slack edge."""

from typing import Protocol

from bot.benefits.conversation import (
    Deleted,
    Edited,
    Event,
    Filled,
    Form,
    Guided,
    Measured,
    Posted,
    PutOff,
    Stopped,
)
from bot.benefits.guides import Guide
from bot.benefits.sheet import Sheet


class Edge(Protocol):
    """Takes what people did. An error it raises makes Slack try again, or is told as a failure;
    its words never reach a person.
    """

    async def receive(self, event_id: str, event: Event) -> None:
        """Keep the event: it is durable when this returns. The same id again changes nothing."""

    async def concerns_us(self, said: Posted | Edited | Deleted) -> bool:
        """A quick look at a message that is not to us, or at a change of one; where false, nothing
        of it is kept.
        """

    async def let_in(self, workspace: str, channel: str) -> None:
        """A channel can be written to again: what waited for that may go."""

    async def converted(self, workspace: str, channel: str) -> None:
        """Who may read a channel changed at once: what was known of that is known no more."""

    async def prefill(self, workspace: str, ref: str, channel: str) -> tuple[str, Form] | None:
        """Title and values of the form about a proposal or a question; None where it is closed,
        and where it is not at home in the channel its button was pressed in.
        """

    async def may_put_off(self, workspace: str, ref: str, user: str) -> str | None:
        """Why a person cannot put a question off, in words; None where they can."""

    async def check_put_off(self, done: PutOff) -> str | None:
        """What is wrong with a form that puts a question off, in words; None where nothing is."""

    async def is_admin(self, workspace: str, user: str) -> bool:
        """Whether somebody says what holds for the whole workspace."""

    async def sheet(self, workspace: str, user: str, chosen: str | None = None) -> Sheet:
        """What a form for a measurement offers somebody, once an investment is `chosen`."""

    async def check_measured(self, entered: Measured) -> dict[str, str]:
        """What is wrong with a measurement that was typed, by field; empty where nothing is."""

    async def check(self, filled: Filled) -> dict[str, str]:
        """What is wrong with a filled form, by field; empty where nothing is."""

    def form_of(self, verb: str) -> str | None:
        """The name of the form a command may open; None where it opens none."""

    async def guide(
        self, name: str, workspace: str, channel: str, user: str, ref: str
    ) -> Guide | str | None:
        """A form for a person in a place, or why there is none, in words; None where there is no
        such form, and where what a command said is nothing of it.
        """

    async def check_guided(self, sent: Guided) -> dict[str, str]:
        """What is wrong with a form that was sent, by field; empty where nothing is."""

    async def next_guide(self, sent: Guided) -> Guide | None:
        """The step that follows one that was sent; None where it was the last."""

    async def looked_at(self, workspace: str, user: str, channel: str) -> None:
        """Somebody looks at their conversation with us: suggest what they may ask."""

    async def stopped(self, event_id: str, stopped: Stopped) -> None:
        """Somebody said Stop: what is under way there ends. Kept, as by `receive`."""
