"""Messages that are changed or deleted in Slack, told through signed HTTP."""

from bot.benefits.facts import Recorded
from bot.benefits.position import in_force
from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
BEFORE = "Quote-to-cash was 14 days before go-live in Q1, per Finance's Salesforce report."
FASTER = "Quote-to-cash fell from 14 days to 9 days, per Finance's Salesforce report."


async def proposed(stage: Stage, text: str) -> tuple[Message, Message]:
    """An update and its card."""
    await stage.command(PRIYA.id, NEW)
    return await stage.say_and_hear(PRIYA.id, text)


def facts(stage: Stage) -> list[Recorded]:
    """What counts on record."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        return in_force(work.facts([work.investments()[0].id]))


async def edit(stage: Stage, message: Message, text: str) -> None:
    """Change one's own message, some time later."""
    stage.clock.forward(minutes=10)
    await stage.workspace.edit(message.user, message.channel, message.ts, text)


async def test_an_edit_before_recording_changes_the_card_in_place(stage: Stage) -> None:
    """One card, with what the message says now."""
    said, card = await proposed(stage, BEFORE)
    await edit(stage, said, BEFORE.replace("14", "18"))
    await stage.until(lambda: "18 days" in words(stage.now(card)))
    assert "14 days" not in words(stage.now(card))
    await stage.click_and_see(TOM.id, card, "record")
    assert [one.fact.value for one in facts(stage) if one.fact.slot == "baseline"] == [18]


async def test_someone_edits_last_months_baseline(stage: Stage) -> None:
    """Story 8: it is noticed, said politely and once, and both stay on record."""
    said, card = await proposed(stage, BEFORE)
    await stage.click_and_see(TOM.id, card, "record")
    stage.clock.forward(days=30)
    await edit(stage, said, BEFORE.replace("14", "18"))
    told = await stage.next_by_the_bot(card.ts)
    assert "says something else now" in words(told)
    assert "14 days (Q1 2026)" in words(told)
    assert "18 days (Q1 2026)" in words(told)
    assert [one.fact.value for one in facts(stage) if one.fact.slot == "baseline"] == [14]
    await stage.settled()
    mine = [one for one in stage.by_the_bot() if "says something else" in words(one)]
    assert len(mine) == 1


async def test_a_deleted_message_leaves_its_figure_and_none_of_its_words(stage: Stage) -> None:
    """Nothing that was deleted is quoted anywhere; what was recorded is no longer evidenced."""
    said, card = await proposed(stage, FASTER)
    await stage.click_and_see(TOM.id, card, "record")
    await stage.workspace.delete(PRIYA.id, said.channel, said.ts)
    await stage.until(lambda: "was deleted" in words(stage.now(card)))
    assert "fell from" not in words(stage.now(card))
    assert {one.author for one in facts(stage)} == {None}
    answer = words(await stage.command(HELEN.id, "/whatimproved improved"))
    assert "9 days" in answer
    assert "Claimed" in answer
    assert "fell from" not in answer


async def test_deleting_an_update_withdraws_what_was_asked_about_it(stage: Stage) -> None:
    """Question and card lose their buttons."""
    said, card = await proposed(stage, FASTER)
    assert "record" in stage.buttons(card)
    await stage.workspace.delete(PRIYA.id, said.channel, said.ts)
    await stage.until(lambda: stage.buttons(card) == [])
    assert "fell from" not in words(stage.now(card))
