"""The card of a member, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import BOT, CRM_ROLLOUT, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_a_picture_opens_the_card_of_its_member(open_as: OpenAs, local: Local) -> None:
    """Name, role and id; a direct message is a click away, not to oneself."""
    await local.workspace.post(TOM.id, CRM_ROLLOUT.id, "from Tom")
    screen = await open_as(PRIYA.id)
    card = screen.page.get_by_test_id("member")
    await screen.message("from Tom").locator(".picture").click()
    for words in (TOM.name, TOM.title, TOM.id):
        await expect(card).to_contain_text(words)
    await screen.page.get_by_test_id("member-write").click()
    await expect(card).to_be_hidden()
    await expect(screen.page.get_by_role("main", name=TOM.name)).to_be_visible()
    await screen.open_channel("crm-rollout")
    await screen.post("my own")
    await screen.message("my own").locator(".picture").click()
    await expect(card).to_contain_text(PRIYA.name)
    await expect(screen.page.get_by_test_id("member-write")).to_have_count(0)


async def test_a_name_opens_the_card_by_keyboard(open_as: OpenAs, local: Local) -> None:
    """The keyboard goes into the card, Escape closes it and leads back to the name."""
    await local.says("from the bot")
    screen = await open_as(PRIYA.id)
    name = screen.message("from the bot").get_by_role("button", name=BOT.name, exact=True)
    await name.focus()
    await screen.page.keyboard.press("Enter")
    card = screen.page.get_by_test_id("member")
    await expect(card).to_contain_text(BOT.id)
    await expect(screen.page.get_by_test_id("member-write")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(card).to_be_hidden()
    await expect(name).to_be_focused()
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.get_by_test_id("member-write")).to_be_focused()
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.get_by_role("main", name=BOT.name)).to_be_visible()
