"""Clicks, forms and what the bot may do about them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from starlette.responses import JSONResponse, Response

from bot.sandbox.board import Board
from bot.sandbox.cast import GENERAL, PRIYA, TOM, WHO
from bot.sandbox.refusal import Refused
from bot.sandbox.tickets import Origin, Tickets
from bot.sandbox.workspace import Workspace
from tests.sandbox.builders import Clock, numbered
from tests.sandbox.serving import Bot

BUTTON = {
    "type": "button",
    "action_id": "record",
    "value": "p1",
    "text": {"type": "plain_text", "text": "Record"},
}
CARD = [{"type": "actions", "block_id": "card", "elements": [BUTTON]}]
FIELD = {
    "type": "input",
    "block_id": "baseline",
    "label": {"type": "plain_text", "text": "Baseline"},
    "element": {"type": "plain_text_input", "action_id": "value"},
}
MODAL = {
    "type": "modal",
    "callback_id": "edit",
    "private_metadata": "p1",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [FIELD],
}
VALUES = {"baseline": {"value": {"type": "plain_text_input", "value": "14 days"}}}


async def clicked(workspace: Workspace, slack: AsyncWebClient, bot: Bot) -> dict[str, Any]:
    """Tom has pressed Record under a card; what the bot heard of it."""
    card = await slack.chat_postMessage(channel=GENERAL.id, text="card", blocks=CARD)
    await workspace.delivery.settled()
    await workspace.click(TOM.id, GENERAL.id, card["ts"], "card", BUTTON)
    return bot.heard[-1].body


async def opened(workspace: Workspace, slack: AsyncWebClient, bot: Bot) -> str:
    """Tom has a modal before him; its id."""
    click = await clicked(workspace, slack, bot)
    answer = await slack.views_open(trigger_id=click["trigger_id"], view=MODAL)
    return str(answer["view"]["id"])


async def test_a_click_tells_who_pressed_what_under_which_message(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The payload is Slack's own, message included."""
    click = await clicked(workspace, slack, bot)
    (action,) = click["actions"]
    assert (click["type"], click["user"]["id"]) == ("block_actions", TOM.id)
    assert (action["action_id"], action["block_id"], action["value"]) == ("record", "card", "p1")
    assert click["message"]["ts"] == click["container"]["message_ts"]
    assert click["channel"]["id"] == GENERAL.id


async def test_a_click_under_what_is_gone_or_not_yours_is_nothing(
    workspace: Workspace, bot: Bot
) -> None:
    """No payload goes out for a deleted message or another person's ephemeral one."""
    private = workspace.board.say(WHO.bot_user, GENERAL.id, "psst", ephemeral_to=PRIYA.id)
    await workspace.click(TOM.id, GENERAL.id, private.ts, "card", BUTTON)
    await workspace.click(TOM.id, GENERAL.id, "1.2", "card", BUTTON)
    assert bot.heard == []


async def test_a_trigger_opens_one_modal_and_no_second(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """It appears before the person who clicked and nobody else."""
    click = await clicked(workspace, slack, bot)
    await slack.views_open(trigger_id=click["trigger_id"], view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await slack.views_open(trigger_id=click["trigger_id"], view=MODAL)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await slack.views_open(trigger_id="1.2.3", view=MODAL)
    assert workspace.view_for(TOM.id)
    assert workspace.view_for(PRIYA.id) is None


def test_a_trigger_is_good_for_three_seconds() -> None:
    """Later it is refused by Slack's word for it."""
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC))
    tickets = Tickets(clock, numbered())
    origin = Origin(user=TOM.id, channel=GENERAL.id)
    early, late = tickets.trigger(origin), tickets.trigger(origin)
    clock.forward(seconds=3)
    assert tickets.pull(early) == origin
    clock.forward(seconds=0.1)
    with pytest.raises(Refused, match="expired_trigger_id"):
        tickets.pull(late)


def test_a_response_address_is_good_for_half_an_hour() -> None:
    """Later it is refused."""
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC))
    tickets = Tickets(clock, numbered())
    token = tickets.response(Origin(user=TOM.id, channel=GENERAL.id))
    clock.forward(minutes=30)
    tickets.respond(token)
    clock.forward(seconds=1)
    with pytest.raises(Refused, match="expired_url"):
        tickets.respond(token)


async def test_a_form_that_is_taken_closes(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The bot gets what was typed, with the modal it was typed into."""
    await opened(workspace, slack, bot)
    await workspace.submit(TOM.id, VALUES)
    sent = bot.heard[-1].body
    assert (sent["type"], sent["view"]["private_metadata"]) == ("view_submission", "p1")
    assert sent["view"]["state"]["values"] == VALUES
    assert workspace.view_for(TOM.id) is None


async def test_a_form_with_a_fault_stays_open_and_says_which(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """Errors stand by their block; sending it again may close it."""
    await opened(workspace, slack, bot)
    fault = {"response_action": "errors", "errors": {"baseline": "Which unit?"}}
    bot.answers.append(JSONResponse(fault))
    await workspace.submit(TOM.id, VALUES)
    view = workspace.view_for(TOM.id)
    assert view
    assert view.errors == {"baseline": "Which unit?"}
    await workspace.submit(TOM.id, VALUES)
    assert workspace.view_for(TOM.id) is None


async def test_a_form_the_bot_fails_on_stays_open(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """Nothing typed is lost and the person reads what happened."""
    await opened(workspace, slack, bot)
    bot.answers.append(Response(status_code=500))
    await workspace.submit(TOM.id, VALUES)
    assert workspace.view_for(TOM.id)
    assert workspace.status() == "The bot answered with an error."


async def test_an_answer_can_put_another_form_in_its_place(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The modal keeps its id; what it shows is new."""
    id = await opened(workspace, slack, bot)
    next_view = MODAL | {"callback_id": "second"}
    bot.answers.append(JSONResponse({"response_action": "update", "view": next_view}))
    await workspace.submit(TOM.id, VALUES)
    view = workspace.view_for(TOM.id)
    assert view
    assert (view.id, view.view["callback_id"]) == (id, "second")


async def test_an_update_of_a_form_minds_the_hash(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """An update made for an older state of the modal is refused."""
    id = await opened(workspace, slack, bot)
    first = workspace.view_for(TOM.id)
    assert first
    await slack.views_update(view_id=id, hash=first.view["hash"], view=MODAL)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await slack.views_update(view_id=id, hash=first.view["hash"], view=MODAL)


async def test_a_choice_inside_a_form_is_told_with_what_is_filled_in(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The payload names the modal instead of a message; without a modal nothing is told."""
    id = await opened(workspace, slack, bot)
    await workspace.click_in_view(TOM.id, "card", BUTTON, VALUES)
    await workspace.click_in_view(PRIYA.id, "card", BUTTON, VALUES)
    click = bot.heard[-1].body
    assert (click["type"], click["user"]["id"]) == ("block_actions", TOM.id)
    assert click["container"] == {"type": "view", "view_id": id}
    assert click["view"]["state"]["values"] == VALUES


async def test_a_form_closed_unsent_is_gone_and_told_only_when_asked(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The bot hears of it only where the modal said so."""
    await opened(workspace, slack, bot)
    before = len(bot.heard)
    await workspace.close_view(TOM.id)
    await workspace.close_view(TOM.id)
    assert (workspace.view_for(TOM.id), len(bot.heard)) == (None, before)
    click = await clicked(workspace, slack, bot)
    view = MODAL | {"notify_on_close": True}
    await slack.views_open(trigger_id=click["trigger_id"], view=view)
    await workspace.close_view(TOM.id)
    assert bot.heard[-1].body["type"] == "view_closed"


async def test_a_response_address_takes_five_answers(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The answers are for who clicked alone; the sixth is refused."""
    click = await clicked(workspace, slack, bot)
    respond = AsyncWebhookClient(click["response_url"])
    statuses = [(await respond.send(text=str(n))).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]
    assert len(workspace.messages(GENERAL.id, TOM.id)) == 6
    assert len(workspace.messages(GENERAL.id, PRIYA.id)) == 1


async def test_a_response_can_replace_or_delete_what_was_clicked(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """The original changes for everybody, and then it is gone."""
    click = await clicked(workspace, slack, bot)
    respond = AsyncWebhookClient(click["response_url"])
    await respond.send(text="recorded", replace_original=True)
    (replaced,) = workspace.messages(GENERAL.id)
    await respond.send(delete_original=True)
    assert (replaced.text, replaced.blocks) == ("recorded", ())
    assert workspace.messages(GENERAL.id) == []


async def test_a_response_can_speak_to_the_whole_channel(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """With `in_channel` everybody sees it, in the thread it names."""
    click = await clicked(workspace, slack, bot)
    respond = AsyncWebhookClient(click["response_url"])
    head = click["message"]["ts"]
    await respond.send_dict({"text": "done", "response_type": "in_channel", "thread_ts": head})
    assert workspace.thread(GENERAL.id, head, PRIYA.id)[1].text == "done"
    assert (await respond.send(text="")).status_code == 400


async def test_the_home_of_the_bot_is_each_persons_own(
    workspace: Workspace, slack: AsyncWebClient
) -> None:
    """What is published for one is not shown to another."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "yours"}}
    await slack.views_publish(user_id=TOM.id, view={"type": "home", "blocks": [section]})
    home = workspace.home_for(TOM.id)
    assert home
    assert home.view["blocks"][0]["text"]["text"] == "yours"
    assert workspace.home_for(PRIYA.id) is None


async def test_what_is_pressed_in_a_home_says_so(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """With the view it stands in, and neither a message nor a channel; where nothing is shown there
    is nothing to press.
    """
    await workspace.click_in_home(TOM.id, "card", BUTTON)
    view = {"type": "home", "private_metadata": "{}", "blocks": CARD}
    await slack.views_publish(user_id=TOM.id, view=view)
    await workspace.click_in_home(TOM.id, "card", BUTTON)
    [told] = [one.body for one in bot.heard if one.body["type"] == "block_actions"]
    assert (told["view"]["type"], told["view"]["private_metadata"]) == ("home", "{}")
    assert told["container"] == {"type": "view", "view_id": told["view"]["id"]}
    assert told["actions"][0]["block_id"] == "card"
    assert told.keys().isdisjoint({"message", "channel", "response_url"})


async def test_an_ephemeral_message_can_be_clicked_and_taken_away(
    workspace: Workspace, bot: Bot
) -> None:
    """Its payload says that it is ephemeral and carries no message, as with Slack."""
    board: Board = workspace.board
    card = board.say(WHO.bot_user, GENERAL.id, "psst", blocks=tuple(CARD), ephemeral_to=TOM.id)
    await workspace.click(TOM.id, GENERAL.id, card.ts, "card", BUTTON)
    click = bot.heard[-1].body
    await AsyncWebhookClient(click["response_url"]).send(delete_original=True)
    assert click["container"]["is_ephemeral"]
    assert "message" not in click
    assert workspace.messages(GENERAL.id, TOM.id) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"blocks": [{"type": "section"}]},
        {"blocks": "none"},
        {"text": "x" * 40_001},
    ],
)
async def test_an_answer_that_slack_would_not_show_is_not_shown(
    workspace: Workspace, bot: Bot, answer: dict[str, Any]
) -> None:
    """The person reads why nothing came; a form stays as it was."""
    bot.answers.append(JSONResponse(answer))
    await workspace.command(TOM.id, GENERAL.id, "/whatimproved help")
    assert workspace.messages(GENERAL.id) == []
    assert "cannot be shown" in (workspace.status() or "")


async def test_a_form_is_not_replaced_by_one_that_slack_would_refuse(
    workspace: Workspace, slack: AsyncWebClient, bot: Bot
) -> None:
    """What the person typed into is still before them."""
    id = await opened(workspace, slack, bot)
    bot.answers.append(JSONResponse({"response_action": "update", "view": {"type": "modal"}}))
    await workspace.submit(TOM.id, VALUES)
    shown = workspace.view_for(TOM.id)
    assert shown
    assert (shown.id, shown.view["title"]) == (id, MODAL["title"])
    assert "cannot be shown: invalid_arguments" in (workspace.status() or "")
