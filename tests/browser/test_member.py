"""The cards of a member and of a channel, in a real browser."""

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


async def test_a_channel_is_made_the_bot_asked_in_and_all_of_it_undone(
    open_as: OpenAs, local: Local
) -> None:
    """By its own dialog: each step shows at once, in the sidebar and above the messages; who is
    gone is offered nowhere.
    """
    screen = await open_as(PRIYA.id)
    page = screen.page
    page.on("dialog", lambda dialog: dialog.accept())
    await page.get_by_test_id("add-channel").click()
    card = page.get_by_test_id("channel-card")
    await card.get_by_label("Name of the channel").fill("crm-rollout")
    await card.get_by_label("Name of the channel").press("Enter")
    await expect(card.get_by_role("alert")).to_contain_text("already")
    await card.get_by_label("Name of the channel").fill("New payroll")
    await card.get_by_label("Private").check()
    await card.get_by_label("Name of the channel").press("Enter")
    await expect(card).to_contain_text("Members (1)")
    await card.get_by_test_id("add-member").select_option(BOT.id)
    await expect(card).to_contain_text("Members (2)")
    await card.get_by_label("Name", exact=True).fill("payroll")
    await card.get_by_role("button", name="Rename").click()
    await expect(card.get_by_role("heading", name="#payroll")).to_be_visible()
    await card.get_by_role("button", name="Archive it").click()
    await card.get_by_role("button", name="Close").click()
    await expect(page.get_by_test_id("channel-payroll")).to_contain_text("archived")
    await expect(page.get_by_role("main", name="#payroll")).to_contain_text("2 members")
    await page.get_by_test_id("tend").click()
    await card.get_by_role("button", name="Open it again").click()
    await card.get_by_role("button", name="Close").click()
    await expect(page.get_by_test_id("channel-payroll")).not_to_contain_text("archived")
    await local.workspace.delivery.settled()
    assert "member_joined_channel" in [one.name for one in local.workspace.log.entries()]
    await screen.open_channel("crm-rollout")
    await local.workspace.post(TOM.id, "C0CRMROLL1", "my last day")
    await screen.message("my last day").locator(".picture").click()
    await page.get_by_test_id("member-leaves").click()
    await expect(page.get_by_test_id(f"direct-{TOM.id}")).to_have_count(0)
    await expect(screen.message("my last day")).to_contain_text(TOM.name)


async def test_who_speaks_to_the_bot_where_it_is_not_may_add_it(
    open_as: OpenAs, local: Local
) -> None:
    """The line above the box says so, and goes once it is here."""
    screen = await open_as(PRIYA.id)
    page = screen.page
    await page.get_by_test_id("add-channel").click()
    card = page.get_by_test_id("channel-card")
    await card.get_by_label("Name of the channel").fill("order desk")
    await card.get_by_label("Name of the channel").press("Enter")
    await card.get_by_role("button", name="Close").click()
    absent = page.get_by_test_id("absent")
    await expect(absent).to_be_hidden()
    await screen.post(f"@{BOT.name} what improved?")
    await expect(absent).to_be_visible()
    await absent.get_by_role("button", name="Add it").click()
    await expect(absent).to_be_hidden()
    [room] = [one for one in local.workspace.rooms.values() if one.name == "order-desk"]
    assert BOT.id in room.members
