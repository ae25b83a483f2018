"""Buttons and forms of the bot, in a real browser."""

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, TOM
from tests.browser.builders import a_form, buttons, words
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


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


async def test_a_person_is_picked_by_mouse_or_by_keyboard(open_as: OpenAs, local: Local) -> None:
    """In a section or among buttons; arrows alone pick nobody, Enter picks the one they reached,
    and who leaves without it has picked nobody.
    """
    picker = {
        "type": "users_select",
        "action_id": "owner",
        "placeholder": {"type": "plain_text", "text": "Who owns it"},
    }
    section = {"type": "section", "block_id": "card", "text": words("Owner"), "accessory": picker}
    among = {"type": "actions", "block_id": "row", "elements": [picker]}
    await local.says("card", blocks=(section, among))
    screen = await open_as(TOM.id)
    first, second = (screen.page.get_by_label("Who owns it").nth(n) for n in (0, 1))
    await first.select_option(label=PRIYA.name)
    (picked,) = (await local.bot.clicks.get())["actions"]
    assert (picked["block_id"], picked["selected_user"]) == ("card", PRIYA.id)
    keys = screen.page.keyboard
    await second.focus()
    await keys.press("ArrowDown")
    await keys.press("Tab")
    await expect(second).to_have_value("")
    await second.focus()
    await keys.press("ArrowDown")
    await keys.press("ArrowDown")
    await expect(second).to_have_value(TOM.id)
    assert local.bot.clicks.empty()
    await keys.press("Enter")
    (picked,) = (await local.bot.clicks.get())["actions"]
    assert (picked["block_id"], picked["selected_user"]) == ("row", TOM.id)


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
    await expect(screen.page.get_by_role("button", name="Record", exact=True)).to_have_count(0)
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
    local.workspace.modals.open(PRIYA.id, a_form())
    await expect(screen.modal).to_be_visible()
    await expect(screen.modal.get_by_test_id("field")).to_have_count(3)
    await screen.fill("Baseline", "a while")
    await screen.submit()
    await expect(screen.page.get_by_test_id("error-baseline")).to_have_text(
        "Give a number with its unit."
    )
    await expect(screen.modal.get_by_label("Baseline")).to_have_value("a while")
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
    local.workspace.modals.open(PRIYA.id, a_form())
    await expect(screen.modal.get_by_label("Baseline")).to_be_focused()
    await screen.submit()
    await expect(screen.page.get_by_test_id("error-baseline")).to_be_visible()
    await expect(screen.modal.get_by_label("Baseline")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(screen.modal).to_have_count(0)
    assert local.bot.forms.empty()
    assert local.workspace.view_for(PRIYA.id) is None


async def test_a_form_above_a_form_leads_back_to_what_was_typed(
    open_as: OpenAs, local: Local
) -> None:
    """Back and Escape show the one below as it was left; Close takes all of them away."""
    screen = await open_as(PRIYA.id)
    modals, top = local.workspace.modals, screen.modal.last
    modals.open(PRIYA.id, a_form())
    await screen.modal.get_by_label("Baseline").fill("14 days")
    for title in ("Second", "Third"):
        modals.push(PRIYA.id, a_form() | {"title": words(title)})
        await expect(top).to_have_attribute("aria-label", title)
    await expect(screen.modal.filter(visible=True)).to_have_count(1)
    await screen.page.get_by_test_id("modal-back").last.click()
    await expect(top).to_have_attribute("aria-label", "Second")
    await screen.page.keyboard.press("Escape")
    await expect(screen.modal).to_have_count(1)
    await expect(screen.modal.get_by_label("Baseline")).to_have_value("14 days")
    modals.push(PRIYA.id, a_form())
    await expect(screen.modal).to_have_count(2)
    await top.get_by_label("Close").first.click()
    await expect(screen.modal).to_have_count(0)
    assert local.workspace.view_for(PRIYA.id) is None
