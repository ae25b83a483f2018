"""An investment without an active sponsor is told of, kindly and from the record; who sponsors it
sees what the team asked of them.
"""

from datetime import timedelta

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
LIVE = "CRM phase 2 is live, 340 people logged in this week."


async def test_an_investment_says_who_sponsors_it_and_since_when_nothing_was_heard(
    stage: Stage,
) -> None:
    """Without a sponsor that is told after a while; a sponsor who accepted and said nothing for two
    months is told of without blame.
    """
    await stage.command(PRIYA.id, NEW)
    await stage.say(PRIYA.id, LIVE)
    await stage.settled()
    fresh = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "sponsor" not in words(fresh)
    stage.clock.now += timedelta(days=29)
    bare = words(await stage.command(PRIYA.id, "/whatimproved attention"))
    assert "Last update on record: 20 April 2026" in bare
    assert "No sponsor on record." in bare
    answer = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "No sponsor on record." in words(answer)

    await stage.command(HELEN.id, f"/whatimproved sponsor <@{HELEN.id}>")
    await stage.settled()
    stage.clock.now += timedelta(days=62)
    told = words(await stage.command(PRIYA.id, "/whatimproved attention CRM phase 2"))
    assert "No word from the sponsor that all may read is on record since 19 May 2026." in told
    assert "Meetings are not" in told
    assert "failed" not in told
