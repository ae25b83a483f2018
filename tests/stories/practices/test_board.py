"""The board's page: what improved as one file to print, given to who asks, of what they may see."""

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words

LIVE = "CRM phase 2 is live, 340 people logged in this week, 12 workflows automated."


async def test_who_asks_is_given_the_page_as_a_file(stage: Stage) -> None:
    """In a direct message; it holds the ladder, the review, what is known and what is not."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.say_and_hear(PRIYA.id, LIVE)
    told = await stage.command(HELEN.id, "/whatimproved board")
    assert "I send it to you directly" in words(told)
    await stage.settled()
    direct = stage.workspace.direct(HELEN.id).id
    head, given = stage.by_the_bot(direct)
    assert "what improved, as a file to print" in words(head)
    assert given.thread_ts == head.ts
    [file] = given.files
    assert file["name"] == "what-improved-crm-phase-2-2026-04-20.html"
    page = (stage.workspace.shelf.content(file["id"]) or b"").decode()
    assert "The ladder of evidence" in page
    assert "Value review" in page
    assert "quote-to-cash" in page
