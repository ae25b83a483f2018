"""People who are named are asked first, told through signed HTTP."""

from bot.sandbox.cast import HELEN, PRIYA, TOM
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
