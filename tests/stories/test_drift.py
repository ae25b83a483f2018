"""What does not fit what was agreed, told through signed HTTP."""

from bot.benefits.position import in_force
from bot.sandbox.cast import MEI, PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
BEFORE = "Quote-to-cash was 14 days before go-live in Q1, per Finance's Salesforce report."
AGAIN = "Quote-to-cash was 18 days before go-live in Q1, per the pipeline report."


async def drifted(stage: Stage) -> tuple[Message, Message]:
    """A second baseline by somebody else: its card and the notice under it."""
    await stage.command(PRIYA.id, NEW)
    _, first = await stage.say_and_hear(PRIYA.id, BEFORE)
    await stage.click_and_see(TOM.id, first, "record")
    stage.clock.forward(days=30)
    _, card = await stage.say_and_hear(MEI.id, AGAIN)
    return card, await stage.next_by_the_bot(card.ts)


def baselines(stage: Stage) -> list[float | None]:
    """The baselines that count, as the record has them."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        facts = in_force(work.facts([work.investments()[0].id]))
    return [fact.fact.value for fact in facts if fact.fact.slot == "baseline"]


async def test_a_second_baseline_is_said_politely_and_both_stay(stage: Stage) -> None:
    """Both figures in one sentence; left alone, the first goes on counting."""
    card, notice = await drifted(stage)
    assert "14 days" in words(notice)
    assert "18 days" in words(notice)
    assert stage.buttons(notice) == ["replaces:0", "both_stand:1"]
    await stage.click_and_see(TOM.id, card, "record")
    await stage.settled()
    assert baselines(stage) == [14, 18]
    said = [one for one in stage.by_the_bot() if "agreed baseline of" in words(one)]
    assert len(said) == 1


async def test_whoever_knows_lets_it_replace_the_first(stage: Stage) -> None:
    """The notice shows who said so, and has no buttons any more."""
    card, notice = await drifted(stage)
    await stage.click_and_see(TOM.id, card, "record")
    settled = await stage.click_and_see(TOM.id, notice, "replaces:0")
    assert f"@{TOM.id}" in words(settled)
    assert stage.buttons(settled) == []
    assert baselines(stage) == [18]
