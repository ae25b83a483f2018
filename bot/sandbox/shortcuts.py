"""The app's shortcuts, and what its menus offer while somebody types."""

from collections.abc import Awaitable, Callable
from typing import Final, Literal

from bot.benefits.facts import Value
from bot.sandbox.log import About
from bot.sandbox.payloads import pointed_payload, shortcut_payload, suggestion_payload
from bot.sandbox.refusal import Refused
from bot.sandbox.sending import Attempt
from bot.sandbox.shapes import Json
from bot.sandbox.showing import Showing
from bot.sandbox.sizes import checked_options
from bot.sandbox.tickets import Origin, Tickets

Interact = Callable[..., Awaitable[Attempt]]
"""Takes the kind of request, its payload and the message it is about."""


class Shortcut(Value):
    """Something the app can be asked to do: with a message, or from anywhere."""

    callback_id: str
    name: str
    kind: Literal["message", "global"]


OFFERED: Final = (
    Shortcut(callback_id="challenge_update", name="Challenge this update", kind="message"),
    Shortcut(callback_id="record_measurement", name="Record a measurement", kind="global"),
    Shortcut(callback_id="tell_what_hinders", name="Say what gets in the way", kind="global"),
)
"""What the bot's manifest offers."""


class Shortcuts:
    """Runs them as a person does, and asks the bot what a menu of a modal offers."""

    def __init__(
        self,
        at: Showing,
        tickets: Tickets,
        interact: Interact,
        answer_at: Callable[[Origin], str],
    ) -> None:
        """`answer_at` gives the address at which who acts can be told something."""
        self._at = at
        self._tickets = tickets
        self._interact = interact
        self._answer_at = answer_at

    async def run(self, user: str, callback_id: str) -> None:
        """One that can be run from anywhere."""
        trigger = self._tickets.trigger(Origin(user=user, channel=""))
        person, ts = self._at.people[user], self._at.board.next_ts()
        payload = shortcut_payload(person, callback_id, self._at.who, trigger, ts)
        await self._interact("shortcut", payload)

    async def point_at(self, user: str, channel: str, message_ts: str, callback_id: str) -> None:
        """One in the menu of a message; nothing happens where the message is gone."""
        board = self._at.board
        message = board.find(channel, message_ts)
        if message is None or message.deleted or not board.may_see(user, channel):
            return
        origin = Origin(user=user, channel=channel)
        payload = pointed_payload(
            self._at.people[user],
            self._at.rooms[channel],
            message,
            callback_id,
            self._at.who,
            self._tickets.trigger(origin),
            board.next_ts(),
        )
        about = About(channel=channel, ts=message.ts, thread_ts=message.thread_ts)
        answering = payload | {"response_url": self._answer_at(origin)}
        await self._interact("shortcut", answering, about)

    async def suggest(self, user: str, block_id: str, action_id: str, typed: str) -> list[Json]:
        """What the bot offers in the modal that is seen, at what was typed so far; nothing where
        Slack would not take it.
        """
        open = self._at.view_for(user)
        if open is None:
            return []
        person = self._at.people[user]
        payload = suggestion_payload(person, open, block_id, action_id, typed, self._at.who)
        answer = await self._interact("suggestion", payload, open.about)
        try:
            return checked_options(answer.json_body()) if answer.taken else []
        except Refused:
            return []
