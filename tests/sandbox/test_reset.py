"""Beginning again."""

from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import Response

from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, PRIYA, ROOMS, TOM
from bot.sandbox.journal import EXAMPLE_DONE, Journal
from bot.sandbox.shapes import Change
from bot.sandbox.tickets import Origin
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import Clock, a_workspace
from tests.sandbox.serving import Bot
from tests.sandbox.test_interaction import MODAL


async def test_after_a_reset_nothing_was_ever_said(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Messages, rooms opened since, forms, homes, marks and the log are gone."""
    origin = Origin(user=TOM.id, channel=GENERAL.id)
    await slack.views_open(trigger_id=workspace.tickets.trigger(origin), view=MODAL)
    await slack.chat_postMessage(channel=TOM.id, text="hello")
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    workspace.mark_read(TOM.id, GENERAL.id)
    await workspace.reset()
    assert list(workspace.rooms) == [room.id for room in ROOMS]
    assert [workspace.messages(room.id) for room in ROOMS] == [[]] * len(ROOMS)
    assert workspace.view_for(TOM.id) is None
    assert workspace.board.read_up_to(TOM.id, GENERAL.id) == "0"
    assert workspace.log.entries() == []
    assert workspace.status() == (
        "All that was said and recorded here was deleted, and the example told anew."
    )


async def test_what_was_handed_out_before_a_reset_leads_nowhere(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """A trigger id of before opens nothing."""
    trigger = workspace.tickets.trigger(Origin(user=TOM.id, channel=GENERAL.id))
    await workspace.reset()
    with pytest.raises(SlackApiError) as caught:
        await slack.views_open(trigger_id=trigger, view=MODAL)
    assert caught.value.response["error"] == "invalid_trigger_id"


async def test_what_was_on_its_way_is_not_delivered_after_a_reset(bot: Bot) -> None:
    """A post that is to be tried again is given up."""
    workspace = a_workspace(delays=(3600, 3600, 3600))
    bot.answers.append(Response(status_code=500))
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.reset()
    await workspace.delivery.settled()
    await workspace.close()
    assert workspace.log.entries() == []


@pytest.mark.parametrize("example", [True, False])
async def test_a_reset_is_on_disk_and_says_whether_an_example_is_wanted(
    tmp_path: Path, example: bool
) -> None:
    """A restart finds the same; the app hears of it once all is gone."""
    path = tmp_path / "w.db"
    workspace = a_workspace(journal=path)
    found: list[bool] = []

    async def on_reset() -> None:
        found.append(Journal(path).is_empty())

    workspace.on_reset = on_reset
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.reset(example=example)
    await workspace.close()
    again = Journal(path)
    assert (found, again.is_empty()) == ([True], True)
    assert (again.noted(EXAMPLE_DONE) is None) is example
    assert {room.topic for room in again.rooms()} == (set() if example else {""})


async def test_after_a_reset_the_clock_may_go_back() -> None:
    """An example told anew happens months ago, as it did the first time."""
    clock = Clock()
    workspace = a_workspace(clock=clock)
    await workspace.post(PRIYA.id, GENERAL.id, "today")
    await workspace.reset()
    clock.forward(days=-60)
    said = await workspace.post(PRIYA.id, GENERAL.id, "two months ago")
    await workspace.close()
    assert said
    assert float(said.ts) < clock.now.timestamp() + 1


async def test_pages_hear_of_a_reset() -> None:
    """Every room is announced, those that are gone too."""
    workspace = a_workspace()
    direct = workspace.direct(TOM.id)
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    await workspace.reset()
    await workspace.close()
    assert {change.channel for change in heard} >= {CRM_ROLLOUT.id, direct.id}
