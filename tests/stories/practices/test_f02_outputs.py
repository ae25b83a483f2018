"""Outputs are not outcomes: what was delivered and what got better are told apart everywhere."""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import Stage, words

UPDATE = (
    "The returns portal is live in all 14 shops. Refunds take 3 days now, they took 8 before, per "
    "the refund ledger."
)


async def test_what_was_delivered_and_what_got_better_stand_apart(stage: Stage) -> None:
    """In the thread and in the sponsor's answer: the delivery is told, and counts as nothing that
    improved.
    """
    await stage.command(PRIYA.id, "/whatimproved new Returns portal: refund time in days")
    _, card = await stage.say_and_hear(PRIYA.id, UPDATE)
    await stage.click_and_see(TOM.id, card, "record")
    told = words(await stage.command(HELEN.id, "/whatimproved improved Returns portal"))
    improved, _, delivered = told.partition("Delivered")
    assert "8 → 3 days" in improved
    assert "live in all 14 shops" not in improved
    assert "live in all 14 shops" in delivered
    assert "days" not in delivered.partition("As of")[0].replace("14 shops", "")
