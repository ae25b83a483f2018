"""Getting about, in a real browser."""

import asyncio
import re
from collections.abc import Callable

from playwright.async_api import Browser, expect

from bot.sandbox.board import Listener
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.screen import Screen
from tests.browser.serving import Local


async def test_the_keyboard_alone_is_enough(open_as: OpenAs, local: Local) -> None:
    """Somebody without a mouse changes person and channel, posts, opens a thread and replies."""
    screen = await open_as(PRIYA.id)
    keys = screen.page.keyboard
    await screen.tab_to(screen.page.get_by_test_id("person-switcher"))
    await keys.press("Enter")
    await screen.tab_to(screen.page.get_by_test_id(f"person-{TOM.id}"))
    await keys.press("Enter")
    switcher = screen.page.get_by_test_id("person-switcher")
    await expect(switcher).to_contain_text("Tom Okafor")
    await expect(switcher).to_be_focused()
    await screen.tab_to(screen.page.get_by_test_id("channel-general"))
    await keys.press("Enter")
    await expect(screen.page.get_by_test_id("composer")).to_be_focused()
    await keys.type("first line")
    await keys.press("Shift+Enter")
    await keys.type("second line")
    await keys.press("Enter")
    await screen.expect_text("first line\nsecond line")
    await screen.tab_to(screen.page.get_by_role("button", name="Reply in thread"), "Shift+Tab")
    await keys.press("Enter")
    await expect(screen.page.get_by_test_id("thread-composer")).to_be_focused()
    await keys.type("a reply")
    await keys.press("Enter")
    await screen.expect_text("a reply", "thread")
    found = local.workspace.messages(GENERAL.id)
    assert [(m.user, m.text, m.reply_count) for m in found] == [
        (TOM.id, "first line\nsecond line", 1)
    ]


async def test_unread_messages_are_marked_until_they_are_seen(
    open_as: OpenAs, local: Local
) -> None:
    """A message elsewhere is counted in the sidebar; opening the channel takes the mark away."""
    screen = await open_as(PRIYA.id)
    await local.workspace.post(HELEN.id, GENERAL.id, "Steering group on Thursday")
    entry = screen.page.get_by_test_id("channel-general")
    await expect(entry.locator(".unread")).to_have_text("1")
    await screen.open_channel("general")
    await screen.expect_text("Steering group on Thursday")
    await expect(entry.locator(".unread")).to_be_empty()


async def test_a_permalink_leads_to_its_message(open_as: OpenAs, local: Local) -> None:
    """A lasting link opens the page at the message; the same link inside the page jumps there."""
    for number in range(120):
        await local.workspace.post(HELEN.id, CRM_ROLLOUT.id, f"update {number}")
    first = local.workspace.messages(CRM_ROLLOUT.id)[0]
    link = local.workspace.permalink(first)
    screen = await open_as(PRIYA.id, path=link.removeprefix(local.url))
    await expect(screen.message("update 0")).to_be_in_viewport()
    await expect(screen.message("update 0")).to_be_focused()
    await local.workspace.post(TOM.id, GENERAL.id, f"see {link}")
    await screen.open_channel("general")
    await screen.message("see").get_by_role("link").click()
    await expect(screen.message("update 0")).to_be_in_viewport()
    await expect(screen.page).to_have_url(re.compile(f"channel={CRM_ROLLOUT.id}"))


async def test_a_narrow_screen_shows_one_pane_at_a_time(open_as: OpenAs) -> None:
    """On a phone one goes from channels to channel to thread, and back."""
    screen = await open_as(PRIYA.id, width=390, height=844)
    sidebar = screen.page.get_by_role("navigation", name="Workspace")
    await expect(sidebar).to_be_hidden()
    await screen.post("from the phone")
    await screen.open_thread("from the phone")
    await expect(screen.page.get_by_test_id("channel")).to_be_hidden()
    await screen.page.get_by_label("Back to #crm-rollout").click()
    await screen.page.get_by_label("Back to channels").click()
    await expect(sidebar).to_be_visible()
    await screen.open_channel("general")
    await expect(sidebar).to_be_hidden()


async def test_a_closed_tab_is_forgotten(browser: Browser, local: Local) -> None:
    """A tab that is gone listens no longer, so that it costs nothing."""
    gone = asyncio.Event()
    subscribe = local.workspace.board.subscribe

    def watched(listener: Listener) -> Callable[[], None]:
        end = subscribe(listener)

        def ended() -> None:
            end()
            gone.set()

        return ended

    local.workspace.board.subscribe = watched  # type: ignore[method-assign]
    screen = await Screen.open(browser, local.url, PRIYA.id)
    assert not gone.is_set()
    await screen.close()
    async with asyncio.timeout(30):
        await gone.wait()


async def test_an_address_that_leads_nowhere_leads_to_the_nearest_place(
    open_as: OpenAs, local: Local
) -> None:
    """An unknown person, channel or thread is no error; who is in no channel has the bot."""
    screen = await open_as("U0NOBODY00", "C0NOWHERE0")
    await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
    await screen.visit(f"/?as={PRIYA.id}&channel={GENERAL.id}&thread=1.000000")
    await expect(screen.page.get_by_role("main", name="#general")).to_be_visible()
    await expect(screen.thread).to_have_count(0)
    for room in list(local.workspace.rooms.values()):
        local.workspace.board.add_room(room.model_copy(update={"members": (TOM.id,)}))
    await screen.visit(f"/?as={PRIYA.id}&channel={GENERAL.id}")
    await expect(screen.page.get_by_role("main", name="What Improved?")).to_be_visible()
