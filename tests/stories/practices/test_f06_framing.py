"""Framing: the problem, what holds performance back and what leaving it costs are asked first."""

from bot.sandbox.cast import PRIYA, TOM
from tests.stories.stage import Stage, words


async def test_an_investment_is_framed_in_a_form_and_what_stays_open_is_asked(
    stage: Stage,
) -> None:
    """Two steps, every field optional but the name; the channel reads what is on record, one
    question asks for what is not, and who did not fill it in reads it in the answer.
    """
    form = await stage.opens(PRIYA.id, "/whatimproved new")
    assert "about 30 of every 100" in form.words
    assert await form.send(name=":") == {"name": "Give it a name of up to 80 characters."}
    said = {
        "problem": "Quotes wait for pricing, and invoices go out late",
        "constraint": "one person approves every discount",
        "cost": "about two lost orders a week",
        "six_months": "nobody chases a quote any more",
    }
    assert await form.send(name="CRM phase 2", **said) == {}
    assert "quote-to-cash in days" in form.choices("suggested").values()
    wrong = await form.send(baseline="quite slow", owner=TOM.id)
    assert "Say what is counted" in wrong["measure"]
    wrong = await form.send(suggested="cash", baseline="quite slow")
    assert "no figure" in wrong["baseline"]
    figures = {"baseline": "14 days in Q1 2026", "source": "Finance's Salesforce report"}
    assert await form.send(suggested="cash", go_live="2026-06-01", **figures) == {}
    await stage.settled()
    framed = next(one for one in stage.by_the_bot() if "framed" in words(one))
    for part in (*said.values(), "quote-to-cash in days", "1 June 2026", "14 days"):
        assert part in words(framed), part
    assert "which is past" not in words(framed)
    assert "As of 20 April 2026" in words(framed)
    assert words(framed).count("Who in the business answers for quote-to-cash") == 1
    assert "undo" in stage.buttons(framed)
    answer = await stage.command(TOM.id, "/whatimproved improved CRM phase 2")
    assert "14 days" in words(answer)
    again = await stage.click_and_fill(TOM.id, framed, "guide:0")
    assert again.holds["problem"] == said["problem"]
    assert await again.send(outcome="quotes go out within a day") == {}
    assert again.holds["baseline"].startswith("14 days")
    assert await again.send(owner=TOM.id, go_live="2026-03-02") == {}
    await stage.settled()
    last = words(stage.by_the_bot()[-1])
    assert "quotes go out within a day" in last
    assert said["constraint"] in last
    assert "2 March 2026, which is past" in last
