"""Thirty days before go-live who delivers is asked once how each group of users is prepared.

What is not known stands in the answer until go-live, and what was left open after it.
"""

import asyncio

from bot.sandbox.cast import HELEN, PRIYA
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"


async def test_readiness_is_asked_once_told_for_a_group_and_shown(stage: Stage) -> None:
    """By a form, whose gaps stay gaps."""
    await stage.command(PRIYA.id, NEW)
    await stage.command(PRIYA.id, f"/whatimproved lead <@{PRIYA.id}>")
    await stage.settled()
    live = await stage.command(PRIYA.id, "/whatimproved go-live 15 June 2026")
    stage.clock.forward(days=29)
    assert stage.bot is not None
    await asyncio.to_thread(stage.bot.runner.sweep)
    await stage.until(
        lambda: any("goes live on 15 June" in words(one) for one in stage.by_the_bot())
    )
    asked = next(one for one in stage.by_the_bot() if "goes live on 15 June" in words(one))
    assert asked.ts > live.ts
    assert f"@{PRIYA.id}" in words(asked)
    assert "told late or not asked" in words(asked)

    form = await stage.click_and_fill(PRIYA.id, asked, "guide:0")
    assert {*await form.send(group="Sales in Leeds")} == {"training"}
    told = {"group": "Sales in Leeds", "training": "Two mornings on own cases, week of 8 June"}
    assert await form.send(**told, support="Ana, first floor") == {}
    said = await stage.next_by_the_bot(asked.ts)
    assert "Training: “Two mornings on own cases" in words(said)
    assert "communication, what is in it for them, involvement" in words(said)

    again = await stage.click_and_fill(PRIYA.id, said, "guide:0")
    assert set(await again.send(group="Sales in Leeds")) == {"communication"}
    assert not again.holds.keys() & {"training", "support"}
    assert await again.send(group="sales in leeds", gain="Fewer calls") == {}
    await stage.settled()
    answer = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "Sales in Leeds: on record: training, support, what is in it for them" in words(answer)
    assert "not known: communication, involvement" in words(answer)

    stage.clock.forward(days=30)
    await asyncio.to_thread(stage.bot.runner.sweep)
    after = await stage.command(HELEN.id, "/whatimproved improved CRM phase 2")
    assert "at go-live: on record: " in words(after)
    assert "not known: communication, involvement" in words(after)
    await stage.settled()
    assert sum("goes live on 15 June" in words(one) for one in stage.by_the_bot()) == 1
