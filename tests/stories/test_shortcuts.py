"""Shortcuts, told through Slack's own doors: a message challenged, a figure typed from anywhere."""

from typing import Any

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, TOM
from tests.stories.stage import Stage, words

LIVE = "CRM phase 2 is live, 340 people logged in this week."


def filled(view: dict[str, Any], **values: dict[str, Any]) -> dict[str, Any]:
    """What stands in a form: as it opened, but for these."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = {"type": element["type"]}
        if option := element.get("initial_option"):
            held["selected_option"] = option
        if day := element.get("initial_date"):
            held["selected_date"] = day
        state[block["block_id"]] = {element["action_id"]: held | values.get(block["block_id"], {})}
    return state


async def test_what_was_said_before_is_challenged_and_a_figure_is_recorded_from_anywhere(
    stage: Stage,
) -> None:
    """The question stands under the update; the form says what is wrong, and its card records."""
    update = await stage.say(PRIYA.id, LIVE)
    await stage.settled()
    assert stage.by_the_bot() == []
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    shortcuts = stage.workspace.shortcuts
    await shortcuts.point_at(TOM.id, CRM_ROLLOUT.id, update.ts, "challenge_update")
    await stage.settled()
    asked = stage.by_the_bot()[-1]
    assert asked.thread_ts == update.ts
    assert "not_known" in stage.buttons(asked)
    await shortcuts.run(TOM.id, "record_measurement")
    open = stage.workspace.view_for(TOM.id)
    assert open is not None
    await stage.workspace.submit(TOM.id, filled(open.view, value={"value": "40%"}))
    open = stage.workspace.view_for(TOM.id)
    assert open is not None
    assert "counted in days, this in %" in open.errors["value"]
    source = {"value": "Salesforce report"}
    sent = filled(open.view, value={"value": "9 days"}, source=source)
    await stage.workspace.submit(TOM.id, sent)
    assert stage.workspace.view_for(TOM.id) is None
    await stage.settled()
    direct = stage.workspace.direct(TOM.id).id
    card = stage.by_the_bot(direct)[-1]
    assert "9 days" in words(card)
    recorded = await stage.click_and_see(TOM.id, card, "record")
    assert "undo" in stage.buttons(recorded)
