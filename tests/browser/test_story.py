"""The newcomer's page and the whole bot together, walked through as a person would."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.local import build_local
from bot.sandbox.cast import AMARA, HELEN, PRIYA, RETURNS, TOM
from bot.settings import Settings
from tests.browser.pictures import picture
from tests.browser.screen import Screen
from tests.browser.serving import forget_pages
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import serving

ANSWER = (
    "about 14 days in Q1, per Finance's Salesforce report. The head of sales operations owns it."
)
MEASURED = "Quote-to-cash is 9 days now https://reports.example.com/q2c"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A new local workspace, as the command serves it."""
    forget_pages()
    at = a_socket()
    address = address_of(at)
    app = build_local(Settings(home=tmp_path_factory.mktemp("home")), at.getsockname()[1])
    async with serving(app, at), httpx.AsyncClient(timeout=60) as asking:
        await asking.get(address)  # answered once the example is told
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def screen(browser: Browser, url: str) -> AsyncIterator[Screen]:
    """One tab, in which the story goes on from test to test."""
    opened = await Screen.open(browser, url, path="/")
    yield opened
    await opened.close()
    assert opened.strangers == []


async def try_this(screen: Screen, number: int, words: str) -> None:
    """Press a step: it is said, in the thread that opens by itself; the step is ticked."""
    step = screen.page.get_by_test_id(f"try-{number}")
    await step.click()
    await screen.expect_text(words, "thread")
    await expect(step).to_have_class(re.compile("is-done"))


async def test_a_newcomer_finds_a_lived_in_workspace(screen: Screen) -> None:
    """It opens on the channel of the example, as its delivery lead; another shows an outcome."""
    await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(PRIYA.name)
    await expect(screen.page.get_by_test_id("try-0")).to_be_hidden()
    await expect(screen.page.get_by_test_id("try-1")).to_have_class(re.compile("is-next"))
    await expect(screen.page.get_by_test_id("try-2")).to_be_disabled()
    await screen.expect_text("CRM phase 2 is linked to #crm-rollout")
    await picture(screen, "1-open")
    await screen.open_channel("returns-portal")
    await screen.open_thread("Refund turnaround is 6 days now")
    await screen.expect_text("11 → 6 days, 5 days less (45%)", "thread")
    await screen.expect_text("Recorded by", "thread")
    await expect(screen.page.get_by_role("button", name="Record", exact=True)).to_have_count(0)
    await picture(screen, "2-example")


async def test_a_newcomer_can_take_a_tour(screen: Screen) -> None:
    """Six steps beside what they speak of, skipped when one likes, offered once."""
    page, coach = screen.page, screen.page.get_by_test_id("coach")
    await page.get_by_test_id("tour-offer").get_by_role("button", name="Show me").click()
    speaks_of = ["went live", "before go-live", "about 11 days", "What I understood"]
    for number, words in enumerate(speaks_of, start=1):
        await expect(coach).to_contain_text(f"{number} of 6")
        await expect(page.locator("article.is-toured")).to_contain_text(words)
        await coach.get_by_role("button", name="Next").press("Enter")
    await expect(page.locator(".composer.is-toured").get_by_test_id("composer")).to_be_visible()
    await coach.get_by_role("button", name="Next").press("Enter")
    await expect(page.locator(".time.is-toured").get_by_test_id("time-now")).to_be_in_viewport()
    await picture(screen, "13-tour-time")
    await coach.get_by_role("button", name="Done").press("Enter")
    await expect(coach).to_have_count(0)
    await expect(page.get_by_test_id("tour-offer")).to_be_hidden()
    await page.get_by_test_id("tour").click()
    await expect(coach.get_by_role("button", name="Next")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(coach).to_have_count(0)
    await screen.reload()
    await expect(page.get_by_test_id("tour")).to_be_visible()
    await expect(page.get_by_test_id("tour-offer")).to_be_hidden()
    await screen.open_channel("crm-rollout")


async def test_what_to_try_is_put_away_for_the_tab(screen: Screen) -> None:
    """Put away it stays away, after loading again too, until it is wanted: then one is led to where
    it belongs, for in other channels it is not.
    """
    strip = screen.page.get_by_test_id("tries")
    await strip.get_by_label("Put away").click()
    await expect(strip).to_be_hidden()
    await screen.reload()
    await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
    await expect(strip).to_be_hidden()
    await screen.open_channel("general")
    await expect(strip).to_have_count(0)
    await screen.page.get_by_role("button", name="Show what to try").click()
    await expect(screen.page.get_by_role("main", name="#crm-rollout")).to_be_visible()
    await expect(strip).to_be_visible()


async def test_what_improved_is_one_click_away(screen: Screen) -> None:
    """A step asks the bot alone, as the sponsor; the answer is read from its top, its chart
    as wide as it may be, and whole when it is pressed.
    """
    page = screen.page
    await page.get_by_test_id("try-7").click()
    await expect(page.get_by_test_id("person-switcher")).to_contain_text(HELEN.name)
    await expect(page.get_by_test_id("try-7")).to_have_class(re.compile("is-done"))
    await expect(page.get_by_test_id("try-1")).to_have_class(re.compile("is-next"))
    answer = screen.message("Improved, with evidence")
    await expect(answer.locator("p").first).to_be_in_viewport()
    chart = answer.get_by_role("img").first
    await expect(chart).to_have_css("width", "480px")
    await chart.click()
    await expect(page.get_by_test_id("whole")).to_be_visible()
    await page.keyboard.press("Escape")


async def test_an_update_is_asked_what_it_improved(screen: Screen) -> None:
    """Story 1: the question stands in the thread, with its reason, its source and three buttons."""
    await try_this(screen, 1, "340 people logged in this week")
    question = screen.message("None of it shows yet", screen.thread)
    await expect(question).to_contain_text(
        "What was quote-to-cash before go-live: how many days, measured when, from which report?"
    )
    await expect(question).to_contain_text("Why I ask")
    buttons = question.get_by_role("group", name="Actions", exact=True).locator("button")
    await expect(buttons).to_have_count(3)
    await picture(screen, "3-question")


async def test_an_answer_is_recorded_only_when_a_person_says_so(screen: Screen) -> None:
    """Story 2: the card, the form behind Edit with its complaint, and Record, by who owns it."""
    await screen.page.get_by_test_id("close-thread").click()
    await try_this(screen, 2, ANSWER)
    await screen.expect_text("What I understood about quote-to-cash", "thread")
    card = screen.message("What I understood", screen.thread)
    await expect(card).to_contain_text("about 14 days (Q1")
    await expect(card).to_contain_text("head of sales operations")
    await expect(screen.page.get_by_test_id("try-2")).to_be_enabled()
    await screen.page.get_by_test_id("try-3").click()
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(TOM.name)
    await expect(card).to_be_focused()
    await expect(screen.page.get_by_test_id("tries")).to_contain_text("You are Tom: press Record")
    await picture(screen, "4-card", card)
    await screen.click_button("Edit", "What I understood")
    baseline = screen.modal.get_by_label("Before (baseline)")
    await expect(baseline).to_have_value(re.compile(r"about 14 days \(Q1 \d{4}\)"))
    await baseline.fill("rather long")
    await screen.submit()
    await expect(screen.page.get_by_test_id("error-baseline")).to_contain_text("figure")
    await picture(screen, "5-form")
    await screen.page.keyboard.press("Escape")
    await screen.click_button("Record", "What I understood")
    await expect(card).to_contain_text(f"Recorded by @{TOM.name}")
    await expect(screen.page.get_by_test_id("try-3")).to_have_class(re.compile("is-done"))
    await expect(screen.thread.get_by_role("button", name="Not known yet")).to_have_count(0)
    await expect(screen.thread).not_to_contain_text("(edited)")
    await picture(screen, "6-recorded")


async def test_a_measurement_shows_what_changed_and_asks_only_for_its_report(
    screen: Screen,
) -> None:
    """Story 3: 14 to 9 days; naming the report completes the card, which can then be recorded."""
    await screen.become(PRIYA.id)
    await screen.post(MEASURED)
    await expect(screen.message("9 days now").get_by_test_id("replies")).to_be_visible()
    await screen.open_thread("9 days now")
    await screen.expect_text("14 → 9 days, 5 days less (36%)", "thread")
    await screen.expect_text("Which report", "thread")
    await expect(screen.thread).not_to_contain_text("before go-live")
    await screen.reply("Finance's monthly Salesforce report")
    await screen.expect_text("Replaced by a newer card", "thread")
    await picture(screen, "7-measured")
    await screen.click_button("Record")
    await screen.expect_text("Recorded by", "thread")


async def test_the_sponsor_asks_and_every_figure_leads_to_its_message(screen: Screen) -> None:
    """Story 4: the answer's figures are links; following one shows the message it came from."""
    for done in (4, 5):
        await expect(screen.page.get_by_test_id(f"try-{done}")).to_have_class(re.compile("is-done"))
    await try_this(screen, 6, "what improved on the CRM?")
    await expect(screen.page.get_by_test_id("tries")).to_contain_text("That was all")
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(HELEN.name)
    answer = screen.message("Improved, with evidence", screen.thread)
    await expect(answer).to_contain_text("14 → 9 days, 5 days less (36%)")
    await picture(screen, "8-answer")
    await answer.get_by_role("link", name=re.compile(r"^about 14 days")).click()
    source = screen.message("about 14 days in Q1, per", screen.thread)
    await expect(source).to_be_in_viewport()
    await expect(source).to_be_focused()


async def test_commands_are_answered_for_ones_own_eyes(screen: Screen) -> None:
    """The portfolio in one sentence and its parts; help shows how each command is written."""
    await screen.post("/whatimproved improved")
    await screen.expect_text("2 of 4 measures improved, with evidence.")
    await expect(screen.message("2 of 4 measures")).to_contain_text("Only visible to you")
    await screen.post("/whatimproved help")
    await screen.expect_text("new NAME: MEASURE in UNIT")
    await picture(screen, "9-commands")


async def test_loading_again_keeps_all_and_a_phone_shows_it(screen: Screen) -> None:
    """Person, place, conversation and record are as they were; on a phone nothing is cut."""
    await screen.reload()
    await screen.expect_text("340 people logged in")
    await expect(screen.page.get_by_test_id("person-switcher")).to_contain_text(HELEN.name)
    await screen.page.set_viewport_size({"width": 390, "height": 844})
    await screen.visit(f"/?as={HELEN.id}&channel=C0CRMROLL1")
    await screen.open_thread("on the CRM?")
    await screen.expect_text("Improved, with evidence", "thread")
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not await screen.page.evaluate(wide)
    strip = screen.page.get_by_test_id("thread-tries")
    await expect(strip).to_contain_text("the message it came from")
    await expect(strip).to_be_in_viewport(ratio=1)
    await picture(screen, "10-phone")


async def test_after_a_reset_the_example_is_told_anew(screen: Screen) -> None:
    """What was said since, and recorded of it, is gone; the first example is whole again."""
    await screen.page.set_viewport_size({"width": 1440, "height": 900})
    await screen.visit(f"/?as={HELEN.id}&channel=C0CRMROLL1&behind=deliveries")
    await screen.page.get_by_test_id("begin-again").click()
    await screen.page.get_by_test_id("reset").click()
    await expect(screen.page.get_by_test_id("setting-up")).to_be_visible()
    await expect(screen.page.get_by_test_id("setting-up")).to_be_hidden(timeout=60_000)
    await expect(screen.page.get_by_test_id("status")).to_contain_text("the example told anew")
    await expect(screen.page.get_by_test_id("try-1")).to_be_visible()
    await expect(screen.message("340 people")).to_have_count(0)
    await screen.expect_text("CRM phase 2 is linked to #crm-rollout")
    await screen.post("/whatimproved improved")
    told = "Refund turnaround: about 11 → 6 days, 5 days less (45%), with evidence."
    await screen.expect_text(told)


async def test_why_the_bot_is_silent_is_told_by_the_bot_itself(screen: Screen) -> None:
    """Asked about small talk, it says that it would ask nothing, and claims nothing of it."""
    await screen.post("Who has the key to the meeting room?")
    message = screen.message("Who has the key")
    await message.hover()
    await message.get_by_test_id("why").click()
    await expect(screen.page.get_by_test_id("verdict")).to_contain_text("it would ask nothing")
    await expect(screen.page.get_by_test_id("claims")).to_have_count(0)
    await screen.page.get_by_test_id("behind-close").click()


async def test_time_goes_forward_and_what_is_due_is_asked_and_put_off(screen: Screen) -> None:
    """At the channel's hour, of the one who can answer; until which day it waits is seen by all."""
    await screen.visit(f"/?as={AMARA.id}&channel={RETURNS.id}")
    forward, today = (screen.page.get_by_test_id(name) for name in ("forward-monday", "time-now"))
    await forward.click()
    await expect(forward).to_be_enabled(timeout=60_000)
    await expect(today).to_contain_text("Monday")
    asked = screen.message("what is due this week")
    await expect(asked).to_contain_text(AMARA.name)
    await picture(screen, "11-reminder")
    await asked.get_by_label("Snooze").select_option(label="Until a date …")
    await expect(screen.modal.get_by_label("Ask again on")).not_to_have_value("")
    await screen.submit()
    await expect(asked).to_contain_text(re.compile(rf"Put off until .* by @{AMARA.name}"))
    await picture(screen, "12-put-off")
