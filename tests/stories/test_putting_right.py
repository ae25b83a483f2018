"""Putting figures right by saying so, told through signed HTTP."""

from bot.benefits.position import in_force
from bot.sandbox.cast import PRIYA, TOM
from bot.sandbox.shapes import Message
from tests.stories.stage import Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
BEFORE = "Quote-to-cash was 14 days before go-live in Q1, per Finance's Salesforce report."


async def baselined(stage: Stage) -> tuple[Message, Message]:
    """A baseline on record: its message and its card."""
    await stage.command(PRIYA.id, NEW)
    said, card = await stage.say_and_hear(PRIYA.id, BEFORE)
    return said, await stage.click_and_see(TOM.id, card, "record")


def baselines(stage: Stage) -> list[float | None]:
    """The baselines that count, as the record has them."""
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        facts = in_force(work.facts([work.investments()[0].id]))
    return [fact.fact.value for fact in facts if fact.fact.slot == "baseline"]


async def test_that_14_should_be_16_in_the_thread(stage: Stage) -> None:
    """The card shows before and after; the click makes it count."""
    said, _ = await baselined(stage)
    stage.clock.forward(days=10)
    _, card = await stage.say_and_hear(TOM.id, "that 14 should be 16", thread=said)
    assert "14 days (Q1 2026) → 16 days (Q1 2026)" in words(card).replace("  ", " ")
    assert baselines(stage) == [14]
    await stage.click_and_see(PRIYA.id, card, "record")
    assert baselines(stage) == [16]


async def test_a_mention_in_the_channel_puts_a_figure_right(stage: Stage) -> None:
    """From anywhere in the channel, in words people use."""
    await baselined(stage)
    _, card = await stage.say_and_hear(TOM.id, "@What Improved? the baseline was 18, not 14")
    await stage.click_and_see(PRIYA.id, card, "record")
    assert baselines(stage) == [18]


async def test_a_direct_message_puts_a_figure_right(stage: Stage) -> None:
    """The card waits where it was said, and the record is the same."""
    await baselined(stage)
    room = stage.workspace.direct(TOM.id).id
    _, card = await stage.say_and_hear(TOM.id, "sorry, 16 not 14", channel=room)
    await stage.click_and_see(TOM.id, card, "record")
    assert baselines(stage) == [16]


async def test_where_two_figures_may_be_meant_it_is_asked_which(stage: Stage) -> None:
    """A button each; the one that is pressed gets the card."""
    said, _ = await baselined(stage)
    stage.clock.forward(days=1)
    other = "The approval time was 14 days before go-live in Q1."
    later, card = await stage.say_and_hear(PRIYA.id, other)
    await stage.click_and_see(TOM.id, card, "record")
    await stage.settled()  # two measures with one figure are remarked upon first
    _, which = await stage.say_and_hear(TOM.id, "@What Improved? that 14 should be 16")
    assert stage.buttons(which) == ["pick:0", "pick:1"]
    chosen = await stage.click_and_see(TOM.id, which, "pick:1")
    assert stage.buttons(chosen) == []
    card = await stage.next_by_the_bot(which.ts)
    assert "16 days" in words(card)
    assert "approval time" in words(card)
    await stage.click_and_see(TOM.id, card, "record")
    assert sorted(baselines(stage), key=str) == [14, 16]
    assert said.ts < later.ts


async def test_a_figure_is_taken_back_in_its_thread_and_by_direct_message(stage: Stage) -> None:
    """It is told which, with who said it and what shows it; the press takes it back, and what it
    had corrected counts again.
    """
    said, _ = await baselined(stage)
    stage.clock.forward(days=10)
    _, card = await stage.say_and_hear(TOM.id, "that 14 should be 16", thread=said)
    await stage.click_and_see(PRIYA.id, card, "record")
    _, post = await stage.say_and_hear(TOM.id, "please take the 16 back, it was right", thread=said)
    told = words(post)
    for part in ("16 days", "14 days", f"@{TOM.id}", "Salesforce report"):
        assert part in told
    assert stage.buttons(post) == ["withdraw:0", "leave:1"]
    taken = await stage.click_and_see(PRIYA.id, post, "withdraw:0")
    assert stage.buttons(taken) == []
    assert f"@{PRIYA.id}" in words(taken)
    assert "Taken back on" in words(taken)
    assert baselines(stage) == [14]
    room = stage.workspace.direct(TOM.id).id
    _, post = await stage.say_and_hear(TOM.id, "strike the baseline", channel=room)
    left = await stage.click_and_see(TOM.id, post, "leave:1")
    assert "stays on record" in words(left)
    assert baselines(stage) == [14]
    _, none = await stage.say_and_hear(TOM.id, "scrap the target", channel=room)
    assert "no such figure on record" in words(none)
