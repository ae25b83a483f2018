"""The drawer behind the scenes, in a real browser."""

import asyncio
import json
import re

from playwright.async_api import Locator, expect

from bot.advice.explain import Explanation
from bot.benefits.facts import Fact
from bot.benefits.reading import Claim, Reading
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PRIYA
from bot.sandbox.faults import Faults, Next
from tests.browser.conftest import OpenAs
from tests.browser.screen import Screen
from tests.browser.serving import Local

UPDATE = "The portal is live, turnaround is 6 days now"


def drawer(screen: Screen) -> Locator:
    """The drawer, open or not."""
    return screen.page.get_by_test_id("behind")


async def why(screen: Screen, words: str) -> None:
    """Ask what the bot makes of a message."""
    message = screen.message(words)
    await message.hover()
    await message.get_by_test_id("why").click()


def an_explanation() -> Explanation:
    """A claim, and a fact within it; a gap, and why nothing is asked."""
    quote = "turnaround is 6 days now"
    at = UPDATE.index(quote)
    claim = Claim(kind="outcome", status="reported", quote=quote, start=at, end=at + len(quote))
    six = UPDATE.index("6 days")
    fact = Fact(slot="current", value=6, unit="days", quote="6 days", start=six, end=six + 6)
    return Explanation(
        reading=Reading(is_update=True, claims=(claim,), facts=(fact,)),
        investment="Returns portal",
        gaps=("baseline: turnaround", "owner: turnaround"),
        proposes=1,
        why_silent="A question is still open.",
    )


async def test_every_delivery_can_be_looked_into(open_as: OpenAs, local: Local) -> None:
    """Newest first: what was sent, as what, and what came back, as it happens."""
    screen = await open_as(PRIYA.id)
    await screen.page.get_by_test_id("behind-open").click()
    await expect(drawer(screen)).to_be_visible()
    await screen.post("something new")
    latest = screen.page.get_by_test_id("delivery").first
    await expect(latest).to_contain_text("message")
    await expect(latest).to_contain_text("200")
    await latest.locator("summary").click()
    sent = json.loads(await latest.locator("pre").first.inner_text())
    assert sent["event"]["text"] == "something new"
    await screen.page.get_by_test_id("deliveries-filter").select_option("bad")
    await expect(screen.page.get_by_test_id("delivery")).to_have_count(0)


async def test_what_the_bot_thinks_of_a_message_is_told(open_as: OpenAs, local: Local) -> None:
    """What was read is marked in the words; gaps stand in their order, then claims and facts."""
    local.explained.told = an_explanation()
    screen = await open_as(PRIYA.id)
    await screen.post(UPDATE)
    await why(screen, UPDATE)
    read = screen.page.get_by_test_id("read-text")
    await expect(read).to_have_text(UPDATE)
    assert await read.locator("mark").all_inner_texts() == ["turnaround is ", "6 days", " now"]
    await expect(read.locator("mark.is-fact")).to_have_attribute("title", "outcome, current")
    await expect(screen.page.get_by_test_id("verdict")).to_contain_text("A question is still open.")
    await expect(screen.page.get_by_test_id("verdict")).to_contain_text("1 figure on a card")
    gaps = screen.page.get_by_test_id("gaps").locator("li")
    assert await gaps.all_inner_texts() == ["baseline: turnaround", "owner: turnaround"]
    await expect(screen.page.get_by_test_id("claims")).to_contain_text("outcome (reported)")
    await expect(screen.page.get_by_test_id("facts")).to_have_text("current: value 6, unit days")
    await expect(screen.page.get_by_test_id("delivery")).to_have_count(1)


async def test_words_of_the_bot_are_explained_by_what_they_answer(
    open_as: OpenAs, local: Local
) -> None:
    """Asked about a question of the bot's, the update is explained, and what it answered shown."""
    said = await local.workspace.post(HELEN.id, CRM_ROLLOUT.id, UPDATE)
    assert said is not None
    await local.says("What was it before?", thread_ts=said.ts)
    screen = await open_as(PRIYA.id)
    await screen.open_thread(UPDATE)
    await why(screen, "What was it before?")
    await expect(screen.page.get_by_test_id("answered")).to_have_text("What was it before?")
    assert [message.ts for message in local.explained.asked] == [said.ts]


async def test_what_people_wrote_is_never_markup_in_the_drawer(
    open_as: OpenAs, local: Local
) -> None:
    """Tags stay words, in the text explained and in what was sent."""
    screen = await open_as(PRIYA.id)
    await screen.post("<img src=x onerror=alert(1)>")
    await why(screen, "<img")
    await expect(screen.page.get_by_test_id("read-text")).to_contain_text("onerror")
    await expect(drawer(screen).locator("img")).to_have_count(0)


async def test_the_drawer_is_reached_and_left_by_keyboard(open_as: OpenAs) -> None:
    """Its key opens it, arrows go from tab to tab, Escape leads back to where one was."""
    screen = await open_as(PRIYA.id)
    box = screen.page.get_by_test_id("composer")
    await box.focus()
    await screen.page.keyboard.press("Control+Backquote")
    await expect(screen.page.get_by_test_id("behind-deliveries")).to_be_focused()
    await screen.page.keyboard.press("ArrowRight")
    await expect(screen.page.get_by_test_id("behind-thinking")).to_be_focused()
    await expect(drawer(screen)).to_contain_text("Point at a message")
    await screen.page.keyboard.press("Escape")
    await expect(drawer(screen)).to_be_hidden()
    await expect(box).to_be_focused()


async def test_the_address_remembers_the_drawer(open_as: OpenAs, local: Local) -> None:
    """Loading again shows the same tab about the same message; what is gone is said to be."""
    screen = await open_as(PRIYA.id)
    await screen.post("an update")
    await why(screen, "an update")
    await expect(screen.page).to_have_url(re.compile("behind=thinking&about="))
    await screen.reload()
    await expect(screen.page.get_by_test_id("read-text")).to_have_text("an update")
    await screen.open_channel("general")
    await expect(screen.page).to_have_url(re.compile(f"{GENERAL.id}.*behind=thinking"))
    said = local.workspace.messages(CRM_ROLLOUT.id)[0]
    await local.workspace.delete(PRIYA.id, CRM_ROLLOUT.id, said.ts)
    await expect(drawer(screen)).to_contain_text("no longer there")
    await expect(screen.page.get_by_test_id("delivery")).to_have_count(0)
    await screen.reload()
    await expect(drawer(screen)).to_contain_text("no longer there")
    await screen.page.get_by_test_id("behind-close").click()
    await expect(screen.page).not_to_have_url(re.compile("behind"))


async def test_faults_are_set_where_they_are_shown(open_as: OpenAs, local: Local) -> None:
    """Each holds at once, what cannot be is refused, what was struck is counted down."""
    screen = await open_as(PRIYA.id)
    await screen.page.get_by_test_id("behind-open").click()
    await screen.page.get_by_test_id("behind-faults").click()
    for name in ("twice", "expire_triggers", "post_rate", "tier_rates"):
        await screen.page.get_by_test_id(f"fault-{name}").check()
    for name, value in (
        ("delay_seconds", "0.5"),
        ("reorder_seconds", "2"),
        ("retry_after", "30"),
        ("limited", "3"),
    ):
        await screen.page.get_by_test_id(f"fault-{name}").fill(value)
        await screen.page.get_by_test_id(f"fault-{name}").press("Enter")
    for word in ("is_archived", "two words"):
        await screen.page.get_by_test_id("fault-refusal").fill(word)
        await screen.page.get_by_test_id("fault-refusal").press("Enter")
    await expect(screen.page.get_by_test_id("faults-error")).to_contain_text("one word")
    await expect(screen.page.get_by_test_id("fault-refusal")).to_have_value("is_archived")
    await screen.page.get_by_test_id("fault-dropped-method").select_option("chat.update")
    await expect(screen.page.get_by_test_id("fault-limited")).to_have_value("3")
    await screen.page.get_by_test_id("fault-refused").fill("-1")
    await screen.page.get_by_test_id("fault-refused").press("Enter")
    await expect(screen.page.get_by_test_id("faults-error")).to_contain_text("stays as it was")
    assert local.workspace.faults == Faults(
        twice=True,
        expire_triggers=True,
        post_rate=True,
        tier_rates=True,
        delay_seconds=0.5,
        reorder_seconds=2,
        limited=Next(calls=3),
        retry_after=30,
        refusal="is_archived",
        dropped=Next(method="chat.update"),
    )
    assert local.workspace.strikes("limited", "chat.postMessage")
    await expect(screen.page.get_by_test_id("fault-limited")).to_have_value("2")
    await screen.page.get_by_test_id("faults-none").click()
    await expect(screen.page.get_by_test_id("fault-twice")).not_to_be_checked()
    assert local.workspace.faults.are_none


async def test_all_begins_anew_only_when_one_is_sure(open_as: OpenAs, local: Local) -> None:
    """Cancel leaves everything; sure, nothing of it stays to be read, and it is said to be gone."""
    await local.workspace.post(PRIYA.id, CRM_ROLLOUT.id, "an update")
    screen = await open_as(PRIYA.id)
    page, again = screen.page, screen.page.get_by_test_id("begin-again")
    await screen.open_thread("an update")
    await why(screen, "an update")
    await expect(page.get_by_test_id("read-text")).to_have_text("an update")
    await again.press("Enter")
    await page.get_by_test_id("restart").get_by_role("button", name="Cancel").click()
    await expect(page.get_by_test_id("restart")).to_be_hidden()
    await expect(again).to_be_focused()
    assert len(local.workspace.messages(CRM_ROLLOUT.id)) == 1
    await again.click()
    await page.get_by_test_id("start-empty").click()
    await expect(screen.thread).to_have_count(0)
    await expect(page.get_by_test_id("channel")).to_contain_text("begins here")
    await expect(page.get_by_test_id("channel").locator(".topic")).to_be_empty()
    await expect(page.get_by_test_id("status")).to_contain_text("The workspace is empty")
    await expect(drawer(screen)).to_contain_text("Point at a message")
    await expect(page.get_by_text("an update", exact=True)).to_have_count(0)
    assert local.workspace.messages(CRM_ROLLOUT.id) == []


async def test_while_all_begins_anew_that_is_all_there_is_to_see(
    open_as: OpenAs, local: Local
) -> None:
    """Nobody watches the example being told: neither who was here, nor who comes meanwhile."""
    told = asyncio.Event()

    async def tell() -> None:
        await local.workspace.post(HELEN.id, CRM_ROLLOUT.id, "told anew")
        await told.wait()

    local.workspace.on_reset = tell
    screens = [await open_as(PRIYA.id)]
    await screens[0].page.get_by_test_id("direct-" + HELEN.id).click()
    resetting = asyncio.create_task(local.workspace.reset())
    waits = "setting-up"
    await expect(screens[0].page.get_by_test_id(waits)).to_contain_text("is being set up")
    screens.append(await open_as(HELEN.id))
    for screen in screens:
        await expect(screen.page.get_by_test_id(waits)).to_be_visible()
        await expect(screen.page.get_by_test_id("channel")).to_be_hidden()
        await screen.page.keyboard.press("Control+Backquote")
        await expect(drawer(screen)).to_be_visible()
    told.set()
    await resetting
    for screen in screens:
        await expect(screen.page.get_by_test_id(waits)).to_be_hidden()
        await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
        await screen.expect_text("told anew")


async def test_a_narrow_screen_shows_the_drawer_alone(open_as: OpenAs) -> None:
    """On a phone it takes the place of the conversation, and nothing is cut."""
    screen = await open_as(PRIYA.id, width=390, height=844)
    await screen.page.get_by_test_id("behind-open").click()
    await expect(drawer(screen)).to_be_visible()
    await expect(screen.page.get_by_test_id("channel")).to_be_hidden()
    assert not await screen.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    await screen.page.get_by_test_id("behind-close").click()
    await expect(screen.page.get_by_test_id("channel")).to_be_visible()
