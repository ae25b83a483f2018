"""People use their Home, over signed HTTP."""

import json
from typing import Any

from bot.benefits.home import Wanted
from bot.sandbox.cast import PRIYA, TOM
from bot.sandbox.sizes import checked_view
from bot.slack import home
from tests.stories.stage import CRM_ROLLOUT, Stage

LINK = "/whatimproved new CRM phase 2: quote-to-cash in days"
LIVE = "CRM phase 2 is live :tada: 340 people logged in this week, 12 workflows automated."


def shown(stage: Stage, user: str) -> str:
    """All that stands in somebody's Home; nothing while they never looked."""
    found = stage.workspace.home_for(user)
    return json.dumps(checked_view(found.view)["blocks"]) if found else ""


def element(stage: Stage, user: str, action: str) -> tuple[str, dict[str, Any]]:
    """What can be used in it, and the block it is in."""
    found = stage.workspace.home_for(user)
    assert found is not None
    for block in found.view["blocks"]:
        for one in (*block.get("elements", ()), block.get("element") or {}):
            if one.get("action_id") == action:
                return block["block_id"], one
    raise AssertionError(f"{action} is not there")


async def use(stage: Stage, user: str, action: str, **chosen: object) -> None:
    """Press or choose something."""
    block, found = element(stage, user, action)
    pressed: dict[str, Any] = {
        key: found[key] for key in ("type", "action_id", "value") if key in found
    }
    await stage.workspace.click_in_home(user, block, {**pressed, **chosen})


async def behind(stage: Stage, user: str) -> str:
    """What stands behind the form that somebody has open, shown above it."""
    form = stage.workspace.view_for(user)
    assert form is not None
    (offer,) = [one for one in form.view["blocks"] if one["type"] == "actions"]
    (button,) = offer["elements"]
    await stage.workspace.click_in_view(user, offer["block_id"], button, {})
    await stage.until(lambda: len(stage.workspace.modals.stack(user)) == 2)
    top = stage.workspace.view_for(user)
    assert top is not None
    return json.dumps(checked_view(top.view)["blocks"]).lower()


async def test_what_waits_is_seen_looked_for_and_answered_in_the_home(stage: Stage) -> None:
    """Who was asked answers there: the thread says so, and the Home shows it no more."""
    stage.workspace.look_at_bot(TOM.id, "home")
    await stage.until(lambda: "Link an investment" in shown(stage, TOM.id))
    await stage.command(PRIYA.id, LINK)
    _, asked = await stage.say_and_hear(PRIYA.id, LIVE)
    await stage.settled()
    stage.workspace.look_at_bot(PRIYA.id, "home")
    await stage.until(lambda: "Waiting for you" in shown(stage, PRIYA.id))
    await use(stage, PRIYA.id, home.SEARCH, value="nothing of that name")
    await stage.until(lambda: "None of them is called" in shown(stage, PRIYA.id))
    await use(stage, PRIYA.id, "answer")
    await stage.until(lambda: stage.workspace.view_for(PRIYA.id) is not None)
    assert "what was quote-to-cash" in await behind(stage, PRIYA.id)
    await stage.workspace.close_view(PRIYA.id, whole=True)
    await use(stage, PRIYA.id, "not_known")
    await stage.until(lambda: "Waiting for you" not in shown(stage, PRIYA.id))
    await stage.settled()
    view = stage.workspace.home_for(PRIYA.id)
    assert view is not None
    assert home.unpacked(view.view["private_metadata"]) == Wanted(
        filter="mine", search="nothing of that name"
    )
    told = stage.workspace.board.find(CRM_ROLLOUT.id, asked.ts)
    assert told is not None
    assert "not_known" not in json.dumps(told.blocks)


async def test_what_is_set_in_a_home_is_told_there(stage: Stage) -> None:
    """With how it is undone; nothing is said anywhere else. Who has nothing links an investment."""
    await stage.command(PRIYA.id, LINK)
    await stage.settled()
    stage.workspace.look_at_bot(PRIYA.id, "home")
    await stage.until(lambda: "Mute me" in shown(stage, PRIYA.id))
    before = len(stage.by_the_bot())
    await use(stage, PRIYA.id, "set:0")
    await stage.until(lambda: "You are muted everywhere" in shown(stage, PRIYA.id))
    await stage.until(lambda: "Unmute me" in shown(stage, PRIYA.id))
    await stage.settled()
    assert len(stage.by_the_bot()) == before
    await use(stage, PRIYA.id, home.DETAILS, selected_option={"value": home.ALL})
    opened = stage.workspace.view_for(PRIYA.id)
    assert opened is not None
    assert "quote-to-cash" in json.dumps(opened.view["blocks"])
