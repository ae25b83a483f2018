"""What is done with what people do to the agent: look at it, stop it, say what they think of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import Rated, Stopped
from bot.slack import rating
from bot.slack.edge import Edge
from bot.slack.event_ids import event_id, interaction_id
from bot.slack.payloads import moment, team_of, text_at
from bot.slack.texts import Texts

Body = dict[str, Any]
Tell = Callable[[Body, AsyncRespond, str], Awaitable[None]]
"""Tells who pressed something that it did not work; fails where even that cannot be done."""

log = logging.getLogger(__name__)


class AgentHandlers:
    """The listeners of the agent's own surface. `now` dates forms, which Slack sends without."""

    def __init__(self, edge: Edge, texts: Texts, now: Callable[[], datetime], tell: Tell) -> None:
        self._edge = edge
        self._texts = texts
        self._now = now
        self._tell = tell
        self._under_way: set[asyncio.Task[None]] = set()

    async def opened(self, body: Body) -> None:
        """Somebody looks at their conversation with us: what they may ask is suggested, after
        Slack has its answer.
        """
        workspace, user = team_of(body), text_at(body, "event", "user")
        channel = text_at(body, "event", "channel")
        if text_at(body, "event", "tab") == "home" or None in (workspace, user, channel):
            return
        suggesting = asyncio.create_task(self._suggest(workspace or "", user or "", channel or ""))
        self._under_way.add(suggesting)
        suggesting.add_done_callback(self._under_way.discard)

    async def _suggest(self, workspace: str, user: str, channel: str) -> None:
        try:
            await self._edge.looked_at(workspace, user, channel)
        except Exception as error:
            log.warning("nothing could be suggested (%s)", type(error).__name__)

    async def stopped(self, body: Body) -> None:
        """Somebody said Stop: at once in this process, and kept, so that it holds in all."""
        stopped = _stopped(body)
        if stopped is not None:
            await self._edge.stopped(event_id(body), stopped)

    async def rate(
        self, body: Body, client: AsyncWebClient, ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """A button below an answer: kept, or first asked what was not right."""
        rated = rating.rated(body)
        if rated is None:
            await self._tell(body, respond, self._texts.incomplete)
        elif not await self._done(body, rated, client):
            await self._tell(body, respond, self._texts.failed)
        await ack()

    async def _done(self, body: Body, rated: Rated, client: AsyncWebClient) -> bool:
        try:
            if rated.is_good:
                await self._edge.receive(interaction_id(body), rated)
            else:
                view = rating.view(rated, self._texts)
                trigger = text_at(body, "trigger_id") or ""
                await client.views_open(trigger_id=trigger, view=view)
        except Exception as error:
            log.error("What somebody thinks could not be kept: %s", type(error).__name__)
            return False
        return True

    async def submit_rating(self, body: Body, ack: AsyncAck) -> None:
        """The small form, sent. It stays open, with the reason, until it is kept."""
        rated = rating.sent(body, self._now())
        problem: str | None = self._texts.incomplete
        if rated is not None:
            problem = None if await self._kept(body, rated) else self._texts.failed
        if problem is None:
            await ack()
        else:
            await ack(response_action="errors", errors={"reason": problem})

    async def _kept(self, body: Body, rated: Rated) -> bool:
        try:
            await self._edge.receive(interaction_id(body), rated)
        except Exception as error:
            log.error("What somebody thinks could not be kept: %s", type(error).__name__)
            return False
        return True


def _stopped(body: Body) -> Stopped | None:
    """Where somebody said Stop; None where it is told of too little."""
    event = body.get("event")
    workspace, channel = team_of(body), text_at(event, "channel")
    user, thread = text_at(event, "user"), text_at(event, "thread_ts")
    at = moment(text_at(event, "event_ts"))
    if None in (workspace, channel, user, thread) or at is None:
        return None
    return Stopped(
        workspace=workspace or "",
        channel=channel or "",
        user=user or "",
        thread=thread or "",
        at=at,
    )
