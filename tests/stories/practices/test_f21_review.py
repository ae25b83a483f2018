"""F21: a portfolio is reviewed for its value: prepared from the record, completed, then signed.

It asks the four questions of every review, answers them from what is on record with links, takes
what people add, and says who signed which version.
"""

from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PRIYA
from tests.stories.stage import Stage, words

LIVE = "CRM phase 2 is live, 340 people logged in this week, 12 workflows automated."


async def test_a_review_is_prepared_completed_and_signed(stage: Stage) -> None:
    """By a button for each question; what is missing is said beside its field."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.say_and_hear(PRIYA.id, LIVE)
    await stage.command(PRIYA.id, f"/whatimproved sponsor <@{HELEN.id}>")
    await stage.command(PRIYA.id, "/whatimproved review now")
    await stage.settled()
    [head] = [one for one in stage.by_the_bot() if "Value review of one" in words(one)]
    shown = words(head)
    assert "0 of 1 measure improved, with evidence; 1 without a figure to compare." in shown
    assert "3 deliveries reported, no outcome shown" in shown
    assert "Not signed yet." in shown
    form = await stage.click_and_fill(PRIYA.id, head, "guide:1")
    assert "Where do people make their own way" in form.words
    assert await form.send() == {"detours": "Write something, or close the form."}
    assert await form.send(detours="Quotes are typed a second time.") == {}
    await stage.settled()
    assert "Quotes are typed a second time." in words(stage.now(head))
    signing = await stage.click_and_fill(HELEN.id, head, "guide:6")
    assert "You sign version 2" in signing.words
    assert await signing.send() == {}
    await stage.settled()
    assert "Version 2 signed by" in words(stage.now(head))
    answer = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2", CRM_ROLLOUT.id)
    assert "Value review" in words(answer)
    assert "Version 2 signed by" in words(answer)
