"""F15: what reports of technology do not show is asked in a review, and what is said is kept."""

from bot.sandbox.cast import PRIYA, TOM
from tests.stories.stage import Stage, words

SPOTS = ("Opportunity cost", "Work by hand", "Drift from the aims", "Users' experience", "Across")


async def test_the_five_blind_spots_are_asked_and_answered(stage: Stage) -> None:
    """One form asks them all; each that is answered stands beside its question, with who said it,
    and what nobody knows stays open."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.command(TOM.id, "/whatimproved review now")
    await stage.settled()
    [head] = [one for one in stage.by_the_bot() if "Value review of one" in words(one)]
    assert all(one in words(head) for one in SPOTS)
    form = await stage.click_and_fill(TOM.id, head, "guide:4")
    assert "What had to be left undone" in form.words
    assert form.fields == ["investment", "opportunity", "manual", "drift", "experience", "across"]
    said = {"manual": "Two days a month in order entry.", "across": "Sales and Finance, by email."}
    assert await form.send(**said) == {}
    await stage.settled()
    shown = words(stage.now(head))
    assert all(one in shown for one in said.values())
    assert shown.count("Added:") == 2
    assert "What had to be left undone" not in shown
    assert "Nothing is on record about: " in shown
