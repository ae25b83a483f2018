"""The app's shortcuts, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_a_message_has_the_app_s_shortcut_in_its_menu(open_as: OpenAs, local: Local) -> None:
    """By mouse and by keyboard; the bot is told which message is meant, and by whom."""
    said = await local.workspace.post(TOM.id, CRM_ROLLOUT.id, "CRM phase 2 is live")
    assert said is not None
    screen = await open_as(PRIYA.id)
    menu = screen.page.get_by_test_id("shortcuts")
    more = screen.message("phase 2").get_by_role("button", name="More actions")
    await screen.message("phase 2").hover()
    await more.click()
    await menu.get_by_role("menuitem", name="Challenge this update").click()
    await expect(menu).to_be_hidden()
    told = await local.bot.clicks.get()
    assert (told["type"], told["callback_id"]) == ("message_action", "challenge_update")
    assert (told["message"]["ts"], told["user"]["id"]) == (said.ts, PRIYA.id)
    await more.press("Enter")
    await expect(menu.get_by_role("menuitem")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await expect(more).to_be_focused()
