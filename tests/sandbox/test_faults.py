"""What can be made to go wrong, and that nothing does unless it is."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.cast import GENERAL, PRIYA
from bot.sandbox.faults import Faults, Next
from bot.sandbox.shapes import Change
from bot.sandbox.tickets import Origin
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import a_workspace
from tests.sandbox.serving import Bot
from tests.sandbox.test_interaction import MODAL


async def test_nothing_goes_wrong_by_itself(workspace: Workspace, bot: Bot) -> None:
    """A new workspace has no faults, and one event is one request."""
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert workspace.faults.are_none
    assert len(bot.heard) == 1


async def test_every_event_can_come_twice(workspace: Workspace, bot: Bot) -> None:
    """With the same id; the second is marked as Slack marks what it sends again."""
    workspace.faults = Faults(twice=True)
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert len(bot.heard) == 2
    assert len({heard.body["event_id"] for heard in bot.heard}) == 1
    assert {heard.headers.get("x-slack-retry-num") for heard in bot.heard} == {None, "1"}


async def test_events_can_come_late(workspace: Workspace, bot: Bot) -> None:
    """Each waits as long as is set before it is sent."""
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        assert bot.heard == []

    workspace.delivery._pause = pause
    workspace.faults = Faults(delay_seconds=7)
    await workspace.post(PRIYA.id, GENERAL.id, "live")
    await workspace.delivery.settled()
    assert (waited, len(bot.heard)) == ([7], 1)


async def test_events_can_come_in_another_order(workspace: Workspace, bot: Bot) -> None:
    """Each pair is swapped; none is lost, and one without a follower comes after a while."""
    workspace.faults = Faults(reorder_seconds=60)
    for text in ("1", "2", "3", "4"):
        await workspace.post(PRIYA.id, GENERAL.id, text)
    await workspace.delivery.settled()
    workspace.faults = Faults(reorder_seconds=0.01)
    await workspace.post(PRIYA.id, GENERAL.id, "5")
    await workspace.delivery.settled()
    texts = [event["text"] for event in bot.events]
    assert sorted(texts) == ["1", "2", "3", "4", "5"]
    assert texts.index("2") < texts.index("1")
    assert texts.index("4") < texts.index("3")


async def test_the_next_calls_can_be_told_to_wait(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """As many as are set, with the seconds that are set; then all is well again."""
    workspace.faults = Faults(limited=Next(calls=2), retry_after=9)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await slack.auth_test()
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "9"
    assert (await slack.auth_test())["ok"]
    assert workspace.faults.are_none


async def test_only_the_method_that_is_named_fails(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """Another one is answered as ever, and does not count."""
    workspace.faults = Faults(
        refused=Next(calls=1, method="chat.postMessage"), refusal="is_archived"
    )
    assert (await slack.auth_test())["ok"]
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    assert caught.value.response["error"] == "is_archived"
    assert workspace.messages(GENERAL.id) == []


async def test_a_call_can_be_done_and_its_answer_lost(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The message stands; the bot cannot know it. The log says what happened."""
    workspace.faults = Faults(dropped=Next(calls=1))
    with pytest.raises((aiohttp.ClientError, SlackApiError)):
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    assert [message.text for message in workspace.messages(GENERAL.id)] == ["hi"]
    (entry,) = [one for one in workspace.log.entries() if one.way == "from_bot"]
    assert (entry.error, entry.status) == ("connection_dropped", None)


async def test_a_trigger_can_be_too_old_at_once(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The form does not open, with the code of Slack's."""
    workspace.faults = Faults(expire_triggers=True)
    trigger = workspace.tickets.trigger(Origin(user=PRIYA.id, channel=GENERAL.id))
    with pytest.raises(SlackApiError) as caught:
        await slack.views_open(trigger_id=trigger, view=MODAL)
    assert caught.value.response["error"] == "expired_trigger_id"
    assert workspace.view_for(PRIYA.id) is None


async def test_a_response_address_can_fail_too(workspace: Workspace) -> None:
    """It counts as a method of its own."""
    workspace.faults = Faults(limited=Next(calls=1, method="response_url"))
    token = workspace.tickets.response(Origin(user=PRIYA.id, channel=GENERAL.id))
    hook = AsyncWebhookClient(f"{workspace.base_url}/response/{token}")
    assert (await hook.send(text="hi")).status_code == 429
    assert (await hook.send(text="hi")).status_code == 200


def test_who_listens_hears_that_faults_were_set_and_count_down() -> None:
    """A page shows what is on; setting the same again is no news."""
    workspace = a_workspace()
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.faults = Faults(limited=Next(calls=1))
    workspace.faults = Faults(limited=Next(calls=1))
    assert workspace.strikes("limited", "chat.update")
    assert not workspace.strikes("limited", "chat.update")
    assert heard == [Change(), Change()]


@pytest.mark.parametrize(
    "wrong",
    [{"delay_seconds": -1}, {"retry_after": 0}, {"refusal": "<b>"}, {"limited": {"calls": -1}}],
)
def test_a_fault_that_makes_no_sense_cannot_be_set(wrong: dict[str, object]) -> None:
    """It is refused when it is made, not when it strikes."""
    with pytest.raises(ValueError, match="validation error"):
        Faults.model_validate(wrong)
