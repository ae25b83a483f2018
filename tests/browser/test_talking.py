"""What people say and see, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, HELEN, PRIYA, TOM
from tests.browser.builders import buttons
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_a_post_shows_in_every_tab_at_once(open_as: OpenAs) -> None:
    """Two people, two tabs: what one says the other sees, without loading anything anew."""
    priya, tom = await open_as(PRIYA.id), await open_as(TOM.id)
    await priya.post("CRM phase 2 is live :tada:")
    await tom.expect_text("CRM phase 2 is live 🎉")
    await priya.expect_text("CRM phase 2 is live 🎉")
    await expect(tom.page.get_by_test_id("composer")).to_have_value("")


async def test_a_thread_opens_beside_its_channel(open_as: OpenAs) -> None:
    """A reply stands in the thread and is counted in the channel; loading again keeps the place."""
    screen = await open_as(PRIYA.id)
    await screen.post("The new workflow is live")
    await screen.open_thread("The new workflow is live")
    await screen.reply("about 14 days in Q1")
    await screen.expect_text("about 14 days in Q1", "thread")
    await expect(screen.page.get_by_test_id("replies")).to_contain_text("1 reply")
    assert await screen.texts() == ["The new workflow is live"]
    await screen.reload()
    await screen.expect_text("about 14 days in Q1", "thread")
    await screen.page.get_by_test_id("close-thread").click()
    await expect(screen.thread).to_have_count(0)


async def test_what_is_for_one_person_shows_to_nobody_else(open_as: OpenAs, local: Local) -> None:
    """An ephemeral message is seen by its person only, and says so."""
    priya, tom = await open_as(PRIYA.id), await open_as(TOM.id)
    await local.says("a word for Priya", ephemeral_to=PRIYA.id)
    await local.says("a word for all")
    await priya.expect_text("a word for Priya")
    await expect(priya.message("a word for Priya")).to_contain_text("Only visible to you")
    await tom.expect_text("a word for all")
    assert await tom.texts() == ["a word for all"]


async def test_a_command_is_run_and_not_posted(open_as: OpenAs, local: Local) -> None:
    """The bot's answer shows; a command nobody listens to is said so, quietly."""
    screen = await open_as(HELEN.id)
    local.bot.answers = lambda payload: {"text": "Nothing on record yet."}
    await screen.post("/whatimproved improved")
    await screen.expect_text("Nothing on record yet.")
    assert (await local.bot.commands.get())["text"] == "improved"
    await screen.post("/giphy party")
    await expect(screen.page.get_by_test_id("status")).to_contain_text("not a command here")
    assert await screen.texts() == ["Nothing on record yet."]


async def test_ones_own_message_can_be_changed_and_deleted(open_as: OpenAs, local: Local) -> None:
    """Only its author may; the words come back as they were typed; both reach the workspace."""
    screen = await open_as(PRIYA.id)
    await local.workspace.post(TOM.id, CRM_ROLLOUT.id, "not hers")
    await screen.post("@Tom Okafor it was 14 <days>")
    await screen.expect_text("14 <days>")
    assert await screen.message("not hers").get_by_label("Edit message").count() == 0
    await screen.message("14 <days>").hover()
    await screen.page.get_by_label("Edit message").click()
    box = screen.page.get_by_test_id("edit-box")
    await expect(box).to_have_value("@Tom Okafor it was 14 <days>")
    await box.fill("@Tom Okafor it was 18 days")
    await box.press("Enter")
    await screen.expect_text("it was 18 days")
    await expect(screen.message("18 days")).to_contain_text("(edited)")
    screen.page.on("dialog", lambda dialog: dialog.accept())
    await screen.message("18 days").hover()
    await screen.page.get_by_label("Delete message").click()
    await expect(screen.message("18 days")).to_have_count(0)


async def test_odd_words_are_taken_quietly(open_as: OpenAs, local: Local) -> None:
    """Nothing, only an emoji, 40,000 characters, another script, controls, open markup."""
    screen = await open_as(PRIYA.id)
    await screen.post("   ")
    for text in (
        ":rocket:",
        "x" * 40_000,
        "ما الذي تحسّن؟",
        "a\x07b\u202ec",
        "*never ```closed <http://",
    ):
        await screen.post(text)
    await screen.expect_text("never")
    shown = await screen.texts()
    assert [len(text) for text in shown][1] == 40_000
    assert shown[:1] + shown[2:] == ["🚀", "ما الذي تحسّن؟", "abc", "*never ```closed <http://"]


async def test_words_being_changed_are_not_lost_when_others_speak(
    open_as: OpenAs, local: Local
) -> None:
    """An open editor stays as it is while replies and messages come in."""
    screen = await open_as(PRIYA.id)
    await screen.post("about 14 days")
    await screen.message("about 14 days").hover()
    await screen.page.get_by_label("Edit message").click()
    await screen.page.get_by_test_id("edit-box").fill("about 18 days")
    head = local.workspace.messages(CRM_ROLLOUT.id)[0]
    await local.says("a question", thread_ts=head.ts)
    await local.says("something else")
    await screen.expect_text("something else")
    await expect(screen.page.get_by_test_id("edit-box")).to_have_value("about 18 days")
    await screen.page.keyboard.press("Escape")
    await expect(screen.message("about 14 days")).to_contain_text("1 reply")


async def test_earlier_messages_are_shown_when_asked_for(open_as: OpenAs, local: Local) -> None:
    """A long channel opens at its end; what came before is a button away."""
    for number in range(60):
        await local.says(f"update {number}.")
    screen = await open_as(PRIYA.id)
    await expect(screen.message("update 59.")).to_be_in_viewport()
    assert "update 0." not in await screen.texts()
    await screen.page.get_by_role("button", name="Show earlier messages").click()
    await screen.expect_text("update 0.")
    shown = screen.page.get_by_test_id("channel").get_by_test_id("message")
    await expect(shown).to_have_count(60)


async def test_who_reads_the_end_goes_on_seeing_it(open_as: OpenAs, local: Local) -> None:
    """Also after a press further up; who looks at what came before is not disturbed, but told."""
    ts = await local.says("card", blocks=(buttons("Record"),))
    screen = await open_as(PRIYA.id)
    await screen.click_button("Record")
    await local.bot.clicks.get()
    board = local.workspace.board
    board.change(local.workspace.messages(CRM_ROLLOUT.id)[0], blocks=())
    for number in range(40):
        await local.says(f"what came of it {number}.")
    await expect(screen.message("what came of it 39.")).to_be_in_viewport()
    await expect(screen.page.locator(f'[data-ts="{ts}"]')).not_to_be_in_viewport()
    news = screen.page.get_by_role("button", name="New messages")
    await screen.message("what came of it 0.").scroll_into_view_if_needed()
    await local.says("and one more")
    await expect(news).to_be_in_viewport()
    await expect(screen.message("what came of it 0.")).to_be_in_viewport()
    await news.click()
    await expect(screen.message("and one more")).to_be_in_viewport()
    await expect(news).to_be_hidden()


async def test_a_bot_that_does_not_answer_is_said_to(open_as: OpenAs, local: Local) -> None:
    """The page tells that a click went unheard, and keeps what there is."""
    screen = await open_as(PRIYA.id)
    await local.says("card", blocks=(buttons("Record"),))
    local.bot.answers = lambda payload: 1 / 0  # type: ignore[assignment,return-value]
    await screen.click_button("Record")
    await expect(screen.page.get_by_test_id("status")).to_have_text(
        "The bot answered with an error."
    )
    await expect(screen.page.get_by_role("button", name="Record")).to_be_visible()
