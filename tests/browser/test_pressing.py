"""Buttons of the whole bot, pressed in a real browser by the people they are meant for."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from fastapi import FastAPI
from playwright.async_api import Browser, Locator, expect

from bot.app import build_bot
from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, JONAS, PRIYA, RETURNS, TOM
from bot.sandbox.guard import Guard
from bot.sandbox.hooks import Hooks
from bot.sandbox.page.routes import build_page
from bot.sandbox.shapes import Message
from bot.sandbox.standin import standin_routes
from bot.settings import Settings
from tests.browser.screen import Screen
from tests.browser.serving import forget_pages
from tests.sandbox.builders import SECRET, Clock
from tests.sandbox.serving import a_socket, address_of
from tests.stories.stage import TOKEN, Stage, a_workspace, serving

OWNED = f"Quote-to-cash was 14 days in Q1, per Finance's Salesforce report. @{TOM.name} owns it."
MEASURED = "Quote-to-cash is 9 days now, per Finance's Salesforce report."
AFTER_Q1 = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
MANY = 14


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The whole bot and the page at one address; nothing is on record yet."""
    forget_pages()
    at = a_socket()
    base, clock, app = address_of(at), Clock(AFTER_Q1), FastAPI()
    workspace = a_workspace(base, base, clock)
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    bot = build_bot(settings, SECRET, TOKEN, api_url=f"{base}/api/", clock=clock)
    app.router.lifespan_context = bot.lifespan
    app.router.routes.extend([*standin_routes(workspace, TOKEN), *bot.web.routes])
    build_page(app, workspace, clock)
    async with serving(Guard(app, at.getsockname()[1]), at):
        yield Stage(workspace, Hooks(), clock, bot)
        await workspace.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def screen(browser: Browser, stage: Stage) -> AsyncIterator[Screen]:
    """One tab, in which the story goes on from test to test; nothing in it may ask the world."""
    opened = await Screen.open(browser, stage.workspace.base_url, PRIYA.id, CRM_ROLLOUT.id)
    yield opened
    await opened.close()
    assert opened.strangers == []


async def test_more_shows_the_next_page_and_leaves_the_first(screen: Screen, stage: Stage) -> None:
    """A long answer goes on in its thread; the page before has no button left to press again."""
    for number in range(MANY):
        line = f"/whatimproved new Project {number:02}: lead time {number:02} in days"
        await stage.command(PRIYA.id, line, channel=GENERAL.id)
    await screen.visit(f"/?as={PRIYA.id}&channel={GENERAL.id}")
    await screen.post("@What Improved? what improved?")
    await expect(screen.message("what improved?").get_by_test_id("replies")).to_be_visible()
    await stage.settled()
    await screen.open_thread("what improved?")
    more = screen.thread.get_by_role("button", name="More (4)", exact=True)
    await more.click()
    await expect(screen.message("What improved, page 2", screen.thread)).to_be_visible()
    await expect(screen.message("Project 13", screen.thread)).to_contain_text("page 2")
    await expect(more).to_have_count(0)
    await expect(screen.message("Project 09", screen.thread)).not_to_contain_text("page 2")


def offered(message: Locator) -> Locator:
    """The buttons of a message's own, beside those of the page."""
    return message.get_by_role("group", name="Actions", exact=True).get_by_role("button")


async def recorded(stage: Stage, words: str, thread: Message | None = None) -> Message:
    """What Priya says, once its card is recorded and all is said to it; the head of its thread."""
    said, card = await stage.say_and_hear(PRIYA.id, words, thread)
    await stage.settled()
    await stage.click_and_see(PRIYA.id, card, "record")
    await stage.settled()
    return thread or said


async def test_who_is_named_answers_in_a_direct_message(screen: Screen, stage: Stage) -> None:
    """Hand on opens a picker, which the keyboard alone can use; the next one is asked in turn and
    accepts; Stop is heard. None of them leaves a button behind.
    """
    await stage.command(PRIYA.id, "/whatimproved new CRM phase 2: quote-to-cash in days")
    await stage.command(PRIYA.id, f"/whatimproved sponsor <@{JONAS.id}>")
    await recorded(stage, OWNED)
    await screen.visit(f"/?as={TOM.id}&channel={CRM_ROLLOUT.id}")
    await screen.open_app()
    notice = screen.message("named you as the owner of an outcome of CRM phase 2")
    await expect(offered(notice)).to_have_text(["Accept", "Hand on", "Stop"])
    hand_on = notice.get_by_role("button", name="Hand on", exact=True)
    await hand_on.press("Enter")
    picker = notice.get_by_role("combobox")
    await expect(picker).to_be_visible()
    await screen.tab_to(picker)
    await screen.page.keyboard.type(HELEN.name)
    await screen.page.keyboard.press("Enter")
    await expect(notice).to_contain_text("You handed CRM phase 2 on.")
    for person, label, answer in (
        (HELEN, "Accept", "You accepted, for CRM phase 2. Thank you."),
        (JONAS, "Stop", "Understood. I will not ask you about CRM phase 2 again."),
    ):
        await screen.become(person.id)
        await screen.open_app()
        await screen.click_button(label, "named you as")
        await expect(screen.message("named you as")).to_contain_text(answer)
        await expect(offered(screen.message("named you as"))).to_have_count(0)
    await expect(picker).to_have_count(0)


async def test_who_answers_for_a_figure_stands_by_it(screen: Screen, stage: Stage) -> None:
    """Its owner's press marks it where it was recorded; anybody else is told, alone, who may."""
    head = await recorded(stage, MEASURED)
    asked, _ = await stage.say_and_hear(TOM.id, "@What Improved? what improved on CRM phase 2?")
    there = f"/?channel={CRM_ROLLOUT.id}&thread={asked.ts}&as="
    await screen.visit(there + PRIYA.id)
    await screen.click_button("I stand by quote-to-cash")
    told = screen.message("The outcome owner and the sponsor can attest this", screen.thread)
    await expect(told).to_contain_text("Only visible to you")
    await screen.visit(there + HELEN.id)
    await expect(told).to_have_count(0)
    await screen.click_button("I stand by quote-to-cash")
    await screen.expect_text("Noted: you stand by it.", "thread")
    await screen.visit(f"/?as={TOM.id}&channel={CRM_ROLLOUT.id}&thread={head.ts}")
    await screen.expect_text(f"Attested by @{HELEN.name}", "thread")


@pytest.mark.parametrize(
    ("width", "edge", "name"), [(1440, "start", "Refund"), (390, "end", "Claim")]
)
async def test_a_card_stays_in_view_as_it_is_recorded(
    screen: Screen, stage: Stage, width: int, edge: str, name: str
) -> None:
    """In a thread longer than its pane, what became of a card is read where it was pressed,
    at the pane's upper edge or at its lower one; also where somebody goes on below.
    """
    room = RETURNS.id
    line = f"/whatimproved new {name} desk: {name} time in days"
    await stage.command(PRIYA.id, line, channel=room)
    words = f"{name} time was 11 days in Q1, per Finance's report. @{JONAS.name} owns it."
    head, _ = await stage.say_and_hear(PRIYA.id, words, channel=room)
    for number in range(30):
        stage.workspace.board.say(TOM.id, room, f"aside {number}.", thread_ts=head.ts)
    await screen.page.set_viewport_size({"width": width, "height": 600})
    await screen.visit(f"/?as={TOM.id}&channel={room}&thread={head.ts}")
    await screen.expect_text("aside 29.", "thread")
    card = screen.message("What I understood", screen.thread)
    record = card.get_by_role("button", name="Record", exact=True)
    await record.evaluate("(button, block) => button.scrollIntoView({block})", edge)
    await record.click()
    await expect(card.get_by_text("Recorded by")).to_be_in_viewport()
    await stage.settled()
    stage.workspace.board.say(TOM.id, room, "a long last word. " * 40, thread_ts=head.ts)
    await screen.expect_text("a long last word", "thread")
    await expect(card.get_by_text("Recorded by")).to_be_in_viewport()
    await expect(card).to_be_focused()
