"""Posting through the real client against a small Slack on loopback."""

import asyncio
import json
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.benefits.conversation import Chart, Post, Sending, Span
from bot.errors import ChatError, RateLimitedError
from bot.slack.calls import web_client
from bot.slack.chat import EVENT_TYPE, SlackChat
from bot.slack.pictures import upload
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM, TOKEN

POST = Post(lead=((Span(text="9 days <now>"),),))


def sending(**more: Any) -> Sending:
    return Sending(**{"key": "ask:q1", "way": "post", "channel": "C1", "post": POST, **more})


@pytest.fixture
def chat(api: FakeApi) -> SlackChat:
    def client_for(workspace: str) -> WebClient:
        assert workspace == TEAM
        return web_client(TOKEN, api.url)

    return SlackChat(client_for, replies_at=api.hook)


def parsed(found: Any) -> Any:
    return json.loads(found) if isinstance(found, str) else found


def test_a_post_carries_its_key_and_goes_to_its_thread(api: FakeApi, chat: SlackChat) -> None:
    """After a crash the thread can be asked whether it was made."""
    api.answers("chat.postMessage", {"ts": "5.6", "channel": "C1"})
    assert chat.send(TEAM, sending(thread="1.2")) == "5.6"
    [asked] = api.asked("chat.postMessage")
    assert parsed(asked["metadata"]) == {
        "event_type": EVENT_TYPE,
        "event_payload": {"key": "ask:q1"},
    }
    assert asked["thread_ts"] == "1.2"
    assert asked["unfurl_links"] in (False, "0")
    assert asked["unfurl_media"] in (False, "0")
    assert asked["text"] == "9 days &lt;now&gt;"
    assert parsed(asked["blocks"])[0]["type"] == "rich_text"


def test_a_change_goes_to_the_message_it_changes(api: FakeApi, chat: SlackChat) -> None:
    """The key stays with the message: nothing is said about it again."""
    api.answers("chat.update", {"ts": "5.6"})
    assert chat.send(TEAM, sending(way="update", ts="5.6")) == "5.6"
    [asked] = api.asked("chat.update")
    assert asked["ts"] == "5.6"
    assert "metadata" not in asked


def test_a_change_of_no_message_is_refused(chat: SlackChat) -> None:
    """It could only go astray."""
    with pytest.raises(ChatError):
        chat.send(TEAM, sending(way="update"))


@pytest.mark.parametrize(("in_channel", "seen"), [(False, "ephemeral"), (True, "in_channel")])
def test_a_reply_is_seen_by_who_it_is_for(
    api: FakeApi, chat: SlackChat, in_channel: bool, seen: str
) -> None:
    """One person unless said otherwise, and never in place of the message clicked."""
    to = sending(way="reply", reply_to=api.hook, in_channel=in_channel)
    assert chat.send(TEAM, to) is None
    [told] = api.hooked
    assert told["response_type"] == seen
    assert told["replace_original"] is False
    assert told["blocks"][0]["type"] == "rich_text"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.evil.example/1",
        "https://evil.example/https://hooks.slack.com/",
        "https://hooks.slack.com@evil.example/1",
        "https://user@hooks.slack.com/1",
        "https://hooks.slack.com:444/1",
        "https://evil.example\\@hooks.slack.com/1",
        "https://[broken",
        "https://hooks.slack.com:port/1",
        "file:///etc/passwd",
        "http://127.0.0.1:1/hook",
    ],
)
def test_a_reply_goes_to_slack_and_nowhere_else(
    api: FakeApi, chat: SlackChat, url: str | None
) -> None:
    """What we know is posted to no address somebody made up."""
    with pytest.raises(ChatError) as told:
        chat.send(TEAM, sending(way="reply", reply_to=url))
    assert told.value.detail == "invalid_response_url"
    assert api.hooked == []


def test_an_expired_address_is_an_error_with_slacks_code(api: FakeApi, chat: SlackChat) -> None:
    """The outbox gives it up for a reason it can keep."""
    api.hook_status = 404
    with pytest.raises(ChatError) as told:
        chat.send(TEAM, sending(way="reply", reply_to=api.hook))
    assert told.value.detail == "used_url"


@pytest.mark.parametrize("status", [200, 429])
def test_being_told_to_wait_says_how_long(api: FakeApi, chat: SlackChat, status: int) -> None:
    """The seconds are Slack's own."""
    api.refuses("chat.postMessage", "ratelimited", status, retry_after="30")
    with pytest.raises(RateLimitedError) as told:
        chat.send(TEAM, sending())
    assert told.value.retry_after == 30.0
    assert len(api.asked("chat.postMessage")) == 1


@pytest.mark.parametrize(("header", "seconds"), [("", 1), ("soon", 1), ("0", 1), ("999999", 3_600)])
def test_an_odd_waiting_time_is_held_to_a_sane_one(
    api: FakeApi, chat: SlackChat, header: str, seconds: float
) -> None:
    """Neither at once nor never."""
    api.refuses("chat.postMessage", "ratelimited", 429, retry_after=header)
    with pytest.raises(RateLimitedError) as told:
        chat.send(TEAM, sending())
    assert told.value.retry_after == seconds


def test_a_refusal_is_told_by_slacks_code_alone(api: FakeApi, chat: SlackChat) -> None:
    """No text of the message stands in the error."""
    api.refuses("chat.postMessage", "not_in_channel")
    with pytest.raises(ChatError) as told:
        chat.send(TEAM, sending())
    assert told.value.detail == "not_in_channel"
    assert not isinstance(told.value, RateLimitedError)
    assert "9 days" not in str(told.value)


def test_an_answer_that_is_no_answer_is_an_error(api: FakeApi, chat: SlackChat) -> None:
    """A proxy's error page is not a success."""
    api.answers("chat.postMessage", {"ok": True})
    with pytest.raises(ChatError, match="no_ts"):
        chat.send(TEAM, sending())
    api.breaks.add("chat.postMessage")
    with pytest.raises(ChatError, match="http_500"):
        chat.send(TEAM, sending())


def test_a_broken_connection_is_never_tried_again_by_the_client() -> None:
    """Slack may have taken the message: only who can look for its key may send again."""
    taken = []

    async def cut(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(1)
        writer.close()

    async def post() -> None:
        async with await asyncio.start_server(cut, "127.0.0.1", 0) as server:
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
            chat = SlackChat(lambda _: web_client(TOKEN, url))
            with pytest.raises(ChatError, match="unreachable"):
                await asyncio.to_thread(chat.send, TEAM, sending())

    asyncio.run(post())
    assert len(taken) == 1


def made(key: str, ts: str, event_type: str = EVENT_TYPE) -> dict[str, Any]:
    return {"ts": ts, "metadata": {"event_type": event_type, "event_payload": {"key": key}}}


def test_a_message_that_was_made_is_found_by_its_key(api: FakeApi, chat: SlackChat) -> None:
    """On a later page too, and no other app's message is taken for ours."""
    first = [{"ts": "1.2", "text": "no metadata"}, made("ask:q1", "2.0", "another_app")]
    api.answers(
        "conversations.replies",
        {"messages": first, "response_metadata": {"next_cursor": "more"}},
    )
    api.answers("conversations.replies", {"messages": [made("ask:q0", "3"), made("ask:q1", "4.0")]})
    assert chat.find(TEAM, sending(thread="1.2")) == "4.0"
    asked = api.asked("conversations.replies")
    assert [call.get("cursor") for call in asked] == [None, "more"]
    assert asked[0]["ts"] == "1.2"
    assert asked[0]["include_all_metadata"] in (True, "1")


def test_a_message_outside_threads_is_looked_for_in_the_channel(
    api: FakeApi, chat: SlackChat
) -> None:
    """The latest messages are where it would be."""
    api.answers("conversations.history", {"messages": [made("ask:q1", "4.0")]})
    assert chat.find(TEAM, sending()) == "4.0"


def test_a_message_that_was_not_made_is_not_found(api: FakeApi, chat: SlackChat) -> None:
    """Looking ends, even where pages do not."""
    endless = {"messages": [made("other", "1")], "response_metadata": {"next_cursor": "again"}}
    api.answers("conversations.history", endless)
    assert chat.find(TEAM, sending()) is None
    assert len(api.asked("conversations.history")) == 10


@pytest.mark.parametrize("way", ["update", "reply"])
def test_what_carries_no_key_is_not_looked_for(api: FakeApi, chat: SlackChat, way: str) -> None:
    """A change may be made twice without harm."""
    assert chat.find(TEAM, sending(way=way, ts="1.2", reply_to=api.hook)) is None
    assert api.calls == []


def test_what_cannot_be_looked_up_is_an_error_and_not_a_no(api: FakeApi, chat: SlackChat) -> None:
    """Taking it for a no would post twice."""
    api.refuses("conversations.history", "ratelimited", 429, retry_after="7")
    with pytest.raises(RateLimitedError):
        chat.find(TEAM, sending())


def test_a_whisper_is_for_one_person_in_the_thread(api: FakeApi, chat: SlackChat) -> None:
    """It makes no message, so it has no ts."""
    api.answers("chat.postEphemeral", {"message_ts": "5.6"})
    assert chat.send(TEAM, sending(way="whisper", thread="1.2", user="U1")) is None
    [asked] = api.asked("chat.postEphemeral")
    assert (asked["channel"], asked["user"], asked["thread_ts"]) == ("C1", "U1", "1.2")


def test_a_whisper_nobody_can_hear_is_left_out(api: FakeApi, chat: SlackChat) -> None:
    """Best effort: it is never tried for ever; where Slack asks to wait, it waits."""
    api.refuses("chat.postEphemeral", "user_not_in_channel")
    assert chat.send(TEAM, sending(way="whisper", user="U1")) is None
    api.refuses("chat.postEphemeral", "ratelimited", 429, Retry_After="7")
    chat.send(TEAM, sending(way="whisper", user="U1"))
    with pytest.raises(RateLimitedError):
        chat.send(TEAM, sending(way="whisper", user="U1"))


CHART = Chart(title="Quote-to-cash", of="CRM", unit="days", points=(), alt="14 to 9 days")
DRAWN = POST.model_copy(update={"charts": (CHART,)})


@pytest.fixture
def drawing(api: FakeApi) -> SlackChat:
    """A chat that draws, at a Slack that takes files."""
    place = {"upload_url": api.upload, "file_id": "F1"}
    api.answers("files.getUploadURLExternal", place)
    api.answers("files.completeUploadExternal", {"files": [{"id": "F1"}]})
    api.answers("files.info", {"file": {"id": "F1", "mimetype": "image/png"}})
    api.answers("chat.postMessage", {"ts": "5.6", "channel": "C1"})
    return SlackChat(
        lambda _: web_client(TOKEN, api.url), replies_at=api.hook, draw=lambda _charts: b"drawn"
    )


def pictures(asked: dict[str, Any]) -> list[Any]:
    return [block for block in parsed(asked["blocks"]) if block["type"] == "image"]


def test_a_chart_goes_out_as_a_picture_with_its_words(api: FakeApi, drawing: SlackChat) -> None:
    """Uploaded first, shown by its id under the sentence it belongs to."""
    assert drawing.send(TEAM, sending(post=DRAWN)) == "5.6"
    assert api.uploaded == [b"drawn"]
    [asked] = api.asked("chat.postMessage")
    [picture] = pictures(asked)
    assert picture["slack_file"] == {"id": "F1"}
    assert picture["alt_text"] == "14 to 9 days"
    assert parsed(asked["blocks"])[0]["type"] == "rich_text"
    [named] = api.asked("files.getUploadURLExternal")
    assert (named["filename"], named["length"]) == ("quote-to-cash.png", "5")


def test_each_chart_is_a_picture_of_its_own(api: FakeApi, drawing: SlackChat) -> None:
    """A tall picture would be shrunk to a stamp."""
    drawing.send(TEAM, sending(post=POST.model_copy(update={"charts": (CHART, CHART)})))
    [asked] = api.asked("chat.postMessage")
    assert len(pictures(asked)) == len(api.uploaded) == 2


def test_a_picture_slack_does_not_take_is_left_out(api: FakeApi, drawing: SlackChat) -> None:
    """The answer is what counts: it goes out in words, wherever the picture failed."""
    api.refuses("chat.postMessage", "invalid_blocks")
    api.answers("chat.postMessage", {"ts": "5.6", "channel": "C1"})
    drawing.send(TEAM, sending(post=DRAWN))
    assert drawing.send(TEAM, sending(post=DRAWN)) == "5.6"
    asked = api.asked("chat.postMessage")
    assert [len(pictures(one)) for one in asked] == [1, 1, 0]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_an_answer_goes_out_where_no_file_is_taken(
    api: FakeApi, chat: SlackChat, method: str
) -> None:
    """The scope may be missing, or the upload refused."""
    api.answers("files.getUploadURLExternal", {"upload_url": api.upload, "file_id": "F1"})
    api.answers("chat.postMessage", {"ts": "5.6", "channel": "C1"})
    if method == "files.getUploadURLExternal":
        api.refuses(method, "missing_scope")
        api.refuses(method, "missing_scope")
    chat = SlackChat(lambda _: web_client(TOKEN, api.url), draw=lambda _charts: b"drawn")
    assert chat.send(TEAM, sending(post=DRAWN)) == "5.6"
    assert pictures(api.asked("chat.postMessage")[0]) == []


def test_what_cannot_be_drawn_is_told_in_words(api: FakeApi) -> None:
    """No figure is lost with its picture."""

    def fails(_charts: Any) -> bytes:
        raise RuntimeError("no typeface")

    api.answers("chat.postMessage", {"ts": "5.6", "channel": "C1"})
    chat = SlackChat(lambda _: web_client(TOKEN, api.url), draw=fails)
    assert chat.send(TEAM, sending(post=DRAWN)) == "5.6"
    assert not api.asked("files.getUploadURLExternal")


def test_a_picture_is_waited_for_until_slack_can_show_it(api: FakeApi) -> None:
    """Not for ever; where Slack cannot be asked, a moment has to do."""
    api.answers("files.getUploadURLExternal", {"upload_url": api.upload, "file_id": "F1"})
    api.answers("files.completeUploadExternal", {"files": [{"id": "F1"}]})
    api.answers("files.info", {"file": {"id": "F1"}})
    api.answers("files.info", {"file": {"id": "F1", "mimetype": "image/png"}})
    waits: list[float] = []
    client = web_client(TOKEN, api.url)
    assert upload(client, b"drawn", "a b", waits.append) == "F1"
    assert len(waits) == 1
    api.refuses("files.info", "missing_scope")
    upload(client, b"drawn", "", waits.append)
    upload(client, b"drawn", "", waits.append)
    assert len(waits) == 2


def test_bytes_go_nowhere_but_to_an_encrypted_address(api: FakeApi) -> None:
    """Whatever address is told."""
    api.answers("files.getUploadURLExternal", {"upload_url": "http://10.0.0.1/", "file_id": "F1"})
    with pytest.raises(ChatError, match="invalid_upload_url"):
        upload(web_client(TOKEN, api.url), b"drawn", "a", lambda _: None)


def test_a_direct_message_is_looked_for_where_it_stands(api: FakeApi, chat: SlackChat) -> None:
    """It was sent to a person; Slack reads it back by its channel alone."""
    api.answers("conversations.open", {"channel": {"id": "D1"}})
    api.answers("conversations.history", {"messages": [made("ask:q1", "4.0")]})
    assert chat.find(TEAM, sending(channel="U012")) == "4.0"
    assert api.asked("conversations.history")[0]["channel"] == "D1"


@pytest.mark.parametrize("status", [404, 410, 200])
@pytest.mark.parametrize("knows", [True, False])
def test_words_for_one_person_reach_them_where_their_address_leads_nowhere(
    api: FakeApi, chat: SlackChat, status: int, knows: bool
) -> None:
    """By a whisper, or by a direct message where there are no whispers; once in any case."""
    api.hook_status = status
    api.answers("chat.postMessage", {"ts": "2.2"})
    if knows:
        api.answers("chat.postEphemeral", {})
    chat.send(TEAM, sending(way="reply", reply_to=f"{api.hook}#U0ANA"))
    whispers, posts = api.asked("chat.postEphemeral"), api.asked("chat.postMessage")
    if status == 200:
        assert (len(api.hooked), whispers, posts) == (1, [], [])
    elif knows:
        assert (whispers[0]["user"], whispers[0]["channel"], posts) == ("U0ANA", "C1", [])
    else:
        assert posts[0]["channel"] == "U0ANA"


def test_what_cannot_be_changed_is_said_anew(
    api: FakeApi, chat: SlackChat, caplog: pytest.LogCaptureFixture
) -> None:
    """Where messages cannot be changed, what became of a card is told under it; that it cannot is
    told once.
    """
    api.answers("chat.postMessage", {"ts": "2.2"})
    for _ in range(2):
        assert chat.send(TEAM, sending(way="update", ts="1.1")) == "2.2"
    assert [one["thread_ts"] for one in api.asked("chat.postMessage")] == ["1.1", "1.1"]
    assert len(api.asked("chat.update")) == 1
    assert caplog.text.count("does not know chat.update") == 1


def test_where_no_thread_can_be_looked_through_nothing_is_found(
    api: FakeApi, chat: SlackChat
) -> None:
    """A message that may not have arrived is sent again, so that it is not lost."""
    assert [chat.find(TEAM, sending(thread="1.1")) for _ in range(2)] == [None, None]
    assert len(api.asked("conversations.replies")) == 1
