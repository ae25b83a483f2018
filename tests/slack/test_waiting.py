"""A question is put off over real HTTP: at once, or by a small form."""

import json
from datetime import date
from typing import Any

import pytest

from bot.benefits.conversation import Ask, Post, PutOff
from bot.slack.blocks import render
from bot.slack.waiting import PUT_OFF
from tests.slack import rules
from tests.slack.conftest import NOW, Place
from tests.slack.slackside import TEAM, press, submission

HELD = {"ref": "q1", "channel": "C0CRM"}


def chose(value: str, action: str = "snooze", **more: Any) -> dict[str, Any]:
    """A choice from the menu of how long it may wait."""
    option = {"text": {"type": "plain_text", "text": "For a day"}, "value": value}
    chosen = {"type": "static_select", "action_id": action, "selected_option": option}
    return press("", actions=[chosen | {"action_ts": "1771405400.5"}], **more)


def sent(how: str, **values: str) -> dict[str, Any]:
    """The small form, as Slack sends it."""
    told = submission(json.dumps(HELD | {"how": how}), {})
    told["view"]["callback_id"] = PUT_OFF
    keys = {"until": "selected_date", "words": "value", "person": "selected_user"}
    state = {name: {"value": {keys[name]: value}} for name, value in values.items()}
    told["view"]["state"]["values"] = state
    return told


@pytest.mark.parametrize(("value", "days"), [("q1|1", 1), ("q1|7", 7)])
@pytest.mark.parametrize("action", ["snooze", "snooze:3"])
async def test_a_wait_of_days_is_kept_at_once(
    place: Place, value: str, days: int, action: str
) -> None:
    """Nothing more is to be asked; several questions in one message are told apart."""
    answer = await place.slack.interact(chose(value, action, response_url=place.api.hook))
    assert answer.status_code == 200
    [done] = place.edge.events
    assert isinstance(done, PutOff)
    assert (done.ref, done.how, done.days, done.user) == ("q1", "snooze", days, "U0ANA")
    assert (done.workspace, done.channel) == (TEAM, "C0CRM")
    assert done.reply_to == f"{place.api.hook}#U0ANA"
    assert place.api.asked("views.open") == []


@pytest.mark.parametrize(
    ("pressed", "field", "element"),
    [
        (chose("q1|date"), "until", "datepicker"),
        (press("skip", "q1"), "words", "plain_text_input"),
        (press("pass_on:1", "q1"), "person", "users_select"),
    ],
)
async def test_what_needs_a_word_more_opens_a_small_form(
    place: Place, pressed: dict[str, Any], field: str, element: str
) -> None:
    """One field, and nothing is kept before it is sent."""
    place.api.answers("views.open", {"view": {"id": "V1"}})
    await place.slack.interact(pressed)
    [asked] = place.api.asked("views.open")
    view = json.loads(asked["view"]) if isinstance(asked["view"], str) else asked["view"]
    [shown] = view["blocks"]
    assert (shown["block_id"], shown["element"]["type"]) == (field, element)
    assert json.loads(view["private_metadata"]) | HELD == json.loads(view["private_metadata"])
    assert place.edge.events == []


@pytest.mark.parametrize("why", ["put to somebody else", None])
async def test_who_may_not_put_it_off_is_told_so_and_sees_no_form(
    place: Place, why: str | None
) -> None:
    """Others press it too; and where we cannot tell who may, that is said without the reason."""
    place.edge.barred, place.edge.broken = why, why is None
    await place.slack.interact(press("skip", "q1", response_url=place.api.hook))
    [told] = place.api.hooked
    assert (why or "try again") in told["text"]
    assert "secret" not in json.dumps(told)
    assert place.api.asked("views.open") == []


@pytest.mark.parametrize(
    ("how", "given", "kept"),
    [
        ("snooze", {"until": "2026-03-01"}, {"until": date(2026, 3, 1)}),
        ("skip", {"words": "yearly"}, {"words": "yearly"}),
        ("skip", {}, {"words": None}),
        ("hand_on", {"person": "U0BEN"}, {"person": "U0BEN"}),
        ("snooze", {"until": "soon"}, {"until": None}),
    ],
)
async def test_the_small_form_is_kept_as_it_was_sent(
    place: Place, how: str, given: dict[str, str], kept: dict[str, Any]
) -> None:
    """What it says decides, not what was pressed."""
    answer = await place.slack.interact(sent(how, **given))
    assert answer.status_code == 200
    [done] = place.edge.events
    assert isinstance(done, PutOff)
    assert (done.ref, done.how, done.at, done.channel) == ("q1", how, NOW, "C0CRM")
    assert {name: getattr(done, name) for name in kept} == kept


@pytest.mark.parametrize("how", ["snooze", "skip", "hand_on"])
async def test_a_form_that_will_not_do_stays_open_with_the_reason(place: Place, how: str) -> None:
    """Beside its field; nothing is kept."""
    place.edge.wrong = "That day is past."
    answer = (await place.slack.interact(sent(how))).json()
    assert answer["response_action"] == "errors"
    assert list(answer["errors"].values()) == ["That day is past."]
    assert place.edge.events == []


@pytest.mark.parametrize("hidden", ["", "{", "[]", json.dumps(HELD), json.dumps({"how": "skip"})])
async def test_a_form_that_says_too_little_changes_nothing(place: Place, hidden: str) -> None:
    """No guess is made about what was meant."""
    told = sent("skip")
    told["view"]["private_metadata"] = hidden
    assert (await place.slack.interact(told)).json()["response_action"] == "errors"
    assert place.edge.events == []


def test_every_question_of_one_message_has_buttons_of_its_own() -> None:
    """A message of several questions is one that Slack takes; what waits says until when."""
    asks = tuple(
        Ask(question=f"q{n}", text=f"How many, {n}?", why="", citations=(), can_wait=True)
        for n in range(4)
    )
    waits = asks[2].model_copy(update={"waits": "Put off until 1 June 2026 by", "waits_by": "U1A"})
    shown = render(Post(ask=asks[0], asks=(asks[1], waits, asks[3])))
    assert rules.broken(shown) == []
    named = [button["action_id"] for button in rules.buttons(shown)]
    assert named[:5] == ["answer", "not_known", "snooze", "skip", "pass_on"]
    assert "snooze:3" in named
    assert "Put off until 1 June 2026 by" in rules.shown(shown)
    assert "How many, 3?" in shown["text"]
