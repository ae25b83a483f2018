"""Shortcuts over real HTTP: in the menu of a message, and from anywhere."""

import json
from datetime import date
from typing import Any

import pytest

from bot.benefits.conversation import Challenged, Measured
from bot.benefits.sheet import Choice, Countable, Sheet
from bot.sandbox.sizes import checked_options, checked_view
from bot.slack import measuring
from tests.slack.conftest import NOW, Place
from tests.slack.slackside import BOT_USER, TEAM, TS, points_at, press


async def test_a_message_that_is_pointed_at_is_kept_without_its_words(place: Place) -> None:
    """Where we may not read, nothing of it reaches us."""
    thread = {"ts": "1771405300.000200", "thread_ts": TS, "user": "U0BEN", "text": "a secret"}
    for message in (points_at()["message"], thread):
        answer = await place.slack.interact(points_at(message=message))
        assert answer.status_code == 200
    first, reply = place.edge.events
    assert isinstance(first, Challenged)
    assert isinstance(reply, Challenged)
    assert (first.workspace, first.channel, first.user) == (TEAM, "C0CRM", "U0ANA")
    assert (first.ts, first.thread, reply.ts, reply.thread) == (TS, None, thread["ts"], TS)
    assert first.reply_to == "https://hooks.slack.com/app/1/2/3"
    assert "secret" not in first.model_dump_json() + reply.model_dump_json()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"message": {"user": BOT_USER, "ts": TS}}, "I wrote that one myself"),
        ({"message": {"user": "U0BEN"}}, "could not tell"),
        ({"message": {"user": "U0BEN", "ts": "soon"}}, "could not tell"),
        ({"channel": None}, "could not tell"),
        ({"message": None}, "could not tell"),
    ],
)
async def test_what_cannot_be_challenged_is_told_and_not_kept(
    place: Place, changed: dict[str, Any], told: str
) -> None:
    """Nobody is left waiting for an answer that never comes."""
    payload = points_at(response_url=place.api.hook, **changed)
    assert (await place.slack.interact(payload)).status_code == 200
    assert place.edge.received == []
    [said] = place.api.hooked
    assert told in said["text"]


async def test_a_challenge_that_could_not_be_kept_is_told(place: Place) -> None:
    """Acknowledged means kept, or told that it is not."""
    place.edge.broken = True
    await place.slack.interact(points_at(response_url=place.api.hook))
    [said] = place.api.hooked
    assert "try again" in said["text"]
    assert "secret" not in said["text"]
    assert (await place.slack.interact(points_at(response_url=""))).status_code == 500


async def test_a_shortcut_nobody_listens_to_is_acknowledged(place: Place) -> None:
    """An older manifest may still offer it."""
    for kind in ("message_action", "shortcut"):
        payload = points_at("something_else", type=kind)
        assert (await place.slack.interact(payload)).status_code == 200
    assert place.edge.received == []


HOMES = (Choice(id="i1", name="Claims portal"), Choice(id="i2", name="CRM phase 2"))
DAYS = Countable(id="m1", name="settlement time", unit="days")
OWNED = Countable(id="m2", name="open claims", is_owned=True)
USER = {"id": "U0ANA", "team_id": TEAM}
OPENS = {
    "type": "shortcut",
    "callback_id": "record_measurement",
    "team": {"id": TEAM},
    "user": USER,
    "trigger_id": "777.888.999",
}


def sheet(homes: tuple[Choice, ...] = HOMES, *measures: Countable) -> Sheet:
    """What is offered; with measures, or where there is no choice, the first is chosen."""
    chosen = homes[0] if measures or len(homes) == 1 else None
    return Sheet(homes=homes, today=NOW.date(), chosen=chosen, measures=measures)


def blocks(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The inputs of a form, by id."""
    return {one["block_id"]: one for one in view["blocks"] if one["type"] == "input"}


def viewed(asked: dict[str, Any]) -> dict[str, Any]:
    """The form of a call, however it came."""
    found = asked["view"]
    return json.loads(found) if isinstance(found, str) else dict(found)


def put_in(**values: str) -> dict[str, Any]:
    """What stands in the form's fields, in Slack's words."""
    kinds = {"day": "selected_date", "owner": "selected_user"}
    menus = {"investment": measuring.INVESTMENT, "measure_i1": measuring.MEASURE}
    state: dict[str, Any] = {}
    for id, value in values.items():
        held: dict[str, Any] = {kinds.get(id, "value"): value}
        if id in menus:
            held = {"selected_option": {"value": value}}
        state[id] = {menus.get(id, "value"): held}
    form = {"id": "V1", "type": "modal", "callback_id": measuring.MEASURED}
    return {"team": {"id": TEAM}, "user": USER, "view": form | {"state": {"values": state}}}


def sent(**values: str) -> dict[str, Any]:
    return {"type": "view_submission", "trigger_id": "1.2.3", **put_in(**values)}


RIGHT = {"investment": "i1", "measure_i1": "m1", "value": " 9 days ", "day": "2026-02-17"}


@pytest.mark.parametrize("kind", ["shortcut", "button"])
async def test_the_form_opens_from_anywhere(place: Place, kind: str) -> None:
    """By the shortcut, or by a button of ours; all there is no choice of is chosen."""
    place.edge.offers = lambda _: sheet(HOMES[:1], DAYS)
    place.api.answers("views.open", {"view": {"id": "V1"}})
    opens = OPENS if kind == "shortcut" else press("record_measurement")
    assert (await place.slack.interact(opens)).status_code == 200
    [asked] = place.api.asked("views.open")
    assert asked["trigger_id"] == opens["trigger_id"]
    shown = blocks(viewed(asked))
    assert list(shown) == ["investment", "measure_i1", "value", "day", "source", "owner"]
    assert shown["investment"]["element"]["initial_option"]["value"] == "i1"
    assert shown["measure_i1"]["element"]["initial_option"]["value"] == "m1"
    assert shown["day"]["element"]["initial_date"] == "2026-02-18"
    assert [id for id, one in shown.items() if one["optional"]] == ["source", "owner"]


async def test_what_cannot_be_opened_is_a_failure_slack_tells(place: Place) -> None:
    """There is no other way to tell who used the shortcut."""
    place.edge.broken = True
    assert (await place.slack.interact(OPENS)).status_code == 500
    place.edge.broken = False
    place.api.refuses("views.open", "expired_trigger_id")
    assert (await place.slack.interact(OPENS)).status_code == 500
    assert (await place.slack.interact({**OPENS, "user": {}})).status_code == 200


@pytest.mark.parametrize(
    ("offered", "is_new", "shown"),
    [
        (
            sheet(
                (),
            ),
            False,
            [],
        ),
        (sheet(), False, ["investment", "value", "day", "source"]),
        (sheet(HOMES[:1]), False, ["investment", "name", "value", "day", "source", "owner"]),
        (sheet(HOMES, OWNED), False, ["investment", "measure_i1", "value", "day", "source"]),
        (
            sheet(HOMES, OWNED),
            True,
            ["investment", "measure_i1", "name", "value", "day", "source", "owner"],
        ),
    ],
)
def test_the_form_asks_what_is_not_known(offered: Sheet, is_new: bool, shown: list[str]) -> None:
    """A name of what nobody named before, an owner where none is on record; and Slack takes it."""
    made = measuring.view(offered, is_new=is_new)
    assert list(blocks(made)) == shown
    assert ("submit" in made) == bool(shown)
    assert checked_view(made) == made


def test_of_very_many_slack_asks_for_those_that_fit() -> None:
    """A menu takes a hundred; whatever they are called."""
    many = tuple(Choice(id=f"i{n}", name=f"Portal {n} " + "x" * 90) for n in range(101))
    made = measuring.view(sheet(many))
    assert blocks(made)["investment"]["element"]["type"] == "external_select"
    assert checked_view(made) == made
    assert checked_options({"options": measuring.offered(sheet(many), "")})
    assert len(measuring.offered(sheet(many), " portal  9")) == 11
    named = tuple(Choice(id=name, name=name) for name in ("New CRM", "CRM phase 2"))
    found = measuring.offered(sheet(named), "crm")
    assert [one["value"] for one in found] == ["CRM phase 2", "New CRM"]
    measures = tuple(Countable(id=f"m{n}", name=f"measure {n}") for n in range(120))
    made = measuring.view(sheet(HOMES, *measures))
    assert len(blocks(made)["measure_i1"]["element"]["options"]) == 100
    assert checked_view(made) == made


async def test_what_is_typed_into_the_menu_is_answered_at_once(place: Place) -> None:
    """With nothing where it cannot be told now: the menu says so itself."""
    place.edge.offers = lambda _: sheet()
    asks = {"type": "block_suggestion", "action_id": measuring.INVESTMENT, "value": "crm"}
    answer = await place.slack.interact({**asks, **put_in()})
    assert [one["value"] for one in answer.json()["options"]] == ["i2"]
    place.edge.broken = True
    answer = await place.slack.interact({**asks, **put_in()})
    assert (answer.status_code, answer.json()) == (200, {"options": []})


async def test_a_choice_changes_what_else_is_asked(place: Place) -> None:
    """The rest of the form follows the investment, and the name a measure that is new."""
    place.edge.offers = lambda chosen: sheet(HOMES, OWNED) if chosen == "i1" else sheet()
    place.api.answers("views.update", {"view": {"id": "V1"}})
    for action, values in (
        (measuring.INVESTMENT, {"investment": "i1"}),
        (measuring.MEASURE, {"investment": "i1", "measure_i1": "new"}),
        (measuring.INVESTMENT, {"investment": "i2", "measure_i1": "new"}),
    ):
        chosen = {"action_id": action, "type": "static_select", "action_ts": "1.5"}
        payload = {"type": "block_actions", "trigger_id": "1.2.3", "actions": [chosen]}
        assert (await place.slack.interact({**payload, **put_in(**values)})).status_code == 200
    shown = [blocks(viewed(one)) for one in place.api.asked("views.update")]
    assert place.edge.chosen == ["i1", "i1", "i2"]
    assert ["name" in one for one in shown] == [False, True, False]
    assert [one["view_id"] for one in place.api.asked("views.update")] == ["V1"] * 3


async def test_a_measurement_is_kept_as_it_was_typed(place: Place) -> None:
    """The form closes; what was left empty is not there."""
    answer = await place.slack.interact(sent(**RIGHT, owner="U0BEN"))
    assert (answer.status_code, answer.text) == (200, "")
    named = {"measure_i1": "new", "name": "open claims", "source": "https://x.example/r"}
    await place.slack.interact(sent(**RIGHT | named))
    first, second = place.edge.events
    assert isinstance(first, Measured)
    assert isinstance(second, Measured)
    assert (first.investment, first.measure, first.name) == ("i1", "m1", None)
    assert (first.value, first.on, first.owner) == ("9 days", date(2026, 2, 17), "U0BEN")
    assert (first.user, first.channel, first.source) == ("U0ANA", "U0ANA", None)
    assert (second.measure, second.name) == (None, "open claims")
    assert second.source == "https://x.example/r"


async def test_each_reason_stands_at_its_field(place: Place) -> None:
    """At the first where the form has no such field; nothing is kept, nothing is lost."""
    place.edge.problems = {"measure": "Choose what was measured.", "name": "x" * 500}
    answer = await place.slack.interact(sent(**RIGHT))
    told = answer.json()
    assert told["response_action"] == "errors"
    assert told["errors"].keys() == {"measure_i1", "investment"}
    assert max(map(len, told["errors"].values())) <= 150
    assert place.edge.received == []
    place.edge.problems, place.edge.broken = {}, True
    told = (await place.slack.interact(sent(**RIGHT))).json()
    assert "try again" in told["errors"]["value"]
    told = (await place.slack.interact({**sent(**RIGHT), "user": {}})).json()
    assert "could not tell" in told["errors"]["value"]


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30"])
def test_a_day_nobody_can_read_is_none(day: str) -> None:
    """It is asked for again."""
    found = measuring.entered(sent(**RIGHT | {"day": day}), NOW)
    assert found is not None
    assert found.on is None
