"""What stands in the way is offered from an update, kept by a click and closed by what shows it.

It never costs the team a second question: it stands below the one there is.
"""

from bot.sandbox.cast import HELEN, MEI, PRIYA, TOM
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
LIVE = "CRM phase 2 is live. Sales is still keying every order twice into SAP."
AGAIN = "Training is done in Leeds. They are still keying orders twice."
WAITS = "340 people logged in. Quote-to-cash waits three days for a signature."
OVER = "Rollout is done. Orders are no longer keyed twice since 3 March."
ASKS = "what improved on the CRM?"


async def test_a_barrier_is_kept_by_a_click_told_and_closed_with_what_shows_it(
    stage: Stage,
) -> None:
    """From the update through the register to the answer that the sponsor reads."""
    await stage.command(PRIYA.id, NEW)
    _, asked = await stage.say_and_hear(PRIYA.id, LIVE)
    assert "double work" in words(asked)
    assert "Sales is still keying every order twice into SAP" in words(asked)
    assert "not_known" in stage.buttons(asked)
    kept = await stage.click_and_see(TOM.id, asked, "practice:0")
    assert f"Added to the barriers by  @{TOM.id}" in words(kept)
    assert "not_known" in stage.buttons(kept)
    assert "practice:0" not in stage.buttons(kept)

    stage.clock.forward(days=1)
    await stage.say(PRIYA.id, AGAIN)
    await stage.settled()
    assert not [one for one in stage.by_the_bot() if "keying orders twice" in words(one)]

    stage.clock.forward(days=30)
    _, second = await stage.say_and_hear(MEI.id, WAITS)
    assert "waiting for approval" in words(second)
    no = [one for one in stage.buttons(second) if one.startswith("practice")][-1]
    settled = await stage.click_and_see(TOM.id, second, no)
    assert f"Not a barrier, says  @{TOM.id}" in words(settled)

    told = await stage.command(HELEN.id, "/whatimproved barriers")
    assert "Double work: " in words(told)
    assert f"@{PRIYA.id}" in words(told)
    assert "open since 20 April 2026" in words(told)
    assert "signature" not in words(told)

    form = await stage.click_and_fill(HELEN.id, told, "guide:0")
    assert "Sales is still keying every order twice" in form.words
    assert "link" in await form.send(shown="See the interface", link="SAP")
    link = "https://sap.example/interface"
    assert await form.send(shown="One entry since 3 March", link=link) == {}
    said = await stage.next_by_the_bot(told.ts)
    assert "a barrier is closed" in words(said)
    told = await stage.command(HELEN.id, "/whatimproved barriers CRM phase 2")
    assert "One entry since 3 March" in words(told)
    assert link in words(told)


async def test_an_update_that_says_it_is_over_offers_to_close_it(stage: Stage) -> None:
    """The message itself is what shows it; anybody may add one that no update told."""
    await stage.command(PRIYA.id, NEW)
    none = await stage.command(PRIYA.id, "/whatimproved barriers")
    assert "not that there is none" in words(none)
    form = await stage.click_and_fill(PRIYA.id, none, "guide:0")
    assert "what" in await form.send(what="…")
    assert await form.send(what="Every order is keyed twice", kind="duplicated_effort") == {}
    await stage.settled()
    stage.clock.forward(days=10)
    _, offered = await stage.say_and_hear(PRIYA.id, OVER)
    assert "no longer keyed twice since 3 March" in words(offered)
    yes = next(one for one in stage.buttons(offered) if one.startswith("practice"))
    await stage.click_and_see(TOM.id, offered, yes)
    told = await stage.command(HELEN.id, "/whatimproved barriers")
    said = " ".join(words(told).split())
    assert f"closed on 30 April 2026 by @{TOM.id} , with this message:" in said
    assert "Orders are no longer keyed twice" in words(told)
