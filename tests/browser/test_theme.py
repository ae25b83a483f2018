"""Light and dark, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import HELEN, PRIYA
from tests.browser.conftest import OpenAs
from tests.browser.screen import Screen


async def _paper(screen: Screen) -> str:
    return str(await screen.page.evaluate("getComputedStyle(document.body).backgroundColor"))


async def test_colours_are_the_systems_until_others_are_chosen(open_as: OpenAs) -> None:
    """What is chosen holds at once, for whoever one speaks as, and after loading again."""
    screen = await open_as(PRIYA.id)
    await screen.page.emulate_media(color_scheme="light")
    light = await _paper(screen)
    await screen.page.get_by_test_id("theme").select_option("dark")
    dark = await _paper(screen)
    assert dark != light
    await screen.become(HELEN.id)
    await screen.reload()
    await expect(screen.page.get_by_test_id("theme")).to_have_value("dark")
    assert await _paper(screen) == dark
    await screen.page.get_by_test_id("theme").select_option("system")
    assert await _paper(screen) == light
