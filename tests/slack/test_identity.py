"""Who we are: asked once, known afterwards."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.calls import async_web_client
from bot.slack.identity import Identities
from tests.slack.fake_api import FakeApi
from tests.slack.slackside import TEAM

US = {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT"}


async def one_token(_: str) -> str | None:
    return "xoxb-one"


async def no_token(_: str) -> str | None:
    return None


async def test_answering_slack_waits_for_no_network_once_we_are_known(api: FakeApi) -> None:
    """Asked at the start, no request asks again: not even a stranger's."""
    api.answers("auth.test", US)
    identities = Identities(one_token, async_web_client(api.url))
    await identities.behind("xoxb-one")
    found = await identities(TEAM)
    assert found is not None
    assert (found.bot_user, found.bot_id, found.token) == ("U0BOT", "B0BOT", "xoxb-one")
    assert await identities("T0STRANGER") is None
    assert len(api.asked("auth.test")) == 1


async def test_a_token_of_a_whole_organisation_is_at_home_in_each_workspace(api: FakeApi) -> None:
    """Installed once, used everywhere."""
    api.answers("auth.test", {**US, "is_enterprise_install": True})
    found = await Identities(one_token, async_web_client(api.url))("T0OTHER")
    assert found is not None
    assert found.everywhere


async def test_without_a_token_we_are_not_installed(api: FakeApi) -> None:
    """Slack is not asked about it."""
    assert await Identities(no_token, async_web_client(api.url))(TEAM) is None
    assert api.calls == []


async def test_a_token_slack_refuses_makes_us_a_stranger(api: FakeApi) -> None:
    """Until Slack takes it: a refusal is not remembered."""
    api.refuses("auth.test", "token_revoked")
    api.answers("auth.test", US)
    identities = Identities(one_token, async_web_client(api.url))
    assert await identities(TEAM) is None
    assert await identities(TEAM) is not None


async def test_slack_not_answering_is_an_error_and_no_refusal(api: FakeApi) -> None:
    """The request is tried again, and then we know."""
    api.refuses("auth.test", "ratelimited", 429)
    api.answers("auth.test", US)
    identities = Identities(one_token, async_web_client(api.url))
    with pytest.raises(SlackApiError):
        await identities(TEAM)
    assert await identities(TEAM) is not None
