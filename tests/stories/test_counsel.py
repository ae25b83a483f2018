"""A story of people who ask the bot for advice: beneath its question, by mention, and directly."""

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words


async def test_who_is_asked_may_ask_back_how_and_why(stage: Stage) -> None:
    """The passage is cited and the record told; the question stays open for its answer."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    update = "CRM phase 2 is live, 340 people logged in this week."
    said, asked = await stage.say_and_hear(PRIYA.id, update)
    _, helped = await stage.say_and_hear(PRIYA.id, "How would I find that?", thread=said)
    assert "Rests on: " in words(helped)
    assert "quote-to-cash" in words(helped)
    _, why = await stage.say_and_hear(PRIYA.id, "@What Improved? why do you ask?")
    assert "What was quote-to-cash before" in words(why)
    direct = stage.workspace.direct(HELEN.id).id
    _, told = await stage.say_and_hear(HELEN.id, "is uptime good enough?", channel=direct)
    assert "Bridging the Gap" in words(told)
    _, unknown = await stage.say_and_hear(HELEN.id, "is the coffee good enough?", channel=direct)
    assert "I do not know that." in words(unknown)
    await stage.settled()
    answer = "about 14 days in Q1 2026, per Finance's Salesforce report"
    _, card = await stage.say_and_hear(PRIYA.id, answer, thread=said)
    assert "14 days" in words(card)
    assert asked.ts in {one.ts for one in stage.by_the_bot()}
