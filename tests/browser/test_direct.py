"""Direct messages between people, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import HELEN, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_two_people_write_to_each_other_and_nobody_else_reads_it(
    open_as: OpenAs, local: Local
) -> None:
    """It is named by the other one, counted until it is read, and neither bot nor third sees it."""
    screen = await open_as(PRIYA.id)
    await screen.page.get_by_test_id(f"direct-{TOM.id}").click()
    await expect(screen.page.get_by_role("main", name=TOM.name)).to_be_visible()
    await expect(screen.page.get_by_test_id("channel")).to_contain_text("Only the two of you")
    await screen.post("a word between us")
    await screen.become(HELEN.id)
    await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
    badge = screen.page.get_by_test_id(f"direct-{PRIYA.id}").locator(".unread")
    await expect(badge).to_be_empty()
    await screen.become(TOM.id)
    await expect(badge).to_have_text("1")
    await screen.page.get_by_test_id(f"direct-{PRIYA.id}").click()
    await screen.expect_text("a word between us")
    await expect(badge).to_be_empty()
    assert local.workspace.log.entries() == []
