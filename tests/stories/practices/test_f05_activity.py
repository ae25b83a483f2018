"""Why activity gets reported: each cause the record shows is told, with what shows it."""

from bot.sandbox.cast import GENERAL, HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words

LIVE = "CRM phase 2 is live, 340 people logged in this week."


async def test_who_asks_why_only_activity_is_reported_reads_it_from_the_record(
    stage: Stage,
) -> None:
    """Two lines in the answer, all of it on asking, each with who, when and a link; once an outcome
    is shown, or what lacked is on record, it is told no more.
    """
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2")
    said, _ = await stage.say_and_hear(PRIYA.id, LIVE)
    answer = words(await stage.command(TOM.id, "/whatimproved improved CRM phase 2"))
    assert "Why activity gets reported" in answer
    assert "no outcome is on record" in answer
    assert "“CRM phase 2 is live" in answer
    assert said.ts.replace(".", "") in answer
    assert "Nobody is on record as owner" not in answer
    asked = "@What Improved? why do we only report activity on the CRM?"
    _, told = await stage.say_and_hear(HELEN.id, asked)
    for cause in ("Success is told by what was delivered", "No business problem is on record"):
        assert cause in words(told)
    assert f"@{PRIYA.id}" in words(told)
    assert "Nobody is on record as owner of the outcome" in words(told)
    assert "System activity is not business progress" in words(told)
    form = await stage.opens(PRIYA.id, "/whatimproved frame")
    await form.send(problem="quotes wait for pricing")
    figures = {"suggested": "cash", "baseline": "14 days in April 2026", "go_live": "2026-03-02"}
    await form.send(**figures, owner=TOM.id)
    await stage.settled()
    _, told = await stage.say_and_hear(HELEN.id, asked)
    assert "The baseline of quote-to-cash was measured after go-live on 2 March 2026" in words(told)
    assert "No business problem" not in words(told)
    elsewhere = "@What Improved? why is nothing known about the parking permits?"
    _, told = await stage.say_and_hear(HELEN.id, elsewhere, channel=GENERAL.id)
    assert "Nothing of that name is on record" in words(told)
