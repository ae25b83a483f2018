"""Four figures that IT and the business answer for together are computed from what is on record,
and say what lacks where they cannot be.
"""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"


async def test_joint_figures_come_from_what_both_sides_record(stage: Stage) -> None:
    """One side gives what was gained, the other what it cost; nobody's figure is guessed."""
    await stage.command(PRIYA.id, NEW)
    bare = await stage.command(PRIYA.id, "/whatimproved joint")
    told = words(bare)
    assert "Not computable, because this is not on record: business value, technology cost" in told
    form = await stage.click_and_fill(PRIYA.id, bare, "guide:0")
    assert "System ROI" in form.words
    wrong = await form.send(value="a lot", minutes="some", steps_before="8", steps_gone="9")
    assert set(wrong) == {"value", "minutes", "steps_gone"}
    assert "currency" in wrong["value"]
    assert not await form.send(
        value="£240,000 a year", minutes="-2", tasks="300", steps_before="8", steps_gone="6"
    )
    await stage.settled()
    aloud = stage.by_the_bot()[-1]
    assert "put figures for CRM phase 2 on record" in words(aloud)
    assert "75% of the steps are gone" in words(aloud)
    assert "10 hours/week lost" in words(aloud)

    other = await stage.click_and_fill(TOM.id, aloud, "guide:0")
    assert other.holds["value"] == "£240,000 a year"
    assert not await other.send(cost="£100,000 a year", cases="200", cases_through="150")
    await stage.settled()
    told = words(await stage.command(HELEN.id, "/whatimproved joint CRM phase 2"))
    assert "2.4 gained for each 1 spent" in told
    assert f"technology cost: £100,000 a year ( @{TOM.id}" in told
    assert "75% go through without a hand" in told
    unknown = words(await stage.command(HELEN.id, "/whatimproved joint Jira"))
    assert "Jira" in unknown
    assert "in this channel" not in unknown
    answer = words(await stage.command(HELEN.id, "/whatimproved improved CRM phase 2"))
    assert "System ROI:  2.4 gained for each 1 spent" in answer


async def test_what_the_disconnect_costs_is_told_as_a_general_figure_alone(stage: Stage) -> None:
    """With its source, and that it is not the investment's own."""
    await stage.command(PRIYA.id, NEW)
    _, said = await stage.say_and_hear(PRIYA.id, "@What Improved? what do workarounds cost us?")
    told = words(said)
    assert "I only know general figures for that" in told
    assert "30 in every 100" in told
    assert "They say nothing about your own investments" in told
    assert "The Cost of the Disconnect" in told
    answer = words(await stage.command(HELEN.id, "/whatimproved improved CRM phase 2"))
    assert "150,000" not in answer
