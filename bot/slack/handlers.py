"""What is done with each kind of request: translate, one call, and an answer Slack understands."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncRespond
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import FORM_SLOTS
from bot.slack import at_home, modals, payloads, rooms, shortcuts, waiting
from bot.slack.addresses import origin
from bot.slack.edge import Edge
from bot.slack.event_ids import event_id, interaction_id, message_id
from bot.slack.fitting import escaped
from bot.slack.texts import Texts
from prompts.helping import load_help

Body = dict[str, Any]

_log = logging.getLogger(__name__)

_TELL_SECONDS: Final = 2.0
"""A failure is told within this, so that the request itself is still answered in time."""

_FIRST_FIELD: Final = FORM_SLOTS[0]


class Handlers:
    """The listeners. Errors of events go up and make Slack try again; all else is told here."""

    def __init__(
        self, edge: Edge, texts: Texts, now: Callable[[], datetime], replies_at: frozenset[str]
    ) -> None:
        """`now` dates what Slack sends without a time: commands and forms.

        `replies_at` are the origins of addresses at which one person can be told something.
        """
        self._edge = edge
        self._texts = texts
        self._now = now
        self._replies_at = replies_at

    async def mention(self, body: Body, context: AsyncBoltContext) -> None:
        """A message that speaks to the bot in a channel."""
        said = payloads.mentioned(body, context["bot_user_id"])
        if said is not None:
            await self._edge.receive(message_id(body), said)

    async def person(self, body: Body) -> None:
        """A person Slack tells something new of: kept only if their account was closed."""
        gone = payloads.left(body)
        if gone is not None:
            await self._edge.receive(event_id(body), gone)

    async def let_in(self, body: Body, context: AsyncBoltContext) -> None:
        """A channel that can be written to again: opened once more, or we were invited, which is
        kept.
        """
        where = payloads.opened(body, context["bot_user_id"])
        if where is not None:
            await self._edge.let_in(*where)
        asked_in = rooms.invited(body, context["bot_user_id"])
        if asked_in is not None:
            await self._edge.receive(event_id(body), asked_in)

    async def renumbered(self, body: Body) -> None:
        """A channel that has another id: what is kept of it follows, and what was known of either
        is known no more.
        """
        told = rooms.renumbered(body)
        if told is not None:
            await self._edge.converted(told.workspace, told.before)
            await self._edge.converted(told.workspace, told.channel)
            await self._edge.receive(event_id(body), told)

    async def click(self, body: Body, ack: AsyncAck, respond: AsyncRespond) -> None:
        """A button that decides something."""
        click = payloads.clicked(body)
        if click is None:
            await self._tell(body, respond, self._texts.incomplete)
        elif not await self._received(interaction_id(body), click):
            await self.tell_or_fail(body, respond, self._texts.failed)
        await ack()

    async def challenge(
        self, body: Body, context: AsyncBoltContext, ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """A message of a channel that somebody points at; none of ours."""
        asked = shortcuts.challenged(body, self._now())
        if asked is None:
            await self._tell(body, respond, self._texts.incomplete)
        elif shortcuts.is_by(body, context["bot_user_id"]):
            await self._tell(body, respond, self._texts.challenge_ours)
        elif not await self._received(interaction_id(body), asked):
            await self.tell_or_fail(body, respond, self._texts.failed)
        await ack()

    async def open_form(
        self, body: Body, client: AsyncWebClient, ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """A button that opens the form; Slack gives three seconds for it."""
        try:
            problem = await self._opened(body, client)
        except Exception as error:
            _report("A form could not be opened", error)
            problem = self._texts.failed
        if problem is not None:
            await self._tell(body, respond, problem)
        await ack()

    async def _opened(self, body: Body, client: AsyncWebClient) -> str | None:
        ref = payloads.pressed(body).get("value")
        workspace, where = payloads.team_of(body), payloads.place(body)
        if ref is None or workspace is None or where is None:
            return self._texts.incomplete
        known = await self._edge.prefill(workspace, ref, where["channel"])
        if known is None:
            return self._texts.form_closed
        view = modals.form_view(ref, where["channel"], *known, self._texts)
        await client.views_open(trigger_id=payloads.text_at(body, "trigger_id") or "", view=view)
        return None

    async def submit(self, body: Body, ack: AsyncAck) -> None:
        """The form, sent. It stays open, with the reason beside a field, until it is kept."""
        problems = await self._problems(body)
        if problems:
            await ack(
                response_action="errors", errors=modals.errors(problems, modals.shown_in(body))
            )
        else:
            await ack()

    async def _problems(self, body: Body) -> dict[str, str]:
        form = payloads.filled(body, self._now())
        if form is None:
            return {_FIRST_FIELD: self._texts.incomplete}
        form = at_home.told(form, body)
        if problems := await self._edge.check(form):
            return problems
        kept = await self._received(interaction_id(body), form)
        return {} if kept else {_FIRST_FIELD: self._texts.failed}

    async def put_off(
        self, body: Body, client: AsyncWebClient, ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        """A question put off: at once, or by a small form that asks for the rest."""
        done = waiting.pressed(body)
        if done is not None:
            kept = await self._received(interaction_id(body), done)
            problem = None if kept else self._texts.failed
        else:
            problem = await self._asked_for_rest(body, client)
        if problem is not None:
            await self.tell_or_fail(body, respond, problem)
        await ack()

    async def _asked_for_rest(self, body: Body, client: AsyncWebClient) -> str | None:
        try:
            return await self._opened_put_off(body, client)
        except Exception as error:
            _report("A form could not be opened", error)
            return self._texts.failed

    async def _opened_put_off(self, body: Body, client: AsyncWebClient) -> str | None:
        wanted = waiting.wanted(body)
        if wanted is None:
            return self._texts.incomplete
        problem = await self._edge.may_put_off(wanted.workspace, wanted.ref, wanted.user)
        if problem is not None:
            return problem
        view = waiting.view(wanted, self._now(), self._texts)
        await client.views_open(trigger_id=payloads.text_at(body, "trigger_id") or "", view=view)
        return None

    async def submit_put_off(self, body: Body, ack: AsyncAck) -> None:
        """The small form, sent. It stays open, with the reason, until it is kept."""
        done = waiting.sent(body, self._now())
        if done is None:
            problem: str | None = self._texts.incomplete
        else:
            done = at_home.told(done, body)
            problem = await self._edge.check_put_off(done)
            if problem is None and not await self._received(interaction_id(body), done):
                problem = self._texts.failed
        if problem is None:
            await ack()
        else:
            await ack(response_action="errors", errors={waiting.field_of(body): problem})

    async def command(self, body: Body, ack: AsyncAck) -> None:
        """A slash command: help is answered at once, the rest is kept and answered later."""
        verb, words = payloads.verb_of(body)
        if verb in payloads.COMMANDS:
            problem = await self._commanded(body)
        else:
            problem = await self._help(verb, words, body)
        await (ack(text=problem, response_type="ephemeral") if problem else ack())

    async def _commanded(self, body: Body) -> str | None:
        command = payloads.commanded(body, self._now())
        if command is None:
            return self._texts.incomplete
        kept = await self._received(interaction_id(body), command)
        return None if kept else self._texts.failed

    async def _help(self, verb: str, words: str, body: Body) -> str:
        """All that can be done, or what is nearest to a word that is none of it."""
        help, command = load_help(), escaped(payloads.text_at(body, "command") or "")
        is_asked = verb in ("", "help")
        row = None if is_asked else help.nearest(verb)
        if row is not None:
            return help.instead(row, command, code="`")
        is_admin = await self._is_admin(body)
        about = words.casefold() if is_asked and words.casefold() in help.pages else ""
        page = help.page(command, is_admin=is_admin, bold="*", code="`", about=about)
        return page if is_asked else f"{self._texts.unknown_command}\n{page}"

    async def _is_admin(self, body: Body) -> bool:
        """Whether an admin asks; who cannot be looked up in time is none."""
        workspace, user = payloads.team_of(body), payloads.text_at(body, "user_id")
        try:
            asked = self._edge.is_admin(workspace or "", user or "")
            return await asyncio.wait_for(asked, _TELL_SECONDS)
        except Exception as error:
            _report("Who asks for help could not be looked up", error)
            return False

    async def failed(self, error: Exception, body: Body) -> BoltResponse:
        """What went wrong anywhere above: nothing for what nobody listens to, else try again."""
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200, body="")
        _report("A request from Slack could not be handled", error)
        if "command" in body:
            return ephemeral(self._texts.failed)
        return BoltResponse(status=500, body="")

    async def _received(self, id: str, event: Any) -> bool:
        try:
            await self._edge.receive(id, event)
        except Exception as error:
            _report("Something a person did could not be kept", error)
            return False
        return True

    async def tell_or_fail(self, body: Body, respond: AsyncRespond, text: str) -> None:
        """Tell the person that nothing was kept; where even that fails the request does, and Slack
        shows a warning of its own beside what was pressed.
        """
        if not await self._tell(body, respond, text):
            raise _UntoldError

    async def _tell(self, body: Body, respond: AsyncRespond, text: str) -> bool:
        """Tell the person who clicked, and only them, in the thread they clicked in; whether that
        could be done.
        """
        if origin(payloads.text_at(body, "response_url") or "") not in self._replies_at:
            _log.error("A person could not be told of a failure: no address of Slack's")
            return False
        saying = respond(
            text=text,
            response_type="ephemeral",
            replace_original=False,
            thread_ts=payloads.thread_of(body),
        )
        try:
            answer = await asyncio.wait_for(saying, _TELL_SECONDS)
        except Exception as error:
            _report("A person could not be told of a failure", error)
            return False
        return answer.status_code == 200


class _UntoldError(Exception):
    """What somebody did was not kept, and they could not be told."""


def ephemeral(text: str) -> BoltResponse:
    """An answer that only the person who asked will see."""
    return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})


def _report(what: str, error: Exception) -> None:
    """The kind of error alone: its words may hold what people wrote."""
    _log.error("%s: %s", what, type(error).__name__)
