"""The Web API, as Slack's own client meets it."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.api import METHODS
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PEOPLE, PRIYA, ROOMS, TOM, WHO
from bot.sandbox.hooks import Dropped, Hooks
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import Room
from bot.sandbox.standin import build_standin
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import TOKEN, Clock
from tests.sandbox.serving import a_socket, served

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}
METADATA = {"event_type": "whatimproved", "event_payload": {"key": "k1"}}


async def refused(call: Any) -> str:
    """The error code a call is turned down with."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_a_posted_message_is_stored_with_its_blocks_and_thread(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """What the bot says stands where it said it, and blocks without ids get some."""
    head = await slack.chat_postMessage(channel=CRM_ROLLOUT.id, text="hi", blocks=[SECTION])
    await slack.chat_postMessage(channel="#crm-rollout", text="more", thread_ts=head["ts"])
    shown, reply = workspace.thread(CRM_ROLLOUT.id, head["ts"])
    assert (shown.user, shown.text, shown.blocks[0]["block_id"]) == (WHO.bot_user, "hi", "b0")
    assert (reply.text, shown.reply_count) == ("more", 1)


async def test_metadata_comes_back_only_when_asked_for(slack: AsyncWebClient) -> None:
    """A thread can be searched for the key a message carried."""
    head = await slack.chat_postMessage(channel=GENERAL.id, text="hi", metadata=METADATA)
    plain = await slack.conversations_history(channel=GENERAL.id)
    full = await slack.conversations_replies(
        channel=GENERAL.id, ts=head["ts"], include_all_metadata=True
    )
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == METADATA


async def test_an_update_keeps_the_blocks_it_does_not_name(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Blocks go only when an empty list is passed, as with Slack."""
    sent = await slack.chat_postMessage(channel=GENERAL.id, text="hi", blocks=[SECTION])
    await slack.chat_update(channel=GENERAL.id, ts=sent["ts"], text="ho")
    (kept,) = workspace.messages(GENERAL.id)
    await slack.chat_update(channel=GENERAL.id, ts=sent["ts"], text="ho", blocks=[])
    (bare,) = workspace.messages(GENERAL.id)
    assert (kept.text, len(kept.blocks), kept.edited, len(bare.blocks)) == ("ho", 1, True, 0)


async def test_what_one_person_sees_is_in_no_history(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """An ephemeral message is shown to its reader alone and cannot be found or changed."""
    sent = await slack.chat_postEphemeral(channel=GENERAL.id, user=TOM.id, text="psst")
    history = await slack.conversations_history(channel=GENERAL.id)
    ts = sent["message_ts"]
    assert history["messages"] == []
    assert [m.text for m in workspace.messages(GENERAL.id, TOM.id)] == ["psst"]
    assert await refused(slack.chat_update(channel=GENERAL.id, ts=ts, text="x")) == (
        "message_not_found"
    )


async def test_history_comes_in_pages_newest_first(slack: AsyncWebClient) -> None:
    """Every message comes once, also when one is added between two pages."""
    for number in range(5):
        await slack.chat_postMessage(channel=GENERAL.id, text=str(number))
    first = await slack.conversations_history(channel=GENERAL.id, limit=2)
    await slack.chat_postMessage(channel=GENERAL.id, text="late")
    texts = [message["text"] for message in first["messages"]]
    cursor = first["response_metadata"]["next_cursor"]
    while cursor:
        page = await slack.conversations_history(channel=GENERAL.id, limit=2, cursor=cursor)
        texts += [message["text"] for message in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert texts == ["4", "3", "2", "1", "0"]


async def test_a_period_counts_its_ends_only_when_inclusive(
    slack: AsyncWebClient, workspace: Workspace, clock: Clock
) -> None:
    """`oldest` and `latest` bound a history, ends counted on request."""
    ts = []
    for number in range(3):
        clock.forward(minutes=1)
        ts.append((await slack.chat_postMessage(channel=GENERAL.id, text=str(number)))["ts"])

    async def texts(**period: Any) -> list[str]:
        found = await slack.conversations_history(channel=GENERAL.id, **period)
        return [message["text"] for message in found["messages"]]

    assert await texts(oldest=ts[0], latest=ts[2]) == ["1"]
    assert await texts(oldest=ts[0], latest=ts[2], inclusive=True) == ["2", "1", "0"]
    assert await texts(latest=ts[1], inclusive=True, limit=1) == ["1"]


async def test_replies_come_in_pages_after_their_head(slack: AsyncWebClient) -> None:
    """The head comes once, on the first page, whatever the period."""
    head = (await slack.chat_postMessage(channel=GENERAL.id, text="head"))["ts"]
    for number in range(3):
        await slack.chat_postMessage(channel=GENERAL.id, text=str(number), thread_ts=head)
    first = await slack.conversations_replies(channel=GENERAL.id, ts=head, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    last = await slack.conversations_replies(channel=GENERAL.id, ts=head, limit=3, cursor=cursor)
    assert [m["text"] for m in first["messages"]] == ["head", "0", "1"]
    assert [m["text"] for m in last["messages"]] == ["2"]
    assert not last["has_more"]


async def test_a_person_is_reached_by_their_id(slack: AsyncWebClient, workspace: Workspace) -> None:
    """Posting to a person opens their direct conversation, the one `conversations.open` names."""
    sent = await slack.chat_postMessage(channel=TOM.id, text="hello Tom")
    opened = await slack.conversations_open(users=TOM.id)
    assert opened["channel"]["id"] == sent["channel"] == workspace.direct(TOM.id).id
    assert (await slack.conversations_info(channel=sent["channel"]))["channel"]["is_im"]


async def test_people_and_rooms_are_told_as_slack_tells_them(slack: AsyncWebClient) -> None:
    """Who the bot is, who people are, who is in a room, a page at a time."""
    me = await slack.auth_test()
    tom = (await slack.users_info(user=TOM.id))["user"]
    most = len(GENERAL.members) - 1
    first = await slack.conversations_members(channel=GENERAL.id, limit=most)
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.conversations_members(channel=GENERAL.id, limit=most, cursor=cursor)
    people = await slack.users_list()
    rooms = await slack.conversations_list(types="public_channel,private_channel")
    assert (me["user_id"], me["bot_id"], me["team_id"]) == (WHO.bot_user, WHO.bot_id, WHO.team_id)
    assert (tom["real_name"], tom["tz"], tom["is_restricted"]) == (TOM.name, TOM.tz, False)
    assert (*first["members"], *second["members"]) == GENERAL.members
    assert [person["id"] for person in people["members"]] == [person.id for person in PEOPLE]
    assert [room["name"] for room in rooms["channels"]] == [room.name for room in ROOMS]


async def test_a_permalink_names_channel_and_message(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """A reply's link also names its thread."""
    head = (await slack.chat_postMessage(channel=GENERAL.id, text="head"))["ts"]
    reply = (await slack.chat_postMessage(channel=GENERAL.id, text="r", thread_ts=head))["ts"]
    links = [
        (await slack.chat_getPermalink(channel=GENERAL.id, message_ts=ts))["permalink"]
        for ts in (head, reply)
    ]
    base = f"{workspace.base_url}/archives/{GENERAL.id}/p"
    assert links[0] == base + head.replace(".", "")
    assert links[1] == f"{base}{reply.replace('.', '')}?thread_ts={head}&cid={GENERAL.id}"


async def test_a_reaction_is_added_once(slack: AsyncWebClient, workspace: Workspace) -> None:
    """The same one again is turned down."""
    message = await workspace.post(PRIYA.id, GENERAL.id, "live")
    assert message
    reaction = {"channel": GENERAL.id, "timestamp": message.ts, "name": "eyes"}
    await slack.reactions_add(**reaction)
    assert await refused(slack.reactions_add(**reaction)) == "already_reacted"
    assert workspace.messages(GENERAL.id)[0].reactions[0].users == (WHO.bot_user,)


async def test_a_deleted_message_is_gone(slack: AsyncWebClient, workspace: Workspace) -> None:
    """Nobody sees it afterwards and it cannot be deleted again."""
    ts = (await slack.chat_postMessage(channel=GENERAL.id, text="oops"))["ts"]
    await slack.chat_delete(channel=GENERAL.id, ts=ts)
    assert workspace.messages(GENERAL.id) == []
    assert await refused(slack.chat_delete(channel=GENERAL.id, ts=ts)) == "message_not_found"


async def test_a_thread_whose_head_was_deleted_shows_where_it_stood(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The head is a tombstone without its words; its replies are still there."""
    head = await workspace.post(PRIYA.id, GENERAL.id, "secret")
    assert head
    await slack.chat_postMessage(channel=GENERAL.id, text="reply", thread_ts=head.ts)
    await workspace.delete(PRIYA.id, GENERAL.id, head.ts)
    found = await slack.conversations_replies(channel=GENERAL.id, ts=head.ts)
    stone, reply = found["messages"]
    assert (stone["subtype"], stone["text"]) == ("tombstone", "This message was deleted.")
    assert reply["text"] == "reply"


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section"},
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}},
        {"type": "context", "elements": []},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x" * 2001}]},
        {"type": "actions", "elements": [{"type": "button"}] * 26},
        {"type": "actions", "elements": [{"type": "button", "value": "x" * 2001}]},
        SECTION | {"accessory": {"type": "button", "action_id": "x" * 256}},
        SECTION | {"block_id": "x" * 256},
    ],
)
async def test_a_block_that_slack_would_not_show_is_refused(
    slack: AsyncWebClient, block: dict[str, Any]
) -> None:
    """Every size of Slack's is kept to, one past it is one too many."""
    posting = slack.chat_postMessage(channel=GENERAL.id, text="x", blocks=[block])
    assert await refused(posting) == "invalid_blocks"


async def test_blocks_are_refused_for_their_ids_and_for_their_length_together(
    slack: AsyncWebClient,
) -> None:
    """Two blocks of one id, and many words in blocks that are short each."""
    twins = [SECTION | {"block_id": "same"}] * 2
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    for blocks, code in ((twins, "invalid_blocks"), ([long] * 5, "msg_blocks_too_long")):
        posting = slack.chat_postMessage(channel=GENERAL.id, text="x", blocks=blocks)
        assert await refused(posting) == code


@pytest.mark.parametrize(
    ("method", "args", "code"),
    [
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0PRIVATE1", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0OTHERS01", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": GENERAL.id}, "no_text"),
        ("chat.postMessage", {"channel": GENERAL.id, "text": " \n"}, "no_text"),
        ("chat.postMessage", {"channel": GENERAL.id, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": GENERAL.id, "blocks": [SECTION] * 51}, "invalid_blocks"),
        ("chat.postMessage", {"channel": GENERAL.id, "blocks": "{"}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": GENERAL.id, "text": "x", "thread_ts": "1.2"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": GENERAL.id, "text": "x", "metadata": {"event_type": "k"}},
            "invalid_metadata_format",
        ),
        ("chat.postEphemeral", {"channel": GENERAL.id, "user": "U404", "text": "x"},
         "user_not_in_channel"),
        ("chat.update", {"channel": GENERAL.id, "ts": "1.2", "text": "x"}, "message_not_found"),
        ("conversations.history", {"channel": "C0OTHERS01"}, "not_in_channel"),
        ("conversations.history", {"channel": GENERAL.id, "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": GENERAL.id, "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": GENERAL.id, "limit": "x"}, "invalid_limit"),
        ("conversations.replies", {"channel": GENERAL.id, "ts": "1.2"}, "thread_not_found"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("views.open", {"trigger_id": "x", "view": {"type": "modal"}}, "invalid_arguments"),
        ("views.update", {"view_id": "x", "view": {"type": "home", "blocks": []}}, "not_found"),
        ("chat.shout", {}, "unknown_method"),
    ],
)  # fmt: skip
async def test_what_slack_refuses_is_refused_by_its_name(
    slack: AsyncWebClient, workspace: Workspace, method: str, args: dict[str, Any], code: str
) -> None:
    """The bot meets the very error codes it meets at Slack."""
    workspace.board.add_room(Room(id="C0OTHERS01", name="others", members=(TOM.id,)))
    workspace.board.add_room(
        Room(id="C0PRIVATE1", name="private", is_private=True, members=(TOM.id,))
    )
    assert await refused(slack.api_call(method, json=args)) == code


async def test_the_bot_cannot_touch_what_people_said(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Another's message is neither changed nor deleted."""
    said = await workspace.post(PRIYA.id, GENERAL.id, "mine")
    assert said
    changing = slack.chat_update(channel=GENERAL.id, ts=said.ts, text="x")
    assert await refused(changing) == "cant_update_message"
    deleting = slack.chat_delete(channel=GENERAL.id, ts=said.ts)
    assert await refused(deleting) == "cant_delete_message"


async def test_a_block_that_is_too_long_is_refused_with_its_place(slack: AsyncWebClient) -> None:
    """The answer says which part of which block is at fault."""
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}
    actions = {"type": "actions", "elements": [button]}
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL.id, text="x", blocks=[SECTION, long, actions])
    told = " ".join(caught.value.response["response_metadata"]["messages"])
    assert "/blocks/1/text/text" in told
    assert "/blocks/2/elements/0/text/text" in told


@pytest.mark.parametrize(("token", "code"), [("", "not_authed"), ("xoxb-no", "invalid_auth")])
async def test_without_the_right_token_every_method_is_shut(
    workspace: Workspace, token: str, code: str
) -> None:
    """No method answers a stranger."""
    stranger = AsyncWebClient(token=token, base_url=f"{workspace.base_url}/api/")
    for method in METHODS:
        assert await refused(stranger.api_call(method)) == code


async def test_a_form_and_a_token_in_the_body_are_read_too(workspace: Workspace) -> None:
    """Nested arguments come as JSON in a form field."""
    form = {"token": TOKEN, "channel": GENERAL.id, "blocks": json.dumps([SECTION])}
    url = f"{workspace.base_url}/api/chat.postMessage"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        assert (await answer.json())["ok"]
    assert len(workspace.messages(GENERAL.id)[0].blocks) == 1


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[]", "application/json", "json_not_object"),
        (b"\xff\xfe=%00", "text/plain", "invalid_post_type"),
    ],
)
async def test_a_broken_body_is_refused_quietly(
    workspace: Workspace, body: bytes, kind: str, code: str
) -> None:
    """Nothing that is sent makes the stand-in fail."""
    headers = {"Content-Type": kind, "Authorization": f"Bearer {TOKEN}"}
    async with aiohttp.ClientSession() as session:
        url = f"{workspace.base_url}/api/auth.test"
        async with session.post(url, data=body, headers=headers) as answer:
            assert (answer.status, (await answer.json())["error"]) == (200, code)


async def test_the_synchronous_client_works_from_a_thread(workspace: Workspace) -> None:
    """Whoever is not async speaks to the same stand-in."""
    client = WebClient(token=TOKEN, base_url=f"{workspace.base_url}/api/")
    sent = await asyncio.to_thread(client.chat_postMessage, channel=HELEN.id, text="hello")
    assert workspace.messages(sent["channel"])[0].text == "hello"


async def test_a_call_can_be_held_before_it_is_done(
    slack: AsyncWebClient, workspace: Workspace, hooks: Hooks
) -> None:
    """A test decides when Slack answers."""
    began, go = asyncio.Event(), asyncio.Event()

    async def hold(args: dict[str, Any]) -> None:
        began.set()
        await go.wait()

    hooks.before("chat.postMessage", hold)
    posting = asyncio.create_task(slack.chat_postMessage(channel=GENERAL.id, text="hi"))
    await began.wait()
    assert workspace.messages(GENERAL.id) == []
    go.set()
    await posting
    assert len(workspace.messages(GENERAL.id)) == 1


async def test_a_connection_can_be_cut_after_the_message_is_stored(
    slack: AsyncWebClient, workspace: Workspace, hooks: Hooks
) -> None:
    """The bot gets no answer, and yet the message stands: the case a crash leaves behind."""

    async def cut(args: dict[str, Any]) -> None:
        raise Dropped

    hooks.after("chat.postMessage", cut)
    with pytest.raises((aiohttp.ClientError, SlackApiError)):
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    assert [message.text for message in workspace.messages(GENERAL.id)] == ["hi"]


async def test_a_call_can_be_refused_for_its_rate(slack: AsyncWebClient, hooks: Hooks) -> None:
    """A test can have Slack say that the bot must wait."""

    async def wait(args: dict[str, Any]) -> None:
        raise Refused("ratelimited", 429, headers={"Retry-After": "7"})

    hooks.before("*", wait)
    with pytest.raises(SlackApiError) as caught:
        await slack.auth_test()
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"


async def test_the_stand_in_runs_by_itself(workspace: Workspace) -> None:
    """Without a page or a bot beside it, it answers as an application of its own."""
    listening = a_socket()
    async with served(build_standin(workspace, TOKEN), listening) as url:
        me = await AsyncWebClient(token=TOKEN, base_url=f"{url}/api/").auth_test()
    assert me["team_id"] == WHO.team_id
