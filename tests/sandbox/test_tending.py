"""What people do with channels and accounts, and what the bot is told of it."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, RAFAEL, TOM, WHO
from bot.sandbox.journal import Journal
from bot.sandbox.page.absent import is_spoken_to
from bot.sandbox.shapes import Room
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import a_workspace
from tests.sandbox.serving import Bot


def now(workspace: Workspace, room: Room) -> Room:
    """The channel as it has become."""
    return workspace.rooms[room.id]


def is_missed(workspace: Workspace, room: Room, user: str) -> bool:
    """Whether somebody is told that the bot, to which they spoke there, is not here."""
    messages = workspace.messages(room.id, user)
    return is_spoken_to(now(workspace, room), WHO.bot_user, user, messages)


async def test_the_bot_hears_of_a_channel_once_it_is_asked_in(
    workspace: Workspace, bot: Bot, slack: AsyncWebClient
) -> None:
    """Of one that is made without it nothing; then by whom it was asked, and it can speak there."""
    room = workspace.tending.create(PRIYA.id, " New Payroll ", is_private=False)
    assert room is not None
    assert (room.name, WHO.bot_user in room.members) == ("new-payroll", False)
    await workspace.post(PRIYA.id, room.id, "hello all")
    assert not is_missed(workspace, room, PRIYA.id)
    await workspace.post(PRIYA.id, room.id, "@What Improved? can you help me frame this?")
    assert is_missed(workspace, room, PRIYA.id)
    assert not is_missed(workspace, room, TOM.id)
    workspace.tending.add(PRIYA.id, room, WHO.bot_user)
    workspace.tending.add(PRIYA.id, now(workspace, room), WHO.bot_user)
    assert not is_missed(workspace, room, PRIYA.id)
    await workspace.delivery.settled()
    (joined,) = bot.events
    assert (joined["type"], joined["user"], joined["inviter"]) == (
        "member_joined_channel",
        WHO.bot_user,
        PRIYA.id,
    )
    assert (await slack.chat_postMessage(channel=room.id, text="Hello."))["ok"]


async def test_an_archived_channel_takes_nothing_until_it_is_opened_again(
    workspace: Workspace, bot: Bot, slack: AsyncWebClient
) -> None:
    """Neither of people nor of the bot, which is told when it opens."""
    workspace.tending.archive(now(workspace, CRM_ROLLOUT))
    assert await workspace.post(PRIYA.id, CRM_ROLLOUT.id, "anybody?") is None
    assert "archived" in (workspace.status() or "")
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=CRM_ROLLOUT.id, text="Hello.")
    assert caught.value.response["error"] == "is_archived"
    told = await slack.conversations_info(channel=CRM_ROLLOUT.id)
    assert told["channel"]["is_archived"] is True
    workspace.tending.unarchive(PRIYA.id, now(workspace, CRM_ROLLOUT))
    await workspace.delivery.settled()
    assert [event["type"] for event in bot.events] == ["channel_unarchive"]
    assert (await slack.chat_postMessage(channel=CRM_ROLLOUT.id, text="Hello."))["ok"]


async def test_a_channel_made_private_is_told_of_there(workspace: Workspace, bot: Bot) -> None:
    """As Slack does: by a message that nobody wrote."""
    workspace.tending.make_private(PRIYA.id, now(workspace, CRM_ROLLOUT))
    await workspace.delivery.settled()
    (told,) = bot.events
    assert (told["subtype"], told["channel_type"]) == ("channel_convert_to_private", "group")
    assert now(workspace, CRM_ROLLOUT).is_private


async def test_an_account_that_is_closed_is_told_of_and_found_closed(
    workspace: Workspace, bot: Bot, slack: AsyncWebClient
) -> None:
    """Whoever had it is in no channel any more."""
    workspace.tending.close_account(workspace.people[TOM.id])
    await workspace.delivery.settled()
    (told,) = bot.events
    assert (told["type"], told["user"]["id"], told["user"]["deleted"]) == (
        "user_change",
        TOM.id,
        True,
    )
    assert (await slack.users_info(user=TOM.id))["user"]["deleted"] is True
    assert TOM.id not in now(workspace, CRM_ROLLOUT).members


@pytest.mark.parametrize("name", ["", "  ", "#", "crm-rollout", "no/slash", "🎉", "x" * 81])
def test_a_channel_is_not_called_what_slack_would_not_take(name: str) -> None:
    """Nor twice the same; what is wrong is told."""
    workspace = a_workspace()
    assert workspace.tending.create(RAFAEL.id, name, is_private=True) is None
    workspace.tending.rename(CRM_ROLLOUT, name)
    assert workspace.status()
    assert CRM_ROLLOUT in workspace.rooms.values()


async def test_who_left_stays_away_after_a_restart_and_is_back_when_all_begins_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """As all that happened in the workspace."""
    file = tmp_path_factory.mktemp("left") / "conversation.sqlite"
    workspace = a_workspace(journal=file)
    workspace.tending.close_account(workspace.people[TOM.id])
    await workspace.close()
    again = a_workspace(journal=file)
    assert again.people[TOM.id].is_gone
    again.board.reset()
    assert not again.people[TOM.id].is_gone
    await again.close()
    kept = Journal(file)
    assert kept.noted(f"person {TOM.id}") is None
    kept.close()


def test_a_channel_without_a_name_is_asked_for_one(workspace: Workspace) -> None:
    """What a name may hold is told only where there is one."""
    assert workspace.tending.create(PRIYA.id, "  ", is_private=False) is None
    assert workspace.status() == "Give it a name."
