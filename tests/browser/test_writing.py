"""What happens under the typing hands, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PEOPLE, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_what_is_begun_is_kept_in_its_channel(open_as: OpenAs) -> None:
    """Another channel, another person, loading again: each box has its own words, until sent."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    await box.fill("half a thought")
    await screen.open_channel("general")
    await expect(box).to_have_value("")
    await box.fill("another")
    await screen.open_channel("crm-rollout")
    await expect(box).to_have_value("half a thought")
    await screen.become(HELEN.id)
    await expect(box).to_have_value("half a thought")
    await screen.reload()
    await expect(box).to_have_value("half a thought")
    await box.press("Enter")
    await screen.expect_text("half a thought")
    await screen.open_channel("general")
    await expect(box).to_have_value("another")
    await screen.open_channel("crm-rollout")
    await expect(box).to_have_value("")


async def test_words_typed_while_the_person_changes_are_not_lost(open_as: OpenAs) -> None:
    """The box is drawn anew under the hands: words and keyboard stay in it."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    await screen.page.get_by_test_id("person-switcher").click()
    await screen.page.evaluate(
        """person => {
          document.querySelector(`[data-testid=person-${person}]`).click();
          const box = document.querySelector('[data-testid=composer]');
          box.focus();
          document.execCommand('insertText', false, 'typed at once');
        }""",
        TOM.id,
    )
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(TOM.name)
    await expect(box).to_have_value("typed at once")
    await expect(box).to_be_focused()
    await screen.page.keyboard.type(" and on")
    await screen.page.keyboard.press("Enter")
    await screen.expect_text("typed at once and on")
    await expect(screen.message("typed at once")).to_contain_text(TOM.name)


async def test_words_sent_while_the_person_changes_come_back(open_as: OpenAs, local: Local) -> None:
    """What was sent from a box that is gone was not said by anybody: it waits to be sent."""
    screen = await open_as(PRIYA.id)
    await screen.page.get_by_test_id("composer").fill("sent too soon")
    await screen.page.get_by_test_id("person-switcher").click()
    await screen.page.evaluate(
        """person => {
          document.querySelector(`[data-testid=person-${person}]`).click();
          document.querySelector('[data-testid=composer]').form.requestSubmit();
        }""",
        TOM.id,
    )
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(TOM.name)
    await expect(screen.page.get_by_test_id("composer")).to_have_value("sent too soon")
    assert local.workspace.messages(CRM_ROLLOUT.id) == []


async def test_names_are_offered_and_chosen_by_keyboard(open_as: OpenAs) -> None:
    """After an at sign people and the bot are offered; Enter takes one, Escape leaves it be."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    offered = screen.page.locator(".suggestion").filter(visible=True)
    await box.press_sequentially("thanks @")
    await expect(offered).to_have_count(len(PEOPLE))
    await expect(offered.first).to_contain_text("What Improved?")
    await box.press_sequentially("mar")
    await expect(offered).to_have_count(1)
    await screen.page.keyboard.press("Enter")
    await expect(box).to_have_value("thanks @Helen Marsh ")
    await expect(offered).to_have_count(0)
    await box.press_sequentially("and @")
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("ArrowUp")
    await expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    await screen.page.keyboard.press("Escape")
    await expect(offered).to_have_count(0)
    await screen.page.keyboard.press("Enter")
    await screen.expect_text("thanks @Helen Marsh and @")


async def test_emoji_are_offered_by_their_names(open_as: OpenAs) -> None:
    """After a colon and two letters; the chosen one is written as Slack writes it, and shown."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    offered = screen.page.locator(".suggestion").filter(visible=True)
    await box.press_sequentially("at 10:30 :t")
    await expect(offered).to_have_count(0)
    await box.press_sequentially("a")
    await expect(offered.first).to_be_visible()
    await box.press_sequentially("da")
    await expect(offered).to_have_text(["🎉:tada:"])
    await screen.page.keyboard.press("Enter")
    await expect(box).to_have_value("at 10:30 :tada: ")
    await box.press_sequentially(":chart")
    await expect(offered.first).to_contain_text("💹")
    await offered.filter(has_text="upwards").click()
    await screen.page.keyboard.press("Enter")
    await screen.expect_text("at 10:30 🎉 📈")
    await box.press_sequentially(":smile:")
    await expect(offered).to_have_count(0)


async def test_commands_are_offered_and_a_whole_one_is_run_at_once(
    open_as: OpenAs, local: Local
) -> None:
    """A slash offers what the bot understands; a command typed in full needs no choosing."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    offered = screen.page.locator(".suggestion").filter(visible=True)
    await box.press_sequentially("/")
    await expect(offered).to_have_count(4)
    await box.press_sequentially("whatimproved barr")
    await expect(offered).to_have_count(1)
    await expect(offered).to_contain_text("/whatimproved barriers")
    await box.fill("/")
    await offered.filter(has_text="Link this channel").click()
    await expect(box).to_have_value("/whatimproved new ")
    await expect(box).to_be_focused()
    await box.fill("/whatimproved improved")
    await expect(offered).to_have_count(0)
    await screen.page.keyboard.press("Enter")
    assert (await local.bot.commands.get())["text"] == "improved"
    await box.fill("/whatimproved help")
    await expect(offered.filter(has_text="help practices")).to_have_count(1)
    await screen.page.keyboard.press("Enter")
    assert (await local.bot.commands.get())["text"] == "help"
