"""What is done with the form for a measurement: opened, followed while it is filled in, sent."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.sheet import Sheet
from bot.slack import measuring
from bot.slack.edge import Edge
from bot.slack.event_ids import interaction_id
from bot.slack.payloads import team_of, text_at
from bot.slack.texts import Texts

Body = dict[str, Any]

OPEN_SECONDS: Final = 2.5
"""A form that is not there by then cannot be opened any more."""

_log = logging.getLogger(__name__)


class Entering:
    """The listeners of the form. Nobody can be told anything where it did not open: an error goes
    up, and Slack says that it did not work.
    """

    def __init__(self, edge: Edge, texts: Texts, now: Callable[[], datetime]) -> None:
        self._edge = edge
        self._texts = texts
        self._now = now

    async def open(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The form, empty but for the day and what there is no choice of."""
        sheet = await asyncio.wait_for(self._sheet(body), OPEN_SECONDS)
        if sheet is not None:
            view = measuring.view(sheet, texts=self._texts)
            trigger = text_at(body, "trigger_id") or ""
            await client.views_open(trigger_id=trigger, view=view)
        await ack()

    async def follow(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """Another investment or measure was chosen: the rest of the form follows."""
        chosen, is_new = measuring.chosen_in(body)
        sheet = await self._sheet(body, chosen)
        if sheet is not None:
            view = measuring.view(sheet, is_new=is_new, texts=self._texts)
            await client.views_update(view_id=text_at(body, "view", "id") or "", view=view)
        await ack()

    async def offer(self, body: Body, ack: AsyncAck) -> None:
        """What fits that was typed so far; nothing where it cannot be told now."""
        try:
            sheet = await self._sheet(body)
        except Exception as error:
            _log.error("What can be measured could not be told: %s", type(error).__name__)
            sheet = None
        typed = text_at(body, "value") or ""
        await ack(options=measuring.offered(sheet, typed) if sheet else [])

    async def submit(self, body: Body, ack: AsyncAck) -> None:
        """The form, sent. It stays open, with the reason beside each field, until it is kept."""
        wrong = await self._wrong(body)
        if wrong:
            await ack(response_action="errors", errors=measuring.errors(body, wrong))
        else:
            await ack()

    async def _wrong(self, body: Body) -> dict[str, str]:
        entered = measuring.entered(body, self._now())
        if entered is None:
            return {"value": self._texts.incomplete}
        try:
            if wrong := await self._edge.check_measured(entered):
                return wrong
            await self._edge.receive(interaction_id(body), entered)
        except Exception as error:
            _log.error("A measurement could not be kept: %s", type(error).__name__)
            return {"value": self._texts.failed}
        return {}

    async def _sheet(self, body: Body, chosen: str | None = None) -> Sheet | None:
        workspace, user = team_of(body), text_at(body, "user", "id")
        if workspace is None or user is None:
            return None
        return await self._edge.sheet(workspace, user, chosen)
