"""What a system means for the business is asked by five questions, kept version by version, and
read side by side by who may see it.
"""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"


async def test_a_system_is_assessed_again_and_compared(stage: Stage) -> None:
    """By form; what is wrong stands beside its field; history and comparison are told; a version
    that is taken back counts no more.
    """
    await stage.command(PRIYA.id, NEW)
    form = await stage.opens(PRIYA.id, "/whatimproved assess Salesforce")
    assert "five questions" in form.words
    assert "Rests on: The work that needs this system" in form.words
    assert form.holds == {"system": "Salesforce"}
    assert await form.send() == {
        "activities": "One answer at least is needed. The others may stay open."
    }
    assert not await form.send(activities="Quotes, 12 people", stops="A day of quotes on paper")
    await stage.settled()
    shown = stage.by_the_bot()[-1]
    assert "assessed Salesforce for CRM phase 2" in words(shown)
    assert "Left open: Income, Time with and around it, Today's plans" in words(shown)

    again = await stage.click_and_fill(TOM.id, shown, "guide:0")
    assert again.holds["activities"] == "Quotes, 12 people"
    assert "a new version" in again.words
    assert not await again.send(activities="Quotes and renewals, 15 people")
    other = await stage.opens(TOM.id, "/whatimproved assess ERP")
    assert not await other.send(stops="Nobody notices before Friday")
    await stage.settled()

    table = await stage.command(HELEN.id, "/whatimproved assess compare Salesforce, ERP")
    told = words(table)
    assert table.ephemeral_to == HELEN.id
    assert "Salesforce:  Quotes and renewals, 15 people" in told
    assert "ERP:  not answered" in told
    assert "ERP:  Nobody notices before Friday" in told
    history = words(await stage.command(HELEN.id, "/whatimproved assess history salesforce"))
    assert "Salesforce: 2 on record" in history
    assert "changed: Depends on it" in history
    unknown = words(await stage.command(HELEN.id, "/whatimproved assess compare Jira"))
    assert "No assessment you may see is on record of Jira" in unknown

    answer = words(await stage.command(HELEN.id, "/whatimproved improved CRM phase 2"))
    assert "What the systems mean for the business" in answer
    assert "When it stops: A day of quotes on paper" in answer
    assert "When it stops: Nobody notices before Friday" in answer
    newest = next(one for one in stage.by_the_bot() if "15 people" in words(one))
    await stage.click(TOM.id, newest, "practice:1")
    await stage.settled()
    assert "took back this assessment" in words(stage.now(newest))
    back = words(await stage.command(HELEN.id, "/whatimproved assess compare Salesforce, ERP"))
    assert "Salesforce:  Quotes, 12 people" in back
