"""What is done with what people do in their Home."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Protocol

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import Clicked, Form, Post, PutOff
from bot.benefits.home import Wanted
from bot.slack import guided, home, home_forms, modals, payloads, waiting
from bot.slack.at_home import carried, told
from bot.slack.edge import Edge
from bot.slack.event_ids import interaction_id
from bot.slack.guiding import opened
from bot.slack.payloads import pressed_action, team_of, text_at
from bot.slack.texts import Texts

Body = dict[str, Any]

AT_ONCE: Final = 2.0
"""Seconds a Home is waited for before Slack gets its answer; it is shown all the same."""

log = logging.getLogger(__name__)


class Homes(Protocol):
    """What stands behind the Homes."""

    async def show(self, workspace: str, user: str, wanted: Wanted, notice: str = "") -> None:
        """Show somebody their Home as it is now; never fails."""

    async def prefill(self, workspace: str, ref: str, user: str) -> tuple[str, Form] | None:
        """Title and values of the form about a proposal or a question; None where it is closed, or
        not theirs to see.
        """

    async def full(self, workspace: str, user: str, investment: str | None) -> Post:
        """All that is told of an investment, or of all they may see."""

    async def behind(self, workspace: str, ref: str, user: str) -> tuple[Post, ...]:
        """The question a form answers, and what is told of its investment; nothing where that is
        not theirs to see.
        """


async def is_at_home(body: Body) -> bool:
    """Whether something was pressed in a Home."""
    return text_at(body, "view", "type") == "home"


async def opens_home(body: Body) -> bool:
    """Whether somebody looks at their Home."""
    return text_at(body, "event", "tab") == "home"


class HomeHandlers:
    """The listeners. What does not work is told in the Home itself. `now` dates forms, which Slack
    sends without a time.
    """

    def __init__(self, homes: Homes, edge: Edge, texts: Texts, now: Callable[[], datetime]) -> None:
        self._homes = homes
        self._edge = edge
        self._texts = texts
        self._now = now
        self._under_way: set[asyncio.Task[None]] = set()

    async def opened(self, body: Body) -> None:
        """Somebody looks at their Home: as they left it."""
        user = text_at(body, "event", "user")
        shown = text_at(body, "event", "view", "private_metadata")
        await self._show(team_of(body), user, home.unpacked(shown))

    async def turn(self, body: Body, ack: AsyncAck) -> None:
        """Another filter, other words, another page."""
        await self._show(team_of(body), text_at(body, "user", "id"), home.turned(body))
        await ack()

    async def click(self, body: Body, ack: AsyncAck) -> None:
        """A button that decides something, or a choice that stands for a command."""
        click = payloads.clicked(_as_set(body))
        await self._keep(body, click)
        await ack()

    async def open_form(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The form in which a question is answered."""
        await self._open(body, client, self._form)
        await ack()

    async def open_guide(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The form of a practice."""
        await self._open(body, client, self._guide)
        await ack()

    async def put_off(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """A question put off: at once, or by a small form that asks for the rest."""
        done = waiting.pressed(body)
        if done is not None:
            await self._keep(body, done)
        else:
            await self._open(body, client, self._put_off_form)
        await ack()

    async def details(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """One investment, or all of them, told in full."""
        await self._open(body, client, self._full)
        await ack()

    async def behind(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """Above a form: why it asks, and what is on record. The form stays as it is where that
        cannot be shown.
        """
        ref, user = payloads.pressed(body).get("value") or "", text_at(body, "user", "id") or ""
        try:
            found = await self._homes.behind(team_of(body) or "", ref, user)
            view = home_forms.behind(found, self._texts)
            await client.views_push(trigger_id=text_at(body, "trigger_id") or "", view=view)
        except Exception as error:
            log.error("What stands behind a form could not be shown: %s", type(error).__name__)
        await ack()

    async def begin(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The form that links an investment to its channel."""
        await self._open(body, client, self._begin_form)
        await ack()

    async def submit_begin(self, body: Body, ack: AsyncAck) -> None:
        """That form, sent. It stays open, with the reason, until it is kept."""
        asked = home_forms.begun(body, self._now())
        problem = self._texts.incomplete if asked is None else None
        if asked is not None and not await self._received(body, told(asked, body)):
            problem = self._texts.failed
        if problem is None:
            await ack()
        else:
            await ack(response_action="errors", errors={home_forms.FIELDS[1]: problem})

    async def _form(self, body: Body) -> Body | str:
        ref, user = payloads.pressed(body).get("value"), text_at(body, "user", "id") or ""
        known = await self._homes.prefill(team_of(body) or "", ref or "", user)
        if ref is None or known is None:
            return self._texts.form_closed
        return modals.form_view(ref, user, *known, self._texts)

    async def _guide(self, body: Body) -> Body | str:
        asked, user = guided.ref_of(payloads.pressed(body).get("value")), payloads.place(body)
        if asked is None or user is None:
            return self._texts.incomplete
        name, ref = asked
        found = await opened(self._edge, body, name, user["channel"], ref)
        if found is None or isinstance(found, str):
            return found or self._texts.form_closed
        return guided.view(found, user["channel"], texts=self._texts)

    async def _put_off_form(self, body: Body) -> Body | str:
        wanted = waiting.wanted(body)
        if wanted is None:
            return self._texts.incomplete
        problem = await self._edge.may_put_off(wanted.workspace, wanted.ref, wanted.user)
        return problem or waiting.view(wanted, self._now(), self._texts)

    async def _full(self, body: Body) -> Body | str:
        chosen = text_at(pressed_action(body), "selected_option", "value")
        only = None if chosen in (None, home.ALL) else chosen
        user = text_at(body, "user", "id") or ""
        return home_forms.full(await self._homes.full(team_of(body) or "", user, only), self._texts)

    async def _begin_form(self, _body: Body) -> Body | str:
        return home_forms.begin_form(self._texts)

    async def _open(self, body: Body, client: AsyncWebClient, make: Any) -> None:
        """A form above the Home; in words in the Home, where there is none."""
        try:
            made = await make(body)
            if isinstance(made, str):
                await self._say(body, made)
            else:
                trigger = text_at(body, "trigger_id") or ""
                await client.views_open(trigger_id=trigger, view=carried(made, body))
        except Exception as error:
            log.error("A form could not be opened: %s", type(error).__name__)
            await self._say(body, self._texts.failed)

    async def _keep(self, body: Body, done: Clicked | PutOff | None) -> None:
        if done is None:
            await self._say(body, self._texts.incomplete)
        elif not await self._received(body, told(done, body)):
            await self._say(body, self._texts.failed)

    async def _received(self, body: Body, event: Any) -> bool:
        try:
            await self._edge.receive(interaction_id(body), event)
        except Exception as error:
            log.error("What somebody did could not be kept: %s", type(error).__name__)
            return False
        return True

    async def _say(self, body: Body, words: str) -> None:
        await self._show(team_of(body), text_at(body, "user", "id"), home.turned(body), words)

    async def _show(
        self, workspace: str | None, user: str | None, wanted: Wanted, notice: str = ""
    ) -> None:
        if workspace is None or user is None:
            return
        showing = asyncio.create_task(self._homes.show(workspace, user, wanted, notice))
        self._under_way.add(showing)
        showing.add_done_callback(self._under_way.discard)
        await asyncio.wait({showing}, timeout=AT_ONCE)


def _as_set(body: Body) -> Body:
    """A choice, or a word that was typed, as the button that stands for the same command."""
    action = pressed_action(body)
    kind = text_at(action, "action_id")
    words = text_at(action, "selected_option", "value")
    if kind == home.COUNTRY:
        words = f"country {text_at(action, 'value') or 'off'}"
    if kind not in (home.HOUSE, home.COUNTRY):
        return body
    return {**body, "actions": [{**action, "action_id": "set", "value": words, "type": "button"}]}
