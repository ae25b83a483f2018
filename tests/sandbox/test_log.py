"""What passed between the workspace and the bot can be looked at."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from starlette.responses import Response

from bot.sandbox.cast import GENERAL, PRIYA, TOM
from bot.sandbox.log import LONGEST, About, Entry, Log, shown
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import SECRET, TOKEN
from tests.sandbox.serving import Bot
from tests.sandbox.test_interaction import BUTTON, CARD, MODAL, VALUES

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_an_event_is_entered_with_its_answer(workspace: Workspace, bot: Bot) -> None:
    """Its type, id, try, status and time are there, and the body as it was sent."""
    said = await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert said
    (entry,) = workspace.log.entries()
    assert (entry.way, entry.name, entry.status, entry.attempt) == ("to_bot", "message", 200, 1)
    assert entry.event_id == bot.heard[0].body["event_id"]
    assert json.loads(entry.sent) == bot.heard[0].body
    assert entry.about == About(channel=GENERAL.id, ts=said.ts)
    assert entry.is_over


async def test_a_try_again_says_its_number_and_the_reason(workspace: Workspace, bot: Bot) -> None:
    """Each try is an entry of its own."""
    bot.answers.append(Response("no room", status_code=503))
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    first, second = workspace.log.entries()
    assert (first.status, first.error, first.answered) == (503, "http_error", "no room")
    assert (second.attempt, second.retry_reason, second.error) == (2, "http_error", None)
    assert first.event_id == second.event_id


async def test_a_call_is_entered_with_what_was_asked_and_answered(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The message it made is what it is about."""
    sent = await slack.chat_postMessage(channel="#general", text="hello")
    entry = workspace.log.entries()[0]
    assert (entry.way, entry.name, entry.status, entry.error) == (
        "from_bot",
        "chat.postMessage",
        200,
        None,
    )
    assert json.loads(entry.sent)["text"] == "hello"
    assert json.loads(entry.answered)["ts"] == sent["ts"]
    assert entry.about == About(channel=GENERAL.id, ts=sent["ts"])


async def test_a_call_turned_down_is_entered_with_its_code(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Also one that nobody knows."""
    with pytest.raises(SlackApiError):
        await slack.api_call("chat.shout")
    assert [entry.error for entry in workspace.log.entries()] == ["unknown_method"]


async def test_all_that_happened_around_a_message_is_found(
    slack: AsyncWebClient, workspace: Workspace, bot: Bot
) -> None:
    """From the post over a click and its form to the response: in the order it began."""
    card = await slack.chat_postMessage(channel=GENERAL.id, text="card", blocks=CARD)
    await workspace.delivery.settled()
    await workspace.click(TOM.id, GENERAL.id, card["ts"], "card", BUTTON)
    click = bot.heard[-1].body
    await slack.views_open(trigger_id=click["trigger_id"], view=MODAL)
    await workspace.submit(TOM.id, VALUES)
    await AsyncWebhookClient(click["response_url"]).send(text="noted")
    await workspace.post(TOM.id, GENERAL.id, "something else")
    await workspace.delivery.settled()
    names = [entry.name for entry in workspace.log.around(GENERAL.id, card["ts"])]
    assert names == [
        "chat.postMessage",
        "message",
        "block_actions",
        "views.open",
        "view_submission",
        "response_url",
    ]


async def test_around_the_head_of_a_thread_its_replies_are_found(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """An edit and a deletion too are about the message they changed."""
    head = await workspace.post(PRIYA.id, GENERAL.id, "live")
    assert head
    reply = await slack.chat_postMessage(channel=GENERAL.id, text="?", thread_ts=head.ts)
    await slack.chat_delete(channel=GENERAL.id, ts=reply["ts"])
    await workspace.delivery.settled()
    around = workspace.log.around(GENERAL.id, head.ts)
    assert {entry.name for entry in around} == {"message", "chat.postMessage", "message_deleted"}
    assert len(workspace.log.around(GENERAL.id, reply["ts"])) == 4


async def test_no_secret_is_shown(slack: AsyncWebClient, workspace: Workspace) -> None:
    """Neither token nor signing secret is in any entry, and of a signature only the beginning."""
    await slack.api_call("auth.test", params={"token": TOKEN, "x": "y"})
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    everything = "".join(entry.model_dump_json() for entry in workspace.log.entries())
    assert TOKEN not in everything
    assert SECRET not in everything
    assert len(workspace.log.entries()[-1].signature or "") < 20


async def test_who_listens_hears_when_something_begins_and_when_it_is_over(
    workspace: Workspace, bot: Bot
) -> None:
    """What the bot has not answered yet is seen waiting."""
    heard: list[bool] = []
    answering = asyncio.Event()
    began = asyncio.Event()

    def listen(entry: Entry) -> None:
        heard.append(entry.is_over)
        began.set()

    leave = workspace.log.subscribe(listen)
    bot.answers.append(answering)
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await began.wait()
    assert heard == [False]
    answering.set()
    await workspace.delivery.settled()
    leave()
    leave()
    await workspace.post(PRIYA.id, GENERAL.id, "again")
    await workspace.delivery.settled()
    assert heard == [False, True]


def test_only_the_latest_entries_are_kept() -> None:
    """The oldest goes first; what becomes of it afterwards is not entered again."""
    log = Log(length=2)
    first, *_ = [log.begin(NOW, "to_bot", name) for name in ("a", "b", "c")]
    log.end(first, NOW + timedelta(seconds=1), status=200)
    assert [entry.name for entry in log.entries()] == ["b", "c"]
    assert [entry.number for entry in log.entries()] == [2, 3]


@pytest.mark.parametrize("body", ["", "x" * 90_000, "\ud83c", {"text": "\ud83c"}, [1, None], None])
def test_any_body_can_be_shown(body: object) -> None:
    """Long ones are cut, broken characters replaced."""
    words = shown(body)
    assert len(words) <= LONGEST
    words.encode()
