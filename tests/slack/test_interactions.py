"""Buttons, the form and commands over real HTTP."""

import json
from typing import Any

import pytest

from bot.benefits.conversation import FORM_SLOTS, Clicked, Commanded, Filled, Form
from tests.slack.conftest import NOW, Place
from tests.slack.slackside import TEAM, TS, press, slash, submission

HELD = json.dumps({"ref": "p1", "channel": "C0CRM"})


@pytest.mark.parametrize("verb", ["record", "discard", "not_known", "not_update"])
async def test_a_decision_is_kept_before_the_click_is_answered(place: Place, verb: str) -> None:
    """Nothing a person decided is lost."""
    answer = await place.slack.interact(press(verb, "p1", response_url=place.api.hook))
    assert answer.status_code == 200
    [(event_id, click)] = place.edge.received
    assert event_id == "13345224609.738474920.8088930838d88f008e0"
    assert isinstance(click, Clicked)
    assert (click.verb, click.ref, click.user, click.workspace) == (verb, "p1", "U0ANA", TEAM)
    assert (click.channel, click.message, click.thread) == ("C0CRM", "1771405300.000200", TS)
    assert click.reply_to == f"{place.api.hook}#U0ANA"
    assert click.at.timestamp() == 1771405400.5
    assert place.api.hooked == []


@pytest.mark.parametrize("action", ["choose", "choose:0", "choose:24"])
async def test_a_choice_names_the_investment_chosen(place: Place, action: str) -> None:
    """Each option has a button of its own, all of them mean the same verb."""
    await place.slack.interact(press(action, "i7"))
    [click] = place.edge.events
    assert isinstance(click, Clicked)
    assert (click.verb, click.ref) == ("choose", "i7")


async def test_under_a_message_outside_a_thread_the_message_is_the_thread(place: Place) -> None:
    """The answer goes below what was clicked."""
    await place.slack.interact(press("record", message={"ts": "1771405300.000200"}))
    [click] = place.edge.events
    assert isinstance(click, Clicked)
    assert click.thread == click.message == "1771405300.000200"


async def test_a_decision_that_could_not_be_kept_is_told_to_who_made_it(place: Place) -> None:
    """A click never vanishes, and nobody reads an exception."""
    place.edge.broken = True
    answer = await place.slack.interact(press("record", response_url=place.api.hook))
    assert answer.status_code == 200
    [told] = place.api.hooked
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False
    assert "try again" in told["text"]
    assert "secret" not in json.dumps(told) + answer.text


@pytest.mark.parametrize("hook", ["", "https://elsewhere.example/x", "ours"])
async def test_a_failure_that_cannot_be_told_is_shown_by_slack_itself(
    place: Place, hook: str
) -> None:
    """Acknowledged means kept, or told that it is not: else Slack warns beside the button."""
    place.edge.broken = True
    place.api.hook_status = 500
    url = place.api.hook if hook == "ours" else hook
    assert (await place.slack.interact(press("record", response_url=url))).status_code == 500


@pytest.mark.parametrize(
    "payload",
    [
        press("record", "", response_url=""),
        press("record", channel=None, container=None),
        press("record", message=None, container={"channel_id": "C1"}),
        press("record", user={}),
        press("record", actions=[{"action_id": "record", "value": "p", "action_ts": "soon"}]),
    ],
)
async def test_a_click_that_says_too_little_changes_nothing(
    place: Place, payload: dict[str, Any]
) -> None:
    """No guess is made about what was meant."""
    assert (await place.slack.interact(payload)).status_code == 200
    assert place.edge.received == []


@pytest.mark.parametrize(
    "payload",
    [
        press("something_else"),
        press("recording"),
        press("prerecord"),
        press("choose:x"),
        {"type": "shortcut", "team": {"id": TEAM}, "user": {"id": "U0ANA"}, "callback_id": "x"},
        {"type": "view_closed", "team": {"id": TEAM}, "view": {"callback_id": "measure_form"}},
        {"type": "no such type", "team": {"id": TEAM}},
        {"type": "block_actions", "team": {"id": TEAM}, "actions": []},
        {"type": "block_actions", "team": {"id": TEAM}, "actions": ["record"]},
        {"type": "view_submission", "team": {"id": TEAM}, "view": {"callback_id": "measure_form"}},
        {"type": "view_submission", "team": {"id": TEAM}},
        {"team": {"id": TEAM}},
    ],
)
async def test_what_nobody_listens_to_is_acknowledged(
    place: Place, payload: dict[str, Any]
) -> None:
    """Nothing happens, and Slack shows no warning to the person."""
    answer = await place.slack.interact({**payload, "response_url": place.api.hook})
    assert answer.status_code == 200
    assert place.edge.received == []
    assert place.api.hooked == []


@pytest.mark.parametrize("action", ["edit", "answer"])
async def test_the_form_opens_with_what_is_known(place: Place, action: str) -> None:
    """Nobody types again what is on record."""
    place.api.answers("views.open", {"view": {"id": "V1"}})
    assert (await place.slack.interact(press(action, "p1"))).status_code == 200
    [asked] = place.api.asked("views.open")
    assert asked["trigger_id"] == "13345224609.738474920.8088930838d88f008e0"
    view = json.loads(asked["view"]) if isinstance(asked["view"], str) else asked["view"]
    assert json.loads(view["private_metadata"]) == {"ref": "p1", "channel": "C0CRM"}
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert list(inputs) == list(FORM_SLOTS)
    assert inputs["baseline"]["element"]["initial_value"] == "14 days"
    assert "initial_value" not in inputs["target"]["element"]
    assert place.edge.received == []


async def test_a_form_that_is_no_longer_open_says_so(place: Place) -> None:
    """Somebody else was faster."""
    place.edge.known = None
    await place.slack.interact(press("edit", response_url=place.api.hook))
    assert "no longer open" in place.api.hooked[0]["text"]
    assert place.api.asked("views.open") == []


@pytest.mark.parametrize("broken", [True, False])
async def test_a_form_that_cannot_be_opened_says_so(place: Place, broken: bool) -> None:
    """Whether we or Slack failed, the person reads what to do."""
    place.edge.broken = broken
    place.api.refuses("views.open", "expired_trigger_id")
    answer = await place.slack.interact(press("answer", response_url=place.api.hook))
    assert answer.status_code == 200
    assert "try again" in place.api.hooked[0]["text"]
    assert "expired" not in place.api.hooked[0]["text"]


async def test_a_sent_form_is_kept_and_closes(place: Place) -> None:
    """What was typed arrives; what was left empty is nothing."""
    values = {"baseline": " 14 days ", "current": "  ", "target": None, "owner": "head of sales"}
    answer = await place.slack.interact(submission(HELD, values))
    assert answer.status_code == 200
    assert answer.text == ""
    [(event_id, form)] = place.edge.received
    assert event_id == "999.888.777"
    assert form == Filled(
        workspace=TEAM,
        channel="C0CRM",
        user="U0ANA",
        at=NOW,
        ref="p1",
        form=Form(baseline="14 days", owner="head of sales"),
    )


async def test_a_form_with_a_mistake_stays_open_and_names_it(place: Place) -> None:
    """Nothing is kept until it can be read."""
    place.edge.problems = {"current": "I could not read a figure in this.", "sum": "Odd."}
    answer = (await place.slack.interact(submission(HELD, {"current": "soon"}))).json()
    assert answer["response_action"] == "errors"
    assert answer["errors"]["current"] == "I could not read a figure in this."
    assert answer["errors"]["baseline"] == "Odd."
    assert place.edge.received == []


async def test_a_form_that_could_not_be_kept_stays_open(place: Place) -> None:
    """What a person typed is not lost with our failure."""
    place.edge.broken = True
    answer = await place.slack.interact(submission(HELD, {"current": "9 days"}))
    assert answer.json()["response_action"] == "errors"
    assert "try again" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("held", ["", "not json", "[]", '{"ref": 5}', '{"ref": "p1"}'])
async def test_a_form_about_nothing_known_keeps_nothing(place: Place, held: str) -> None:
    """A form of an older release is told apart, not guessed at."""
    answer = await place.slack.interact(submission(held, {"current": "9 days"}))
    assert answer.json()["response_action"] == "errors"
    assert place.edge.received == []


@pytest.mark.parametrize("text", ["", "  ", "help", "HELP me"])
async def test_help_is_answered_at_once_and_only_to_who_asked(place: Place, text: str) -> None:
    """It says that it is a bot and what it can do."""
    answer = (await place.slack.command(**slash(text))).json()
    assert answer["response_type"] == "ephemeral"
    assert "`/whatimproved`" in answer["text"]
    assert "`improved [NAME]`" in answer["text"]
    assert "bot" in answer["text"]
    assert "freeze" not in answer["text"]
    assert place.edge.received == []


async def test_the_help_on_practices_is_a_page_of_its_own(place: Place) -> None:
    """It tells of them alone."""
    told = (await place.slack.command(**slash("help Practices"))).json()["text"]
    assert "`align [NAME] [@OTHERS]`" in told
    assert "`improved [NAME]`" not in told


async def test_an_admin_s_help_has_what_is_an_admin_s(place: Place) -> None:
    """Who cannot be looked up now gets everybody's."""
    place.edge.admins = {"U0ANA"}
    assert "freeze until" in (await place.slack.command(**slash("help"))).json()["text"]
    place.edge.broken = True
    told = (await place.slack.command(**slash("help"))).json()["text"]
    assert "improved" in told
    assert "freeze" not in told


@pytest.mark.parametrize(
    ("text", "meant"),
    [("impoved CRM", "improved [NAME]"), ("Link", "new NAME"), ("golive", "go-live")],
)
async def test_a_word_that_is_nearly_one_gets_the_nearest(
    place: Place, text: str, meant: str
) -> None:
    """How it is written, and where the rest is told; nothing else."""
    told = (await place.slack.command(**slash(text))).json()["text"]
    assert "Did you mean this?" in told
    assert f"`/whatimproved {meant}" in told
    assert "/whatimproved help" in told
    assert len(told.splitlines()) == 3


@pytest.mark.parametrize("text", ["dance", "<!channel>", "🎉", "\x07", "x" * 40_000])
async def test_an_unknown_command_is_answered_with_what_is_known(place: Place, text: str) -> None:
    """What was typed is not repeated."""
    answer = (await place.slack.command(**slash(text))).json()
    assert answer["text"].startswith("I did not understand that.")
    assert "<!" not in answer["text"]
    assert len(answer["text"]) < 2_000


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("improved", "improved", ""),
        ("IMPROVED  the CRM ", "improved", "the CRM"),
        ("new CRM phase 2", "new", "CRM phase 2"),
        ("new\tCRM", "new", "CRM"),
    ],
)
async def test_a_command_that_touches_the_record_is_kept(
    place: Place, text: str, verb: str, words: str
) -> None:
    """It is answered later, by the address Slack gave for it."""
    answer = await place.slack.command(**slash(text))
    assert (answer.status_code, answer.text) == (200, "")
    [(event_id, command)] = place.edge.received
    assert event_id == "111.222.333"
    assert isinstance(command, Commanded)
    assert (command.verb, command.words, command.at) == (verb, words, NOW)
    assert command.reply_to == "https://hooks.slack.com/commands/1/2/3#U0ANA"


async def test_a_command_that_could_not_be_kept_says_so(place: Place) -> None:
    """The answer to the command itself tells it."""
    place.edge.broken = True
    answer = (await place.slack.command(**slash("improved"))).json()
    assert answer["response_type"] == "ephemeral"
    assert "try again" in answer["text"]
    assert "secret" not in answer["text"]


async def test_a_command_without_an_address_is_answered_to_who_typed_it(place: Place) -> None:
    """Others than Slack may give none; nobody waits for an answer that cannot come."""
    await place.slack.command(**slash("improved", response_url=""))
    answer = (await place.slack.command(**slash("improved", response_url="", user_id=""))).json()
    assert "nothing was changed" in answer["text"]
    [command] = place.edge.events
    assert isinstance(command, Commanded)
    assert command.reply_to == "#U0ANA"


async def test_a_person_of_an_unknown_workspace_is_told_so(place: Place) -> None:
    """The only thing told is that the bot is not there."""
    answer = (await place.slack.command(**slash("improved", team_id="T0STRANGER"))).json()
    assert answer["response_type"] == "ephemeral"
    assert "not installed" in answer["text"]
    assert place.edge.received == []


async def test_without_a_trigger_an_interaction_is_still_named_once(place: Place) -> None:
    """The same click told twice has one name, another click another."""
    for ts in ("1771405400.5", "1771405400.5", "1771405401.5"):
        action = {"action_id": "record", "value": "p1", "action_ts": ts}
        await place.slack.interact(press("record", trigger_id=None, actions=[action]))
    names = [event_id for event_id, _ in place.edge.received]
    assert names[0] == names[1] != names[2]
