"""Scope, dates and budget are agreed in a form, and what an update moves is said with its history.

Nothing moves on record before a person says so, and every version stays.
"""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
MOVED = "Pilot is done in Leeds. Go-live moved to June."
ADDED = "Training is done. We also added the supplier portal to phase 2."
DEARER = "Rollout is on track, 40 people logged in. The budget is now £450k."


async def test_what_was_agreed_keeps_every_version(stage: Stage) -> None:
    """From the form over three updates to the answer the sponsor reads."""
    await stage.command(PRIYA.id, NEW)
    form = await stage.opens(PRIYA.id, "/whatimproved scope")
    assert "whether it is kept" in form.words
    wrong = await form.send(milestones="pilot soon", budget="plenty", go_live="2026-05-01")
    assert {*wrong} == {"milestones", "budget"}
    assert "In which currency?" in (await form.send(budget="380k"))["budget"]
    typed = {"in": "CRM for sales", "out": "Marketing", "go_live": "2026-05-01"}
    typed |= {"milestones": "Pilot: 25 April 2026", "budget": "£300,000"}
    assert await form.send(**typed) == {}
    await stage.settled()
    agreed = stage.by_the_bot()[-1]
    assert "Go-live: 1 May 2026" in words(agreed)
    assert "Budget: £300,000" in words(agreed)

    _, offered = await stage.say_and_hear(PRIYA.id, MOVED)
    assert "On record go-live is 1 May 2026; this says June 2026" in words(offered)
    yes = next(one for one in stage.buttons(offered) if one.startswith("practice"))
    recorded = await stage.click_and_see(TOM.id, offered, yes)
    assert f"Recorded by  @{TOM.id}" in words(recorded)
    assert "this says" not in words(recorded)

    stage.clock.forward(days=8)
    _, offered = await stage.say_and_hear(PRIYA.id, ADDED)
    assert "Not in the scope on record: “the supplier portal”" in words(offered)
    yes = next(one for one in stage.buttons(offered) if one.startswith("practice"))
    await stage.click_and_see(TOM.id, offered, yes)
    stage.clock.forward(days=8)
    _, offered = await stage.say_and_hear(PRIYA.id, DEARER)
    assert "On record the budget is £300,000; this says £450,000" in words(offered)
    no = [one for one in stage.buttons(offered) if one.startswith("practice")][1]
    await stage.click_and_see(TOM.id, offered, no)

    form = await stage.opens(PRIYA.id, "/whatimproved scope CRM phase 2")
    assert form.holds["go_live"] == "2026-06-30"
    assert form.holds["budget"] == "£300,000"
    assert form.holds["milestones"] == "Pilot: 25 April 2026"
    assert "Go-live: 1 May 2026 → June 2026" in form.words
    assert await form.send(go_live="2026-09-01") == {}
    await stage.settled()
    told = stage.by_the_bot()[-1]
    assert "Go-live: June 2026 → 1 September 2026; changed 2 times, first 1 May 2026" in words(told)

    answer = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "Go-live: June 2026 → 1 September 2026; changed 2 times, first 1 May 2026" in words(
        answer
    )
    assert "Added since it was agreed: the supplier portal" in words(answer)
