"""Shortcuts and menus that ask the app, as the bot is told of them."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import JSONResponse

from bot.sandbox.cast import GENERAL, PRIYA, TOM, WHO
from bot.sandbox.shortcuts import OFFERED
from bot.sandbox.workspace import Workspace
from bot.slack.manifest import manifest
from tests.sandbox.serving import Bot
from tests.sandbox.test_interaction import MODAL


def test_what_is_offered_is_what_the_manifest_says() -> None:
    """Under the same names and ids: what is seen here is what is seen in Slack."""
    told = manifest()["features"]["shortcuts"]
    assert [(one.callback_id, one.name, one.kind) for one in OFFERED] == [
        (one["callback_id"], one["name"], one["type"]) for one in told
    ]


async def test_a_message_that_is_pointed_at_comes_whole_with_a_way_to_answer(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """Whoever looks at it is told alone; where it is gone or not theirs, nothing happens."""
    said = await workspace.post(TOM.id, GENERAL.id, "it is live")
    assert said is not None
    await workspace.delivery.settled()
    await workspace.shortcuts.point_at(PRIYA.id, GENERAL.id, said.ts, "challenge_update")
    told = bot.heard[-1].body
    assert (told["type"], told["callback_id"]) == ("message_action", "challenge_update")
    assert (told["team"]["id"], told["user"]["id"]) == (WHO.team_id, PRIYA.id)
    assert (told["message"]["text"], told["message"]["user"]) == ("it is live", TOM.id)
    assert told["channel"]["id"] == GENERAL.id
    assert told["trigger_id"]
    assert told["response_url"]
    for ts in ("1.000001", said.ts):
        await workspace.delete(TOM.id, GENERAL.id, said.ts)
        await workspace.delivery.settled()
        before = len(bot.heard)
        await workspace.shortcuts.point_at(PRIYA.id, GENERAL.id, ts, "challenge_update")
        assert len(bot.heard) == before


async def test_a_shortcut_from_anywhere_can_open_a_modal(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """It names no conversation, and has no way to answer but that."""
    await workspace.shortcuts.run(TOM.id, "record_measurement")
    told = bot.heard[-1].body
    assert (told["type"], told["callback_id"]) == ("shortcut", "record_measurement")
    assert not {"channel", "response_url", "message"} & told.keys()
    await slack.views_open(trigger_id=told["trigger_id"], view=MODAL)
    assert workspace.view_for(TOM.id) is not None


OPTION = {"text": {"type": "plain_text", "text": "Claims portal"}, "value": "i1"}


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"options": [OPTION]}, [OPTION]),
        ({"options": []}, []),
        ({"options": [OPTION] * 101}, []),
        ({"options": [{**OPTION, "value": "i" * 151}]}, []),
        ({}, []),
    ],
)
async def test_a_menu_that_asks_the_app_is_offered_what_slack_takes(
    workspace: Workspace,
    slack: AsyncWebClient,
    bot: Bot,
    answer: dict[str, Any],
    shown: list[dict[str, Any]],
) -> None:
    """The modal and what was typed so far are told; nothing is asked where no modal is open."""
    assert await workspace.shortcuts.suggest(TOM.id, "investment", "choose", "cla") == []
    await workspace.shortcuts.run(TOM.id, "record_measurement")
    await slack.views_open(trigger_id=bot.heard[-1].body["trigger_id"], view=MODAL)
    bot.answers.append(JSONResponse(answer))
    assert await workspace.shortcuts.suggest(TOM.id, "investment", "choose", "cla") == shown
    told = bot.heard[-1].body
    assert (told["type"], told["value"]) == ("block_suggestion", "cla")
    assert (told["block_id"], told["action_id"]) == ("investment", "choose")
    assert told["view"]["title"] == MODAL["title"]
