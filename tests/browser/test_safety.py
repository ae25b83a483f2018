"""What people wrote is shown as text, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import PRIYA
from tests.browser.builders import buttons, rich, words
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\">",
    "<script>document.title='owned'</script>",
    "<svg onload=document.title='owned'></svg>",
    "{{constructor.constructor('document.title=1')()}} ${document.title=1} `",
    "&lt;b&gt; stays as typed, <b>too</b>",
)


async def test_hostile_words_are_shown_as_words(open_as: OpenAs, local: Local) -> None:
    """Markup, script and templates in a message are text; nothing of it runs or is built."""
    screen = await open_as(PRIYA.id)
    for text in HOSTILE:
        await screen.post(text)
    await screen.expect_text("stays as typed")
    assert tuple(await screen.texts()) == HOSTILE
    assert await screen.page.locator(".words :is(img, script, svg, b)").count() == 0
    assert "owned" not in await screen.page.title()


async def test_hostile_words_of_the_bot_are_shown_as_words(open_as: OpenAs, local: Local) -> None:
    """The same for every place a block puts words in, on load and live."""
    bad = HOSTILE[0]
    blocks = (
        {"type": "header", "text": words(bad)},
        {"type": "section", "text": {"type": "mrkdwn", "text": bad}, "fields": [words(bad)]},
        {"type": "context", "elements": [words(bad)]},
        {"type": "rich_text", "elements": [rich({"type": "text", "text": bad})]},
        buttons(bad),
    )
    await local.says("x", blocks=blocks)
    screen = await open_as(PRIYA.id)
    await local.says("y", blocks=blocks)
    await expect(screen.page.locator(".heading")).to_have_count(2)
    assert await screen.page.get_by_text(bad).count() >= 10
    assert await screen.page.locator(".said img").count() == 0
    assert "owned" not in await screen.page.title()


async def test_only_web_links_are_links(open_as: OpenAs, local: Local) -> None:
    """A link of another scheme is its words; a web link opens elsewhere and tells nothing."""
    screen = await open_as(PRIYA.id)
    await local.says(
        "<javascript:document.title=1|one> <data:text/html,x|two> <https://example.org/a|three>"
    )
    await screen.expect_text("three")
    links = screen.page.locator(".words a")
    assert await links.count() == 1
    assert await links.get_attribute("href") == "https://example.org/a"
    assert await links.get_attribute("rel") == "noopener noreferrer"
    assert await links.get_attribute("target") == "_blank"


async def test_a_picture_from_elsewhere_is_never_loaded(open_as: OpenAs, local: Local) -> None:
    """Its description stands for it, as a link: reading a message tells no other machine."""
    url = f"{local.url.replace('127.0.0.1', 'localhost')}/elsewhere.png"
    picture = {"type": "image", "image_url": url, "alt_text": "a chart"}
    await local.says(
        "x", blocks=(picture, {"type": "context", "elements": [picture]}), files=({"name": "f"},)
    )
    screen = await open_as(PRIYA.id)
    await screen.expect_text("a chart")
    assert await screen.page.locator(".said img").count() == 0
    assert await screen.page.get_by_role("link", name="a chart").count() == 2
