"""What Slack hands out to be used soon: trigger ids and response addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import limits
from bot.benefits.facts import Value
from bot.sandbox.log import About
from bot.sandbox.refusal import Refused

TRIGGER_LIFE = timedelta(seconds=limits.TRIGGER_SECONDS)
RESPONSE_LIFE = timedelta(seconds=limits.RESPONSE_SECONDS)


class Origin(Value):
    """What a response address belongs to: who acted, where, and on which message."""

    user: str
    channel: str
    message_ts: str | None = None
    thread_ts: str | None = None

    @property
    def about(self) -> About:
        """The message of it, for the log."""
        return About(channel=self.channel or None, ts=self.message_ts, thread_ts=self.thread_ts)


@dataclass
class _Ticket:
    until: datetime
    origin: Origin
    uses: int


class Tickets:
    """Trigger ids are good for 3 seconds, once; response addresses for 30 minutes, 5 times."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        trigger_life: timedelta = TRIGGER_LIFE,
    ) -> None:
        self._clock = clock
        self._new_id = new_id
        self._trigger_life = trigger_life
        self._triggers: dict[str, _Ticket] = {}
        self._responses: dict[str, _Ticket] = {}

    def trigger(self, origin: Origin) -> str:
        """A new trigger id for whoever just acted."""
        return _issue(self._triggers, self._new_id(), origin, 1, self._clock(), self._trigger_life)

    def pull(self, trigger: str) -> Origin:
        """Use a trigger id up. Raises Refused where it is unknown, used or too old."""
        ticket = self._triggers.get(trigger)
        if ticket is None:
            raise Refused("invalid_trigger_id")
        if self._clock() > ticket.until:
            raise Refused("expired_trigger_id")
        if not ticket.uses:
            raise Refused("exchanged_trigger_id")
        ticket.uses -= 1
        return ticket.origin

    def triggered(self, trigger: str) -> Origin | None:
        """What a trigger id was handed out for, used or not."""
        ticket = self._triggers.get(trigger)
        return ticket.origin if ticket else None

    def about(self, token: str) -> About:
        """The message a response address was handed out for, used up or not."""
        ticket = self._responses.get(token)
        return ticket.origin.about if ticket else About()

    def clear(self) -> None:
        """Nothing handed out so far is good any more."""
        self._triggers.clear()
        self._responses.clear()

    def response(self, origin: Origin) -> str:
        """A new token under which the bot can respond."""
        return _issue(
            self._responses,
            self._new_id(),
            origin,
            limits.RESPONSE_USES,
            self._clock(),
            RESPONSE_LIFE,
        )

    def respond(self, token: str) -> Origin:
        """Use a response address once. Raises Refused where it is unknown, used up or too old."""
        ticket = self._responses.get(token)
        if ticket is None or self._clock() > ticket.until:
            raise Refused("expired_url", 404)
        if not ticket.uses:
            raise Refused("used_url", 404)
        ticket.uses -= 1
        return ticket.origin


def _issue(
    tickets: dict[str, _Ticket],
    id: str,
    origin: Origin,
    uses: int,
    now: datetime,
    life: timedelta,
) -> str:
    for old in [known for known, ticket in tickets.items() if ticket.until + life < now]:
        del tickets[old]
    tickets[id] = _Ticket(now + life, origin, uses)
    return id
