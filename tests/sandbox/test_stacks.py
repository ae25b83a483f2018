"""Modals one above the other."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import JSONResponse

from bot.sandbox.cast import PRIYA, TOM
from bot.sandbox.tickets import Origin
from bot.sandbox.workspace import Workspace
from tests.sandbox.serving import Bot
from tests.sandbox.test_interaction import MODAL, VALUES, opened

SECOND = MODAL | {"callback_id": "second", "notify_on_close": True}


def trigger(workspace: Workspace) -> str:
    """A fresh trigger id of Tom's."""
    return workspace.tickets.trigger(Origin(user=TOM.id, channel=""))


async def pushed(workspace: Workspace, slack: AsyncWebClient) -> str:
    """Another modal stands above; its id."""
    answer = await slack.views_push(trigger_id=trigger(workspace), view=SECOND)
    return str(answer["view"]["id"])


async def test_three_modals_stand_above_each_other_and_no_fourth(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """Each knows the first and the one below it."""
    first = await opened(workspace, slack, bot)
    second, third = await pushed(workspace, slack), await pushed(workspace, slack)
    view = workspace.view_for(TOM.id)
    assert view
    assert (view.id, view.view["root_view_id"], view.view["previous_view_id"]) == (
        third,
        first,
        second,
    )
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await pushed(workspace, slack)


async def test_nothing_is_put_above_nothing(workspace: Workspace, slack: AsyncWebClient) -> None:
    """Without an open modal there is nothing to stand on."""
    with pytest.raises(SlackApiError, match="not_found"):
        await pushed(workspace, slack)


async def test_sending_or_closing_one_leads_back_to_the_one_below(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """A sent one goes alone; one that is closed is told of, if it asked for that."""
    first = await opened(workspace, slack, bot)
    await pushed(workspace, slack)
    await workspace.submit(TOM.id, VALUES)
    view = workspace.view_for(TOM.id)
    assert view
    assert view.id == first
    await pushed(workspace, slack)
    await workspace.close_view(TOM.id)
    told = bot.heard[-1].body
    assert (told["type"], told["is_cleared"]) == ("view_closed", False)
    assert [it.id for it in workspace.modals.stack(TOM.id)] == [first]


@pytest.mark.parametrize("view", [{}, {"clear_on_close": True}])
async def test_all_can_be_closed_at_once(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot, view: dict[str, bool]
) -> None:
    """By the person, or where the modal clears on close; the bot is told that all went."""
    await opened(workspace, slack, bot)
    await slack.views_push(trigger_id=trigger(workspace), view=SECOND | view)
    await workspace.close_view(TOM.id, whole=not view)
    assert workspace.modals.stack(TOM.id) == ()
    assert bot.heard[-1].body["is_cleared"] is True


async def test_an_answer_can_push_and_clear(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """As Slack has it for a form that was sent; a fourth is refused, and said to the person."""
    await opened(workspace, slack, bot)
    push = {"response_action": "push", "view": SECOND}
    for _ in range(3):
        bot.answers.append(JSONResponse(push))
        await workspace.submit(TOM.id, VALUES)
    assert len(workspace.modals.stack(TOM.id)) == 3
    assert "push_limit_reached" in str(workspace.status())
    bot.answers.append(JSONResponse({"response_action": "clear"}))
    await workspace.submit(TOM.id, VALUES)
    assert workspace.view_for(TOM.id) is None


async def test_a_modal_below_can_be_changed_by_either_of_its_ids(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """By Slack's id or the app's own, which no other may have while it is open."""
    named = MODAL | {"external_id": "values-of-p1"}
    await slack.views_open(trigger_id=trigger(workspace), view=named)
    await pushed(workspace, slack)
    await slack.views_update(external_id="values-of-p1", view=named | {"callback_id": "changed"})
    lower, upper = workspace.modals.stack(TOM.id)
    assert (lower.view["callback_id"], upper.view["callback_id"]) == ("changed", "second")
    priya = workspace.tickets.trigger(Origin(user=PRIYA.id, channel=""))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await slack.views_open(trigger_id=priya, view=named)
