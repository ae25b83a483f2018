"""The bot as an agent: streams, sessions and suggestions, as strictly as Slack takes them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.api import METHODS
from bot.sandbox.cast import CRM_ROLLOUT, PRIYA
from bot.sandbox.hooks import Hooks
from bot.sandbox.shapes import Message
from bot.sandbox.standin import build_standin
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, Clock, a_workspace
from tests.sandbox.serving import Bot, a_socket, served
from tests.sandbox.test_api import refused

KEY = {"event_type": "whatimproved_post", "event_payload": {"key": "post:1"}}


def text(words: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": words}}


def chunk(*words: str) -> list[dict[str, Any]]:
    return [{"type": "blocks", "blocks": [text(one) for one in words]}]


@pytest.fixture
async def asked(workspace: Workspace) -> Message:
    """Somebody asked the bot something, directly."""
    said = await workspace.post(PRIYA.id, workspace.direct(PRIYA.id).id, "what improved?")
    assert said is not None
    return said


async def begun(slack: AsyncWebClient, asked: Message) -> str:
    """A stream in the thread of what was asked; its ts."""
    found = await slack.chat_startStream(
        channel=asked.channel, thread_ts=asked.ts, chunks=chunk("one")
    )
    return str(found["ts"])


def shown(workspace: Workspace, asked: Message) -> list[str]:
    """What the last message of the thread shows."""
    last = workspace.thread(asked.channel, asked.ts)[-1]
    return [block["text"]["text"] for block in last.blocks]


async def test_a_stream_is_one_message_that_grows(
    slack: AsyncWebClient, workspace: Workspace, asked: Message
) -> None:
    """Begun, added to and stopped; what it carries at its end is found with it."""
    ts = await begun(slack, asked)
    await slack.chat_appendStream(channel=asked.channel, ts=ts, chunks=chunk("two"))
    assert shown(workspace, asked) == ["one", "two"]
    assert workspace.sessions.of(asked.channel, asked.ts).status == "processing"
    await slack.chat_stopStream(
        channel=asked.channel, ts=ts, blocks=[text("three")], metadata=KEY, session_status="active"
    )
    thread = await slack.conversations_replies(
        channel=asked.channel, ts=asked.ts, include_all_metadata=True
    )
    assert [one.get("metadata") for one in thread["messages"]] == [None, KEY]
    assert shown(workspace, asked) == ["one", "two", "three"]
    assert workspace.sessions.of(asked.channel, asked.ts).status == "active"


Wrong = Callable[[AsyncWebClient, Message], Awaitable[Any]]

_NO_STREAM: dict[str, tuple[str, Wrong]] = {
    "of no thread": (
        "invalid_arguments",
        lambda slack, at: slack.api_call("chat.startStream", json={"channel": at.channel}),
    ),
    "in a channel, for nobody": (
        "thread_not_found",
        lambda slack, at: slack.chat_startStream(channel=CRM_ROLLOUT.id, thread_ts=at.ts),
    ),
    "too many blocks": (
        "invalid_blocks",
        lambda slack, at: slack.chat_startStream(
            channel=at.channel, thread_ts=at.ts, chunks=chunk(*"x" * 51)
        ),
    ),
    "too long": (
        "msg_too_long",
        lambda slack, at: slack.chat_startStream(
            channel=at.channel, thread_ts=at.ts, markdown_text="x" * 12_001
        ),
    ),
    "of nothing known": (
        "invalid_chunks",
        lambda slack, at: slack.chat_startStream(
            channel=at.channel, thread_ts=at.ts, chunks=[{"type": "song"}]
        ),
    ),
    "added to what is none": (
        "message_not_owned_by_app",
        lambda slack, at: slack.chat_appendStream(
            channel=at.channel, ts=at.ts, markdown_text="more"
        ),
    ),
    "a status there is not": (
        "invalid_arguments",
        lambda slack, at: slack.agents_sessions_setStatus(
            channel_id=at.channel, thread_ts=at.ts, status="thinking"
        ),
    ),
    "a session of no thread": (
        "invalid_arguments",
        lambda slack, at: slack.agents_sessions_setStatus(channel_id=at.channel, status="active"),
    ),
    "a title too long": (
        "invalid_arguments",
        lambda slack, at: slack.agents_sessions_setStatus(
            channel_id=at.channel, thread_ts=at.ts, status="active", title="x" * 201
        ),
    ),
    "a name for no session": (
        "session_not_found",
        lambda slack, at: slack.agents_sessions_rename(
            channel_id=at.channel, thread_ts=at.ts, title="CRM"
        ),
    ),
    "too many loading messages": (
        "invalid_arguments",
        lambda slack, at: slack.assistant_threads_setStatus(
            channel_id=at.channel, thread_ts=at.ts, status="looks", loading_messages=["x"] * 11
        ),
    ),
    "too many suggestions": (
        "invalid_arguments",
        lambda slack, at: slack.assistant_threads_setSuggestedPrompts(
            channel_id=at.channel, prompts=[{"title": "x", "message": "x"}] * 5
        ),
    ),
}


@pytest.mark.parametrize("what", list(_NO_STREAM))
async def test_what_slack_would_not_take_is_refused(
    slack: AsyncWebClient, asked: Message, what: str
) -> None:
    """By Slack's own code, and nothing is said."""
    code, call = _NO_STREAM[what]
    assert await refused(call(slack, asked)) == code


async def test_a_stream_is_stopped_once_and_not_touched_before(
    slack: AsyncWebClient, asked: Message
) -> None:
    """While it streams it is neither changed nor deleted; once stopped it takes no more."""
    ts, where = await begun(slack, asked), asked.channel
    assert await refused(slack.chat_update(channel=where, ts=ts, text="x")) == (
        "streaming_state_conflict"
    )
    assert await refused(slack.chat_delete(channel=where, ts=ts)) == "cant_delete_message"
    assert await refused(slack.chat_appendStream(channel=where, ts=ts)) == "no_text"
    await slack.chat_stopStream(channel=where, ts=ts)
    over = "message_not_in_streaming_state"
    assert await refused(slack.chat_stopStream(channel=where, ts=ts)) == over
    assert await refused(slack.chat_appendStream(channel=where, ts=ts, markdown_text="x")) == over
    await slack.chat_update(channel=where, ts=ts, text="x")


async def test_a_stream_nobody_ends_is_over_after_five_minutes() -> None:
    """Slack ends it; the bot finds it so."""
    real = Clock(datetime.now(UTC))
    workspace = a_workspace(real_clock=real)
    asked = await workspace.post(PRIYA.id, workspace.direct(PRIYA.id).id, "what improved?")
    assert asked is not None
    at = a_socket()
    async with served(build_standin(workspace, TOKEN, Hooks()), at) as address:
        slack = AsyncWebClient(token=TOKEN, base_url=f"{address}/api/")
        ts = await begun(slack, asked)
        real.forward(minutes=6)
        call = slack.chat_appendStream(channel=asked.channel, ts=ts, markdown_text="x")
        assert await refused(call) == "message_not_in_streaming_state"
    await workspace.close()


async def test_a_person_stops_what_the_bot_says(
    slack: AsyncWebClient, workspace: Workspace, asked: Message
) -> None:
    """The stream ends where it is, and the bot learns so at its next word."""
    ts = await begun(slack, asked)
    workspace.stop_bot(PRIYA.id, asked.channel, asked.ts)
    call = slack.chat_appendStream(channel=asked.channel, ts=ts, markdown_text="x")
    assert await refused(call) == "stopped_by_user"
    assert shown(workspace, asked) == ["one"]


async def test_the_bot_is_told_who_looks_and_who_stops(
    slack: AsyncWebClient, workspace: Workspace, asked: Message, bot: Bot
) -> None:
    """In Slack's words; where nothing is under way, Stop is nothing to press."""
    workspace.look_at_bot(PRIYA.id)
    workspace.stop_bot(PRIYA.id, asked.channel, asked.ts)
    ts = await begun(slack, asked)
    workspace.stop_bot(PRIYA.id, asked.channel, asked.ts)
    await workspace.delivery.settled()
    [looked] = [one for one in bot.events if one["type"] == "app_home_opened"]
    [stopped] = [one for one in bot.events if one["type"] == "agent_session_stopped"]
    assert (looked["tab"], looked["user"]) == ("messages", PRIYA.id)
    assert (stopped["thread_ts"], stopped["streaming_message_ts"]) == (asked.ts, [ts])


async def test_a_session_has_a_title_a_status_and_words_while_it_loads(
    slack: AsyncWebClient, workspace: Workspace, asked: Message
) -> None:
    """A title is for a new session; what it says while it works goes when it has spoken."""
    where = {"channel_id": asked.channel, "thread_ts": asked.ts}
    await slack.agents_sessions_setStatus(**where, status="processing", title="CRM")
    await slack.agents_sessions_setStatus(**where, status="processing", title="Other")
    await slack.assistant_threads_setStatus(
        **where, status="is looking", loading_messages=["Looks it up"]
    )
    session = workspace.sessions.of(asked.channel, asked.ts)
    assert (session.title, session.status, session.loading) == (
        "CRM",
        "processing",
        ("Looks it up",),
    )
    await slack.chat_postMessage(channel=asked.channel, thread_ts=asked.ts, text="9 days")
    assert workspace.sessions.of(asked.channel, asked.ts).loading == ()
    await slack.agents_sessions_rename(**where, title="The CRM")
    assert workspace.sessions.of(asked.channel, asked.ts).title == "The CRM"


async def test_suggestions_are_of_a_conversation_not_of_a_thread(
    slack: AsyncWebClient, workspace: Workspace, asked: Message
) -> None:
    """With a thread Slack says yes and shows nothing."""
    prompt = {"title": "What improved?", "message": "What improved?"}
    call = slack.assistant_threads_setSuggestedPrompts
    await call(channel_id=asked.channel, thread_ts=asked.ts, prompts=[prompt])
    assert workspace.sessions.suggested(asked.channel).prompts == ()
    await call(channel_id=asked.channel, prompts=[prompt])
    assert workspace.sessions.suggested(asked.channel).prompts == (
        ("What improved?", "What improved?"),
    )


def test_the_methods_are_those_of_the_tiers_slack_names() -> None:
    """Slack counts a stream's beginning and end far lower than what is added to it."""
    tiers = {
        name: METHODS[name].tier
        for name in METHODS
        if name.endswith("Stream") or "sessions" in name
    }
    assert tiers == {
        "agents.sessions.rename": 3,
        "agents.sessions.setStatus": 3,
        "chat.appendStream": 4,
        "chat.startStream": 2,
        "chat.stopStream": 2,
    }
