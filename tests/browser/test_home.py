"""The bot's Home, in a real browser."""

from typing import Any

from playwright.async_api import Locator, expect

from bot.sandbox.cast import PRIYA
from tests.browser.conftest import OpenAs
from tests.browser.screen import Screen
from tests.browser.serving import Local

WORDS = {"type": "plain_text", "text": "Show"}
CHOICES = [
    {"text": {"type": "plain_text", "text": label}, "value": label.lower()}
    for label in ("Mine", "Worse")
]
FILTER = {
    "type": "static_select",
    "action_id": "home_filter",
    "placeholder": WORDS,
    "options": CHOICES,
    "initial_option": CHOICES[0],
}
SEARCH = {
    "type": "input",
    "block_id": "search",
    "dispatch_action": True,
    "optional": True,
    "label": {"type": "plain_text", "text": "Search by name"},
    "element": {"type": "plain_text_input", "action_id": "home_search"},
}
MOMENT = {
    "type": "date",
    "timestamp": 1_771_405_200,
    "format": "{date_short_pretty}, {time}",
    "fallback": "2026-02-18 09:00 UTC",
}


def a_home(words: str) -> dict[str, Any]:
    """Some words with a moment, a filter and a line to search in."""
    said = [{"type": "text", "text": f"{words} "}, MOMENT]
    section = {"type": "rich_text_section", "elements": said}
    rich = {"type": "rich_text", "elements": [section]}
    menu = {"type": "actions", "block_id": "menu", "elements": [FILTER]}
    return {"type": "home", "private_metadata": "{}", "blocks": [rich, menu, SEARCH]}


async def opened(screen: Screen) -> Locator:
    """The Home, looked at by its tab."""
    await screen.open_app()
    await screen.page.get_by_test_id("bot-home").click()
    home = screen.page.get_by_test_id("home")
    await expect(home).to_be_visible()
    return home


async def test_a_home_is_looked_at_used_and_left(open_as: OpenAs, local: Local) -> None:
    """It is told of, shown as it is published, by the viewer's clock, and changes while open."""
    screen = await open_as(PRIYA.id)
    home = await opened(screen)
    await expect(home).to_contain_text("is being put together")
    local.workspace.modals.publish(PRIYA.id, a_home("As of"))
    await expect(home).to_contain_text("As of 18 Feb 2026, 09:00")
    assert await screen.page.evaluate("document.activeElement.className") != "home-page"
    menu = home.get_by_role("combobox", name="Show")
    assert await menu.input_value() == "mine"
    await menu.select_option("worse")
    await menu.press("Enter")
    told = (await local.bot.clicks.get())["actions"][0]
    assert (told["action_id"], told["selected_option"]["value"]) == ("home_filter", "worse")
    line = home.get_by_label("Search by name")
    await line.fill("crm")
    await line.press("Enter")
    told = (await local.bot.clicks.get())["actions"][0]
    assert (told["block_id"], told["value"]) == ("search", "crm")
    local.workspace.modals.publish(PRIYA.id, a_home("Found as of"))
    await expect(home).to_contain_text("Found as of")
    await expect(line).to_be_focused()
    local.workspace.modals.publish(PRIYA.id, a_home("Found"))
    await expect(home).to_contain_text("Found")
    await screen.reload()
    await expect(screen.page.get_by_test_id("home")).to_contain_text("Found")
    await screen.page.get_by_test_id("bot-messages").click()
    await expect(screen.page.get_by_test_id("composer")).to_be_visible()


async def test_a_home_fits_a_phone(open_as: OpenAs, local: Local) -> None:
    """Nothing is wider than the screen, and the way back is there."""
    local.workspace.modals.publish(PRIYA.id, a_home("word" * 200))
    screen = await open_as(PRIYA.id, width=390, height=844)
    await screen.page.get_by_role("button", name="Back to channels").click()
    home = await opened(screen)
    await expect(home).to_contain_text("word")
    assert await screen.page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "e => e.scrollWidth <= e.clientWidth"
    assert await home.locator(".home-page").evaluate(wide)
    await home.get_by_role("button", name="Back to channels").click()
    await expect(screen.page.get_by_test_id("channel-app")).to_be_visible()
