"""How often the bot may call, where a workspace counts."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import limits
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, TOM
from bot.sandbox.faults import Faults
from bot.sandbox.methods import METHODS
from bot.sandbox.rates import Rates
from bot.sandbox.refusal import Refused
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import Clock


def wait_of(rates: Rates, method: str, most: int) -> str | None:
    """The seconds a call is told to wait; None where it is let through."""
    try:
        rates.count(method, most)
    except Refused as refused:
        return f"{refused.headers['Retry-After']}" if refused.status == 429 else refused.code
    return None


def test_a_method_may_be_called_so_often_a_minute(clock: Clock) -> None:
    """Then it has to wait until the first call is a minute old; another method has not."""
    rates = Rates(clock)
    assert [wait_of(rates, "users.list", 20) for _ in range(20)] == [None] * 20
    clock.forward(seconds=18.5)
    assert wait_of(rates, "users.list", 20) == "42"
    assert wait_of(rates, "conversations.list", 20) is None
    clock.forward(seconds=41.5)
    assert wait_of(rates, "users.list", 20) is None


def test_a_channel_takes_one_post_a_second(clock: Clock) -> None:
    """Another channel takes one too; a second later there is room again."""
    rates = Rates(clock)
    rates.count_post(GENERAL.id)
    rates.count_post(CRM_ROLLOUT.id)
    with pytest.raises(Refused):
        rates.count_post(GENERAL.id)
    clock.forward(seconds=1)
    rates.count_post(GENERAL.id)


async def test_rates_are_counted_only_where_it_is_set(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """By default two posts in a moment are fine."""
    for _ in range(2):
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    workspace.faults = Faults(post_rate=True)
    await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "1"
    assert len(workspace.messages(GENERAL.id)) == 3


async def test_a_workspace_takes_so_many_posts_a_second_where_it_is_set(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """In whatever channels."""
    workspace.faults = Faults(house_rate=2)
    for room in (GENERAL, CRM_ROLLOUT):
        await slack.chat_postMessage(channel=room.id, text="hi")
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL.id, text="hi")
    assert caught.value.response.status_code == 429


async def test_a_tier_is_kept_to_where_it_is_set(
    slack: AsyncWebClient, workspace: Workspace
) -> None:
    """The very next call beyond it is refused."""
    workspace.faults = Faults(tier_rates=True)
    most = METHODS["users.list"].calls_a_minute or 0
    for _ in range(most):
        await slack.users_list()
    with pytest.raises(SlackApiError) as caught:
        await slack.users_list()
    assert caught.value.response.status_code == 429
    assert (await slack.users_info(user=TOM.id))["ok"]


def test_every_method_has_a_tier_or_a_rule_of_its_own() -> None:
    """Slack names no tier for these three only."""
    without = {name for name, method in METHODS.items() if method.calls_a_minute is None}
    assert without == {"auth.test", "chat.getPermalink", "chat.postMessage"}
    assert {limits.CALLS_A_MINUTE[tier] for tier in (1, 2, 3, 4)} == {1, 20, 50, 100}
