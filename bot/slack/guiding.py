"""What is done with the forms of the practices: opened, sent, led on to their next step."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import Guided
from bot.benefits.guides import Guide
from bot.slack import at_home, guided, payloads
from bot.slack.edge import Edge
from bot.slack.entering import OPEN_SECONDS
from bot.slack.event_ids import interaction_id
from bot.slack.handlers import Handlers
from bot.slack.payloads import text_at
from bot.slack.texts import Texts

Body = dict[str, Any]

FEEDBACK: Final = "feedback"
"""The form that tells what gets in the way."""

_log: Final = logging.getLogger(__name__)


class Guiding:
    """The listeners. Why a form is not opened is told to who wanted it; one that was sent stays
    open, with the reason beside each field, until it is kept.
    """

    def __init__(
        self, edge: Edge, texts: Texts, now: Callable[[], datetime], handle: Handlers
    ) -> None:
        """`handle` does a command that turns out to open no form."""
        self._edge = edge
        self._texts = texts
        self._now = now
        self._handle = handle

    async def press(
        self, body: Body, client: AsyncWebClient, ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """A button below one of our messages that opens a form."""
        asked, where = guided.ref_of(payloads.pressed(body).get("value")), payloads.place(body)
        if asked is None or where is None:
            problem: str | None = self._texts.incomplete
        else:
            problem = await self._open(body, client, *asked, where["channel"])
        if problem is not None:
            await self._handle.tell_or_fail(body, respond, problem)
        await ack()

    async def opens_by_command(self, body: Body) -> bool:
        """Whether a command may open a form."""
        return self._edge.form_of(payloads.verb_of(body)[0]) is not None

    async def command(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """A command that opens a form; with words that are not the form's, any other command."""
        verb, words = payloads.verb_of(body)
        name, channel = self._edge.form_of(verb) or "", text_at(body, "channel_id") or ""
        try:
            found = await self._guide(body, name, channel, words)
            if found is None:
                await self._handle.command(body, ack)
                return
            problem = await self._show(body, client, found, channel)
        except Exception as error:
            _report("A form could not be opened", error)
            problem = self._texts.failed
        await (ack(text=problem, response_type="ephemeral") if problem else ack())

    async def hinders(self, body: Body, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The shortcut that tells what gets in the way. There is no channel in which to tell why
        its form is not opened: that is told in its place.
        """
        user = text_at(body, "user", "id") or ""
        problem = await self._open(body, client, FEEDBACK, "", user)
        if problem is not None:
            view = guided.told(self._texts.guide_told, problem, self._texts)
            await client.views_open(trigger_id=text_at(body, "trigger_id") or "", view=view)
        await ack()

    async def submit(self, body: Body, ack: AsyncAck) -> None:
        """A form, sent: it leads to its next step, or is kept."""
        sent = guided.sent(body, self._now())
        if sent is None:
            found: Body = self._wrong(body, {"": self._texts.incomplete})
        else:
            found = await self._done(body, at_home.told(sent, body))
        await ack(**found)

    async def _done(self, body: Body, sent: Guided) -> Body:
        try:
            if wrong := await self._edge.check_guided(sent):
                return self._wrong(body, wrong)
            step = await self._edge.next_guide(sent) if guided.goes_on(body) else None
            if step is not None:
                return self._step(body, sent, step)
            await self._edge.receive(interaction_id(body), sent)
        except Exception as error:
            _report("A form could not be kept", error)
            return self._wrong(body, {"": self._texts.failed})
        return {}

    def _step(self, body: Body, sent: Guided, step: Guide) -> Body:
        made = guided.view(step, sent.channel, sent.reply_to, sent.fields, self._texts)
        made = at_home.carried(made, body)
        if guided.carries_too_much(made):
            return self._wrong(body, {guided.longest(body): self._texts.guide_too_long})
        return {"response_action": "update", "view": made}

    def _wrong(self, body: Body, wrong: dict[str, str]) -> Body:
        return {"response_action": "errors", "errors": guided.errors(body, wrong)}

    async def _open(
        self, body: Body, client: AsyncWebClient, name: str, ref: str, channel: str
    ) -> str | None:
        """Open a form; why not, in words, where there is none."""
        try:
            found = await self._guide(body, name, channel, ref)
            return await self._show(body, client, found or self._texts.form_closed, channel)
        except Exception as error:
            _report("A form could not be opened", error)
            return self._texts.failed

    async def _show(
        self, body: Body, client: AsyncWebClient, found: Guide | str, channel: str
    ) -> str | None:
        if isinstance(found, str):
            return found
        made = guided.view(found, channel, payloads.reply_to(body), texts=self._texts)
        if guided.carries_too_much(made):
            return self._texts.guide_too_long
        await client.views_open(trigger_id=text_at(body, "trigger_id") or "", view=made)
        return None

    async def _guide(self, body: Body, name: str, channel: str, ref: str) -> Guide | str | None:
        return await opened(self._edge, body, name, channel, ref)


async def opened(edge: Edge, body: Body, name: str, channel: str, ref: str) -> Guide | str | None:
    """A form for who acts in a place, why there is none, or None where that is nothing of a form.
    Raises TimeoutError where Slack would not open it any more.
    """
    workspace = payloads.team_of(body) or ""
    user = text_at(body, "user", "id") or text_at(body, "user_id") or ""
    asked = edge.guide(name, workspace, channel, user, ref)
    return await asyncio.wait_for(asked, OPEN_SECONDS)


def _report(what: str, error: Exception) -> None:
    """The kind of error alone: its words may hold what people wrote."""
    _log.error("%s: %s", what, type(error).__name__)
