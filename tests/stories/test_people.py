"""People who are named are asked first, told through signed HTTP."""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.payloads import envelope
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"


async def test_a_sponsor_hands_on_and_the_next_one_accepts(stage: Stage) -> None:
    """Each gets one direct message, with what they can do in it."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, f"/whatimproved sponsor <@{HELEN.id}>")
    hers = stage.workspace.direct(HELEN.id).id
    await stage.settled()
    [notice] = stage.by_the_bot(hers)
    assert "named you as the sponsor of CRM phase 2" in words(notice)
    asked = await stage.click_and_see(HELEN.id, notice, "hand_on:1")
    block = asked.blocks[-1]
    menu = block["elements"][0] | {"selected_user": TOM.id}
    await stage.workspace.click(HELEN.id, hers, notice.ts, block["block_id"], menu)
    await stage.settled()
    assert "You handed CRM phase 2 on" in words(stage.now(notice))
    [next_one] = stage.by_the_bot(stage.workspace.direct(TOM.id).id)
    done = await stage.click_and_see(TOM.id, next_one, "accept:0")
    assert "You accepted" in words(done)
    assert stage.buttons(done) == []


async def test_what_a_leaver_owned_is_handed_over_in_one_message(stage: Stage) -> None:
    """To the sponsor, who picks somebody for all of it; they are asked whether they accept."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(HELEN.id, f"/whatimproved sponsor <@{HELEN.id}>")
    update = await stage.say(PRIYA.id, "CRM phase 2 is live, 340 people logged in this week.")
    await stage.settled()
    said = f"about 14 days in Q1 2026, per the Finance report. @{TOM.name} owns it."
    await stage.say(PRIYA.id, said, update)
    await stage.settled()
    card = next(one for one in stage.by_the_bot() if "record" in stage.buttons(one))
    await stage.click(PRIYA.id, card, "record")
    await stage.settled()
    [notice] = stage.by_the_bot(stage.workspace.direct(TOM.id).id)
    await stage.click_and_see(TOM.id, notice, "accept:0")
    leaves(stage, TOM.id)
    await stage.settled()
    hers = stage.workspace.direct(HELEN.id).id
    [handover] = stage.by_the_bot(hers)
    told = words(handover)
    assert "has left this workspace" in told
    assert "quote-to-cash" in told
    block, menu = stage.button(handover, "takes")
    await stage.workspace.click(
        HELEN.id, hers, handover.ts, block, menu | {"selected_user": PRIYA.id}
    )
    await stage.settled()
    [offered] = stage.by_the_bot(stage.workspace.direct(PRIYA.id).id)
    assert "You accepted" in words(await stage.click_and_see(PRIYA.id, offered, "accept:0"))
    assert "Answered" in words(stage.now(handover))


def leaves(stage: Stage, who: str) -> None:
    """Somebody's account is closed, as Slack tells it."""
    event = {"type": "user_change", "user": {"id": who, "deleted": True}, "event_ts": "1.0"}
    stage.workspace.delivery.event(envelope(event, "EvLEFT", 1_776_700_000, stage.workspace.who))
