"""Names, homes and roles changed by command, told through signed HTTP."""

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.stories.stage import RETURNS, Stage, words

NEW = "/whatimproved new CRM phase 2: quote-to-cash in days"
BEFORE = "Quote-to-cash was 14 days before go-live in Q1, per Finance's Salesforce report."


async def test_an_investment_is_renamed_for_the_whole_channel(stage: Stage) -> None:
    """Everybody hears of it, and the answer uses the new name."""
    await stage.command(PRIYA.id, NEW)
    said = await stage.command(PRIYA.id, "/whatimproved rename CRM phase 2 to Sales desk")
    assert "now called “Sales desk”" in words(said)
    assert said.ephemeral_to is None
    answer = words(await stage.command(HELEN.id, "/whatimproved improved CRM phase 2"))
    assert "Sales desk" in answer


async def test_an_investment_moves_with_its_updates(stage: Stage) -> None:
    """What is posted in its new home is read there."""
    await stage.command(PRIYA.id, NEW)
    said = await stage.command(PRIYA.id, "/whatimproved move CRM phase 2 to #returns-portal")
    assert "#returns-portal" in words(said)
    _, card = await stage.say_and_hear(TOM.id, BEFORE, channel=RETURNS.id)
    assert "14 days" in words(card)


async def test_what_cannot_be_done_is_told_to_who_typed_it(stage: Stage) -> None:
    """Clearly, and to nobody else."""
    await stage.command(PRIYA.id, NEW)
    said = await stage.command(TOM.id, "/whatimproved go-live soon")
    assert "cannot read a date" in words(said)
    assert said.ephemeral_to == TOM.id


async def test_the_sponsor_is_named_by_mention(stage: Stage) -> None:
    """As Slack sends a mention in a command."""
    await stage.command(PRIYA.id, NEW)
    said = await stage.command(PRIYA.id, "/whatimproved sponsor @Helen Marsh")
    assert "the sponsor is" in words(said)
    assert stage.bot is not None
    with stage.bot.rows.records.work(stage.workspace.team_id) as work:
        assert work.investments()[0].sponsor == f"<@{HELEN.id}>"
