"""F19: in a regular thread IT answers the business and the business answers IT, on record.

What one side records with a button or in a reply, the other reads in the thread, at its head and
where it is asked what improved.
"""

from bot.sandbox.cast import PRIYA, TOM
from tests.stories.stage import Stage, words

UPTIME = "Uptime 99.97%, all patches current, tickets within SLA."


async def test_both_sides_answer_the_other_in_one_thread(stage: Stage) -> None:
    """Opened by a command; it keeps both answers, and no uptime stands for one."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.say_and_hear(PRIYA.id, UPTIME)
    told = await stage.command(TOM.id, "/whatimproved forum monthly")
    assert "opens here monthly" in words(told)
    await stage.command(TOM.id, "/whatimproved forum now")
    await stage.settled()
    [head] = [one for one in stage.by_the_bot() if "The business asks IT" in words(one)]
    shown = words(head)
    assert "The business asks IT" in shown
    assert "IT asks the business" in shown
    assert "Uptime" not in shown
    form = await stage.click_and_fill(PRIYA.id, head, "guide:1")
    assert "How many hours go into typing" in form.words
    assert await form.send() == {
        "answer": "Write an answer, or close the form: what is not known stays open."
    }
    assert await form.send(answer="About 40 hours a week, in order entry.") == {}
    await stage.settled()
    _, recorded = await stage.say_and_hear(
        TOM.id, "5) we keep our own price list in Excel", thread=head
    )
    assert "On record for the business, as the answer to question 5" in words(recorded)
    await stage.settled()
    thread = [words(one) for one in stage.by_the_bot() if one.thread_ts == head.ts]
    assert any("for IT, on question 2" in one and "40 hours a week" in one for one in thread)
    assert words(stage.now(head)).count("Answered by") == 2
    answer = await stage.command(TOM.id, "/whatimproved improved CRM phase 2")
    assert "Translation forum" in words(answer)
    assert "2 of 6 answered" in words(answer)
    assert "we keep our own price list in Excel" in words(answer)
