"""What reaches the bot."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, PRIYA, TOM, WHO
from bot.sandbox.delivery import Delivery
from bot.sandbox.shapes import Room
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import SECRET, a_workspace
from tests.sandbox.serving import Bot, a_socket, address_of, served


async def test_what_a_person_says_reaches_the_bot_signed(workspace: Workspace, bot: Bot) -> None:
    """The event is Slack's own shape, in a signed envelope."""
    said = await workspace.post(PRIYA.id, CRM_ROLLOUT.id, "CRM is live & well")
    await workspace.delivery.settled()
    (event,) = bot.events
    envelope = bot.heard[0].body
    assert said
    assert (event["type"], event["channel_type"]) == ("message", "channel")
    assert (event["user"], event["text"], event["ts"]) == (PRIYA.id, said.text, said.ts)
    assert (envelope["type"], envelope["team_id"]) == ("event_callback", WHO.team_id)
    assert workspace.status() is None


async def test_a_mention_is_told_besides_the_message(workspace: Workspace, bot: Bot) -> None:
    """In a channel a mention makes two events, with ids of their own; in a direct one only one."""
    await workspace.post(PRIYA.id, GENERAL.id, "@What Improved? what improved?")
    await workspace.post(PRIYA.id, workspace.direct(PRIYA.id).id, "@What Improved? and here?")
    await workspace.delivery.settled()
    kinds = sorted((event["type"], event.get("channel_type", "")) for event in bot.events)
    assert kinds == [("app_mention", ""), ("message", "channel"), ("message", "im")]
    assert len({heard.body["event_id"] for heard in bot.heard}) == 3


async def test_what_is_said_where_the_bot_is_not_stays_unheard(
    workspace: Workspace, bot: Bot
) -> None:
    """The bot hears of no channel it is not a member of, mentioned or not."""
    workspace.board.add_room(Room(id="C0OTHERS01", name="others", members=(TOM.id,)))
    await workspace.post(TOM.id, "C0OTHERS01", "@What Improved? hello")
    await workspace.delivery.settled()
    assert bot.heard == []


async def test_what_the_bot_says_comes_back_to_it_as_an_event(
    slack: AsyncWebClient, workspace: Workspace, bot: Bot
) -> None:
    """It is marked with the bot's id, so that the bot can tell its own words."""
    await slack.chat_postMessage(channel=GENERAL.id, text="hello")
    await workspace.delivery.settled()
    assert [event["bot_id"] for event in bot.events] == [WHO.bot_id]


async def test_a_private_channel_and_a_file_are_named_as_slack_names_them(
    workspace: Workspace, bot: Bot
) -> None:
    """A post may be a file alone; of a private channel the bot hears as of a group."""
    workspace.board.add_room(
        Room(id="C0PRIVATE1", name="private", is_private=True, members=(TOM.id, WHO.bot_user))
    )
    report = {"id": "F1", "name": "q1.csv", "permalink": "https://files.example/q1.csv"}
    await workspace.post(TOM.id, "C0PRIVATE1", "", files=(report,))
    await workspace.delivery.settled()
    (event,) = bot.events
    assert (event["channel_type"], event["subtype"], event["files"]) == (
        "group",
        "file_share",
        [report],
    )


async def test_an_event_not_taken_comes_again_with_the_same_id(
    workspace: Workspace, bot: Bot
) -> None:
    """Three more times at most, each with its number and the reason; then it is given up."""
    bot.answers.extend(Response(status_code=500) for _ in range(9))
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    numbers = [heard.headers.get("x-slack-retry-num") for heard in bot.heard]
    reasons = {heard.headers.get("x-slack-retry-reason") for heard in bot.heard[1:]}
    assert numbers == [None, "1", "2", "3"]
    assert reasons == {"http_error"}
    assert len({heard.body["event_id"] for heard in bot.heard}) == 1
    assert workspace.status()


async def test_an_event_taken_at_the_second_try_does_not_come_again(
    workspace: Workspace, bot: Bot
) -> None:
    """Once acknowledged, that is all; the trouble before is over."""
    bot.answers.append(Response(status_code=503))
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert [attempt.status for attempt in workspace.delivery.log] == [503, 200]
    assert workspace.status() is None


async def test_a_bot_can_ask_not_to_be_told_again(workspace: Workspace, bot: Bot) -> None:
    """The header that says so is obeyed."""
    bot.answers.append(Response(status_code=500, headers={"X-Slack-No-Retry": "1"}))
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert len(bot.heard) == 1


async def test_a_bot_that_does_not_answer_in_time_is_told_again() -> None:
    """The reason then is the time, and a person can read it."""
    bot, ear, never = Bot(), a_socket(), asyncio.Event()
    bot.answers.append(never)
    workspace = a_workspace(address=f"{address_of(ear)}/slack/events", timeout_seconds=0.2)
    async with served(Starlette(routes=[bot.route()]), ear):
        await workspace.post(PRIYA.id, GENERAL.id, "live")
        await workspace.delivery.settled()
        never.set()
        await workspace.delivery.close()
    first, second, *_ = workspace.delivery.log
    assert (first.reason, first.trouble) == ("http_timeout", "The bot did not answer in time.")
    assert bot.heard[1].headers["x-slack-retry-reason"] == "http_timeout"
    assert second.attempt == 2


async def test_without_a_bot_people_can_still_talk_and_read_why_it_is_silent() -> None:
    """A post is stored and shown; the trouble is said in words."""
    workspace = a_workspace()
    await workspace.post(PRIYA.id, GENERAL.id, "anybody?")
    await workspace.delivery.settled()
    await workspace.delivery.close()
    assert workspace.messages(GENERAL.id)[0].text == "anybody?"
    assert workspace.status() == "The bot could not be reached."


async def test_the_delays_between_tries_are_those_given() -> None:
    """At once, after a minute, after five, unless other delays are passed."""
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    delivery = Delivery("http://127.0.0.1:9/", SECRET, lambda: datetime.now(UTC), pause=pause)
    delivery.event({"event_id": "Ev1"})
    await delivery.settled()
    await delivery.close()
    assert waited == [0.0, 60.0, 300.0]


async def test_an_edit_and_a_deletion_are_told_with_what_was_before(
    workspace: Workspace, bot: Bot
) -> None:
    """The bot can compare; only the author can change or delete."""
    said = await workspace.post(PRIYA.id, GENERAL.id, "14 days")
    assert said
    await workspace.edit(TOM.id, GENERAL.id, said.ts, "not mine")
    await workspace.delete(TOM.id, GENERAL.id, said.ts)
    await workspace.edit(PRIYA.id, GENERAL.id, said.ts, "14 days ")
    await workspace.edit(PRIYA.id, GENERAL.id, said.ts, "18 days")
    await workspace.delivery.settled()
    await workspace.delete(PRIYA.id, GENERAL.id, said.ts)
    await workspace.delivery.settled()
    changed, deleted = bot.events[1:]
    assert changed["subtype"] == "message_changed"
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == (
        "14 days",
        "18 days",
    )
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said.ts)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x07"])
async def test_nothing_to_say_is_not_said(workspace: Workspace, bot: Bot, text: str) -> None:
    """An empty post makes no message and no event."""
    assert await workspace.post(PRIYA.id, GENERAL.id, text) is None
    await workspace.delivery.settled()
    assert (bot.heard, workspace.messages(GENERAL.id)) == ([], [])


async def test_a_reply_to_a_reply_stays_in_the_thread_both_are_in(workspace: Workspace) -> None:
    """There are no threads within threads."""
    head = await workspace.post(PRIYA.id, GENERAL.id, "live")
    assert head
    reply = await workspace.post(TOM.id, GENERAL.id, "since when?", head.ts)
    assert reply
    await workspace.post(PRIYA.id, GENERAL.id, "May", reply.ts)
    assert [m.text for m in workspace.thread(GENERAL.id, head.ts)] == ["live", "since when?", "May"]


async def test_a_reply_to_what_is_gone_is_not_said_and_the_person_is_told(
    workspace: Workspace, bot: Bot
) -> None:
    """So is a post to a channel the person is not in."""
    workspace.board.add_room(Room(id="C0OTHERS01", name="others", members=(TOM.id, WHO.bot_user)))
    assert await workspace.post(PRIYA.id, GENERAL.id, "hello?", "1.2") is None
    assert await workspace.post(PRIYA.id, "C0OTHERS01", "hello?") is None
    await workspace.delivery.settled()
    assert (bot.heard, workspace.status()) == ([], "That conversation is no longer there.")


async def test_a_very_long_post_is_cut_where_slack_cuts_it(workspace: Workspace) -> None:
    """It is stored without an error."""
    said = await workspace.post(PRIYA.id, GENERAL.id, "x" * 50_000)
    assert said
    assert len(said.text) == 40_000


async def test_a_command_reaches_the_bot_and_its_answer_is_for_one_pair_of_eyes(
    workspace: Workspace, bot: Bot
) -> None:
    """The acknowledgement's words are shown to who typed it, unless it says otherwise."""
    bot.answers.append(PlainTextResponse("on it"))
    bot.answers.append(JSONResponse({"text": "for all", "response_type": "in_channel"}))
    await workspace.command(TOM.id, GENERAL.id, "/whatimproved improved CRM ")
    await workspace.command(TOM.id, GENERAL.id, "/whatimproved improved")
    form = bot.heard[0].body
    assert (form["command"], form["text"]) == ("/whatimproved", "improved CRM")
    assert (form["user_id"], form["channel_id"]) == (TOM.id, GENERAL.id)
    assert [m.text for m in workspace.messages(GENERAL.id, TOM.id)] == ["on it", "for all"]
    assert [m.text for m in workspace.messages(GENERAL.id, PRIYA.id)] == ["for all"]


async def test_a_command_nobody_knows_is_said_so(workspace: Workspace, bot: Bot) -> None:
    """It goes nowhere, and the person reads which commands there are."""
    await workspace.command(TOM.id, GENERAL.id, "/lunch")
    assert bot.heard == []
    assert workspace.status() == "/lunch is not a command here. There is /whatimproved."


async def test_a_failed_command_is_not_sent_again(workspace: Workspace, bot: Bot) -> None:
    """Only events are retried."""
    bot.answers.append(Response(status_code=500))
    await workspace.command(TOM.id, GENERAL.id, "/whatimproved help")
    assert len(bot.heard) == 1
    assert workspace.status() == "The bot answered with an error."


async def test_requests_are_signed_over_the_bytes_that_are_sent(workspace: Workspace) -> None:
    """A body with other alphabets still verifies: the receiving bot answers 401 otherwise."""
    await workspace.post(PRIYA.id, GENERAL.id, "Größe 测试 🎉 عربى")
    await workspace.delivery.settled()
    assert [attempt.status for attempt in workspace.delivery.log] == [200]


async def test_a_command_never_goes_out_on_a_connection_that_is_being_closed() -> None:
    """A server that hangs up when it is asked again on the same connection hears the next one."""

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        (length,) = re.findall(rb"(?i)content-length: (\d+)", head)
        await reader.readexactly(int(length))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await reader.read(1)
        writer.close()
        await writer.wait_closed()
        hung_up.release()

    hung_up = asyncio.Semaphore(0)
    async with await asyncio.start_server(answer_once, "127.0.0.1", 0) as server:
        address = "http://{}:{}/slack/events".format(*server.sockets[0].getsockname())
        workspace = a_workspace(address=address)
        for _ in range(2):
            await workspace.command(PRIYA.id, GENERAL.id, "/whatimproved help")
            await hung_up.acquire()
        assert workspace.status() is None
        await workspace.close()
