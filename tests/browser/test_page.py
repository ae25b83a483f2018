"""The page, in a real browser."""

from typing import Any

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, GENERAL, HELEN, PRIYA, TOM
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\">",
    "<script>document.title='owned'</script>",
    "<svg onload=document.title='owned'></svg>",
    "{{constructor.constructor('document.title=1')()}} ${document.title=1} `",
    "&lt;b&gt; stays as typed, <b>too</b>",
)


def words(text: str) -> dict[str, Any]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def buttons(*labels: str) -> dict[str, Any]:
    """An actions block."""
    made = [
        {"type": "button", "action_id": label.lower(), "value": "p1", "text": words(label)}
        for label in labels
    ]
    return {"type": "actions", "block_id": "choice", "elements": made}


async def test_a_post_shows_in_every_tab_at_once(open_as: OpenAs) -> None:
    """Two people, two tabs: what one says the other sees, without loading anything anew."""
    priya, tom = await open_as(PRIYA.id), await open_as(TOM.id)
    await priya.post("CRM phase 2 is live :tada:")
    await tom.expect_text("CRM phase 2 is live 🎉")
    await priya.expect_text("CRM phase 2 is live 🎉")
    assert await tom.page.get_by_test_id("composer").input_value() == ""


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
        {"type": "rich_text", "elements": [_rich({"type": "text", "text": bad})]},
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


async def test_a_thread_opens_beside_its_channel(open_as: OpenAs) -> None:
    """A reply stands in the thread and is counted in the channel; loading again keeps the place."""
    screen = await open_as(PRIYA.id)
    await screen.post("The new workflow is live")
    await screen.open_thread("The new workflow is live")
    await screen.reply("about 14 days in Q1")
    await screen.expect_text("about 14 days in Q1", "thread")
    await expect(screen.page.get_by_test_id("replies")).to_contain_text("1 reply")
    assert await screen.texts() == ["The new workflow is live"]
    await screen.page.reload()
    await screen.expect_text("about 14 days in Q1", "thread")
    await screen.page.get_by_test_id("close-thread").click()
    await expect(screen.thread).to_have_count(0)


async def test_a_button_reaches_the_bot(open_as: OpenAs, local: Local) -> None:
    """Pressing a block's button sends what Slack would send, from the person of this tab."""
    ts = await local.says("card", blocks=(buttons("Record", "Discard"),))
    screen = await open_as(TOM.id)
    await screen.click_button("Discard")
    sent = await local.bot.clicks.get()
    assert sent["user"]["id"] == TOM.id
    assert sent["message"]["ts"] == ts
    assert sent["actions"][0]["action_id"] == "discard"
    assert (sent["actions"][0]["block_id"], sent["actions"][0]["value"]) == ("choice", "p1")


async def test_a_changed_message_changes_in_place(open_as: OpenAs, local: Local) -> None:
    """When the bot updates a card, its buttons go and the keyboard stays at that message."""
    ts = await local.says("card", blocks=(buttons("Record"),))
    screen = await open_as(TOM.id)
    await screen.click_button("Record")
    await local.bot.clicks.get()
    card = local.workspace.board.find(CRM_ROLLOUT.id, ts)
    assert card is not None
    local.workspace.board.change(card, text="Recorded by Tom", blocks=())
    await screen.expect_text("Recorded by Tom")
    assert await screen.page.get_by_role("button", name="Record", exact=True).count() == 0
    await expect(screen.message("Recorded by Tom")).to_be_focused()


async def test_a_form_comes_back_with_its_errors_and_keeps_what_was_typed(
    open_as: OpenAs, local: Local
) -> None:
    """The bot's errors stand under their fields; corrected, the form is taken and closes."""
    screen = await open_as(PRIYA.id)
    local.bot.answers = lambda payload: {
        "response_action": "errors",
        "errors": {"baseline": "Give a number with its unit."},
    }
    local.workspace.modals.open(PRIYA.id, _form())
    await expect(screen.modal).to_be_visible()
    await screen.fill("Baseline", "a while")
    await screen.submit()
    await expect(screen.page.get_by_test_id("error-baseline")).to_have_text(
        "Give a number with its unit."
    )
    assert await screen.modal.get_by_label("Baseline").input_value() == "a while"
    local.bot.answers = lambda payload: {}
    await screen.fill("Baseline", "14 days")
    await screen.submit()
    await expect(screen.modal).to_have_count(0)
    await local.bot.forms.get()
    values = (await local.bot.forms.get())["view"]["state"]["values"]
    assert values["baseline"]["v"] == {"type": "plain_text_input", "value": "14 days"}
    assert values["note"]["v"] == {"type": "plain_text_input", "value": "as told"}
    assert values["owner"]["v"] == {"type": "users_select", "selected_user": TOM.id}


async def test_a_required_field_is_asked_for_before_the_form_goes(
    open_as: OpenAs, local: Local
) -> None:
    """An empty required field is pointed at; the bot hears nothing. Escape closes the form."""
    screen = await open_as(PRIYA.id)
    local.workspace.modals.open(PRIYA.id, _form())
    await expect(screen.modal).to_be_visible()
    await screen.submit()
    await expect(screen.page.get_by_test_id("error-baseline")).to_be_visible()
    await expect(screen.modal.get_by_label("Baseline")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(screen.modal).to_have_count(0)
    assert local.bot.forms.empty()
    assert local.workspace.view_for(PRIYA.id) is None


async def test_the_keyboard_alone_is_enough(open_as: OpenAs, local: Local) -> None:
    """Somebody without a mouse changes person and channel, posts, opens a thread and replies."""
    screen = await open_as(PRIYA.id)
    keys = screen.page.keyboard
    await screen.page.get_by_test_id("person-switcher").focus()
    await keys.press("Enter")
    for _ in range(2):
        await keys.press("Tab")
    await keys.press("Enter")
    switcher = screen.page.get_by_test_id("person-switcher")
    await expect(switcher).to_contain_text("Tom Okafor")
    await expect(switcher).to_be_focused()
    await keys.press("Tab")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(screen.page.get_by_test_id("composer")).to_be_focused()
    await keys.type("first line")
    await keys.press("Shift+Enter")
    await keys.type("second line")
    await keys.press("Enter")
    await screen.expect_text("first line\nsecond line")
    await screen.page.get_by_role("button", name="Reply in thread").focus()
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
    assert f"channel={CRM_ROLLOUT.id}" in screen.page.url


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
    assert await box.input_value() == "@Tom Okafor it was 14 <days>"
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


async def test_a_closed_tab_is_forgotten(open_as: OpenAs, local: Local) -> None:
    """Tabs that are gone listen no longer, so that they cost nothing."""
    screen = await open_as(PRIYA.id)
    listeners = local.workspace.board._listeners
    assert len(listeners) == 1
    await screen.visit("/?as=" + TOM.id)
    await screen.post("still heard")
    await screen.expect_text("still heard")
    assert len(listeners) <= 2


def _rich(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(pieces)}


def _form() -> dict[str, Any]:
    def input_block(id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"type": "input", "block_id": id, "label": words(label), **more} | {
            "element": {"action_id": "v", **element}
        }

    owner = {"type": "users_select", "initial_user": TOM.id}
    note = {"type": "plain_text_input", "multiline": True, "initial_value": "as told"}
    return {
        "type": "modal",
        "title": words("Edit the values"),
        "submit": words("Save"),
        "blocks": [
            input_block("baseline", "Baseline", {"type": "plain_text_input"}),
            input_block("note", "Note", note, optional=True),
            input_block("owner", "Owner", owner, optional=True),
        ],
    }
