"""The routing table of everything Slack sends."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, get_args

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.benefits.conversation import Verb
from bot.slack import home, measuring
from bot.slack.addresses import reply_origins
from bot.slack.agent_handlers import AgentHandlers
from bot.slack.calls import async_web_client
from bot.slack.doorkeeper import Doorkeeper, introduce
from bot.slack.edge import Edge
from bot.slack.entering import Entering
from bot.slack.guided import GUIDE
from bot.slack.guiding import Guiding
from bot.slack.handlers import Handlers
from bot.slack.home_forms import BEGIN_FORM
from bot.slack.home_handlers import HomeHandlers, Homes, is_at_home, opens_home
from bot.slack.identity import Identify
from bot.slack.install import Meet
from bot.slack.modals import BEHIND, FORM
from bot.slack.rating import RATE, WHAT_WAS_WRONG
from bot.slack.shortcuts import CHALLENGE, HINDERS, RECORD
from bot.slack.talk import Talk
from bot.slack.texts import ENGLISH, Texts
from bot.slack.waiting import CONTROLS, PUT_OFF

_DECIDES: Final = re.compile(rf"^(?:{'|'.join(get_args(Verb))})(?::\d+)?$")
_OPENS_FORM: Final = re.compile(r"^(?:edit|answer)(?::\d+)?$")
_PUTS_OFF: Final = re.compile(rf"^(?:{'|'.join(CONTROLS)})(?::\d+)?$")
_OPENS_GUIDE: Final = re.compile(rf"^{GUIDE}:\d+$")
_ANY: Final = re.compile(r".*")


def _route_guides(app: AsyncApp, handle: Guiding) -> None:
    """Before the rest: a button that opens a form decides nothing, and a command may open one."""
    app.action(_OPENS_GUIDE)(handle.press)
    app.view(GUIDE)(handle.submit)
    app.global_shortcut(HINDERS)(handle.hinders)
    app.command(_ANY, matchers=[handle.opens_by_command])(handle.command)


def _route_home(app: AsyncApp, handle: HomeHandlers) -> None:
    """Before the rest: what is pressed in messages too goes another way where it is in a Home."""
    app.event("app_home_opened", matchers=[opens_home])(handle.opened)
    app.action(_OPENS_GUIDE, matchers=[is_at_home])(handle.open_guide)
    app.action(_DECIDES, matchers=[is_at_home])(handle.click)
    app.action(_OPENS_FORM, matchers=[is_at_home])(handle.open_form)
    app.action(_PUTS_OFF, matchers=[is_at_home])(handle.put_off)
    for choice in (home.HOUSE, home.COUNTRY):
        app.action(choice)(handle.click)
    for change in (home.FILTER, home.SEARCH, home.CLEAR, f"{home.TURN}:0", f"{home.TURN}:1"):
        app.action(change)(handle.turn)
    app.action(home.DETAILS)(handle.details)
    app.action(BEHIND)(handle.behind)
    app.action(home.BEGIN)(handle.begin)
    app.view(BEGIN_FORM)(handle.submit_begin)


def _route_agent(app: AsyncApp, handle: AgentHandlers) -> None:
    app.event("app_home_opened")(handle.opened)
    app.event("agent_session_stopped")(handle.stopped)
    app.action(RATE)(handle.rate)
    app.view(WHAT_WAS_WRONG)(handle.submit_rating)


def _route_measuring(app: AsyncApp, handle: Entering) -> None:
    app.global_shortcut(RECORD)(handle.open)
    app.action(RECORD)(handle.open)
    for menu in (measuring.INVESTMENT, measuring.MEASURE):
        app.action(menu)(handle.follow)
    app.options(measuring.INVESTMENT)(handle.offer)
    app.view(measuring.MEASURED)(handle.submit)


def _route(app: AsyncApp, handle: Handlers) -> None:
    app.event("app_mention")(handle.mention)
    app.event("user_change")(handle.person)
    app.event("channel_id_changed")(handle.renumbered)
    for told in ("member_joined_channel", "channel_unarchive", "group_unarchive"):
        app.event(told)(handle.let_in)
    app.action(_DECIDES)(handle.click)
    app.action(_OPENS_FORM)(handle.open_form)
    app.action(_PUTS_OFF)(handle.put_off)
    app.view(FORM)(handle.submit)
    app.view(PUT_OFF)(handle.submit_put_off)
    app.message_shortcut(CHALLENGE)(handle.challenge)
    app.command(_ANY)(handle.command)
    app.error(handle.failed)


def build_app(
    edge: Edge,
    *,
    signing_secret: str,
    identity: Identify,
    now: Callable[[], datetime],
    client: AsyncWebClient | None = None,
    texts: Texts = ENGLISH,
    meet: Meet | None = None,
    homes: Homes | None = None,
) -> AsyncApp:
    """The Bolt app: signature and age are checked first, then who is asking; what people say is
    heard there and then, all else goes by the table.

    Listeners end before Slack gets its answer: what is acknowledged is durable. `client` tells
    where Slack's API is; its token is not used. `meet` keeps what tells of our coming and going;
    `homes` are people's Homes, where there are any.
    Raises ValueError for an empty secret, which would let anyone sign.
    """
    if not signing_secret:
        raise ValueError("a signing secret is needed")
    app = AsyncApp(
        name="whatimproved",
        logger=_quiet(),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        signing_secret=signing_secret,
        client=client or async_web_client(),
        before_authorize=Doorkeeper(identity, texts, meet, Talk(edge).hear),
        authorize=introduce,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    handle = Handlers(edge, texts, now, reply_origins(app.client.base_url))
    if homes is not None:
        _route_home(app, HomeHandlers(homes, edge, texts, now))
    _route_guides(app, Guiding(edge, texts, now, handle))
    _route_measuring(app, Entering(edge, texts, now))
    _route_agent(app, AgentHandlers(edge, texts, now, handle.tell_or_fail))
    _route(app, handle)
    return app


def _quiet() -> logging.Logger:
    """Bolt's own log: it writes whole requests at lower levels, and those hold people's words."""
    log = logging.getLogger("whatimproved.bolt")
    log.setLevel(logging.CRITICAL)
    return log
