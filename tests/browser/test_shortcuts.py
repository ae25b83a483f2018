"""The app's shortcuts, in a real browser."""

from typing import Any

from playwright.async_api import expect

from bot.sandbox.cast import CRM_ROLLOUT, PRIYA, TOM
from tests.browser.builders import an_input, words
from tests.browser.conftest import OpenAs
from tests.browser.serving import Local


async def test_a_message_has_the_app_s_shortcut_in_its_menu(open_as: OpenAs, local: Local) -> None:
    """By mouse and by keyboard; the bot is told which message is meant, and by whom."""
    said = await local.workspace.post(TOM.id, CRM_ROLLOUT.id, "CRM phase 2 is live")
    assert said is not None
    screen = await open_as(PRIYA.id)
    menu = screen.page.get_by_test_id("shortcuts")
    more = screen.message("phase 2").get_by_role("button", name="More actions")
    await screen.message("phase 2").hover()
    await more.click()
    await menu.get_by_role("menuitem", name="Challenge this update").click()
    await expect(menu).to_be_hidden()
    told = await local.bot.clicks.get()
    assert (told["type"], told["callback_id"]) == ("message_action", "challenge_update")
    assert (told["message"]["ts"], told["user"]["id"]) == (said.ts, PRIYA.id)
    await more.press("Enter")
    await expect(menu.get_by_role("menuitem")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await expect(more).to_be_focused()


def offered(*names: str) -> dict[str, Any]:
    """What the bot offers for what was typed."""
    return {"options": [{"text": words(name), "value": name} for name in names]}


def measured() -> dict[str, Any]:
    """A modal: a menu that asks the bot and tells at once, one of channels, and a line."""
    investment = {"type": "external_select", "action_id": "choose", "placeholder": words("Choose")}
    place = {"type": "conversations_select", "action_id": "v"}
    figure = {"type": "plain_text_input", "action_id": "v"}
    return {
        "type": "modal",
        "title": words("Record a measurement"),
        "submit": words("Continue"),
        "blocks": [
            an_input("investment", "Investment", investment) | {"dispatch_action": True},
            an_input("where", "Channel", place),
            an_input("figure", "The figure", figure),
        ],
    }


async def test_a_modal_follows_what_is_chosen_and_keeps_what_was_typed(
    open_as: OpenAs, local: Local
) -> None:
    """The bot offers while one types, hears of the choice at once, and changes the modal; what
    stood in the other fields stays.
    """
    screen = await open_as(PRIYA.id)
    local.bot.answers = lambda told: (
        offered("Claims portal", "CRM phase 2") if told["type"] == "block_suggestion" else {}
    )
    await screen.page.get_by_role("button", name="Shortcuts").first.click()
    await screen.page.get_by_role("menuitem", name="Record a measurement").click()
    told = await local.bot.clicks.get()
    assert (told["type"], told["callback_id"]) == ("shortcut", "record_measurement")
    local.workspace.modals.open(PRIYA.id, measured())
    search, menu = (screen.modal.get_by_label("Investment").nth(n) for n in (0, 1))
    await screen.modal.get_by_label("The figure").fill("9 days")
    await screen.modal.get_by_label("Channel").select_option(label="#crm-rollout")
    await search.press_sequentially("crm")
    await expect(menu.get_by_role("option", name="CRM phase 2")).to_have_count(1)
    while (asked := await local.bot.clicks.get())["value"] != "crm":
        pass
    assert asked["type"] == "block_suggestion"
    await menu.select_option(label="CRM phase 2")
    chosen = await local.bot.clicks.get()
    assert chosen["actions"][0]["selected_option"]["value"] == "CRM phase 2"
    state = chosen["view"]["state"]["values"]
    assert state["where"]["v"]["selected_conversation"] == CRM_ROLLOUT.id
    more = an_input("source", "Source", {"type": "plain_text_input", "action_id": "v"})
    now = measured()
    option = chosen["actions"][0]["selected_option"]
    now["blocks"][0]["element"]["initial_option"] = option
    now["blocks"].append(more)
    opened = local.workspace.view_for(PRIYA.id)
    assert opened is not None
    local.workspace.modals.update(opened, now)
    await expect(screen.modal.get_by_label("Source")).to_be_visible()
    await expect(screen.modal.get_by_label("The figure")).to_have_value("9 days")
    await expect(menu).to_have_value("CRM phase 2")
    await screen.modal.get_by_label("Source").fill("Salesforce")
    await screen.submit()
    sent = (await local.bot.forms.get())["view"]["state"]["values"]
    assert sent["investment"]["choose"]["selected_option"] == option
    assert (sent["figure"]["v"]["value"], sent["source"]["v"]["value"]) == ("9 days", "Salesforce")
