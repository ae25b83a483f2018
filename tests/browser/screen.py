"""What a person sees and does in the page, in their words."""

from typing import Self

from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.cast import PEOPLE

PATIENCE = 60_000
"""Milliseconds anything is waited for: a machine may be busy with other things."""

_ALIVE = "window.did_handshake === true"
_IN_PLACE = """() => location.pathname + location.search
  === document.querySelector('.app').dataset.place"""
_NAMES = {person.id: person.name for person in PEOPLE}


class Screen:
    """One tab. Every step waits until it can be done; `expect_…` waits until it holds.

    `url` is where the page is served; people and channels are named as people see them.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.strangers: list[str] = []
        page.on("request", self._note)

    @classmethod
    async def open(
        cls,
        browser: Browser,
        url: str,
        user: str = "",
        channel: str = "",
        path: str | None = None,
        width: int = 1440,
        height: int = 900,
    ) -> Self:
        """A new tab, speaking for `user` (an id) in `channel` (an id), or at a path."""
        context = await browser.new_context(viewport={"width": width, "height": height})
        screen = cls(await context.new_page(), url)
        screen.page.set_default_timeout(PATIENCE)
        await screen.visit(path or f"/?as={user}&channel={channel}")
        return screen

    async def visit(self, path: str) -> None:
        """Load an address of the page and wait until it is alive."""
        await self.page.goto(self.url + path)
        await self.page.wait_for_function(_ALIVE)

    async def reload(self) -> None:
        """Load the page anew, once its address tells where it is, and wait until it is alive."""
        await self.page.wait_for_function(_IN_PLACE)
        await self.page.reload()
        await self.page.wait_for_function(_ALIVE)

    async def close(self) -> None:
        """Close the tab."""
        await self.page.context.close()

    # going about

    async def open_channel(self, name: str) -> None:
        """Choose a channel in the sidebar."""
        await self.page.get_by_test_id(f"channel-{name}").click()
        await expect(self.page.get_by_role("main", name=f"#{name}")).to_be_visible()

    async def open_app(self) -> None:
        """Open the direct conversation with the bot."""
        await self.page.get_by_test_id("channel-app").click()

    async def become(self, user: str) -> None:
        """Speak as somebody else, by id."""
        switcher = self.page.get_by_test_id("person-switcher")
        await switcher.click()
        await self.page.get_by_test_id(f"person-{user}").click()
        await expect(switcher).to_contain_text(_NAMES[user])

    async def open_thread(self, words: str) -> None:
        """Open the thread under the channel's message that holds these words."""
        message = self.message(words, self.page.get_by_test_id("channel"))
        await message.hover()
        chip = message.get_by_test_id("replies")
        starter = message.get_by_role("button", name="Reply in thread")
        await chip.or_(starter).first.click()
        await expect(self.thread).to_be_visible()

    async def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Reach something by the keyboard alone, within forty steps."""
        for _ in range(40):
            await self.page.keyboard.press(key)
            if await target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} cannot be reached with {key}")

    # saying and pressing

    async def post(self, text: str) -> None:
        """Write in the channel and send it with Enter."""
        await self._write("composer", text)

    async def reply(self, text: str) -> None:
        """Write in the open thread and send it with Enter."""
        await self._write("thread-composer", text)

    async def click_button(self, label: str, within: str | None = None) -> None:
        """Press a button by its words: the last one, or the one of the message with `within`."""
        scope = self.message(within) if within else self.page.locator("article, dialog")
        await scope.get_by_role("button", name=label, exact=True).last.click()

    async def fill(self, label: str, text: str) -> None:
        """Fill a field of the modal."""
        await self.modal.get_by_label(label).fill(text)

    async def submit(self) -> None:
        """Send the modal."""
        await self.page.get_by_test_id("modal-submit").click()

    # seeing

    @property
    def thread(self) -> Locator:
        """The thread pane."""
        return self.page.get_by_test_id("thread")

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.get_by_test_id("modal")

    def message(self, words: str, within: Locator | None = None) -> Locator:
        """The last message that holds these words."""
        messages = (within or self.page).get_by_test_id("message")
        return messages.filter(has_text=words).last

    async def texts(self, pane: str = "channel") -> list[str]:
        """What the messages of a pane (`channel` or `thread`) say, oldest first."""
        messages = self.page.get_by_test_id(pane).get_by_test_id("message")
        return await messages.locator(".words, .gone").all_inner_texts()

    async def expect_text(self, words: str, pane: str = "channel") -> None:
        """Wait until a message of the pane holds these words."""
        await expect(self.message(words, self.page.get_by_test_id(pane))).to_be_visible()

    async def _write(self, box: str, text: str) -> None:
        await self.page.get_by_test_id(box).fill(text)
        await self.page.get_by_test_id(box).press("Enter")

    def _note(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            self.strangers.append(url)
