"""Names, homes and roles changed by command, told through signed HTTP."""

from bot.sandbox.cast import HELEN, PRIYA, RAFAEL, TOM
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


async def test_a_quarter_is_the_fiscal_one_once_an_admin_said_when_the_year_begins(
    stage: Stage,
) -> None:
    """The card and the answer name its months; no other quarter has the figure."""
    await stage.command(PRIYA.id, NEW)
    refused = await stage.command(PRIYA.id, "/whatimproved fiscal-year april")
    assert "for an admin" in words(refused)
    said = await stage.command(RAFAEL.id, "/whatimproved fiscal-year april")
    assert "Q1, said without more, is April to June" in words(said)
    _, card = await stage.say_and_hear(TOM.id, BEFORE)
    await stage.settled()
    assert "(Q1 FY2026/27, April to June 2026)" in words(stage.now(card))
    await stage.click_and_see(PRIYA.id, card, "record")
    await stage.settled()
    answer = words(await stage.command(HELEN.id, "/whatimproved improved CRM phase 2"))
    assert "(Q1 FY2026/27, April to June 2026)" in answer
