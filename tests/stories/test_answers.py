"""Stories of a sponsor who asks what improved: a sentence, a picture, and what is asked next."""

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words


async def recorded(stage: Stage) -> None:
    """Quote-to-cash went from 14 to 9 days, and somebody put it on record."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    _, card = await stage.say_and_hear(
        PRIYA.id,
        "Quote-to-cash fell from 14 days in Q1 2026 to 9 days in April 2026, per the Finance "
        "report https://reports.example/quote.",
    )
    await stage.click_and_see(PRIYA.id, card, "record")


async def test_an_answer_comes_with_a_picture_that_can_be_seen(stage: Stage) -> None:
    """Drawn, uploaded and shown under the sentence; its words say the figures."""
    await recorded(stage)
    mention = "@What Improved? what improved on the CRM?"
    _, answer = await stage.say_and_hear(HELEN.id, mention)
    assert "14 → 9 days" in words(answer)
    [picture] = [block for block in answer.blocks if block["type"] == "image"]
    assert "14 days" in picture["alt_text"]
    file = stage.workspace.shelf.find(picture["slack_file"]["id"])
    assert file is not None
    assert file.is_picture
    assert answer.blocks[1] == picture


async def test_a_place_is_answered_for_where_its_record_speaks_of_it(stage: Stage) -> None:
    """Asked in its channel; directly only a word of a name tells which, else the names are told."""
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    said = "Quote-to-cash was 14 days in Q1 2026 before go-live across the schools, per the ledger."
    _, card = await stage.say_and_hear(PRIYA.id, said)
    await stage.click_and_see(PRIYA.id, card, "record")
    ask = "what improved at the schools?"
    _, answer = await stage.say_and_hear(HELEN.id, f"@What Improved? {ask}")
    assert words(answer).startswith("CRM phase 2")
    room = stage.workspace.direct(HELEN.id).id
    _, unknown = await stage.say_and_hear(HELEN.id, ask, channel=room)
    assert "no investment called “schools”" in words(unknown)
    assert "CRM phase 2" in words(unknown)
    _, answer = await stage.say_and_hear(HELEN.id, "what improved for the CRM team?", channel=room)
    assert "I know no" not in words(answer)
