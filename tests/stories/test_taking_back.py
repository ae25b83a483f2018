"""Undo and attest on a recorded card, told through signed HTTP."""

import asyncio

from bot.benefits.position import in_force
from bot.sandbox.cast import HELEN, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
FASTER = (
    "Quote-to-cash fell from 14 days to 9 days, per Finance's Salesforce report. "
    "@Tom Okafor owns it."
)


async def recorded(stage: Stage) -> Message:
    """A recorded card."""
    await stage.command(PRIYA.id, NEW)
    _, card = await stage.say_and_hear(PRIYA.id, FASTER)
    return await stage.click_and_see(PRIYA.id, card, "record")


def counting(stage: Stage) -> int:
    """How many facts count."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        return len(in_force(work.facts([work.investments()[0].id])))


async def test_a_recorded_card_can_be_undone_and_says_by_whom(stage: Stage) -> None:
    """Who, when, and no buttons any more."""
    card = await recorded(stage)
    assert stage.buttons(card)[:2] == ["undo", "attest"]
    assert counting(stage) > 0
    undone = await stage.click_and_see(TOM.id, card, "undo")
    assert "undo" not in stage.buttons(undone)
    assert "Undone by" in words(undone)
    assert f"@{TOM.id}" in words(undone)
    assert f"@{PRIYA.id}" in words(undone)
    assert "20 April 2026" in words(undone)
    assert counting(stage) == 0
    answer = await stage.command(HELEN.id, "/whatimproved improved")
    assert "14 → 9 days" not in words(answer)
    assert "missing: baseline" in words(answer)


async def test_after_a_day_the_button_to_undo_goes_by_itself(stage: Stage) -> None:
    """What can no longer be taken back does not look as if it could."""
    card = await recorded(stage)
    assert stage.bot is not None
    stage.clock.forward(hours=23)
    await asyncio.to_thread(stage.bot.runner.sweep)
    await stage.settled()
    assert "undo" in stage.buttons(card)
    stage.clock.forward(hours=2)
    await asyncio.to_thread(stage.bot.runner.sweep)
    await stage.settled()
    assert "undo" not in stage.buttons(card)


async def test_the_second_to_undo_sees_who_was_first(stage: Stage) -> None:
    """One undoing, and a word to the other one alone."""
    card = await recorded(stage)
    block, element = stage.button(card, "undo")
    await stage.workspace.click(TOM.id, card.channel, card.ts, block, element)
    await stage.settled()
    await stage.workspace.click(PRIYA.id, card.channel, card.ts, block, element)
    await stage.settled()
    thread = stage.workspace.thread(stage.channel, card.thread_ts or card.ts, PRIYA.id)
    told = [words(one) for one in thread if one.ephemeral_to == PRIYA.id]
    assert any("was here first: this is already undone." in one for one in told)


async def test_the_owner_attests(stage: Stage) -> None:
    """A mark on the card; somebody else is told who may."""
    card = await recorded(stage)
    marked = await stage.click_and_see(TOM.id, card, "attest")
    assert "Attested by" in words(marked)
    assert f"@{TOM.id}" in words(marked)
    await stage.click(HELEN.id, card, "attest")
    await stage.settled()
    thread = stage.workspace.thread(stage.channel, card.thread_ts or card.ts, HELEN.id)
    told = [words(one) for one in thread if one.ephemeral_to == HELEN.id]
    assert any("owner and the sponsor" in one for one in told)


async def test_undo_by_command_takes_back_ones_own_last_recording(stage: Stage) -> None:
    """Told to the one who typed it."""
    card = await recorded(stage)
    told = await stage.command(PRIYA.id, "/whatimproved undo")
    assert "Undone" in words(told)
    assert counting(stage) == 0
    await stage.until(lambda: "undo" not in stage.buttons(card))
