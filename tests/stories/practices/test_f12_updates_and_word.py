"""Who asks when something solid was last heard of an investment learns the day and the message; a
quiet one is told of where what improved is told.
"""

from datetime import timedelta

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
LIVE = "CRM phase 2 is live, 340 people logged in this week."


async def test_when_the_last_real_update_was_is_asked_in_words(stage: Stage) -> None:
    """It is the day somebody told something, and leads to where; chatter is none."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, "/whatimproved go-live CRM phase 2 2026-04-20")
    update = await stage.say(PRIYA.id, LIVE)
    await stage.settled()
    stage.clock.now += timedelta(days=57)
    await stage.say(PRIYA.id, "Thanks all, see you at lunch")
    asks = "@What Improved? when was the last real update?"
    _, told = await stage.say_and_hear(HELEN.id, asks)
    assert "No update on record since 20 April 2026, 8 weeks ago." in words(told)
    assert update.ts.replace(".", "") in words(told)
    assert "How old the last solid news is" in words(told)
    answer = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "No update on record since 20 April 2026" in words(answer)

    await stage.say(PRIYA.id, "CRM phase 2: two more regions went live today.")
    await stage.settled()
    _, now = await stage.say_and_hear(HELEN.id, asks)
    assert "Last update on record: 16 June 2026" in words(now)
    assert "No update on record" not in words(now)
