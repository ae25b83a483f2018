"""Who sees which room."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.board import Board
from bot.sandbox.cast import AMARA, GENERAL, HELEN, PEOPLE, PRIYA, ROOMS, TOM, WHO
from bot.sandbox.journal import Journal
from bot.sandbox.shapes import Person, Room
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import Clock, a_workspace
from tests.sandbox.serving import Bot

BUTTON = {"type": "button", "action_id": "record", "value": "p1"}


async def test_what_two_people_say_to_each_other_is_theirs_alone(
    workspace: Workspace, bot: Bot, slack: AsyncWebClient
) -> None:
    """Nobody else sees it, the bot neither hears nor finds it."""
    room = workspace.direct_of(PRIYA.id, TOM.id)
    said = await workspace.post(PRIYA.id, room.id, "between us")
    await workspace.delivery.settled()
    assert said
    assert [m.text for m in workspace.messages(room.id, TOM.id)] == ["between us"]
    assert workspace.messages(room.id, HELEN.id) == workspace.thread(room.id, said.ts, HELEN.id)
    assert workspace.messages(room.id, HELEN.id) == []
    assert (workspace.unread(TOM.id, room.id), workspace.unread(HELEN.id, room.id)) == (1, 0)
    assert await workspace.post(HELEN.id, room.id, "let me in") is None
    assert bot.heard == []
    with pytest.raises(SlackApiError) as caught:
        await slack.conversations_history(channel=room.id)
    assert caught.value.response["error"] == "channel_not_found"
    listed = await slack.conversations_list(types="im,mpim,private_channel,public_channel")
    assert room.id not in [one["id"] for one in listed["channels"]]


async def test_a_group_with_the_bot_is_heard_as_a_group(
    workspace: Workspace, bot: Bot, slack: AsyncWebClient
) -> None:
    """It is named as Slack names it, and listed for the bot as one of its own."""
    room = workspace.direct_of(PRIYA.id, TOM.id, WHO.bot_user)
    await workspace.post(PRIYA.id, room.id, "@What Improved? hello")
    await workspace.delivery.settled()
    kinds = sorted((event["type"], event.get("channel_type")) for event in bot.events)
    assert kinds == [("app_mention", None), ("message", "mpim")]
    told = (await slack.conversations_info(channel=room.id))["channel"]
    assert (told["is_mpim"], told["is_im"], told["name"].startswith("mpdm-")) == (True, False, True)
    assert (await slack.conversations_list(types="mpim"))["channels"][0]["id"] == room.id


async def test_the_bot_can_open_a_conversation_with_several(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The same people always share the same one."""
    first = await slack.conversations_open(users=f"{PRIYA.id},{TOM.id}")
    again = await slack.conversations_open(users=[TOM.id, PRIYA.id], return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert set(workspace.rooms[first["channel"]["id"]].members) == {PRIYA.id, TOM.id, WHO.bot_user}


def test_a_conversation_with_the_bot_is_the_one_there_always_was() -> None:
    """However it is opened."""
    workspace = a_workspace()
    assert workspace.direct_of(TOM.id, WHO.bot_user) == workspace.direct(TOM.id)
    assert workspace.direct_of(TOM.id, PRIYA.id) == workspace.direct_of(PRIYA.id, TOM.id)


@pytest.mark.parametrize("members", [(), (TOM.id,), (TOM.id, TOM.id), (TOM.id, "U404")])
def test_a_conversation_needs_two_people_who_are_known(members: tuple[str, ...]) -> None:
    """Anything else is a mistake of the caller's."""
    with pytest.raises(ValueError, match="two members"):
        a_workspace().direct_of(*members)


def test_guests_see_only_the_rooms_they_are_in() -> None:
    """Colleagues may look into public channels, members alone into private ones."""
    guest = Person(id="U0GUEST001", name="Gil Guest", is_guest=True)
    partner = Person(id="U0PARTNER1", name="Pat Partner", is_external=True)
    private = Room(id="C0PRIVATE1", name="private", is_private=True, members=(TOM.id, guest.id))
    board = Board((*PEOPLE, guest, partner), (*ROOMS, private), WHO.bot_user, Journal(), Clock())
    board.say(TOM.id, private.id, "in private")
    board.say(TOM.id, GENERAL.id, "in public")
    seen = {
        person.name: (
            len(board.messages(private.id, person.id)),
            len(board.messages(GENERAL.id, person.id)),
        )
        for person in (TOM, HELEN, guest, partner)
    }
    assert seen == {TOM.name: (1, 1), HELEN.name: (0, 1), guest.name: (1, 0), partner.name: (0, 0)}


def test_a_person_is_shown_their_own_rooms_first_by_the_names_of_the_others() -> None:
    """A direct conversation is called differently on each side."""
    workspace = a_workspace()
    workspace.board.add_room(Room(id="C0OTHERS01", name="others", members=(TOM.id,)))
    room = workspace.direct_of(PRIYA.id, TOM.id, AMARA.id)
    assert room not in workspace.rooms_of(HELEN.id)
    assert [one.id for one in workspace.rooms_of(HELEN.id)][-1] == "C0OTHERS01"
    assert workspace.title(room, PRIYA.id) == f"{AMARA.name}, {TOM.name}"
    assert workspace.title(GENERAL, PRIYA.id) == "general"
    assert workspace.rooms_of("U404") == []


async def test_nothing_can_be_pressed_or_named_in_a_room_one_cannot_see(
    workspace: Workspace, bot: Bot
) -> None:
    """A click, a command and a mention of a closed room lead nowhere."""
    room = workspace.direct_of(PRIYA.id, TOM.id, WHO.bot_user)
    card = workspace.board.say(WHO.bot_user, room.id, "card")
    await workspace.click(HELEN.id, room.id, card.ts, "b0", BUTTON)
    await workspace.command(HELEN.id, room.id, "/whatimproved help")
    await workspace.command(HELEN.id, "C404", "/whatimproved help")
    assert bot.heard == []
    workspace.board.add_room(
        Room(id="C0PRIVATE1", name="private", is_private=True, members=(TOM.id,))
    )
    said = await workspace.post(HELEN.id, GENERAL.id, "see #private and #general")
    assert said
    assert said.text == f"see #private and <#{GENERAL.id}|general>"
